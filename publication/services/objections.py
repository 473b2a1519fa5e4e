"""The subject is told before something about it is public, and may object (R123; DOMAIN 5.2 no. 27)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.notices import notify
from publication.models import Duty, Objection
from publication.queries import is_correctable
from publication.services.corrections import owe_after_objection
from publication.services.ledger import PublicationRefused
from publication.states import CHECKED, DRAFT, DUE, DUTY_WORKFLOW, PUBLISHED
from tenancy.audit import record
from tenancy.models import Member

STILL_OPEN = (DUE, DRAFT, CHECKED)

ANSWER_RULE = rules.register(
    rules.ClockRule(
        "publication.answer",
        gettext_lazy("答复公示异议"),
        Unit.WORKING_DAY,
        10,
        SourceTag.COMMON,
        gettext_lazy("公示异议核查答复的一般做法，期限由各地确认"),
    )
)


@transaction.atomic
def tell_subject(duty: Duty, *, on: date, how: str, actor: Member) -> Duty:
    """Register that the subject was told: when, and how (served, signed on site, sent). Raises PublicationRefused."""
    duty = _open(duty)
    refuse_future(on)
    duty.told_on, duty.told_how = on, how
    duty.save(update_fields=["told_on", "told_how"])
    record(actor, "publication.tell", duty, note=how)
    return duty


def refuse_future(on: date) -> None:
    """Raise `PublicationRefused` for a day on which nobody can have been told yet."""
    if on > timezone.localdate():
        raise PublicationRefused(_("告知日期不能晚于今天。请填写实际告知的日期。"), field="told_on")


@transaction.atomic
def register_objection(duty: Duty, *, received_on: date, claim: str, actor: Member) -> Objection:
    """Register the subject's objection; nothing is published until it is answered. Raises PublicationRefused.

    The time to answer runs from the day it was received. To what is public already it may object as well; what stands
    there stands until the objection is upheld.
    """
    duty = _heard(duty)
    if duty.told_on is None:
        raise PublicationRefused(_("还没有登记告知。请先登记告知行政相对人的日期和方式。"))
    if not duty.told_on <= received_on <= timezone.localdate():
        raise PublicationRefused(_("收到日期应在告知日期和今天之间。"), field="received_on")
    if duty.objections.filter(is_upheld=None).exists():
        raise PublicationRefused(_("已有一件异议等待答复，请先答复，再登记新的异议。"))
    objection = Objection.objects.of(duty.tenant_id).create(
        duty=duty, received_on=received_on, claim=claim, registered_by=actor
    )
    running.start(ANSWER_RULE.name, objection, at=timezone.make_aware(datetime.combine(received_on, time.min)))
    record(actor, "publication.object", objection)
    return objection


@transaction.atomic
def decide_objection(objection: Objection, *, is_upheld: bool, answer: str, actor: Member) -> Objection:
    """Answer an objection; upheld, a text not public yet is to be drafted anew, a public one to be corrected.

    Nobody decides on an objection to a text of his own. Raises PublicationRefused.
    """
    duty = _heard(objection.duty)
    if duty.prepared_by_id == actor.pk:
        raise PublicationRefused(_("拟稿人不能决定针对自己稿件的异议，请由本部门另一名人员决定。"))
    if objection.is_upheld is not None:
        raise PublicationRefused(_("这件异议已经答复。请刷新页面查看结果。"))
    if is_upheld and duty.state in (DRAFT, CHECKED):
        DUTY_WORKFLOW.take(duty, "reopen", actor=actor, note=answer)
    if is_upheld and duty.state == PUBLISHED:
        owe_after_objection(duty, reason=_("行政相对人异议成立：%s") % answer, actor=actor)
    objection.is_upheld, objection.answer = is_upheld, answer
    objection.decided_by, objection.decided_at = actor, timezone.now()
    objection.save(update_fields=["is_upheld", "answer", "decided_by", "decided_at"])
    running.stop_running(ANSWER_RULE.name, objection)
    record(actor, "publication.answer", objection, note=answer)
    _tell_answer(objection)
    return objection


def _tell_answer(objection: Objection) -> None:
    """Who registered the objection learns the answer, to give it to the subject; the author, that it was upheld."""
    duty = objection.duty
    asked = [objection.registered_by, *([duty.prepared_by] if objection.is_upheld else [])]
    told = {member for member in asked if member is not None}
    words = {"decision": _("异议成立") if objection.is_upheld else _("异议不成立")}
    subject = _("公示异议已答复：%(decision)s，请告知行政相对人") % words
    body = f"{duty.title}\n{objection.answer}"
    notify(told, duty.tenant, subject, kind="publication.objection", body=body, url=duty.get_absolute_url())


def _open(duty: Duty) -> Duty:
    duty = _locked(duty)
    refuse_closed(duty)
    return duty


def _heard(duty: Duty) -> Duty:
    """The duty while its subject may object: until it is settled, and as long as just this is public."""
    duty = _locked(duty)
    if not is_correctable(duty):
        refuse_closed(duty)
    return duty


def _locked(duty: Duty) -> Duty:
    rows = Duty.objects.of(duty.tenant_id).select_related("tenant", "department")
    return rows.select_for_update(of=("self",)).get(pk=duty.pk)


def refuse_closed(duty: Duty) -> None:
    """Raise `PublicationRefused` once the duty is settled: nobody is told or heard any more."""
    if duty.state not in STILL_OPEN:
        raise PublicationRefused(
            _("这项公示任务已经办结，不能再登记告知或者异议。内容有误的，请打开现行公示的那件任务办理更正。")
        )
