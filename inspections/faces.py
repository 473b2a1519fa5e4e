"""A plan entry as 附件2 prints it: text only, wherever it comes from (R086). Pure: no database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LineFace:
    """A department's row: its part (牵头部门, 配合部门), its name, its matter."""

    part: str
    department: str
    content: str


@dataclass(frozen=True)
class EntryFace:
    """One numbered entry with its departments, the lead first."""

    number: str
    title: str
    lines: tuple[LineFace, ...]
    objects: str
    quantity: str
    period: str
