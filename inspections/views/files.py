"""Plans as files: 附件2 of a department and of the place, the empty form, and the import of what comes back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from common.pages import Crumb, Page
from common.pages.base import RowPage
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
from inspections.exports.plans import WRITERS, paper_of
from inspections.faces import EntryFace
from inspections.imports import PLAN
from inspections.models import AnnualPlan, ConsolidatedPlan, PlanEntry
from inspections.queries.entries import face_of, with_parts
from inspections.queries.plans import clock_of, included_plans, season_of, was_due, years_to_plan
from inspections.views.board import plans_crumb


def written(page: Page, year: int, faces: list[EntryFace]) -> HttpResponse:
    """The file of the kind in the address."""
    writer = WRITERS.get(page.kwargs["kind"])
    if writer is None:
        raise Http404
    season = season_of(page.tenant, year)
    paper = paper_of(page.tenant, year, was_due(season and clock_of(season), season))
    return file_response(writer.write(paper, faces), f"{paper.title}.{writer.suffix}", writer.content_type)


class PlanFilePage(RowPage):
    """A department's plan."""

    permission = "plans.view"
    model = AnnualPlan

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        entries = with_parts(self.object.entries.all()).order_by("number")
        return written(self, self.object.year, [face_of(entry) for entry in entries])


class PlaceFilePage(RowPage):
    """The plan of the place, numbered through."""

    permission = "plans.view"
    model = ConsolidatedPlan

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = with_parts(PlanEntry.objects.of(self.tenant).filter(plan__in=list(included_plans(self.object))))
        faces = []
        for number, entry in enumerate(rows.order_by("plan__department__name", "number"), start=1):
            entry.number = number
            faces.append(face_of(entry))
        return written(self, self.object.year, faces)


class BlankPage(Page):
    """The empty form of a year to plan."""

    permission = "plans.view"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return written(self, year_asked(self), [])


def year_asked(page: Any) -> int:
    """The year of the address if it can be planned, else the one that is planned now."""
    years = years_to_plan(page.tenant, timezone.localdate())
    return next((year for year in years if str(year) == page.request.GET.get("year")), years[0])


class PlanImport(ImportMixin):
    """What the import pages share."""

    importer = PLAN
    permission = PLAN.permission
    url_name = "inspections:import"

    def crumbs_above(self) -> list[Crumb]:
        return [plans_crumb(self, self.year)]  # type: ignore[arg-type]

    @cached_property
    def year(self) -> int:
        """The one that is asked for."""
        return year_asked(self)


class ImportPage(PlanImport, UploadPage):
    def get_form(self) -> Any:
        form = super().get_form()
        words = {"years": _("、").join(str(year) for year in years_to_plan(self.tenant, timezone.localdate()))}
        said = _("现在可以导入%(years)s年度的计划；每项列入检查起止时间所在的年度，不写年份的以表题为准。") % words
        form.fields["file"].help_text = f"{form.fields['file'].help_text}{said}"
        return form

    def get_blank_forms(self) -> list[tuple[Any, str]]:
        return [
            (
                _("%(year)d年度附件2空表（.%(kind)s）") % {"year": self.year, "kind": kind},
                f"{reverse('inspections:blank', args=[self.tenant, kind])}?year={self.year}",
            )
            for kind in WRITERS
        ]


class ImportReportPage(PlanImport, ReportPage):
    pass


class KeepImportPage(PlanImport, KeepPage):
    pass


class RecheckImportPage(PlanImport, RecheckPage):
    pass


class DiscardImportPage(PlanImport, DiscardPage):
    pass


class RejectedRowsPage(PlanImport, RejectedFilePage):
    pass
