"""What is due: from the draft to its publication, or its lawful absence."""

from typing import Any

from django.db.models import Count
from django.forms import Form
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.running import running_clock
from common.clocks.states import due_state, soon_day
from common.models import JobRun
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage
from publication.filters import DutyFilter
from publication.forms import AnswerForm, ObjectionForm, PrepareForm, ToldForm
from publication.kinds import kind_named
from publication.models import Duty, DutyAct, Objection
from publication.queries import (
    corrected_fields,
    is_correctable,
    newest_published,
    publishable,
    standing_record,
    under_correction,
)
from publication.services import duties, objections
from publication.states import DUTY_WORKFLOW, PUBLISHED, SETTLED
from tenancy.models import AuditEntry
from tenancy.verbs import word_for

TONES = {
    "published": "green",
    "exempted": "grey",
    "dropped": "grey",
    "exemption_requested": "yellow",
    "checked": "blue",
    "draft": "blue",
}


def duty_state(duty: Duty, today: Any) -> dict[str, str]:
    """The state as a badge; what is late says so, and what corrects something public."""
    is_late = duty.due_on is not None and duty.due_on < today and duty.state not in SETTLED
    label = _t("更正：%s") % duty.get_state_display() if duty.is_correction else duty.get_state_display()
    return {
        "label": _t("逾期：%s") % label if is_late else label,
        "tone": "red" if is_late else TONES.get(duty.state, "grey"),
    }


class DutiesPage(ListPage):
    permission = "publication.view"
    title = _("公示任务")
    model = Duty
    filterset_class = DutyFilter
    ordering = ["due_on", "pk"]
    columns = [
        Column("title", _("标题"), sort="title"),
        Column("kind", _("种类")),
        Column("department", _("责任部门"), sort="department__name"),
        Column("state", _("状态"), sort="state"),
        Column("told", _("告知"), sort="told_on"),
        Column("due", _("公示截止日"), sort="due_on"),
    ]
    rows_template = "publication/_duty_rows.html"
    empty = Empty(_("还没有公示任务"), _("清单生效、检查办结等事项完成后，系统自动在这里生成待公示任务并计算期限。"))
    help_text = _("应公开尽公开：办结的事项默认都要公示；依法不予公示的，须申请并经批准，到期复核。")

    def for_list(self, rows):
        return rows.select_related("department")

    def get_moves(self) -> list[Button]:
        buttons = [
            Button(_t("批量办理记录"), reverse("publication:batches", args=[self.tenant])),
            Button(_t("公示台账"), reverse("publication:ledger", args=[self.tenant])),
        ]
        if self.member.may(PublishAllPage.permission) and publishable(self.tenant, self.member).exists():
            buttons.insert(0, Button(_t("公示全部已核对"), reverse("publication:publish_all", args=[self.tenant])))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop("page", None)
        many = self._bulk_moves()
        all_moves = [move | {"url": f"{move['url']}?{query.urlencode()}"} for move in many]
        context = super().get_context_data(bulk_moves=many, all_moves=all_moves, **kwargs)
        today = timezone.localdate()
        for duty in context["rows"]:
            duty.badge = duty_state(duty, today)
        return context

    def _bulk_moves(self) -> list[dict[str, str]]:
        """What the hat may do to many at once: those ticked, or all that the filter finds."""
        acts = [(DutyAct.PREPARE, "publication.prepare"), (DutyAct.TELL, "publication.prepare")]
        acts += [(DutyAct.CHECK, "publication.check")]
        return [
            {"label": str(act.label), "url": reverse(f"publication:{act}_many", args=[self.tenant])}
            for act, permission in acts
            if self.member.may(permission)
        ]


def back_to_duties(tenant: Any) -> list[Crumb]:
    return [Crumb(_t("公示任务"), reverse("publication:duties", args=[tenant]))]


