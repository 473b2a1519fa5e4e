"""A printed form in an uploaded file: found by its headings, told from the titles, examples and notes around its rows.

Nothing is dropped without a word: a second form, a hidden one, and rows that a second table goes on with are refused.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables.refusals import TableRefused
from common.tables.sheet import Line, Place, Sheet
from common.tables.text import clean

Columns = dict[str, int]

EXAMPLE = re.compile(r"[（(\[【]?(例|示例|样例|范例)([：:）)\]】]|如[：:]|$)")
NOTE = re.compile(r"(备?注|(填[表报])?说明|填[表报](人|单位|日期)|制表人|审核人|联系电话)[：:\d]")
SERIAL = re.compile(r"[\d０-９.,．、()（）①-⑳-]*")


class FormNotFound(TableRefused):
    why = gettext_lazy("没有找到%(form)s：文件里没有“%(headings)s”这几个列标题。")
    mend = gettext_lazy("请使用%(sample)s，保留表头后重新上传。")


class FormColumnMissing(TableRefused):
    why = gettext_lazy("%(place)s 的表头缺少%(missing)s。")
    mend = gettext_lazy("请按%(sample)s补齐各列后重新上传；不知道的可以先留空，逐行核对时会提示。")


class FormHidden(TableRefused):
    why = gettext_lazy("%(form)s在隐藏的工作表“%(sheet)s”里。")
    mend = gettext_lazy("请取消隐藏，核对内容后重新上传。")


class TwoForms(TableRefused):
    why = gettext_lazy("文件里有两张%(form)s（“%(first)s”“%(second)s”），一次只能导入一张。")
    mend = gettext_lazy("请把它们合并成一张，或分成几个文件分别上传；不用的请删去。")


class FormGoesOn(TableRefused):
    why = gettext_lazy("%(first)s 的%(form)s在 %(second)s 里好像还有后续的行，但那张表没有表头，会读不到。")
    mend = gettext_lazy("请把两张表合并成一张（或给后一张补上表头，另存为一个文件上传）后重新上传。")


class FormEmpty(TableRefused):
    why = gettext_lazy("%(place)s 的表头下面一行也没有填写。")
    mend = gettext_lazy("请填写后重新上传；“例”字开头的行只作示范，不会导入。")


@dataclass(frozen=True)
class Form:
    """What a form looks like: the `labels` of its fields in order, by which of their headings it is known, and which
    fields an entry at least begins with.

    `columns_of` tells the fields that a row of headings names, and where; merged cells count if they are given.
    """

    name: Promise
    sample: Promise
    labels: Mapping[str, str | Promise]
    known_by: frozenset[str]
    begun_by: frozenset[str]
    columns_of: Callable[[Sheet, int, Mapping[Place, Place]], Columns]
    optional: frozenset[str] = frozenset()

    def find(self, sheets: Sequence[Sheet]) -> "FormTable":
        """The one form of a file, without its lines. Errors: none, hidden, a column short, two, going on."""
        found = [table for sheet in sheets if (table := self._in(sheet))]
        visible = [table for table in found if not table.sheet.is_hidden]
        if found and not visible:
            raise FormHidden(form=self.name, sheet=found[0].sheet.name)
        if not visible:
            headings = "、".join(str(self.labels[field]) for field in self.labels if field in self.known_by)
            raise FormNotFound(form=self.name, headings=headings, sample=self.sample)
        table, *others = visible
        self._refuse_missing(table)
        for other in others:
            if not other.is_blank:
                raise TwoForms(form=self.name, first=table.sheet.name, second=other.sheet.name)
        self._refuse_rest(table, sheets)
        return table

    def _in(self, sheet: Sheet) -> "FormTable | None":
        for top in range(len(sheet.rows)):
            if self.known_by <= set(self.columns_of(sheet, top, {})):
                return FormTable(self, sheet, top, self.columns_of(sheet, top, sheet.anchors()))
        return None

    def _refuse_missing(self, table: "FormTable") -> None:
        missing = [field for field in self.labels if field not in table.columns and field not in self.optional]
        if missing:
            quoted = "、".join(_("“%s”") % self.labels[field] for field in missing)
            raise FormColumnMissing(place=table.sheet.address(table.top, 0), missing=quoted, sample=self.sample)

    def _refuse_rest(self, table: "FormTable", sheets: Sequence[Sheet]) -> None:
        """A table of a document may go on in another without headings; its rows would be lost."""
        if table.sheet.kind != "docx":
            return
        width = max(map(len, table.sheet.rows))
        for other in sheets[list(sheets).index(table.sheet) + 1 :]:
            rest = FormTable(self, other, -1, table.columns)
            if max(map(len, other.rows), default=0) == width and self._in(other) is None and not rest.is_blank:
                raise FormGoesOn(form=self.name, first=table.sheet.name, second=other.name)


@dataclass(frozen=True)
class FormTable:
    """A form found: its sheet, its lower row of headings, the column of each field, and its lines in order."""

    form: Form
    sheet: Sheet
    top: int
    columns: Columns
    lines: tuple[Line, ...] = ()

    @property
    def is_blank(self) -> bool:
        return next(self.rows(), None) is None

    def rows(self) -> Iterator[int]:
        """The rows that say something: no headings repeated, no notes, and below a note only what is an entry again."""
        is_below = False
        for row in range(self.top + 1, len(self.sheet.rows)):
            is_note = bool(NOTE.match(next(self.words(row), "")))
            is_below = is_note or (is_below and not self.form.begun_by <= self.filled(row))
            is_heading = bool(self.form.known_by & set(self.form.columns_of(self.sheet, row, {})))
            if not (is_below or is_heading or self._is_blank_row(row)):
                yield row

    def words(self, row: int) -> Iterator[str]:
        """The texts of a row's cells that are not empty."""
        return (word for text in self.sheet.rows[row] if (word := clean(text)))

    def filled(self, row: int) -> set[str]:
        """The fields that are filled in in a row."""
        return {field for field, column in self.columns.items() if clean(self.sheet.text(row, column))}

    def is_example(self, row: int) -> bool:
        """Whether a row shows how the form is filled in."""
        return any(EXAMPLE.match(word) for word in self.words(row))

    def _is_blank_row(self, row: int) -> bool:
        return all(SERIAL.fullmatch(word) for word in self.words(row)) and not self.filled(row)
