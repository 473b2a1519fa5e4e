"""One visit: arranging it, its page, its moves (R099–R105, R109)."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.calendars.words import moment_text, numeric_text
from common.clocks.running import latest_clock, running_clock
from common.clocks.states import due_state, soon_day
from common.pages import Button, Crumb, DetailPage, FormPage
from common.pages.forms import NoteForm
from directory.queries.people import worn
from inspections.forms.visits import (
    EmergencyForm,
    NoticeForm,
    RescheduleForm,
    StaffForm,
    VisitForm,
)
from inspections.models import SectionOfficer, Visit, VisitPass, VisitSection
from inspections.queries.draws import replacement_facts
from inspections.queries.incidents import incidents_of, papers_of
from inspections.queries.passes import pass_in_force
from inspections.queries.points import joints_of
from inspections.queries.revisits import orders_left_out, verified_by
from inspections.queries.threads import thread_of
from inspections.queries.visits import (
    approvers_of,
    awaits_approval,
    is_on_team,
    is_waiting,
    missing_of,
    officer_on,
    staff_faults,
    unsigned_departments,
    visits_for,
)
from inspections.services import visit_changes, visits
from inspections.states import CLOSED, ON_SITE, SECTIONS_CLOSING, UNSIGNED, VISIT_WORKFLOW
from inspections.views.at_the_door import door_moves
from inspections.views.budget import budget_box
from inspections.views.cautions import cautions_of, similar_to
from inspections.views.off_site import off_site_moves, off_site_of
from inspections.views.one_visit import VisitMixin, VisitMove
from inspections.views.visit_lists import badge_of, visits_crumb
from registry.models import SupervisedObject

PAGES = {
    "approve_visit",
    "notify_visit",
    "withhold_notice",
    "issue_pass",
    "arrive",
    "leave_site",
    "close_visit",
    "postpone_visit",
    "reschedule_visit",
    "find_nobody",
    "meet_refusal",
    "cancel_visit",
}
"""Moves that have a page of their own."""

ON_THE_SPOT = {"arrive", "leave_site", "find_nobody", "meet_refusal"}
"""Moves that only the visit's officers make."""


