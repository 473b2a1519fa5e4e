"""What a department owes the public: prepared, checked by another person, published, or lawfully kept back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.jobs import enqueue
from common.models import JobRun
from common.models.clocks import SourceTag
from publication.kinds import kind_named, missing_fields, unknown_fields
from publication.models import Duty, Exemption
from publication.queries import publishable
from publication.services.ledger import Publication, PublicationRefused, publish, publish_all
from publication.services.rows import check_keys_at_once
from publication.services.withheld import count_withheld
from publication.states import DUTY_WORKFLOW, EXEMPTION_REQUESTED, PUBLISHED
from tenancy.audit import record
from tenancy.models import Department, Member, Region

PUBLISH_JOB = "publication.publish_checked"
_AT_ONCE = 2_500

PUBLISH_RULE = rules.register(
    rules.ClockRule(
        "publication.publish",
        gettext_lazy("结果公示"),
        Unit.WORKING_DAY,
        20,
        SourceTag.COMMON,
        gettext_lazy("行政执法公示一般要求，期限由各地确认"),
    )
)


@transaction.atomic
def open_duty(tenant: Region, publication: Publication, *, department: Department, actor: Member | None) -> Duty:
    """Open the duty to publish something, or renew the content of the one still open; its clock runs from now.

    Everything an app finishes becomes public unless an exemption is approved (R118).
    """
    unknown = unknown_fields(kind_named(publication.kind), publication.snapshot)
    if unknown:
        raise ValueError(f"{publication.kind} has no fields {unknown}")
    open_duties = Duty.objects.of(tenant).exclude(state__in=["published", "exempted"]).select_for_update()
    duty = open_duties.filter(kind=publication.kind, ref=publication.ref).first()
    if duty is None:
        duty = Duty(tenant=tenant, kind=publication.kind, ref=publication.ref, opened_at=timezone.now())
    duty.title, duty.basis = publication.title, publication.basis
    duty.snapshot = duty.recorded = dict(publication.snapshot)
    duty.department, duty.subject_code = department, publication.subject_code
    is_new = duty.pk is None
    duty.save()
    if is_new:
        clock = running.start(PUBLISH_RULE.name, duty, at=duty.opened_at)
        duty.due_on = clock.due_on
        duty.save(update_fields=["due_on"])
        record(actor, "publication.open", duty)
    return duty


@transaction.atomic
def prepare(duty: Duty, *, snapshot: dict[str, Any], basis: str, actor: Member) -> Duty:
    """Write the text to be published; what stands in a signed record stays as it is.

    Raises `PublicationRefused` for an incomplete text, `MoveRefused`.
    """
    fields = kind_named(duty.kind).fields
    snapshot = snapshot | {name: told for name, told in duty.recorded.items() if fields[name].is_recorded}
    refuse_incomplete(duty, snapshot)
    DUTY_WORKFLOW.take(duty, "prepare", actor=actor)
    duty.snapshot, duty.basis, duty.prepared_by = snapshot, basis, actor
    duty.save(update_fields=["snapshot", "basis", "prepared_by"])
    return duty


def refuse_incomplete(duty: Duty, snapshot: Mapping[str, Any]) -> None:
    """Raise `PublicationRefused` where the text lacks what its kind requires and no exemption keeps back (R115)."""
    missing = missing_fields(kind_named(duty.kind), snapshot, duty.withheld_fields)
    if missing:
        raise PublicationRefused(_("拟公示内容不完整，缺少：%(fields)s。") % {"fields": _("、").join(missing)})


@transaction.atomic
def check(duty: Duty, *, actor: Member, note: str = "") -> Duty:
    """Another person than the one who prepared it finds it correct and complete."""
    refuse_own_text(duty, actor)
    return DUTY_WORKFLOW.take(duty, "check", actor=actor, note=note)


def refuse_own_text(duty: Duty, actor: Member) -> None:
    """Raise `PublicationRefused` where `actor` wrote the text that is to be checked."""
    if duty.prepared_by_id == actor.pk:
        raise PublicationRefused(_("拟稿人不能核对自己的稿件，请由本部门另一名人员核对。"))


@transaction.atomic
def publish_duty(duty: Duty, *, actor: Member) -> Duty:
    """Put the checked text into the ledger; the clock stops.

    Raises `PublicationRefused` where the subject was not told, or its objection is not answered (R123).
    """
    DUTY_WORKFLOW.take(duty, "publish", actor=actor)
    _check_subject_heard(duty)
    publish(duty.tenant, _publication_of(duty), actor=actor)
    _stop_clock(duty)
    return duty


def _publication_of(duty: Duty) -> Publication:
    return Publication(
        kind=duty.kind,
        ref=duty.ref,
        title=duty.title,
        snapshot=duty.snapshot,
        basis=duty.basis,
        department=duty.department,
        withheld=duty.withheld_fields,
        subject_code=duty.subject_code,
    )


def _check_subject_heard(duty: Duty) -> None:
    if duty.concerns_subject and duty.told_on is None:
        raise PublicationRefused(_("还没有告知行政相对人，不能公示。请先告知并登记告知日期和方式。"))
    if duty.objections.filter(is_upheld=None).exists():
        raise PublicationRefused(_("行政相对人提出的异议还没有答复，不能公示。请先对异议作出决定。"))


def ask_to_publish_checked(tenant: Region, *, actor: Member) -> JobRun:
    """Ask for everything checked that `actor` may publish to be published. Raises `PublicationRefused` for nothing."""
    if not publishable(tenant, actor).exists():
        raise PublicationRefused(_("没有可以公示的任务：须已核对、已告知行政相对人，并且没有待答复的异议。"))
    return enqueue(PUBLISH_JOB, tenant, actor=actor)


@transaction.atomic
def publish_checked(tenant: Region, *, actor: Member, tell: Callable[[int, int, str], None]) -> int:
    """Publish all of `publishable`, some thousand a statement, in one transaction: all or nothing; returns how many.

    What somebody else changes meanwhile is looked at again before its turn, and left out.
    """
    check_keys_at_once()
    rows = publishable(tenant, actor).order_by("due_on", "pk")
    waiting, count = list(rows.values_list("pk", flat=True)), 0
    for start in range(0, len(waiting), _AT_ONCE):
        some = rows.filter(pk__in=waiting[start : start + _AT_ONCE]).prefetch_related("department")
        count += _publish_some(tenant, list(some.select_for_update(of=["self"])), actor)
        tell(min(start + _AT_ONCE, len(waiting)), len(waiting), _("公示"))
    return count


def _publish_some(tenant: Region, duties: list[Duty], actor: Member) -> int:
    DUTY_WORKFLOW.take_all(duties, "publish", actor=actor)
    publish_all(tenant, [_publication_of(duty) for duty in duties], actor=actor)
    running.stop_all(PUBLISH_RULE.name, duties, at=timezone.now())
    return len(duties)


@transaction.atomic
def request_exemption(
    duty: Duty, *, ground: str, fields: list[str], reason: str, review_on: date, actor: Member
) -> Exemption:
    """Ask not to publish all of it (`fields` empty) or some fields, on a legal ground, until a review date (R116)."""
    unknown = set(fields) - set(kind_named(duty.kind).fields)
    if unknown:
        raise ValueError(f"{duty.kind} has no fields {sorted(unknown)}")
    if not reason.strip():
        raise PublicationRefused(_("请写明具体理由。"), field="reason")
    if review_on <= timezone.localdate():
        raise PublicationRefused(_("复核日期须晚于今天。"), field="review_on")
    DUTY_WORKFLOW.take(duty, "request_exemption", actor=actor, note=reason)
    return Exemption.objects.of(duty.tenant_id).create(
        duty=duty,
        ground=ground,
        fields=fields,
        reason=reason,
        review_on=review_on,
        requested_by=actor,
        requested_at=timezone.now(),
    )


@transaction.atomic
def decide_exemption(exemption: Exemption, *, is_granted: bool, actor: Member, note: str = "") -> Exemption:
    """Grant or deny; never the one who asked. What is granted whole stays unpublished until its review date."""
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
        _stop_clock(duty)
        count_withheld(duty.tenant)
    return exemption


@transaction.atomic
def resume(duty: Duty, *, actor: Member, note: str) -> Duty:
    """The reason for keeping something back is gone: it is due again, with a new clock."""
    DUTY_WORKFLOW.take(duty, "resume", actor=actor, note=note)
    clock = running.start(PUBLISH_RULE.name, duty, at=timezone.now())
    duty.due_on = clock.due_on
    duty.save(update_fields=["due_on"])
    count_withheld(duty.tenant)
    return duty


def _stop_clock(duty: Duty) -> None:
    running.stop_running(PUBLISH_RULE.name, duty, is_void=duty.state != PUBLISHED)
