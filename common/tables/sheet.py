"""A sheet as every reader hands it on: text by row and column, with what a clerk must be told about some cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

Place = tuple[int, int]  # row, column; both from 0
Range = tuple[Place, Place]  # first and last cell, both included


@dataclass(frozen=True)
class Limits:
    """How much is read. Bytes are of the upload, `unpacked` bytes of all its parts, `text` bytes once repeated."""

    size: int = 10 << 20
    unpacked: int = 128 << 20
    entries: int = 2_000
    ratio: int = 200
    text: int = 1 << 30
    sheets: int = 64
    rows: int = 5_000
    columns: int = 50
    cell: int = 2_000


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one cell, whatever it is used for."""

    why: str
    mend: str


@dataclass(frozen=True)
class CellError:
    """One cell an import rejects or doubts: where it stands, what it says, why not, and how to mend it."""

    sheet: str
    address: str
    value: str
    why: str
    mend: str


@dataclass(frozen=True)
class Line:
    """One line of a table read for an import: its row in the file (from 1), its values by field, what is wrong.

    `addresses` says for each field where its cell stands in `sheet`.
    """

    number: int
    values: Mapping[str, str]
    errors: tuple[CellError, ...] = ()
    doubts: tuple[CellError, ...] = ()
    sheet: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)

    def error(self, name: str, why: str, mend: str) -> CellError:
        """A `CellError` about the cell of field `name`."""
        return CellError(self.sheet, self.addresses.get(name, ""), self.values[name], why, mend)


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Sheet:
    """Rows of text (ragged, from the very first row and column), as `kind` of file they came from.

    The value of a merged range stands in its first cell, the others are empty.
    """

    name: str
    kind: str
    rows: list[list[str]]
    merged: tuple[Range, ...] = ()
    troubles: Mapping[Place, Trouble] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False

    def text(self, row: int, column: int) -> str:
        """The text as it stands in the file; empty beyond the sheet's edge."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def address(self, row: int, column: int) -> str:
        """Where a clerk finds the cell: B5 in a workbook, 第3行第2列 elsewhere."""
        if self.kind == "xlsx":
            return f"{column_letters(column)}{row + 1}"
        place = _("第%(row)s行第%(column)s列") % {"row": row + 1, "column": column + 1}
        return f"{self.name}{place}" if self.kind == "docx" else place

    def error(self, row: int, column: int, why: str, mend: str) -> CellError:
        """A `CellError` about the cell at `row`, `column`."""
        return CellError(self.name, self.address(row, column), self.text(row, column)[:200], why, mend)

    def trouble(self, row: int, column: int) -> CellError | None:
        """What is wrong with the cell itself (a formula, an error value, …), if anything."""
        found = self.troubles.get((row, column))
        return self.error(row, column, found.why, found.mend) if found else None

    def anchors(self) -> dict[Place, Place]:
        """For every covered cell of a merged range, the cell that holds its value."""
        return {
            (row, column): first
            for first, last in self.merged
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
            if (row, column) != first
        }
