"""The list of key items on paper: 附件1 (R023) as a workbook and a Word document, and the extended list (R025).

An item's cells are merged over the lines of its cooperating departments, as the printed form has them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import numeric_text
from common.tables.printed import DOCX_TYPE, XLSX_TYPE, Entry, Layout, Paper, printed_docx, printed_xlsx
from directory.queries.roster import holder_of
from items.faces import ItemFace, LineFace
from items.models import Campaign
from items.published import ITEM_LIST
from items.snapshots import changes_between, faces_of
from publication.kinds import Offer, PublicFile, offer
from tenancy.models import Region
from tenancy.models.departments import Coordination

HEADINGS = (
    gettext_lazy("序号"),
    gettext_lazy("监管领域"),
    gettext_lazy("行业主管（牵头监管）部门"),
    gettext_lazy("牵头部门监管事项"),
    gettext_lazy("设定依据"),
    gettext_lazy("监管对象"),
    gettext_lazy("组织层级"),
    gettext_lazy("监管层级"),
    gettext_lazy("配合监管部门"),
    gettext_lazy("配合部门监管事项"),
    gettext_lazy("设定依据"),
)
_LEAD_COLUMNS = 8
_BLANK_LINES = 6  # an empty form still has lines to write on
_WIDTHS = (1.0, 1.9, 2.6, 3.4, 3.2, 2.5, 1.7, 1.7, 2.6, 3.2, 3.0)  # centimetres; 26.8 on landscape A4
_CENTRED = frozenset({0, 1, 2, 6, 7, 8})
_MORE_WIDTH, _SIDE_COLUMNS = 3.0, 4
"""Further columns take a second sheet of A3 beside the first, where the first four are said again."""


@dataclass(frozen=True)
class NumberedFace:
    """An item with its 序号."""

    number: str
    face: ItemFace

    def entry(self, more: Sequence[str] = ()) -> Entry:
        """The item on paper, with the further attributes asked for; one blank line when nobody cooperates."""
        face = self.face
        own = [self.number, face.domain, face.lead, face.content, face.basis, face.objects]
        own += [face.organising_levels, face.supervision_levels]
        lines = face.lines or (LineFace("", ""),)
        cells = [(line.department, line.content, line.basis) for line in lines]
        return _entry(own, cells, [face.more.get(label, "") for label in more])


def _entry(own: Sequence[str], lines: Sequence[Sequence[str]], more: Sequence[str] = ()) -> Entry:
    texts = dict(enumerate(own)) | dict(enumerate(more, start=len(HEADINGS)))
    return Entry(texts, [dict(enumerate(cells, start=_LEAD_COLUMNS)) for cells in lines])


@dataclass(frozen=True)
class Writer:
    """One kind of file the list is written as."""

    suffix: str
    label: str | Promise
    write: Callable[[Paper, Sequence[NumberedFace]], bytes]
    content_type: str


def paper_of(tenant: Region) -> Paper:
    """The form's frame for a place; while lists are collected, the notes say by when and where they are filed."""
    title = _("%(place)s跨部门综合监管重点事项清单") % {"place": tenant.name}
    running = Campaign.objects.of(tenant).filter(closed_on=None).first()
    if running is None:
        return _paper(title)
    collector = holder_of(tenant, Coordination.COLLECTION) or _("统筹部门")
    note = _("5.各行业主管（牵头监管）部门于%(day)s前完成清单编制并报送%(collector)s。")
    return _paper(title, note % {"day": numeric_text(running.due_on), "collector": collector})


def _paper(title: str, *remarks: str) -> Paper:
    return Paper(
        annex=_("附件1"),
        title=title,
        notes=[
            _("注：1.监管领域可根据《国民经济行业分类》中的行业大类填写，也可根据监管实际填写。"),
            _("2.监管事项应描述具体的检查内容。"),
            _("3.设定依据为法律法规的具体条文。"),
            _("4.监管层级指省市县。"),
            *remarks,
        ],
    )


def _layout(more: Sequence[str] = ()) -> Layout:
    return Layout(
        name=_("重点事项清单"),
        headings=[*(str(heading) for heading in HEADINGS), *more],
        widths=[*_WIDTHS, *(_MORE_WIDTH for _heading in more)],
        centred=_CENTRED,
        blanks=[_entry([""] * _LEAD_COLUMNS, [[""] * 3])] * _BLANK_LINES,
        framed=len(HEADINGS),
        abreast=2 if more else 1,
        repeated=_SIDE_COLUMNS if more else 0,
    )


def annex_xlsx(paper: Paper, items: Sequence[NumberedFace]) -> bytes:
    """The printed form as .xlsx; without items an empty form."""
    return printed_xlsx(_layout(), paper, [item.entry() for item in items])


def annex_docx(paper: Paper, items: Sequence[NumberedFace]) -> bytes:
    """The printed form as .docx; without items an empty form."""
    return printed_docx(_layout(), paper, [item.entry() for item in items])


def extended_xlsx(paper: Paper, items: Sequence[NumberedFace]) -> bytes:
    """The eleven columns, then every attribute the printed form has no column for (R025)."""
    more = list(items[0].face.more) if items else []
    return printed_xlsx(_layout(more), paper, [item.entry(more) for item in items])


WRITERS = {
    "xlsx": Writer("xlsx", gettext_lazy("附件1（.xlsx）"), annex_xlsx, XLSX_TYPE),
    "docx": Writer("docx", gettext_lazy("附件1（.docx）"), annex_docx, DOCX_TYPE),
    "extended": Writer("xlsx", gettext_lazy("扩展清单（.xlsx）"), extended_xlsx, XLSX_TYPE),
}
"""The files a list is written as, by the word in their address."""


# --- what the public downloads (R033) ---------------------------------------------------------------------------------


def _public(writer: Writer) -> PublicFile:
    """A published list in the same form, from its snapshot alone."""

    def write(title: str, snapshot: Mapping[str, Any], remark: str) -> bytes:
        items = [NumberedFace(number, face) for number, face in faces_of(snapshot).items()]
        return writer.write(_paper(title, remark), items)

    return PublicFile(writer.suffix, writer.label, writer.content_type, write)


offer(ITEM_LIST, Offer((_public(WRITERS["xlsx"]), _public(WRITERS["docx"])), changes_between))
