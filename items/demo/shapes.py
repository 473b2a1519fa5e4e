"""How the demonstration's items are written down."""

from dataclasses import dataclass, field

from items.bases import parse_bases

_COMMON = {
    "category": "administrative_check",
    "grade": "key",
    "techniques": ["on_site", "documents"],
    "procedure": "制定联合检查方案；抽取检查对象和检查人员；联合现场检查；结果录入、公示；问题分送相关部门处理。",
    "measures": ["enter", "ask", "copy"],
    "handling": ["correction", "penalty", "transfer"],
    "approval_relation": "separated",
}


@dataclass(frozen=True)
class Part:
    """A cooperating department, its matter, its bases as written."""

    department: str
    content: str
    bases: str

    @property
    def basis_list(self) -> list:
        return parse_bases(self.bases)


@dataclass(frozen=True)
class Sample:
    """An item: its lead, its fields, its parts, and how far it has come."""

    lead: str
    bases: str
    parts: tuple[Part, ...]
    until: str
    values: dict = field(default_factory=dict)

    @property
    def fields(self) -> dict:
        return {**_COMMON, **self.values}

    @property
    def basis_list(self) -> list:
        return parse_bases(self.bases)


@dataclass(frozen=True)
class Cast:
    """Who does what in a place: department → login of its author and of its signer, and the others by login."""

    place: int
    authors: dict[str, str]
    signers: dict[str, str]
    reviewer: str
    approver: str
    publishers: tuple[str, str]
