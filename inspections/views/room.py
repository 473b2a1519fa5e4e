"""The draw room: a page for a meeting-room screen, and one page for each step that somebody takes there."""

import hashlib
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from common.calendars.words import moment_text
from common.clocks.running import running_clock
from common.clocks.states import due_state, soon_day
from common.exports import request_document
from common.jobs import progress_of, title_of
from common.jobs.worker import is_worker_heard
from common.models import JobRun, JobState
from common.models.jobs import OPEN_STATES
from common.pages import Button, Crumb, DetailPage, FormPage, MovePage, Page
from inspections.forms.draws import BeaconForm, RevealForm, SealForm
from inspections.models import Draw, DrawSecret
from inspections.queries import draws as queries
from inspections.services import ceremony, disclosure, pairing, pools
from inspections.states import (
    ACCEPTED,
    COMMITTED,
    DISCLOSED,
    DRAW_WORKFLOW,
    DRAWN,
    PAIRED,
    POOL_PREPARED,
    SECRETS_REVEALED,
    VOIDED,
)
from inspections.views.rounds import state_badge, tasks_crumb

STEPS = [
    (POOL_PREPARED, _("冻结对象池")),
    (COMMITTED, _("公布承诺")),
    (SECRETS_REVEALED, _("揭示密值")),
    (DRAWN, _("抽取对象")),
    (PAIRED, _("匹配人员")),
    (ACCEPTED, _("确认")),
    (DISCLOSED, _("公开")),
]


class DrawMixin(Page):
    """A page about one draw."""

    model = Draw

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()  # type: ignore[misc]
        return rows.select_related("task__entry__plan", "task__entry__campaign", "task__department", "task__tenant")

    def get_crumbs(self) -> list[Crumb]:
        draw: Any = self.object  # type: ignore[attr-defined]
        crumbs = [tasks_crumb(self), Crumb(str(draw.task), draw.task.get_absolute_url())]
        is_room = self.request.resolver_match.view_name == "inspections:room"
        return crumbs if is_room else [*crumbs, Crumb(draw.attempt_word, draw.get_absolute_url())]


