"""Plans on paper: 附件2 (R086) as a workbook and a Word document, as the printed form has it.

The heading 监管部门 spans two columns, role and name. An entry's own cells are merged over the rows of its departments.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import numeric_text
from common.tables.printed import DOCX_TYPE, XLSX_TYPE, Entry, Layout, Paper, printed_docx, printed_xlsx
from directory.queries.roster import holder_of
from inspections.attributes import Role
from inspections.faces import EntryFace, LineFace
from tenancy.models import Region
from tenancy.models.departments import Coordination

HEADINGS = (
    gettext_lazy("序号"),
    gettext_lazy("综合监管计划名称"),
    gettext_lazy("监管部门"),
    "",
    gettext_lazy("监管事项"),
    gettext_lazy("监管对象"),
    gettext_lazy("检查数量（比例、频次）"),
    gettext_lazy("检查起止时间"),
)
"""The empty one is the second column under 监管部门."""
_PARTY, _QUANTITY = 2, 6
_OWN = (0, 1, 5, 6, 7)
"""Columns an entry fills once, merged over its departments."""
_LINE = (2, 3, 4)
_WIDTHS = (1.0, 3.6, 2.2, 3.6, 5.4, 4.4, 3.4, 3.2)  # centimetres; 26.8 on landscape A4
_CENTRED = frozenset({0, 1, 2, 3, 6, 7})
_BLANK_ENTRIES = 3


@dataclass(frozen=True)
class Writer:
    """One kind of file a plan is written as."""

    suffix: str
    label: str | Promise
    write: Callable[[Paper, Sequence[EntryFace]], bytes]
    content_type: str


def paper_of(tenant: Region, year: int, due_on: date | None = None) -> Paper:
    """The form's frame for a place and a year; its note says by when the plans are filed, and where, if that is set."""
    words = {"place": tenant.name, "year": year}
    title = _("%(place)s跨部门综合监管工作计划（%(year)d年度）") % words
    note = _("注：各行业主管（牵头监管）部门于%(day)s前将年度监管计划报送%(collector)s。")
    collector = holder_of(tenant, Coordination.COLLECTION) or _("统筹部门")
    notes = [note % {"day": numeric_text(due_on), "collector": collector}] if due_on else []
    return Paper(_("附件2"), title, notes)


def _entry(face: EntryFace) -> Entry:
    own = (face.number, face.title, face.objects, face.quantity, face.period)
    lines = [(line.part, line.department, line.content) for line in face.lines]
    return Entry(dict(zip(_OWN, own, strict=True)), [dict(zip(_LINE, line, strict=True)) for line in lines])


def _blank(number: int) -> Entry:
    """An empty entry to write on, its roles printed as in the form."""
    lines = (LineFace(str(Role.LEAD.label), "", ""), *(LineFace(str(Role.COOPERATING.label), "", ""),) * 2)
    return _entry(EntryFace(str(number), "", lines, "", "", ""))


def _layout() -> Layout:
    headings = [str(heading) for heading in HEADINGS]
    headings[_QUANTITY] = headings[_QUANTITY].replace("（", "\n（")
    return Layout(
        name=_("监管工作计划"),
        headings=headings,
        widths=_WIDTHS,
        centred=_CENTRED,
        spans={_PARTY: 2},
        blanks=[_blank(number) for number in range(1, _BLANK_ENTRIES + 1)],
    )


def plan_xlsx(paper: Paper, faces: Sequence[EntryFace]) -> bytes:
    """附件2 as .xlsx; without entries an empty form."""
    return printed_xlsx(_layout(), paper, [_entry(face) for face in faces])


def plan_docx(paper: Paper, faces: Sequence[EntryFace]) -> bytes:
    """附件2 as .docx; without entries an empty form."""
    return printed_docx(_layout(), paper, [_entry(face) for face in faces])


WRITERS = {
    "xlsx": Writer("xlsx", gettext_lazy("附件2（.xlsx）"), plan_xlsx, XLSX_TYPE),
    "docx": Writer("docx", gettext_lazy("附件2（.docx）"), plan_docx, DOCX_TYPE),
}
"""The files a plan is written as, by the word in their address."""
