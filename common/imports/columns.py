"""Which column of a register holds which field: recognised by its heading, or as a person assigned it before."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.tables import CellError, Sheet, TableRefused, clean_all, squash
from common.tables.sheet import column_letters

HEADER_WITHIN = 10
"""Headings are looked for in this many first rows; a title or a note may stand above them."""
SAMPLES = 3


class NoHeadings(TableRefused):
    why = _("文件里没有找到表头，也没有可以读取的行。")
    mend = _("请在第一行写上各列的标题（如“名称”“统一社会信用代码”），下面每行一条，再重新上传。")


@dataclass(frozen=True)
class Column:
    """A field of a register: its name in code, its heading in our own form, other headings it is known by."""

    name: str
    heading: str | Promise
    also: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True)
class Header:
    """A heading row: where it stands, what is typed, and which field each column holds (empty: none)."""

    sheet: Sheet
    row: int
    headings: Sequence[str]
    fields: Sequence[str]

    def place(self, column: int) -> str:
        """Where a clerk finds the heading."""
        return self.sheet.address(self.row, column)

    def samples(self, column: int) -> list[str]:
        """The first values under the heading."""
        under = range(self.row + 1, min(self.row + 1 + SAMPLES, len(self.sheet.rows)))
        return [self.sheet.text(row, column)[:60] for row in under]


def signature_of(headings: Sequence[str]) -> str:
    """What two files with the same headings have in common, however their blanks and brackets are typed."""
    return hashlib.sha256("\n".join(map(squash, headings)).encode()).hexdigest()


def recognise(headings: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """The field of each heading, empty where none is known; of two headings for one field the first counts."""
    known = {squash(str(text)): column.name for column in columns for text in (column.heading, *column.also)}
    free = {column.name for column in columns}
    found = []
    for heading in headings:
        name = known.get(squash(heading), "")
        found.append(name if name in free else "")
        free.discard(name)
    return found


def find_header(sheets: Sequence[Sheet], columns: Sequence[Column], remembered: Mapping[str, Sequence[str]]) -> Header:
    """The heading row: one a person has assigned before, else the one with most known headings, else the first row.

    `remembered` maps signatures to fields. Errors: `NoHeadings` when there is nothing below any row.
    """
    rows = list(_candidates(sheets))
    for sheet, number, headings in rows:
        fields = remembered.get(signature_of(headings))
        if fields is not None:
            return Header(sheet, number, headings, fields)
    headers = [Header(sheet, number, headings, recognise(headings, columns)) for sheet, number, headings in rows]
    if not headers:
        raise NoHeadings
    return max(headers, key=lambda header: sum(map(bool, header.fields)))


def _candidates(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, int, list[str]]]:
    """Rows that may be headings: something below them, two texts at least unless the sheet has a single column."""
    for sheet in sheets:
        if sheet.is_hidden:
            continue
        for number, texts in enumerate(sheet.rows[: min(HEADER_WITHIN, len(sheet.rows) - 1)]):
            headings = clean_all(texts)
            while headings and not headings[-1]:
                headings.pop()
            if sum(map(bool, headings)) >= min(2, len(sheet.rows[number + 1])):
                yield sheet, number, headings


@dataclass
class Frame:
    """The rows of a register as columns of clean text, blank rows left out.

    `numbers` are the rows' numbers in the file, from 1; `values` the texts of each field, equally long; `errors` and
    `doubts` what is wrong, by position in those lists.
    """

    header: Header
    numbers: list[int]
    values: dict[str, list[str]]
    errors: dict[int, list[CellError]] = field(default_factory=dict)
    doubts: dict[int, list[CellError]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def reject(self, at: int, name: str, why: str, mend: str) -> None:
        """Reject the cell of field `name` of the row at position `at`."""
        self.errors.setdefault(at, []).append(self._cell(at, name, why, mend))

    def doubt(self, at: int, name: str, why: str, mend: str) -> None:
        """Doubt that cell."""
        self.doubts.setdefault(at, []).append(self._cell(at, name, why, mend))

    def _cell(self, at: int, name: str, why: str, mend: str) -> CellError:
        place = self.header.fields.index(name)
        return self.header.sheet.error(self.numbers[at] - 1, place, why, mend)


def read_frame(header: Header) -> Frame:
    """The rows under a heading row; cells with troubles of their own (formulas, error values) are rejected."""
    sheet, first = header.sheet, header.row + 1
    places = {name: place for place, name in enumerate(header.fields) if name}
    columns = {name: _column(sheet.rows[first:], place) for name, place in places.items()}
    _spread_merged(sheet, first, {place: columns[name] for name, place in places.items()})
    values = {name: clean_all(texts) for name, texts in columns.items()}
    filled = list(map(any, zip(*values.values(), strict=True)))
    frame = Frame(
        header,
        list(compress(range(first + 1, len(sheet.rows) + 1), filled)),
        {name: list(compress(texts, filled)) for name, texts in values.items()},
    )
    _reject_troubles(frame, {place: name for name, place in places.items()})
    return frame


def _column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """The texts at that place, of short rows none."""
    try:
        return list(map(itemgetter(place), rows))
    except IndexError:
        return [row[place] if place < len(row) else "" for row in rows]


def _spread_merged(sheet: Sheet, first: int, columns: Mapping[int, list[str]]) -> None:
    """A merged cell says the same for every row it covers."""
    for (row, column), anchor in sheet.anchors().items():
        if row >= first and column in columns:
            columns[column][row - first] = sheet.text(*anchor)


def _reject_troubles(frame: Frame, names: Mapping[int, str]) -> None:
    if not frame.header.sheet.troubles:
        return
    positions = {number - 1: at for at, number in enumerate(frame.numbers)}
    for (row, column), trouble in frame.header.sheet.troubles.items():
        if column in names and row in positions:
            frame.reject(positions[row], names[column], trouble.why, trouble.mend)


def column_name(place: int) -> str:
    """What a column without a heading is called: 第C列."""
    return str(_("第%(letters)s列")) % {"letters": column_letters(place)}


def required_names(columns: Sequence[Column]) -> list[str]:
    """The fields without which a row means nothing."""
    return [column.name for column in columns if column.is_required]


def headings_of(columns: Sequence[Column]) -> dict[str, str]:
    """Field names and the headings of our own form."""
    return {column.name: str(column.heading) for column in columns}