class DutyPage(DetailPage):
    permission = "publication.view"
    model = Duty
    workflow = DUTY_WORKFLOW
    facts = [(_("种类"), "kind_label"), "department", "basis", "opened_at"]
    template_name = "publication/duty_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("department", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return back_to_duties(self.tenant)

    def get_moves(self) -> list[Button]:
        """The workflow's moves; the three decisions on an exemption are one page, and so is its review."""
        away = {self.move_url("resume"), self.move_url("reopen")} | (
            set() if self.object.is_correction else {self.move_url("drop")}
        )
        moves = [move for move in super().get_moves() if move.url not in away]
        decide = reverse("publication:decide", args=[self.tenant, self.object.pk])
        others = [move for move in moves if move.url != decide]
        is_to_decide = len(others) < len(moves)
        if self.object.concerns_subject and self.object.told_on is None:
            others = [move for move in others if move.url != self.move_url("publish")]
        if is_to_decide:
            others.append(Button(_t("审批不予公示"), decide, is_primary=True))
        return others + self._subject_moves() + self._correction_moves()

    @cached_property
    def is_correctable(self) -> bool:
        return is_correctable(self.object)

    @cached_property
    def correction(self) -> Duty | None:
        """What is under way to correct this."""
        return under_correction(self.object) if self.is_correctable else None

    def _correction_moves(self) -> list[Button]:
        if not self.is_correctable or self.correction or not self.member.may("publication.prepare", self.object):
            return []
        return [Button(_t("更正公示"), self.move_url("correct"))]

    def _subject_moves(self) -> list[Button]:
        """Telling the subject, registering its objection, answering it."""
        duty = self.object
        if not duty.concerns_subject or not (self.is_correctable or duty.state in objections.STILL_OPEN):
            return []
        if any(objection.is_upheld is None for objection in self.objections):
            wanted = [("answer", _t("答复异议"), "publication.check")]
        else:
            wanted = [] if self.is_correctable else [("tell", _t("登记告知"), "publication.prepare")]
            wanted += [("object", _t("登记异议"), "publication.prepare")] if duty.told_on else []
        return [
            Button(label, self.move_url(name), is_primary=name == "tell" and duty.told_on is None)
            for name, label, permission in wanted
            if self.member.may(permission, duty)
        ]

    @cached_property
    def objections(self) -> list[Objection]:
        return list(self.object.objections.select_related("registered_by", "decided_by"))

    def move_url(self, name: str) -> str:
        if name in {"resume", "reopen"}:  # made by the review of an exemption, by the answer to an objection
            return ""
        page = "decide" if name in {"exempt", "exempt_part", "deny"} else name
        return reverse(f"publication:{page}", args=[self.tenant, self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        duty, now = self.object, timezone.now()
        rule = duties.CORRECT_RULE if duty.is_correction else duties.PUBLISH_RULE
        clock = running_clock(rule.name, duty)
        return super().get_context_data(
            page_state=duty_state(duty, timezone.localdate()),
            page_due=due_state(clock, now=now, soon=soon_day(self.tenant, now.date())) if clock else None,
            exemptions=duty.exemptions.select_related("requested_by", "decided_by"),
            objections=self.objections,
            may_review=self.member.may("publication.exempt"),
            correction=self.correction,
            corrected=corrected_fields(duty),
            standing=standing_record(duty) if duty.state == PUBLISHED else None,
            newest=None if self.is_correctable else newest_published(self.tenant, duty.kind, duty.ref),
            timeline=self._timeline(),
            **kwargs,
        )

    def _timeline(self) -> list[dict[str, Any]]:
        entries = AuditEntry.objects.of(self.tenant).filter(
            row_kind=self.object._meta.label_lower, row_id=str(self.object.pk)
        )
        return [
            {"at": entry.at, "actor": entry.actor_name, "text": word_for(entry.verb), "note": entry.note}
            for entry in entries.order_by("-pk")[:50]
        ]


class PublishAllPage(FormPage):
    """Everything checked at once: how many of which kind, then a job whose page shows how far it is."""

    permission = "publication.check"
    title = _("公示全部已核对")
    submit_label = _("全部公示")
    form_class = Form
    template_name = "publication/publish_all.html"
    help_text = _(
        "公示后社会公众立即可以查阅；以后只能更正或撤下，不能删除记录。未告知行政相对人、异议未答复的不在其中。"
    )

    def get_crumbs(self) -> list[Crumb]:
        return back_to_duties(self.tenant)

    def save(self, form: Form) -> JobRun:
        return duties.ask_to_publish_checked(self.tenant, actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = publishable(self.tenant, self.member).order_by()
        counted = (
            rows.values_list("kind", "department__name").annotate(Count("pk")).order_by("kind", "department__name")
        )
        lines = [(str(kind_named(kind).label), department, count) for kind, department, count in counted]
        return super().get_context_data(lines=lines, **kwargs)


class DutyMixin:
    """A page that moves one duty on."""

    model = Duty

    def get_queryset(self):
        return super().get_queryset().select_related("department", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [*back_to_duties(self.tenant), Crumb(str(self.object), self.object.get_absolute_url())]


class DutyForm(DutyMixin, FormPage):
    """A form that needs to know its duty."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"duty": self.object}


class DutyMove(DutyMixin, MovePage):
    workflow = DUTY_WORKFLOW


class PreparePage(DutyForm):
    permission = "publication.prepare"
    title = _("拟稿")
    form_class = PrepareForm
    help_text = _("保存时自动遮盖身份证号、手机号码等个人信息；遮盖结果在核对时可见。")

    def save(self, form: PrepareForm) -> Duty:
        given = form.cleaned_data
        return duties.prepare(
            self.object,
            snapshot=form.snapshot(),
            basis=given["basis"],
            reason=given.get("correction_reason", ""),
            actor=self.member,
        )


class RevisePage(PreparePage):
    """A draft that came back is written anew, by the same form."""

    title = _("修改拟稿")


class CheckPage(DutyMove):
    permission = "publication.check"
    move = "check"
    template_name = "publication/check.html"
    consequence = _("核对后即可公示。请确认内容准确、完整，个人信息已遮盖，行政相对人已被告知。")

    def make_move(self, form: Any) -> Any:
        return duties.check(self.object, actor=self.member, note=form.cleaned_data["note"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(corrected=corrected_fields(self.object), **kwargs)


class GiveBackPage(DutyMove):
    permission = "publication.check"
    move = "give_back"


class PublishPage(DutyMove):
    permission = "publication.check"
    move = "publish"
    consequence = _("公示后社会公众立即可以查阅；以后只能更正或撤下，不能删除记录。")

    def make_move(self, form: Any) -> Any:
        return duties.publish_duty(self.object, actor=self.member)


class TellPage(DutyForm):
    permission = "publication.prepare"
    title = _("登记告知行政相对人")
    form_class = ToldForm
    help_text = _("结果公示之前须告知行政相对人，相对人有权提出异议。")

    def save(self, form: ToldForm) -> Duty:
        given = form.cleaned_data
        return objections.tell_subject(self.object, on=given["told_on"], how=given["told_how"], actor=self.member)


class ObjectPage(DutyForm):
    permission = "publication.prepare"
    title = _("登记公示异议")
    form_class = ObjectionForm
    help_text = _("登记后，在答复之前不能公示。")

    def save(self, form: ObjectionForm) -> Duty:
        given = form.cleaned_data
        objections.register_objection(
            self.object, received_on=given["received_on"], claim=given["claim"], actor=self.member
        )
        return self.object


class AnswerPage(DutyMixin, FormPage):
    permission = "publication.check"
    title = _("答复公示异议")
    form_class = AnswerForm
    template_name = "publication/answer.html"

    @property
    def objection(self) -> Objection:
        found = self.object.objections.filter(is_upheld=None).select_related("duty", "registered_by").first()
        if found is None:
            raise Http404
        return found

    def save(self, form: AnswerForm) -> Duty:
        given = form.cleaned_data
        objections.decide_objection(
            self.objection, is_upheld=given["is_upheld"], answer=given["answer"], actor=self.member
        )
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(objection=self.objection, **kwargs)