class NewVisitPage(FormPage):
    permission = "visits.schedule"
    title = _("安排检查")
    submit_label = _("报批")
    form_class = VisitForm
    template_name = "inspections/visit_form.html"

    @cached_property
    def subject(self) -> SupervisedObject:
        """Whom; an object of another place does not exist here."""
        row = SupervisedObject.objects.of(self.tenant).filter(pk=self.kwargs["subject"], merged_into=None).first()
        if row is None:
            raise Http404
        return row

    def get_title(self) -> str:
        return f"{self.title}：{self.subject}"

    def get_crumbs(self) -> list[Crumb]:
        return [visits_crumb(self), Crumb(_t("选择对象"), reverse("inspections:visit_new", args=[self.tenant]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        visit = Visit(tenant=self.tenant, object=self.subject, department=worn(self.member).department)
        return super().get_form_kwargs() | {"instance": visit}

    def save(self, form: Any) -> Visit:
        return visits.plan_visit(form.instance, form.parts(), actor=self.member, joint=form.cleaned_data.get("joint"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(similar=similar_to(self, self.subject), **kwargs)


class EmergencyPage(NewVisitPage):
    title = _("紧急情况先行检查")
    submit_label = _("立即开始检查")
    form_class = EmergencyForm

    def save(self, form: Any) -> Visit:
        form.instance.starts_on = form.instance.ends_on = timezone.localdate()
        return visits.enter_emergency(form.instance, form.parts(), actor=self.member)


class VisitPage(VisitMixin, DetailPage):
    permission = "visits.view"
    workflow = VISIT_WORKFLOW
    template_name = "inspections/visit_detail.html"
    facts = [
        "object",
        "title",
        "origin",
        "source_note",
        "task",
        "department",
        (_("检查时间"), "window"),
        "is_unannounced",
        "why_unannounced",
        "why_on_site",
        "emergency_reason",
        "beyond_caps",
        "prepared_by",
        "approved_by",
        "notified_at",
        "arrived_at",
        "left_at",
    ]

    def get_title(self) -> str:
        return str(self.object.object)

    def get_crumbs(self) -> list[Crumb]:
        return [visits_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        if self.object.is_emergency:  # nobody could be told before
            self.facts = [one for one in self.facts if one != "is_unannounced"]
        facts = [(label, value) for label, value in super().get_facts() if value not in (None, "")]
        return [*facts, *self._afterwards(), *replacement_facts(self.object)]

    def _afterwards(self) -> list[tuple[str, str]]:
        """Of an emergency that was approved: when, and whether that was in time (R101)."""
        visit = self.object
        clock = latest_clock(visits.LATE_APPROVAL_RULE.name, visit) if visit.is_emergency else None
        if clock is None or clock.stopped_at is None or clock.due_on is None:
            return []
        words = {"how": clock.get_outcome_display(), "due": numeric_text(clock.due_on)}
        return [(_("补办审批"), f"{moment_text(clock.stopped_at)} {_t('%(how)s（期限%(due)s）') % words}")]

    @cached_property
    def shown_pass(self) -> VisitPass | None:
        """The pass in force, which rules out another."""
        return pass_in_force(self.object)

    @cached_property
    def is_own(self) -> bool:
        """Whether the member prepared it, so that another approves."""
        return self.object.prepared_by_id == self.member.pk

    @cached_property
    def on_team(self) -> bool:
        return is_on_team(self.object, self.member)

    def get_moves(self) -> list[Button]:
        visit = self.object
        found = [
            one
            for one in VISIT_WORKFLOW.open_to(visit, self.member)
            if one.name in PAGES and (one.name not in ON_THE_SPOT or self.on_team) and self.fits(one.name)
        ]
        first = next((one.name for one in found if not one.move.is_dangerous), None)
        moves = [Button(one.label, self.move_url(one.name), one.name == first, one.move.is_dangerous) for one in found]
        moves = [*off_site_moves(visit, self.member), *door_moves(visit, self.member), *moves]
        if visit.awaits_late_approval and not self.is_own and self.member.may("visits.approve", visit):
            moves.insert(0, Button(_t("补办审批"), self.move_url("approve_afterwards"), is_primary=not first))
        if self.shown_pass and (self.on_team or self.member.may("visits.schedule", visit)):
            moves.append(Button(_t("出示检查码"), reverse("inspections:pass", args=[self.tenant, self.shown_pass.pk])))
        own = self._to_fill_in()
        if own is not None:
            moves.insert(0, Button(_t("填写检查单"), own.get_absolute_url(), is_primary=True))
        if self.on_team and visit.state in (ON_SITE, SECTIONS_CLOSING):
            moves.append(Button(_t("登记突发情况"), self.move_url("incident"), is_dangerous=True))
        return moves

    def _to_fill_in(self) -> VisitSection | None:
        """On site, the section of the member's own department that is not signed yet."""
        if not (self.on_team and self.object.state == ON_SITE and self.member.hat):
            return None
        rows = self.object.sections.filter(department=self.member.hat.department_id, state__in=UNSIGNED)
        return rows.select_related("tenant").first()

    def fits(self, move: str) -> bool:
        """Notice or none, as approved; one pass at a time; what one prepared another approves; none leaves unsigned."""
        unannounced = self.object.is_unannounced
        fitting = {
            "notify_visit": not unannounced,
            "withhold_notice": unannounced,
            "approve_visit": not self.is_own,
        }
        if move == "leave_site":
            return not unsigned_departments(self.object)
        return self.shown_pass is None if move == "issue_pass" else fitting.get(move, True)

    def move_url(self, name: str) -> str:
        return reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visit, now = self.object, timezone.now()
        clock = running_clock(visits.LATE_APPROVAL_RULE.name, visit) if visit.awaits_late_approval else None
        return super().get_context_data(
            page_state=badge_of(visit),
            page_due=due_state(clock, now=now, soon=soon_day(self.tenant, now.date())) if clock else None,
            sections=self._sections(),
            missing=missing_of(visit) if is_waiting(visit) else [],
            papers=papers_of(visit) if visit.is_open_to(self.member) else [],
            off_site=off_site_of(visit),
            incidents=incidents_of(visit, self.member),
            cautions=cautions_of(self, visit),
            revisited=verified_by(visit, self.member),
            left_out=orders_left_out(visit, self.member),
            joints=joints_of(visit),
            approvers=approvers_of(visit) if self.is_own and awaits_approval(visit) else None,
            budget=budget_box(self, visit) if not visit.is_over else None,
            timeline=thread_of(visit),
            **kwargs,
        )

    def _sections(self) -> list[VisitSection]:
        officers = Prefetch("officers", SectionOfficer.objects.of(self.tenant))
        rows = self.object.sections.select_related("department", "tenant").prefetch_related(officers, "experts__expert")
        sections = list(rows)
        for section in sections:
            section.visit = self.object
            section.badge = badge_of(section)
            section.is_mine = officer_on(section, self.member) is not None
            section.may_staff = (
                not self.object.has_begun and self.object.drawn_id is None and self.member.may("visits.record", section)
            )
            section.is_readable = section.is_open_to(self.member)
            section.faults = (
                [] if self.object.has_begun or section.state == CLOSED else staff_faults(section, self.object.starts_on)
            )
        return sections


class ApproveVisitPage(VisitMove):
    permission = "visits.approve"
    move = "approve_visit"
    consequence = _("批准后可以通知对象，自动生成检查审批表。")

    def make_move(self, form: Any) -> Any:
        return visits.approve_visit(self.object, actor=self.member, note=form.cleaned_data["note"])


class ApproveAfterwardsPage(VisitMixin, FormPage):
    permission = "visits.approve"
    title = _("补办审批")
    submit_label = _("批准")
    form_class = NoteForm

    def save(self, form: Any) -> Any:
        return visits.approve_afterwards(self.object, actor=self.member, note=form.cleaned_data["note"])


class NotifyVisitPage(VisitMove):
    permission = "visits.schedule"
    move = "notify_visit"
    form_class = NoticeForm
    consequence = _("自动生成检查通知书，请送达对象。")

    def make_move(self, form: Any) -> Any:
        return visits.notify_visit(self.object, **form.cleaned_data, actor=self.member)


class WithholdNoticePage(VisitMove):
    permission = "visits.schedule"
    move = "withhold_notice"
    consequence = _("到达现场之前，对象和公众看不到时间和人员。")

    def make_move(self, form: Any) -> Any:
        return visits.withhold_notice(self.object, actor=self.member)


class ArrivePage(VisitMove):
    permission = "visits.attend"
    move = "arrive"
    consequence = _("记录到达时间，各部门可以开始填写检查单。请先出示执法证件。")

    def make_move(self, form: Any) -> Any:
        return visits.arrive(self.object, actor=self.member)


class LeaveSitePage(VisitMove):
    permission = "visits.attend"
    move = "leave_site"
    consequence = _("各部门检查单都已签字（或已记录拒绝签字）后，现场检查结束。")

    def make_move(self, form: Any) -> Any:
        return visits.leave_site(self.object, actor=self.member)


class CloseVisitPage(VisitMove):
    permission = "visits.schedule"
    move = "close_visit"

    def make_move(self, form: Any) -> Any:
        return visits.close_visit(self.object, actor=self.member, note=form.cleaned_data["note"])


class PostponeVisitPage(VisitMove):
    permission = "visits.schedule"
    move = "postpone_visit"
    consequence = _("已签发的检查码同时收回，重新安排后另行签发。")

    def make_move(self, form: Any) -> Any:
        return visit_changes.postpone_visit(self.object, actor=self.member, note=form.cleaned_data["note"])


class RescheduleVisitPage(VisitMove):
    permission = "visits.schedule"
    move = "reschedule_visit"
    form_class = RescheduleForm
    consequence = _("重新安排的检查须再次批准。")

    def make_move(self, form: Any) -> Any:
        return visit_changes.reschedule_visit(self.object, **form.cleaned_data, actor=self.member)


class CancelVisitPage(VisitMove):
    permission = "visits.approve"
    move = "cancel_visit"

    def make_move(self, form: Any) -> Any:
        return visit_changes.cancel_visit(self.object, actor=self.member, note=form.cleaned_data["note"])


class StaffSectionPage(FormPage):
    """Who goes for a department."""

    permission = "visits.record"
    title = _("确定检查人员")
    model = VisitSection
    form_class = StaffForm

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().filter(visit__in=visits_for(self.member, self.tenant))
        return rows.select_related("visit__object", "department__tenant", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        visit = self.object.visit
        return [visits_crumb(self), Crumb(str(visit), visit.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"section": self.object}

    def save(self, form: Any) -> Visit:
        given = form.cleaned_data
        visits.staff_section(
            self.object,
            list(given["officers"]),
            domain=given["domain"],
            experts=list(given["experts"]),
            actor=self.member,
        )
        return self.object.visit
