"""Lists of visits: those one may know of, one's own, and choosing the object of a new one."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, Empty, ListPage, Page, Tab, TabbedMixin
from inspections.models import Visit
from inspections.queries.visits import my_visits, visits_for
from inspections.states import VISIT_OVER
from inspections.visit_filters import VisitFilter
from registry.queries.objects import named, objects_of

TABS = [
    Tab(_("检查"), "inspections:visits", "visits.view"),
    Tab(_("我的检查"), "inspections:my_visits", "visits.attend"),
    Tab(_("发现问题"), "inspections:findings", "visits.view"),
    Tab(_("责令改正"), "inspections:orders", "visits.view"),
    Tab(_("企业评议"), "inspections:ratings", "ratings.view"),
]

TONES = {
    "off_site": "yellow",
    "adopting": "yellow",
    "settled_off_site": "green",
    "scheduled": "yellow",
    "approved": "blue",
    "notified": "blue",
    "unannounced": "blue",
    "pass_issued": "blue",
    "on_site": "orange",
    "sections_closing": "orange",
    "closed": "green",
    "open": "yellow",
    "recorded": "blue",
    "signed": "blue",
    "refused_signature": "orange",
    "result_set": "blue",
    "publication_decided": "blue",
    "correction_ordered": "orange",
    "evidence_submitted": "blue",
    "verified": "green",
}


def badge_of(row: Any) -> dict[str, str]:
    """The state as a badge."""
    return {"label": row.get_state_display(), "tone": TONES.get(row.state, "grey")}


def visits_crumb(page: Page) -> Crumb:
    return Crumb(_t("检查"), reverse("inspections:visits", args=[page.tenant]))


class VisitTabs(TabbedMixin):
    """A page beside the list of visits."""

    siblings = TABS


class VisitsPage(VisitTabs, ListPage):
    permission = "visits.view"
    title = _("检查")
    tab = "inspections:visits"
    model = Visit
    filterset_class = VisitFilter
    ordering = ["-starts_on", "-pk"]
    rows_template = "inspections/_visit_rows.html"
    export = "inspections.visits"
    columns = [
        Column("object", _("检查对象"), sort="object__name"),
        Column("number", _("编号"), sort="serial"),
        Column("origin", _("检查来源"), sort="origin"),
        Column("window", _("检查时间"), sort="starts_on"),
        Column("department", _("牵头部门"), sort="department__name"),
        Column("state", _("状态"), sort="state"),
    ]
    help_text = _("到达现场之前，只有参加检查的部门和统筹部门看得到。一次联合检查只计一次入企。")
    empty = Empty(
        _("还没有检查"),
        _("抽查任务抽取后自动生成检查；线索核查、专项检查等逐次报批。"),
        _("安排检查"),
        "inspections:visit_new",
    )

    def get_queryset(self) -> QuerySet:
        return visits_for(self.member, self.tenant).select_related("object", "department")

    def get_moves(self) -> list[Button]:
        if not self.member.may("visits.schedule"):
            return []
        return [
            Button(_t("安排检查"), reverse("inspections:visit_new", args=[self.tenant]), is_primary=True),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = badge_of(row)
        return context


class MyVisitsPage(VisitTabs, Page):
    """The officer's phone opens here: what is on today, what comes, what is to be finished."""

    permission = "visits.attend"
    title = _("我的检查")
    tab = "inspections:my_visits"
    template_name = "inspections/my_visits.html"

    def get_moves(self) -> list[Button]:
        pages = [(_t("现场检查（手机）"), "field"), (_t("待核对的现场记录"), "held_records")]
        return [Button(label, reverse(f"inspections:{name}", args=[self.tenant])) for label, name in pages]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = my_visits(self.member, self.tenant).exclude(state__in=VISIT_OVER)
        rows = rows.select_related("object", "department").order_by("starts_on", "pk")
        visits = list(rows[:100])
        for row in visits:
            row.badge = badge_of(row)
        return super().get_context_data(visits=visits, today=timezone.localdate(), **kwargs)


class ChooseObjectPage(Page):
    """First step of a new visit: whom."""

    permission = "visits.schedule"
    title = _("安排检查：选择对象")
    template_name = "inspections/choose_object.html"

    def get_crumbs(self) -> list[Crumb]:
        return [visits_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("words", "").strip()
        rows = named(objects_of(self.tenant), words).order_by("-pk")[:20] if words else []
        return super().get_context_data(words=words, found=list(rows), **kwargs)
