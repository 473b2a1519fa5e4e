"""Pages of the liaison roster (工作联络表, 附件3; R014): list, line, filing, confirmation, import, blank form."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from common.pages.imports import (
    DiscardPage,
    ImportMixin,
    KeepPage,
    RecheckPage,
    RejectedFilePage,
    ReportPage,
    UploadPage,
    file_response,
)
from directory.exports.roster import WRITERS, paper_of
from directory.filters import RosterFilters
from directory.forms.roster import RosterForm
from directory.imports import ROSTER
from directory.models import LiaisonEntry
from directory.queries.roster import departments_without_entry, roster_of, unconfirmed
from directory.services.roster import PEOPLE, Filing, confirm_entry, file_entry
from directory.views.tabs import DirectoryTabs
from tenancy.models import Department


def roster_crumb(page: Page) -> Crumb:
    return Crumb(_("工作联络表"), reverse("directory:roster", args=[page.tenant]))


class RosterPage(DirectoryTabs, ListPage):
    """The roster as the form has it, and who has not filed yet."""

    model = LiaisonEntry
    permission = "roster.view"
    title = gettext_lazy("工作联络表")
    tab = "directory:roster"
    export = "directory.roster"
    help_text = gettext_lazy("附件3。手机号码只供工作联络，不得外传；每年1月由各单位确认一次。")
    filterset_class = RosterFilters
    ordering = ["department__name", "pk"]
    template_name = "directory/roster_list.html"
    rows_template = "directory/_roster_rows.html"
    columns = [
        Column("unit", gettext_lazy("单位名称"), "department__name"),
        Column("leader", gettext_lazy("分管领导"), "leader"),
        Column("leader_post", gettext_lazy("职务")),
        Column("leader_mobile", gettext_lazy("手机号码")),
        Column("liaison", gettext_lazy("工作联系人"), "liaison"),
        Column("liaison_post", gettext_lazy("职务")),
        Column("liaison_mobile", gettext_lazy("手机号码")),
        Column("confirmed_on", gettext_lazy("确认日期"), "confirmed_on"),
    ]
    empty = Empty(
        gettext_lazy("还没有单位填报联络表"),
        gettext_lazy("可以导入收上来的附件3，也可以请各单位自己填报。"),
    )

    def get_queryset(self) -> QuerySet:
        return roster_of(self.tenant)

    def get_moves(self) -> list[Button]:
        if not self.member.may("roster.import"):
            return []
        return [Button(_("导入"), reverse("directory:roster_import", args=[self.tenant]), is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missing = [
            (department, self.member.may("roster.manage", department))
            for department in departments_without_entry(self.tenant)
        ]
        late = unconfirmed(self.tenant, timezone.localdate()).count()
        return super().get_context_data(missing=missing, late_count=late, year=timezone.localdate().year, **kwargs)


class EntryPage(DetailPage):
    """One department's line."""

    model = LiaisonEntry
    permission = "roster.view"
    facts = [*PEOPLE, "confirmed_on", "confirmed_by"]

    def get_queryset(self) -> QuerySet:
        return roster_of(self.tenant)

    def get_crumbs(self) -> list[Crumb]:
        return [roster_crumb(self)]

    def get_moves(self) -> list[Button]:
        if not self.member.may("roster.manage", self.object):
            return []
        place = [self.tenant, self.object.department_id]
        is_late = not self.object.is_confirmed(timezone.localdate())
        return [
            Button(_("确认无误"), reverse("directory:roster_confirm", args=[self.tenant, self.object.pk]), is_late),
            Button(_("修改"), reverse("directory:roster_file", args=place), not is_late),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        state = (
            {"label": _("%(year)s年已确认") % {"year": today.year}, "tone": "green"}
            if self.object.is_confirmed(today)
            else {"label": _("%(year)s年尚未确认") % {"year": today.year}, "tone": "orange"}
        )
        return super().get_context_data(page_state=state, **kwargs)


class FilePage(FormPage):
    """File or change one department's line; filing confirms it for the year."""

    model = Department
    permission = "roster.manage"
    form_class = RosterForm
    success_message = gettext_lazy("已填报，并计为本年度确认。")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(ended_on__isnull=True)

    def get_title(self) -> str:
        return _("填报联络表：%(name)s") % {"name": self.object}

    def get_crumbs(self) -> list[Crumb]:
        return [roster_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        entry = roster_of(self.tenant).filter(department=self.object).first()
        return super().get_form_kwargs() | {"initial": entry.values if entry else {}}

    def save(self, form: Any) -> LiaisonEntry:
        filing = Filing(self.object, form.cleaned_data)
        return file_entry(filing, actor=self.member, today=timezone.localdate())


class ConfirmPage(FormPage):
    """Say that a line still holds for this year."""

    model = LiaisonEntry
    permission = "roster.manage"
    form_class = forms.Form
    success_message = gettext_lazy("已确认。")

    def get_queryset(self) -> QuerySet:
        return roster_of(self.tenant)

    def get_title(self) -> str:
        return _("确认联络表：%(name)s") % {"name": self.object}

    def get_submit_label(self) -> str:
        return _("确认无误")

    def get_crumbs(self) -> list[Crumb]:
        return [roster_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object
        words = _("%(unit)s：分管领导%(leader)s（%(leader_mobile)s），工作联系人%(liaison)s（%(liaison_mobile)s）。")
        return super().get_context_data(consequence=words % entry.values, **kwargs)

    def save(self, form: Any) -> LiaisonEntry:
        return confirm_entry(self.object, actor=self.member, today=timezone.localdate())


class BlankFormPage(Page):
    """The empty form as .xlsx or .docx."""

    permission = "roster.view"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        writer = WRITERS.get(kwargs["kind"])
        if writer is None:
            raise Http404
        paper = paper_of(self.tenant, timezone.localdate())
        return file_response(writer.write(paper, []), f"{paper.title}.{kwargs['kind']}", writer.content_type)


class RosterImport(ImportMixin):
    """What the import pages of the roster share."""

    importer = ROSTER
    permission = ROSTER.permission
    url_name = "directory:roster_import"

    def crumbs_above(self) -> list[Crumb]:
        return [roster_crumb(self)]  # type: ignore[arg-type]


class ImportRosterPage(RosterImport, UploadPage):
    def get_blank_forms(self) -> list[tuple[str, str]]:
        return [
            (
                _("附件3空表（%(kind)s）") % {"kind": f".{kind}"},
                reverse("directory:roster_blank", args=[self.tenant, kind]),
            )
            for kind in WRITERS
        ]


class RosterReportPage(RosterImport, ReportPage):
    pass


class KeepRosterPage(RosterImport, KeepPage):
    pass


class RecheckRosterPage(RosterImport, RecheckPage):
    pass


class DiscardRosterPage(RosterImport, DiscardPage):
    pass


class RejectedRosterPage(RosterImport, RejectedFilePage):
    pass
