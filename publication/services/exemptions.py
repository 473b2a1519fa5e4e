"""What is lawfully kept back: asked for, decided by another person, reviewed on its day, ended (R116, R117, R127)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.notices import notify
from publication.kinds import fields_with_subject, kind_named
from publication.models import Duty, Exemption
from publication.queries import fields_kept_back, newest_published, standing_record
from publication.services.duties import duty_owed, open_duty, publication_of, start_clock, stop_clock
from publication.services.ledger import PublicationRefused
from publication.services.withheld import count_withheld
from publication.states import CHECKED, DUTY_WORKFLOW, EXEMPTION_REQUESTED
from tenancy.audit import record
from tenancy.models import Member


@transaction.atomic
def request_exemption(
    duty: Duty, *, ground: str, fields: list[str], reason: str, review_on: date, actor: Member
) -> Exemption:
    """Ask not to publish all of it (`fields` empty) or some fields, on a legal ground, until a review date (R116).

    With a field that names the subject all that do are kept back, and the name goes from the title and every sentence.
    Raises `PublicationRefused`; what is public already is not kept back whole: it has to be taken down.
    """
    unknown = set(fields) - set(kind_named(duty.kind).fields)
    if unknown:
        raise ValueError(f"{duty.kind} has no fields {sorted(unknown)}")
    if duty.is_correction and not fields:
        raise PublicationRefused(_("这条信息已经公示，不能再申请全部不予公示。依法不应公开的，请到公示台账办理撤下。"))
    if not reason.strip():
        raise PublicationRefused(_("请写明具体理由。"), field="reason")
    _refuse_past(review_on)
    DUTY_WORKFLOW.take(duty, "request_exemption", actor=actor, note=reason)
    return Exemption.objects.of(duty.tenant_id).create(
        duty=duty,
        ground=ground,
        fields=fields_with_subject(kind_named(duty.kind), fields),
        reason=reason,
        review_on=review_on,
        requested_by=actor,
        requested_at=timezone.now(),
    )


def _refuse_past(review_on: date) -> None:
    if review_on <= timezone.localdate():
        raise PublicationRefused(_("复核日期须晚于今天。"), field="review_on")


@transaction.atomic
def decide_exemption(exemption: Exemption, *, is_granted: bool, actor: Member, note: str = "") -> Exemption:
    """Grant or deny; never the one who asked. What is granted stays unpublished until a review ends it."""
    if exemption.requested_by_id == actor.pk:
        raise PublicationRefused(_("申请人不能批准自己的申请，请由其他有权限的人员办理。"))
    if exemption.is_granted is not None or exemption.duty.state != EXEMPTION_REQUESTED:
        raise PublicationRefused(_("这项申请已经办结。请刷新页面查看结果。"))
    move = "deny" if not is_granted else "exempt_part" if exemption.fields else "exempt"
    duty = DUTY_WORKFLOW.take(exemption.duty, move, actor=actor, note=note)
    exemption.is_granted, exemption.decided_by, exemption.decided_at = is_granted, actor, timezone.now()
    exemption.save(update_fields=["is_granted", "decided_by", "decided_at"])
    if is_granted and exemption.fields:
        duty.withheld_fields = sorted({*duty.withheld_fields, *exemption.fields})
        duty.save(update_fields=["withheld_fields"])
    elif is_granted:
        stop_clock(duty)
    if is_granted:
        count_withheld(duty.tenant)
    _tell_answer(exemption, note)
    return exemption


def _tell_answer(exemption: Exemption, note: str) -> None:
    """Who asked learns what was decided, and why."""
    duty = exemption.duty
    subject = _("不予公示申请已批准") if exemption.is_granted else _("不予公示申请未获批准，请继续办理公示")
    body = f"{duty.title}\n{note}".strip()
    notify(
        exemption.requested_by,
        duty.tenant,
        subject,
        kind="publication.exemption",
        body=body,
        url=duty.get_absolute_url(),
    )


@transaction.atomic
def keep_on(exemption: Exemption, *, until: date, note: str, actor: Member) -> Exemption:
    """The review finds that the ground still holds: kept back until another review. Never the one who asked.

    Raises `PublicationRefused`.
    """
    locked = _in_force(exemption, note)
    if locked.requested_by_id == actor.pk:
        raise PublicationRefused(_("申请人不能复核自己的申请，请由其他有权限的人员办理。"))
    _refuse_past(until)
    locked.review_on = until
    locked.save(update_fields=["review_on"])
    record(actor, "publication.keep_on", locked.duty, note=note)
    return locked


@transaction.atomic
def end_exemption(exemption: Exemption, *, note: str, actor: Member) -> Duty:
    """The ground is gone: what was kept back is due, with a new clock; returns the duty to publish it.

    Of something kept back in part and public otherwise the fields are owed as a new entry (R127). Raises
    `PublicationRefused`.
    """
    locked = _in_force(exemption, note)
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    duty = _owe_fields(locked, actor) if locked.fields else _owe_whole(locked, note, actor)
    count_withheld(duty.tenant)
    record(actor, "publication.end_exemption", locked.duty, note=note)
    return duty


def _in_force(exemption: Exemption, note: str) -> Exemption:
    rows = Exemption.objects.of(exemption.tenant_id).select_related("duty__tenant", "duty__department")
    locked = rows.select_for_update(of=("self",)).get(pk=exemption.pk)
    if not locked.is_in_force:
        raise PublicationRefused(_("这项不予公示已经终止，或者没有批准。请刷新页面查看结果。"))
    if not note.strip():
        raise PublicationRefused(_("请写明复核意见。"), field="note")
    return locked


def _owe_whole(exemption: Exemption, note: str, actor: Member) -> Duty:
    duty: Duty = DUTY_WORKFLOW.take(exemption.duty, "resume", actor=actor, note=note)
    start_clock(duty)
    return duty


def _owe_fields(exemption: Exemption, actor: Member) -> Duty:
    """Into the text that is not public yet; or, of one that is, into a new entry; of one taken down nothing."""
    first = exemption.duty
    kept_back = fields_kept_back(first.tenant, first.kind, first.ref)
    owed = duty_owed(first.tenant, first.kind, first.ref)
    if owed is not None:
        if owed.state == CHECKED:
            DUTY_WORKFLOW.take(owed, "give_back", actor=None, note=_("不予公示已终止，须补充内容后重新核对。"))
        owed.withheld_fields, owed.told_on, owed.told_how = kept_back, None, ""
        owed.save(update_fields=["withheld_fields", "told_on", "told_how"])
        return owed
    if standing_record(first) is None:
        return first
    published = newest_published(first.tenant, first.kind, first.ref) or first
    reason = _("不予公示的情形已不存在，补充公示：%s。") % _("、").join(exemption.field_labels)
    return open_duty(
        first.tenant, publication_of(published, reason=reason), department=published.department, actor=actor
    )