class RoomPage(DrawMixin, DetailPage):
    """Asks for itself every three seconds until the list is confirmed, so that what arrives is seen by all.

    While the worker has a step in hand, nobody is offered that step again.
    """

    permission = "draws.view"
    template_name = "inspections/room.html"

    def get_title(self) -> str:
        return _t("%(task)s · %(attempt)s") % {"task": self.object.task, "attempt": self.object.attempt_word}

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """A poll that finds the draw a step further opens the page anew, so that the buttons are the right ones."""
        if self._is_poll() and request.GET.get("state") not in (None, self.stage):
            return HttpResponseClientRefresh()
        return super().get(request, *args, **kwargs)

    @cached_property
    def run(self) -> JobRun | None:
        """The newest job about this draw."""
        return queries.running_job(self.object)

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has the next step of this draw in hand."""
        draw, run = self.object, self.run
        is_frozen = draw.state == POOL_PREPARED and draw.frozen_at is not None
        return run is not None and run.state in OPEN_STATES and run.name == _WORK.get(draw.state) and not is_frozen

    @property
    def stage(self) -> str:
        """What decides which buttons there are."""
        return f"{self.object.state}-at-work" if self.is_at_work else self.object.state

    def _is_poll(self) -> bool:
        return bool(self.request.htmx) and not self.request.htmx.history_restore_request

    def get_template_names(self) -> list[str]:
        return ["inspections/_room.html"] if self._is_poll() else [self.template_name]

    def get_moves(self) -> list[Button]:
        draw = self.object
        named = [(name, move) for name, move in _NEXT.get(draw.state, []) if self.member.may(move, draw)]
        if draw.state == ACCEPTED and not queries.is_over(draw, timezone.localdate()):
            named = [one for one in named if one[0] != "disclose"]
        if self.is_at_work:
            named = [one for one in named if one[0] not in _WORKED]
        request = queries.open_request(draw)
        if request:
            named = [one for one in named if one[0] not in ("accept", "ask_redraw")]
        own = queries.own_secret(draw, self.member)
        if draw.state == POOL_PREPARED and own:
            is_sealed = not draw.secrets.filter(sealed_hash="").exists()
            named.insert(1 if is_sealed else 0, ("seal", ""))
        if draw.state == COMMITTED and own and not own.secret:
            named.insert(0, ("reveal", ""))
        if draw.state == VOIDED and queries.is_again_granted(draw):
            return self._again()
        buttons = [
            Button(str(_LABELS[name]), self._url(name), index == 0, name == "ask_redraw" and draw.state != VOIDED)
            for index, (name, _permission) in enumerate(named)
        ]
        if request and self.member.may("draws.oversee"):
            url = reverse("inspections:decide_redraw", args=[self.tenant, request.pk])
            buttons.insert(0, Button(_t("答复重新抽取申请"), url, True))
        return buttons

    def _again(self) -> list[Button]:
        """The way to the attempt that was granted, while nobody prepared it."""
        task = self.object.task
        if not self.member.may("draws.prepare", task) or task.draws.filter(attempt__gt=self.object.attempt).exists():
            return []
        return [Button(_t("准备再次抽取"), reverse("inspections:prepare_draw", args=[self.tenant, task.pk]), True)]

    def _url(self, name: str) -> str:
        return reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draw = self.object
        return super().get_context_data(
            draw=draw,
            page_state=state_badge(draw),
            page_due=self._due(),
            fingerprint=self._fingerprint(),
            steps=_steps(draw),
            is_live=draw.state in (POOL_PREPARED, COMMITTED, SECRETS_REVEALED, DRAWN),
            room_url=f"{self._url('room')}?state={self.stage}",
            secrets=[_secret_line(one, draw) for one in draw.secrets.select_related("department")],
            awaited=self._awaited(),
            void_words=self._void_words(),
            strata=[(one, one.quota if draw.seed else None) for one in draw.strata.all()],
            job=self._job(),
            redraw=queries.open_request(draw),
            drawn_url=self._url("drawn") if draw.state in queries.HAS_DRAWN else "",
            **kwargs,
        )

    def _fingerprint(self) -> list[str]:
        """In groups of eight digits: the commitment's, before it the pool's."""
        draw = self.object
        roots = "".join(one.root for one in draw.strata.all())
        text = draw.commitment_hash or (hashlib.sha256(roots.encode()).hexdigest() if roots else "")
        return [text[at : at + 8] for at in range(0, len(text), 8)]

    def _awaited(self) -> str:
        """Whose secret the draw waits for, and until when; empty while it waits for nobody."""
        draw, lacking = self.object, {POOL_PREPARED: "sealed_hash", COMMITTED: "secret"}.get(self.object.state)
        if lacking is None or draw.frozen_at is None:
            return ""
        rows = draw.secrets.filter(**{lacking: ""}).select_related("department")
        names = _t("、").join(str(one.department) for one in rows)
        if not names:
            return ""
        if lacking == "sealed_hash":
            return _t("等待%s封存密值，然后公布承诺。") % names
        words = {"names": names, "time": moment_text(draw.reveal_by)}
        return _t("等待%(names)s在%(time)s前揭示密值，然后抽取对象。") % words

    def _void_words(self) -> str:
        """Why this attempt came to nothing and what follows; empty for one that stands."""
        draw = self.object
        if draw.state != VOIDED:
            return ""
        why = _t("本次抽取已作废：%s。") % disclosure.void_reason(draw)
        if queries.is_again_granted(draw):
            return why + _t("统筹管理员已批准再次抽取，请在抽查任务页面准备下一次抽取。")
        return why + _t("仍要抽取的，请申请重新抽取，由统筹管理员批准；申请的理由向社会公开。")

    def _due(self) -> Any:
        clock = running_clock(ceremony.REVEAL_RULE.name, self.object)
        today = timezone.localdate()
        return due_state(clock, now=timezone.now(), soon=soon_day(self.tenant, today)) if clock else None

    def _job(self) -> dict[str, Any] | None:
        run = self.run
        if run is None or run.state == JobState.DONE:
            return None
        told = progress_of(run)
        return {
            "label": title_of(run),
            "percent": told.percent,
            "state_label": run.error or told.message or run.get_state_display(),
            "is_silent": self.is_at_work and not is_worker_heard(),
        }


_WORK = {POOL_PREPARED: pools.FREEZE_JOB, SECRETS_REVEALED: ceremony.DRAW_JOB, DRAWN: pairing.PAIR_JOB}
"""What the worker does in a state; until it is done nobody is offered `_WORKED`."""
_WORKED = ("commit", "draw", "pair")

_NEXT = {
    POOL_PREPARED: [("commit", "draws.hold"), ("ask_redraw", "draws.hold")],
    COMMITTED: [("ask_redraw", "draws.hold")],
    SECRETS_REVEALED: [("draw", "draws.hold"), ("ask_redraw", "draws.hold")],
    DRAWN: [("pair", "draws.hold"), ("ask_redraw", "draws.hold")],
    PAIRED: [("accept", "draws.hold"), ("ask_redraw", "draws.hold")],
    ACCEPTED: [("disclose", "draws.hold"), ("draw_record", "draws.view")],
    DISCLOSED: [("draw_record", "draws.view")],
    VOIDED: [("ask_redraw", "draws.hold")],
}
"""The steps that people may take in each state, with the permission; there is none that draws anew."""

_LABELS = {
    "commit": _("公布承诺"),
    "seal": _("封存本部门密值"),
    "reveal": _("揭示本部门密值"),
    "draw": _("抽取对象"),
    "pair": _("匹配执法人员"),
    "accept": _("确认抽取结果"),
    "disclose": _("公开抽取全过程"),
    "ask_redraw": _("申请重新抽取"),
    "draw_record": _("抽取记录（PDF）"),
}


def _steps(draw: Draw) -> list[dict[str, Any]]:
    """The way of a draw with how far it is; a void attempt stands nowhere on it."""
    order = [state for state, _label in STEPS]
    at = order.index(draw.state) if draw.state in order else -1
    return [
        {"label": label, "is_done": place <= at, "is_next": place == at + 1 and at >= 0}
        for place, (_state, label) in enumerate(STEPS)
    ]


def _secret_line(secret: DrawSecret, draw: Draw) -> dict[str, Any]:
    """How far a department is. The secret itself shows only when the waiting is over for all."""
    is_open = draw.state not in (POOL_PREPARED, COMMITTED, VOIDED)
    tone, word = "yellow", _t("待封存")
    if secret.sealed_hash:
        tone, word = "blue", _t("已封存")
    if secret.secret:
        tone, word = "green", _t("已揭示")
    elif is_open:
        tone, word = "orange", _t("未揭示，以封存值代入")
    return {"row": secret, "badge": {"label": word, "tone": tone}, "shown": secret.secret if is_open else ""}


# --- steps ----------------------------------------------------------------------------------------------------------


class CommitPage(DrawMixin, MovePage):
    permission = "draws.hold"
    workflow = DRAW_WORKFLOW
    move = "commit"
    form_class = forms.Form
    consequence = _("承诺值立即向社会公布，此后对象池、分层、应抽数、封存值和规则都不能再改；各部门须按期揭示密值。")

    def make_move(self, form: Any) -> Any:
        return ceremony.commit_draw(self.object, actor=self.member)


class HoldPage(DrawMixin, FormPage):
    permission = "draws.hold"
    title = _("抽取对象")
    submit_label = _("开始抽取")
    form_class = BeaconForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"draw": self.object}

    def save(self, form: Any) -> Draw:
        return ceremony.ask_to_draw(
            self.object, beacon_value=form.cleaned_data.get("beacon_value", ""), actor=self.member
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _t("由承诺值和各部门密值算出种子，每层按种子排序取前若干名。只抽一次，任何人都不能挑选。")
        return super().get_context_data(consequence=sentence, **kwargs)


class PairPage(DrawMixin, MovePage):
    permission = "draws.hold"
    workflow = DRAW_WORKFLOW
    move = "pair"
    form_class = forms.Form
    consequence = _("每个对象由各参与部门派出任务最少的执法人员，任务相同的按种子排序；申报过利害关系的自动回避。")

    def make_move(self, form: Any) -> Any:
        return pairing.ask_to_pair(self.object, actor=self.member)


class AcceptPage(DrawMixin, MovePage):
    permission = "draws.hold"
    workflow = DRAW_WORKFLOW
    move = "accept"
    form_class = forms.Form
    consequence = _(
        "确认后自动安排检查、通知被抽中的执法人员；确认人即经办人，这些检查须由牵头部门另一名负责人批准。"
        "确认前请核对有无须回避的情形。"
    )

    def make_move(self, form: Any) -> Any:
        return pairing.accept_draw(self.object, actor=self.member)


class DisclosePage(DrawMixin, MovePage):
    permission = "draws.hold"
    workflow = DRAW_WORKFLOW
    move = "disclose"
    form_class = forms.Form
    consequence = _("立即公开对象池、盐值、密值和抽中名单，任何人都可以核验；公开后不能再递补对象。")

    def make_move(self, form: Any) -> Any:
        return disclosure.disclose_draw(self.object, today=timezone.localdate(), actor=self.member)


class OwnSecretPage(DrawMixin, FormPage):
    """A step of the hat's own department; another's does not exist here."""

    permission = "draws.view"
    secret: DrawSecret

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = queries.own_secret(self.object, self.member)
        if found is None:
            raise Http404
        self.secret = found


class SealPage(OwnSecretPage):
    title = _("封存本部门密值")
    submit_label = _("封存")
    form_class = SealForm
    template_name = "inspections/seal.html"

    def save(self, form: Any) -> Draw:
        ceremony.seal_secret(self.secret, form.cleaned_data["sealed_hash"], actor=self.member)
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = _t("密值-%(number)s-%(attempt)s-%(department)s.txt") % {
            "number": self.object.task.number,
            "attempt": self.object.attempt_word,
            "department": self.secret.department,
        }
        return super().get_context_data(file_name=name, **kwargs)


class RevealPage(OwnSecretPage):
    title = _("揭示本部门密值")
    submit_label = _("揭示")
    form_class = RevealForm
    template_name = "inspections/reveal.html"

    def save(self, form: Any) -> Draw:
        ceremony.reveal_secret(self.secret, form.cleaned_data["secret"], actor=self.member)
        return self.object


class RecordPage(DrawMixin, MovePage):
    """Asks for the printable record of a finished draw."""

    permission = "draws.view"
    title = _("抽取记录（PDF）")
    workflow = DRAW_WORKFLOW
    form_class = forms.Form
    consequence = _("生成可打印的抽取记录：承诺值、各部门密值、种子、分层和名次，附二维码。只列数量，不列对象和人员。")

    def save(self, form: Any) -> Any:
        return request_document("inspections.draw_record", self.object, actor=self.member)

    def done(self, target: Any) -> HttpResponse:
        return redirect(target)
