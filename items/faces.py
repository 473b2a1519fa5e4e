"""An item as people read it: the eleven columns of 附件1 (R023) and the extended ones (R025). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from items.bases import Basis, print_bases


@dataclass(frozen=True)
class LineFace:
    """One cooperating department with its own matter and its own bases."""

    department: str
    content: str
    bases: tuple[Basis, ...] = ()

    @property
    def basis(self) -> str:
        return print_bases(self.bases)


@dataclass(frozen=True)
class ItemFace:
    """One item: the lead's cells, the lines of the cooperating departments, and `more`, label → text."""

    domain: str
    lead: str
    content: str
    bases: tuple[Basis, ...]
    objects: str
    organising_levels: str
    supervision_levels: str
    lines: tuple[LineFace, ...]
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def basis(self) -> str:
        return print_bases(self.bases)
