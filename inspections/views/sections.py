"""A department's section: reading it, filling it in on site by plain forms, signing, result, end (R102, R108)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.attachments import attachments_of
from common.exports import request_document
from common.models import Document
from common.pages import Button, Crumb, DetailPage, FormPage, MovePage
from common.pages.forms import NoteForm
from inspections.forms.records import (
    AccountForm,
    AnswerForm,
    CorrectionForm,
    EvidenceForm,
    PublicationForm,
    RefusalForm,
    ResultForm,
    SignForm,
    StatementForm,
)
from inspections.models import VisitSection
from inspections.queries.findings import result_at_hand, standing_findings
from inspections.queries.records import Point, broken_evidence, failing_points, points_of, signatures_under
from inspections.queries.visits import officer_on, visits_for
from inspections.services import closing, records, signing
from inspections.states import AT_THE_DOOR, CLOSED, OPEN, SECTION_WORKFLOW, UNSIGNED
from inspections.views.visit_lists import badge_of, visits_crumb

EXTRA = {
    OPEN: [
        ("account", _("写现场情况")),
        ("evidence_new", _("添加证据")),
        ("statement_new", _("记录陈述申辩")),
        ("finding_new", _("登记问题")),
    ],
}
"""What one may add besides the workflow's moves while the record is written."""


class SectionMixin:
    """A page about one section of a visit the member may know of."""

    model = VisitSection
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = VisitSection.objects.of(self.tenant)  # type: ignore[attr-defined]
        rows = rows.filter(visit__in=visits_for(self.member, self.tenant))  # type: ignore[attr-defined]
        return rows.select_related("tenant", "department", "visit__object", "visit__department", "visit__tenant")

    def get_crumbs(self) -> list[Crumb]:
        section = self.object
        return [
            visits_crumb(self),  # type: ignore[arg-type]
            Crumb(str(section.visit), section.visit.get_absolute_url()),
            Crumb(str(section.department), section.get_absolute_url()),
        ]

    @cached_property
    def is_mine(self) -> bool:
        return officer_on(self.object, self.member) is not None  # type: ignore[attr-defined]


class SectionPage(SectionMixin, DetailPage):
    permission = "visits.view"
    workflow = SECTION_WORKFLOW
    silent_moves = frozenset({"settle_section", "close_at_door"})
    template_name = "inspections/section_detail.html"
    facts = [
        "content",
        (_("检查方式"), "technique_words"),
        "account",
        "result",
        "result_note",
        "follow_up",
        "publication",
    ]

    def get_object(self) -> Any:
        section = super().get_object()
        if not section.is_open_to(self.member):
            raise Http404
        return section

    def get_title(self) -> str:
        return _t("%(department)s检查单") % {"department": self.object.department}

    def get_crumbs(self) -> list[Crumb]:
        return super().get_crumbs()[:2]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def move_url(self, name: str) -> str:
        return reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    @property
    def was_let_in(self) -> bool:
        visit = self.object.visit
        return visit.arrived_at is not None and visit.state not in AT_THE_DOOR

    def get_moves(self) -> list[Button]:
        """The workflow's moves and what may be added, for the section's own officers alone."""
        section = self.object
        if not self.is_mine or not self.was_let_in:
            return []
        extra = [Button(str(label), self.move_url(name)) for name, label in EXTRA.get(section.state, [])]
        moves = super().get_moves()
        if section.state not in (*UNSIGNED, CLOSED):
            first = self._first_of_problems()
            if first is not None:
                moves = [first, *(move._replace(is_primary=False) for move in moves)]
            finding = Button(_t("登记问题"), self.move_url("finding_new"))
            extra += [] if first and first.url == finding.url else [finding]
        if section.state not in UNSIGNED:
            extra.append(Button(_t("更正笔录"), self.move_url("correction_new"), is_dangerous=True))
        return moves + extra

    def _first_of_problems(self) -> Button | None:
        """What a problem asks for before anything else: to be registered where a point failed, then to be handled."""
        if self.object.findings.filter(state=OPEN).exists():
            return Button(_t("责令改正"), self.move_url("order_new"), is_primary=True)
        if failing_points(self.object) and not standing_findings(self.object).exists():
            return Button(_t("登记问题"), self.move_url("finding_new"), is_primary=True)
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = self.object
        is_writing = self.is_mine and section.state == OPEN and self.was_let_in
        points = points_of(section, timezone.localdate() if is_writing else None)
        return super().get_context_data(
            page_state=badge_of(section),
            is_mine=self.is_mine,
            is_writing=is_writing,
            points=points,
            done=sum(not point.is_open for point in points),
            evidence=self._evidence(),
            broken=broken_evidence(section),
            statements=section.statements.order_by("pk"),
            signatures=signatures_under(section) if section.record_hash else [],
            corrections=section.corrections.select_related("made_by"),
            findings=section.findings.order_by("pk"),
            orders=section.orders.order_by("pk"),
            officers=section.officers.all(),
            experts=section.experts.select_related("expert"),
            papers=Document.objects.of(self.tenant).filter(row_kind="inspections.visitsection", row_id=section.pk),
            **kwargs,
        )

    def _evidence(self) -> list[Any]:
        """The pieces, each with its file."""
        pieces = list(self.object.evidence.order_by("number"))
        for piece in pieces:
            piece.file = attachments_of(piece).first()
        return pieces


