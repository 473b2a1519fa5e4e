"""Unclear matters and disputes, precedents, the boundary list, handovers (R008–R011)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.attachments import attachments_by_row
from common.clocks.running import running_clock
from common.clocks.states import DueState, due_state, soon_day
from common.forms import ReasonForm
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from items.filters import BoundaryFilter, MatterFilter
from items.forms.matters import (
    BoundaryForm,
    ChargeForm,
    ConsultForm,
    DecisionForm,
    MatterForm,
    PrecedentForm,
    StatementForm,
    TickForm,
)
from items.models import BoundaryEntry, Handover, HandoverEntry, MatterStatement, UnclearMatter
from items.queries.timeline import timeline_of
from items.services import handovers, matters
from items.states import MATTER_WORKFLOW
from items.views.tabs import ItemTabs

TONES = {
    "registered": "orange",
    "provisional": "yellow",
    "consultation": "yellow",
    "decided": "green",
    "precedent": "green",
}


def matter_badge(matter: UnclearMatter) -> dict[str, str]:
    """The state as a badge."""
    return {"label": matter.get_state_display(), "tone": TONES[matter.state]}


def due_of(page: Page, rule: str, row: Any) -> DueState | None:
    """How the clock of a row stands."""
    clock = running_clock(rule, row)
    return due_state(clock, now=timezone.now(), soon=soon_day(page.tenant, timezone.localdate())) if clock else None


def matters_crumb(page: Page) -> Crumb:
    return Crumb(_t("权责裁定"), reverse("items:matters", args=[page.tenant]))


def boundary_crumb(page: Page) -> Crumb:
    return Crumb(_t("边界清单"), reverse("items:boundaries", args=[page.tenant]))


class MattersPage(ItemTabs, ListPage):
    permission = "items.view"
    title = _("权责裁定")
    tab = "items:matters"
    model = UnclearMatter
    filterset_class = MatterFilter
    ordering = ["due_on", "-pk"]
    rows_template = "items/_matter_rows.html"
    columns = [
        Column("title", _("事由")),
        Column("kind", _("类型"), sort="kind"),
        Column("provisional", _("先行处置部门")),
        Column("due_on", _("裁定期限"), sort="due_on"),
        Column("state", _("状态"), sort="state"),
    ]
    help_text = _(
        "新产业新业态中监管责任不清的行为，或者部门之间有争议的职责，在这里登记。\n\n"
        "先明确先行处置部门，再征询有关部门，由机构编制部门会同司法行政部门书面裁定；裁定可以存为先例。"
    )
    empty = Empty(
        _("没有权责不清的事项"),
        _("遇到监管责任不清或部门之间有争议的，登记后限期裁定。"),
        _("登记"),
        "items:new_matter",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("provisional")

    def get_moves(self) -> list[Button]:
        moves = [Button(_t("边界清单"), reverse("items:boundaries", args=[self.tenant]))]
        if self.member.may("matters.raise"):
            moves.insert(0, Button(_t("登记"), reverse("items:new_matter", args=[self.tenant]), is_primary=True))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for matter in context["rows"]:
            matter.badge = matter_badge(matter)
        return context


class NewMatterPage(FormPage):
    permission = "matters.raise"
    title = _("登记权责不清事项")
    submit_label = _("登记")
    form_class = MatterForm

    def get_crumbs(self) -> list[Crumb]:
        return [matters_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": UnclearMatter(tenant=self.tenant)}

    def save(self, form: Any) -> UnclearMatter:
        return matters.register_matter(form.instance, actor=self.member)


class MatterMixin:
    """A page about one matter."""

    model = UnclearMatter
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()  # type: ignore[misc]
        return rows.select_related(
            "tenant", "department", "provisional", "decided_for", "reported_by", "item", "domain"
        )

    def get_crumbs(self) -> list[Crumb]:
        return [matters_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]  # type: ignore[arg-type]


class MatterPage(MatterMixin, DetailPage):
    permission = "items.view"
    workflow = MATTER_WORKFLOW
    template_name = "items/matter_detail.html"
    facts = [
        "kind",
        "reported_by",
        "department",
        "domain",
        "item",
        "provisional",
        "behaviour",
        "decided_for",
        "document",
        "decided_on",
        "decision",
        "precedent",
    ]

    def get_crumbs(self) -> list[Crumb]:
        return [matters_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def move_url(self, name: str) -> str:
        return reverse(f"items:{name}", args=[self.tenant, self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matter = self.object
        is_open = matter.state == "consultation"
        statements = list(matter.statements.select_related("department", "given_by"))
        files = attachments_by_row(statements)
        for row in statements:
            row.files = files[row.pk]
            row.may_write = is_open and self.member.may("matters.state", row)
        return super().get_context_data(
            page_state=matter_badge(matter),
            page_due=due_of(self, matters.DECIDE_RULE.name, matter),
            statements=statements,
            is_open=is_open,
            boundaries=matter.boundaries.filter(ended_on=None),
            timeline=timeline_of(matter),
            **kwargs,
        )


class MatterStep(MatterMixin, FormPage):
    """A step of the decider; `move` is its name in the workflow."""

    permission = "matters.decide"
    move: str

    def get_title(self) -> str:
        return str(MATTER_WORKFLOW.moves[self.move].label)


class ChargePage(MatterStep):
    form_class = ChargeForm
    move = "put_in_charge"

    def save(self, form: Any) -> Any:
        return matters.put_in_charge(self.object, form.cleaned_data["department"], actor=self.member)


class ConsultPage(MatterStep):
    form_class = ConsultForm
    move = "consult"

    def save(self, form: Any) -> Any:
        return matters.consult(self.object, form.cleaned_data["departments"], actor=self.member)


class DecidePage(MatterStep):
    form_class = DecisionForm
    move = "decide_matter"

    def get_form_kwargs(self) -> dict[str, Any]:
        silent = self.object.statements.filter(stance="").select_related("department")
        return super().get_form_kwargs() | {"silent": [str(row.department) for row in silent]}

    def save(self, form: Any) -> Any:
        return matters.decide_matter(self.object, matters.Decision(**form.cleaned_data), actor=self.member)


class PrecedentPage(MatterStep):
    form_class = PrecedentForm
    move = "keep_precedent"

    def save(self, form: Any) -> Any:
        return matters.keep_precedent(self.object, text=form.cleaned_data["text"], actor=self.member)


class StatementPage(FormPage):
    permission = "matters.state"
    model = MatterStatement
    title = _("填写征询意见")
    form_class = StatementForm
    template_name = "items/statement.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("matter__tenant", "department")

    def get_crumbs(self) -> list[Crumb]:
        matter = self.object.matter
        return [matters_crumb(self), Crumb(str(matter), matter.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        row = self.object
        return super().get_form_kwargs() | {
            "initial": {"stance": row.stance, "text": row.text, "evidence": row.evidence}
        }

    def save(self, form: Any) -> Any:
        return matters.state_position(self.object, matters.Position(**form.cleaned_data), actor=self.member).matter


# --- boundary list ----------------------------------------------------------------------------------------------------


class BoundariesPage(ListPage):
    permission = "items.view"
    title = _("边界清单")
    model = BoundaryEntry
    filterset_class = BoundaryFilter
    ordering = ["matter", "pk"]
    rows_template = "items/_boundary_rows.html"
    columns = [
        Column("matter", _("事项"), sort="matter"),
        Column("approving", _("审批部门")),
        Column("supervising", _("监管部门")),
        Column("cutover", _("衔接节点")),
        Column("handover", _("移交信息")),
        Column("act", ""),
    ]
    help_text = _("审批和监管由不同部门负责的事项，在这里写明从哪一个时点起由谁负责、移交什么信息、依据是什么。")
    empty = Empty(
        _("边界清单还是空的"), _("审管分离的事项，逐项登记衔接节点和移交信息。"), _("登记"), "items:new_boundary"
    )

    def get_crumbs(self) -> list[Crumb]:
        return [matters_crumb(self)]

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.filter(ended_on=None).select_related("approving", "supervising", "source")

    def get_moves(self) -> list[Button]:
        if not self.member.may("boundaries.manage"):
            return []
        return [Button(_t("登记"), reverse("items:new_boundary", args=[self.tenant]), is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_edit=self.member.may("boundaries.manage"), **kwargs)


class NewBoundaryPage(FormPage):
    permission = "boundaries.manage"
    title = _("登记边界事项")
    form_class = BoundaryForm

    def get_crumbs(self) -> list[Crumb]:
        return [boundary_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object or BoundaryEntry(tenant=self.tenant)}

    def save(self, form: Any) -> str:
        matters.keep_boundary(form.instance, actor=self.member)
        return reverse("items:boundaries", args=[self.tenant])


class EditBoundaryPage(NewBoundaryPage):
    model = BoundaryEntry
    title = _("修改边界事项")


class EndBoundaryPage(FormPage):
    permission = "boundaries.manage"
    model = BoundaryEntry
    title = _("停用边界事项")
    submit_label = _("停用")
    form_class = ReasonForm

    def get_crumbs(self) -> list[Crumb]:
        return [boundary_crumb(self)]

    def save(self, form: Any) -> str:
        today, note = timezone.localdate(), form.cleaned_data["note"]
        matters.end_boundary(self.object, actor=self.member, today=today, note=note)
        return reverse("items:boundaries", args=[self.tenant])


# --- handovers --------------------------------------------------------------------------------------------------------


class HandoverPage(DetailPage):
    permission = "items.view"
    model = Handover
    template_name = "items/handover_detail.html"
    facts = ["department", "relation_before", "relation_after", "opened_at", "due_on"]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("version", "department", "tenant")

    def get_title(self) -> str:
        return _t("监管责任交接：%s") % self.object

    def get_crumbs(self) -> list[Crumb]:
        version = self.object.version
        return [Crumb(str(version), version.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tone = "yellow" if self.object.state == "open" else "green"
        return super().get_context_data(
            page_state={"label": self.object.get_state_display(), "tone": tone},
            page_due=due_of(self, handovers.HANDOVER_RULE.name, self.object),
            entries=self.object.entries.select_related("done_by"),
            may_tick=self.member.may("items.prepare", self.object),
            timeline=timeline_of(self.object),
            **kwargs,
        )


class TickPage(FormPage):
    permission = "items.view"
    model = HandoverEntry
    title = _("登记交接情况")
    form_class = TickForm

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("handover__version", "handover__tenant")

    def get_crumbs(self) -> list[Crumb]:
        handover = self.object.handover
        return [Crumb(str(handover), handover.get_absolute_url())]

    def get_title(self) -> str:
        return str(self.object)

    def save(self, form: Any) -> Any:
        return handovers.tick(self.object, note=form.cleaned_data["note"], actor=self.member).handover
