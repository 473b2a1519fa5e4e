"""What the pages about one visit have in common."""

from typing import Any

from django.db.models import QuerySet

from common.pages import Crumb, MovePage
from inspections.models import Visit
from inspections.queries.visits import visits_for
from inspections.states import VISIT_WORKFLOW
from inspections.views.visit_lists import visits_crumb


class VisitMixin:
    """A page about one visit the member may know of."""

    model = Visit
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = visits_for(self.member, self.tenant)  # type: ignore[attr-defined]
        return rows.select_related("tenant", "department", "object", "entry", "task", "prepared_by", "approved_by")

    def get_crumbs(self) -> list[Crumb]:
        return [visits_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]  # type: ignore[arg-type]


class VisitMove(VisitMixin, MovePage):
    workflow = VISIT_WORKFLOW