class SectionFormPage(SectionMixin, FormPage):
    """A form of the section's own officers; what the service refuses stands beside the field."""

    permission = "visits.record"
    knows_section = False

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return kwargs | {"section": self.object} if self.knows_section else kwargs


class AnswerPage(SectionFormPage):
    """One question a screen: the point, when it passes, on what basis; then the next open one."""

    form_class = AnswerForm
    template_name = "inspections/answer_form.html"

    @property
    def submit_label(self) -> str:  # type: ignore[override]
        return _t("保存，下一条") if self.following else _t("保存，返回检查单")

    @cached_property
    def points(self) -> list[Point]:
        return points_of(self.object, timezone.localdate())

    @cached_property
    def point(self) -> Point:
        found = next((one for one in self.points if one.entry.pk == self.kwargs["entry"]), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def following(self) -> Point | None:
        """The next point that waits for an answer."""
        later = self.points[self.points.index(self.point) + 1 :]
        return next((one for one in later if one.is_open), None)

    def get_title(self) -> str:
        return _t("第%(number)d条，共%(total)d条") % {
            "number": self.points.index(self.point) + 1,
            "total": len(self.points),
        }

    def get_form(self) -> Any:
        form = super().get_form()
        answer = self.point.answer
        if answer is not None:
            form.initial = {"outcome": answer.outcome, "note": answer.note, "seen": answer.pk}
        return form

    def save(self, form: Any) -> str:
        records.answer(self.object, self.point.entry, form.given(), actor=self.member)
        if self.following is None:
            return self.object.get_absolute_url()
        return reverse("inspections:answer", args=[self.tenant, self.object.pk, self.following.entry.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(point=self.point, **kwargs)


class AccountPage(SectionFormPage):
    title = _("写现场情况")
    form_class = AccountForm

    def get_form(self) -> Any:
        form = super().get_form()
        form.initial = {"techniques": self.object.techniques, "account": self.object.account}
        return form

    def save(self, form: Any) -> Any:
        return records.write_account(self.object, **form.cleaned_data, actor=self.member)


class NewEvidencePage(SectionFormPage):
    title = _("添加证据")
    form_class = EvidenceForm
    knows_section = True
    help_text = _("保存后任何人不能修改或删除；文件校验码、取证时间、收到时间、地点和取证人一并固定。")

    def save(self, form: Any) -> Any:
        file = form.cleaned_data["file"]
        return records.add_evidence(self.object, file, form.given(), actor=self.member).section


class NewStatementPage(SectionFormPage):
    title = _("记录陈述申辩")
    form_class = StatementForm

    def save(self, form: Any) -> Any:
        given = form.cleaned_data
        now = timezone.now()
        records.add_statement(self.object, given["text"], given_by=given["given_by"], given_at=now, actor=self.member)
        return self.object


class SectionMove(SectionMixin, MovePage):
    permission = "visits.record"
    workflow = SECTION_WORKFLOW


class FinishRecordPage(SectionMove):
    move = "record_section"
    consequence = _("笔录交当事人核对（阅读有困难的宣读），然后签字；签字前可以返回修改。")

    def make_move(self, form: Any) -> Any:
        return records.finish_record(self.object, actor=self.member)


class ReopenRecordPage(SectionMove):
    move = "reopen_record"
    consequence = _("已有的签字不再有效，改好后须重新签字。")

    def make_move(self, form: Any) -> Any:
        return records.reopen_record(self.object, actor=self.member, note=form.cleaned_data["note"])


class SigningPage(SectionFormPage):
    """Somebody signs: the whole record stands above the pad, because whoever signs has read it (5.2 no. 22)."""

    template_name = "inspections/sign_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = self.object
        return super().get_context_data(
            signatures=signatures_under(section),
            points=points_of(section),
            statements=section.statements.all(),
            evidence=section.evidence.order_by("number"),
            **kwargs,
        )


class SignPage(SigningPage):
    """Signatures, one after the other; when all are there the record is signed."""

    title = _("签字确认")
    form_class = SignForm
    knows_section = True
    help_text = _("两名执法人员和当事人都签字后，笔录即告签署，此后不能改动，只能添加更正。")

    def save(self, form: Any) -> str:
        signing.sign(self.object, form.cleaned_data["image"], form.given(), actor=self.member)
        section = self.get_object()
        is_done = section.state not in UNSIGNED
        return section.get_absolute_url() if is_done else self.request.path


class RefuseSignaturePage(SigningPage):
    title = _("记录拒绝签字")
    form_class = RefusalForm
    help_text = _("当事人拒绝签字不影响检查的效力；写明理由，由见证人签字。")

    def save(self, form: Any) -> Any:
        signing.refuse_to_sign(self.object, form.cleaned_data["image"], form.given(), actor=self.member)
        return self.object


class SetResultPage(SectionMove):
    move = "set_result"
    form_class = ResultForm

    def get_form(self) -> Any:
        form = super().get_form()
        form.initial = result_at_hand(self.object)
        return form

    def make_move(self, form: Any) -> Any:
        return closing.set_result(self.object, form.given(), actor=self.member)


class DecidePublicationPage(SectionMove):
    move = "decide_publication"
    form_class = PublicationForm
    consequence = _("检查结果以公示为原则，“未发现问题”也要公示。")

    def make_move(self, form: Any) -> Any:
        return closing.decide_publication(self.object, **form.cleaned_data, actor=self.member)


class CloseSectionPage(SectionMove):
    move = "close_section"
    consequence = _("只办结本部门的检查单，不影响其他部门。")

    def make_move(self, form: Any) -> Any:
        return closing.close_section(self.object, actor=self.member)


class NewCorrectionPage(SectionFormPage):
    title = _("更正笔录")
    form_class = CorrectionForm
    help_text = _("原笔录保持签字时的内容不变，更正附在后面。")

    def save(self, form: Any) -> Any:
        return signing.correct_record(self.object, **form.cleaned_data, actor=self.member).section


class RecordPaperPage(SectionMove):
    """Make the record as a paper."""

    title = _("生成现场检查笔录")
    form_class = NoteForm
    consequence = _("按现在的内容生成 PDF；笔录签字后再生成的，附有签字和校验码。")

    def get_form(self) -> Any:
        form = FormPage.get_form(self)
        form.fields.clear()
        return form

    def save(self, form: Any) -> Any:
        return request_document("inspections.on_site_record", self.object, actor=self.member)
