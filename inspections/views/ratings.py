"""What companies say of visits, by department, for who coordinates."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.pages import Page
from inspections.queries.ratings import LEAST, ratings_by_department
from inspections.views.budget import asked_year
from inspections.views.visit_lists import VisitTabsMixin


class RatingsPage(VisitTabsMixin, Page):
    """A department is never shown its own figures, nor anybody a single rating."""

    permission = "ratings.view"
    title = _("企业评议")
    tab = "inspections:ratings"
    template_name = "inspections/ratings.html"

    @cached_property
    def year(self) -> int:
        return asked_year(self)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        this_year = timezone.localdate().year
        return super().get_context_data(
            rows=ratings_by_department(self.tenant, self.year),
            least=LEAST,
            year=self.year,
            years=[this_year - 1, this_year],
            **kwargs,
        )
