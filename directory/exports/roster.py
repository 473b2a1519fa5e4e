"""The liaison roster on paper: 附件3 (R014) as a workbook and as a Word document, in the layout of the form.

Both carry text only. A value that a spreadsheet might take for a formula is stored as text and marked as quoted, so
it stays text when somebody edits the cell.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.exports import Asked, Field, export
from common.exports.writers import Writer as ExportWriter
from common.tables.printed import DOCX_TYPE, XLSX_TYPE, Entry, Layout, Paper, printed_docx, printed_xlsx
from directory.filters import RosterFilters
from directory.models import LiaisonEntry
from directory.queries.roster import holder_of, roster_of
from directory.roster_columns import FIELDS
from tenancy.models import Region
from tenancy.models.departments import Coordination
from tenancy.scope import current_scope

BLANK_LINES = 10  # an empty form still has lines to write on
_WIDTHS = (6.0, 2.8, 4.1, 3.5, 2.8, 4.1, 3.5)  # centimetres; 26.8 on landscape A4
_POINTS = 12


@dataclass(frozen=True)
class Writer:
    """One kind of file the form is written as."""

    write: Callable[[Paper, Iterable[Mapping[str, str]]], bytes]
    content_type: str


def paper_of(tenant: Region, today: date) -> Paper:
    """The form's frame for a place: where and by when the form of the year of `today` is filed (R014)."""
    collector = holder_of(tenant, Coordination.COLLECTION)
    note = _("注：各行业主管（牵头监管）部门于%(year)s年1月15日前将此表报送%(collector)s。")
    return Paper(
        annex=_("附件3"),
        title=_("%(place)s跨部门综合监管工作联络表") % {"place": tenant.name},
        notes=[note % {"year": today.year, "collector": collector or _("统筹部门")}],
    )


def headings() -> list[str]:
    """The seven column headings in the words and the order of the form."""
    person = [_("职务"), _("手机号码")]
    return [_("单位名称"), _("分管领导"), *person, _("工作联系人"), *person]


def _layout() -> Layout:
    columns = range(len(FIELDS))
    return Layout(
        name=_("工作联络表"),
        headings=headings(),
        widths=_WIDTHS,
        points=_POINTS,
        centred=frozenset(columns),
        blanks=[Entry({}, [dict.fromkeys(columns, "")])] * BLANK_LINES,
    )


def _entries(rows: Iterable[Mapping[str, str]]) -> list[Entry]:
    return [Entry({}, [{column: row[field] for column, field in enumerate(FIELDS)}]) for row in rows]


def roster_xlsx(paper: Paper, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The form as .xlsx; each row maps the seven `FIELDS` to text."""
    return printed_xlsx(_layout(), paper, _entries(rows))


def roster_docx(paper: Paper, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The form as .docx; each row maps the seven `FIELDS` to text."""
    return printed_docx(_layout(), paper, _entries(rows))


WRITERS = {
    "xlsx": Writer(roster_xlsx, XLSX_TYPE),
    "docx": Writer(roster_docx, DOCX_TYPE),
}


def _form_writer(write: Callable[[Paper, Iterable[Mapping[str, str]]], bytes]) -> ExportWriter:
    """The form as the Export pattern writes a list: all rows at once, for the place whose scope is open."""

    def fill(path: Path, title: str, columns: Sequence[Field], rows: Iterable[LiaisonEntry]) -> Iterator[int]:
        lines = [entry.values for entry in rows]
        place = Region.objects.get(pk=cast(int, current_scope().tenant))
        path.write_bytes(write(paper_of(place, timezone.localdate()), lines))
        yield len(lines)

    return fill


@export(
    "directory.roster",
    label=gettext_lazy("工作联络表"),
    permission="roster.view",
    columns=[],
    writers={kind: _form_writer(writer.write) for kind, writer in WRITERS.items()},
)
def roster_rows(asked: Asked) -> QuerySet:
    """The lines the list shows."""
    found = RosterFilters(asked.GET, queryset=roster_of(asked.tenant), request=asked)
    return found.qs.order_by("department__name", "pk")
