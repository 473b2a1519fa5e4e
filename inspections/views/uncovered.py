"""Objects to which no plan of this year sends anybody: what stands behind the leader's figure (R107)."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Empty
from inspections.queries.coverage import uncovered
from inspections.views.tabs import PlanTabs
from registry.views.objects import ObjectsPage


class UncoveredPage(ObjectsPage):
    """The list of objects, narrowed to those that no plan of the year covers."""

    permission = "plans.view"
    reads_down = False
    siblings = PlanTabs.siblings
    tab = "inspections:plans"
    title = _("本年度计划未覆盖的对象")
    help_text = _(
        "存续的对象中，本年度计划没有抽中、也没有安排检查的。按部门、行业、风险等条件筛选后，可据此补充计划。"
    )
    export = None
    keeps_filters = False
    empty = Empty(_("没有计划未覆盖的对象"), _("名录库里存续的对象，本年度计划都安排了检查。"))

    def for_list(self, rows: QuerySet) -> QuerySet:
        return super().for_list(uncovered(rows, self.tenant, timezone.localdate().year, self.member))

    def get_moves(self) -> list[Button]:
        return []

    @cached_property
    def _words(self) -> str:
        """A name is looked for among these objects alone."""
        return ""
