"""What a printed form is made of, whichever kind of file it becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from common.tables.writing import printable

TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋"
ANNEX_POINTS, TITLE_POINTS = 16, 22
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CM_A_POINT = 2.54 / 72
_PADDING_CM = 0.2


@dataclass(frozen=True)
class Paper:
    """What stands around the table: the mark of the annex, the title, and the notes below, none or several."""

    annex: str
    title: str
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Entry:
    """An entry of the table: texts by column, once for the `own` ones, merged over its `lines`."""

    own: Mapping[int, str]
    lines: Sequence[Mapping[int, str]]


@dataclass(frozen=True)
class Layout:
    """The table of a form. `widths` are centimetres, 26.8 together on A4 on its side.

    `centred` columns hold short words; `spans` says which heading covers how many columns. The title stands over the
    first `framed` columns (0: all). What is wider than the form is printed on A3, `abreast` sheets beside each other,
    each beginning with the first `repeated` columns.
    """

    name: str
    headings: Sequence[str]
    widths: Sequence[float]
    points: int = 10
    centred: frozenset[int] = frozenset()
    spans: Mapping[int, int] = field(default_factory=dict)
    blanks: Sequence[Entry] = ()
    framed: int = 0
    abreast: int = 1
    repeated: int = 0

    @property
    def last(self) -> int:
        """The last column under the title."""
        return (self.framed or len(self.headings)) - 1

    @property
    def covered(self) -> set[int]:
        """Columns whose heading is the one of a column to the left."""
        return {column for first, count in self.spans.items() for column in range(first + 1, first + count)}

    def lines_of(self, text: str, column: int) -> int:
        """How many lines a text of Chinese signs takes in a column."""
        return lines_in(text, self.widths[column], self.points)

    def filled(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """The entries; without any, lines to write on."""
        return entries or self.blanks


def lines_in(text: str, width: float, points: int) -> int:
    """How many lines a text of Chinese signs takes in a width of so many centimetres."""
    signs = max(1, int((width - _PADDING_CM) / (points * _CM_A_POINT)))
    return sum(ceil(max(1, len(line)) / signs) for line in printable(text).split("\n"))
