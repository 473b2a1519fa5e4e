"""A line of a register, texts by field, and what it becomes: a kind, details, a row for matching. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from registry.kinds import DETAILS, ObjectKind
from registry.matching import Row
from registry.states import ACTIVE, CANCELLED, MOVED_OUT, REVOKED, SUSPENDED, WITHDRAWN

FACTS = ("former_names", "town", "address", "longitude", "latitude", "industry", "principal", "founded_on", "state")
ENROLMENT = ("basis", "grade", "permit_number", "permit_until", "contact", "contact_mobile")

_BY_CODE = {
    "92": ObjectKind.SOLE_TRADER,
    "93": ObjectKind.FARMER_COOPERATIVE,
    "51": ObjectKind.SOCIAL_ORGANISATION,
    "52": ObjectKind.SOCIAL_ORGANISATION,
}
_BY_WORD = (
    ("个体", ObjectKind.SOLE_TRADER),
    ("合作社", ObjectKind.FARMER_COOPERATIVE),
    ("公司", ObjectKind.ENTERPRISE),
    ("企业", ObjectKind.ENTERPRISE),
    ("合伙", ObjectKind.ENTERPRISE),
    ("独资", ObjectKind.ENTERPRISE),
    ("幼儿园", ObjectKind.SCHOOL),
    ("学校", ObjectKind.SCHOOL),
    ("医院", ObjectKind.HOSPITAL),
    ("医疗机构", ObjectKind.HOSPITAL),
)
_STATES = (
    ("未注销", REVOKED),
    ("注销", CANCELLED),
    ("吊销", REVOKED),
    ("撤销", WITHDRAWN),
    ("迁出", MOVED_OUT),
    ("停业", SUSPENDED),
    ("歇业", SUSPENDED),
    ("停用", SUSPENDED),
    ("存续", ACTIVE),
    ("在业", ACTIVE),
    ("在营", ACTIVE),
    ("在册", ACTIVE),
    ("开业", ACTIVE),
    ("营业", ACTIVE),
    ("正常", ACTIVE),
)
"""What registers write of a state; the first word that stands in theirs decides (“吊销，未注销” is revoked)."""
_BETWEEN_NAMES = re.compile("[、；;，,]")
_HEADS = ("legal_representative", "operator", "head")


def kind_of(words: str, uscc: str) -> ObjectKind | None:
    """The kind that a register's own words mean (企业, 有限责任公司, 个体户…); without words what the code says.

    None when the words mean nothing known.
    """
    if not words:
        return _BY_CODE.get(uscc[:2], ObjectKind.ENTERPRISE)
    by_label = {str(kind.label): kind for kind in ObjectKind}
    return by_label.get(words) or next((kind for word, kind in _BY_WORD if word in words), None)


def state_of(words: str) -> str | None:
    """The state that a register's own words mean (存续（在营、开业、在册）, 已注销…); None for unknown words."""
    return next((state for word, state in _STATES if word in words), None)


def head_field(kind: str) -> str:
    """Which detail of the kind names the person in charge; empty where there is none."""
    names = {detail.name for detail in DETAILS[kind]}
    if kind not in (ObjectKind.SOLE_TRADER,):
        names.discard("operator")
    return next((name for name in _HEADS if name in names), "")


def founding_field(kind: str) -> str:
    """`founded_on` where the kind knows such a day."""
    return next((detail.name for detail in DETAILS[kind] if detail.name == "founded_on"), "")


def details_of(kind: str, values: Mapping[str, str]) -> dict[str, Any]:
    """The details that a line tells about an object of this kind."""
    pairs = {head_field(kind): values.get("principal", ""), founding_field(kind): values.get("founded_on", "")}
    return {name: value for name, value in pairs.items() if name and value}


def former_names_of(values: Mapping[str, str]) -> list[str]:
    """The old names of a line, one text with 、 or ； between them."""
    names = _BETWEEN_NAMES.split(values.get("former_names", ""))
    return [name.strip() for name in names if name.strip()]


MATCHED = ("name", "uscc", "address", "former_names")
"""The fields that `matching_row` reads."""


def matching_row(key: str, values: Mapping[str, str]) -> Row:
    """The line as `registry.matching` compares it."""
    return Row(key, values["name"], values.get("uscc", ""), values.get("address", ""), tuple(former_names_of(values)))
