"""What a department owes the public: prepared, checked by another person, published, or lawfully kept back."""

from collections.abc import Callable, Mapping
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
from publication.models import Duty
from publication.queries import corrected_fields, fields_kept_back, open_duties, publishable, standing_record
from publication.services.ledger import Publication, PublicationRefused, publish, publish_all
from publication.services.rows import check_keys_at_once
from publication.states import CHECKED, DRAFT, DUTY_WORKFLOW, PUBLISHED
from tenancy.audit import record
from tenancy.models import Department, Member, Region

PUBLISH_JOB = "publication.publish_checked"
LONGEST_REASON = 500
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

CORRECT_RULE = rules.register(
    rules.ClockRule(
        "publication.correct",
        gettext_lazy("更正公示"),
        Unit.WORKING_DAY,
        7,
        SourceTag.COMMON,
        gettext_lazy("公开的行政执法信息不准确的，要及时予以更正（国办发〔2018〕118号），期限由各地确认"),
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
    duty = duty_owed(tenant, publication.kind, publication.ref)
    is_new = duty is None
    if duty is None:
        duty = Duty(tenant=tenant, kind=publication.kind, ref=publication.ref, opened_at=timezone.now())
        duty.correction_reason = publication.reason
        duty.withheld_fields = fields_kept_back(tenant, publication.kind, publication.ref)
    elif duty.recorded != publication.snapshot:
        _look_again(duty, publication.reason)
    duty.title, duty.basis = publication.title, publication.basis
    duty.snapshot = duty.recorded = dict(publication.snapshot)
    duty.department, duty.subject_code = department, publication.subject_code
    duty.persons = list(publication.persons)
    duty.save()
    if is_new:
        start_clock(duty)
        record(actor, "publication.open", duty, note=duty.correction_reason)
    return duty


def duty_owed(tenant: Region, kind: str, ref: str) -> Duty | None:
    """The duty still open for (kind, ref), locked."""
    return open_duties(tenant).filter(kind=kind, ref=ref).select_for_update(of=("self",)).first()


def _look_again(duty: Duty, reason: str) -> None:
    """The source says something else now: what was checked is checked anew, and the subject told of the new text."""
    if duty.state == CHECKED:
        note = _("来源记录已变更，须重新核对。")
        DUTY_WORKFLOW.take(duty, "give_back", actor=None, note=note)
    duty.told_on, duty.told_how = None, ""
    if duty.is_correction and reason and reason not in duty.correction_reason:
        duty.correction_reason = f"{duty.correction_reason}；{reason}"[:LONGEST_REASON]


def start_clock(duty: Duty) -> None:
    """Let the duty's time run from now: to publish, or, of what is public already, to correct."""
    rule = CORRECT_RULE if duty.is_correction else PUBLISH_RULE
    duty.due_on = running.start(rule.name, duty, at=timezone.now()).due_on
    duty.save(update_fields=["due_on"])


@transaction.atomic
def prepare(duty: Duty, *, snapshot: dict[str, Any], basis: str, actor: Member, reason: str = "") -> Duty:
    """Write, or write anew, the text to be published; what stands in a signed record stays as it is.

    `reason` is what the public is told of a correction. Raises `PublicationRefused` for an incomplete text,
    `MoveRefused`.
    """
    fields = kind_named(duty.kind).fields
    snapshot = snapshot | {name: told for name, told in duty.recorded.items() if fields[name].is_recorded}
    refuse_incomplete(duty, snapshot)
    DUTY_WORKFLOW.take(duty, "revise" if duty.state == DRAFT else "prepare", actor=actor)
    duty.snapshot, duty.basis, duty.prepared_by = snapshot, basis, actor
    if duty.is_correction and reason.strip():
        duty.correction_reason = reason.strip()
    duty.save(update_fields=["snapshot", "basis", "prepared_by", "correction_reason"])
    return duty


def refuse_incomplete(duty: Duty, snapshot: Mapping[str, Any]) -> None:
    """Raise `PublicationRefused` where the text lacks what its kind requires and no exemption keeps back (R115)."""
    missing = missing_fields(kind_named(duty.kind), snapshot, duty.withheld_fields)
    if missing:
        words = {"fields": _("、").join(missing.values())}
        raise PublicationRefused(_("拟公示内容不完整，缺少：%(fields)s。") % words, field=missing)


@transaction.atomic
def check(duty: Duty, *, actor: Member, note: str = "") -> Duty:
    """Another person than the one who prepared it finds it correct and complete.

    Raises `PublicationRefused` for a text of the own, and for a correction that corrects nothing.
    """
    refuse_own_text(duty, actor)
    refuse_unchanged(duty)
    return DUTY_WORKFLOW.take(duty, "check", actor=actor, note=note)


def refuse_own_text(duty: Duty, actor: Member) -> None:
    """Raise `PublicationRefused` where `actor` wrote the text that is to be checked."""
    if duty.prepared_by_id == actor.pk:
        raise PublicationRefused(_("拟稿人不能核对自己的稿件，请由本部门另一名人员核对。"))


def refuse_unchanged(duty: Duty) -> None:
    """Raise `PublicationRefused` where a correction says what is public already: it would be a version of nothing."""
    standing = standing_record(duty) if duty.is_correction else None
    if standing is None or corrected_fields(duty):
        return
    if (standing.title, standing.basis) == (duty.public_title, duty.public_basis):
        raise PublicationRefused(
            _(
                "拟公示的内容与现在公示的相同，没有更正任何内容。请由拟稿人修改拟稿；现在公示的内容无误的，办理“不需更正”。"
            )
        )


@transaction.atomic
def publish_duty(duty: Duty, *, actor: Member) -> Duty:
    """Put the checked text into the ledger; the clock stops.

    Raises `PublicationRefused` where the subject was not told, or its objection is not answered (R123), or where what
    is to be corrected was taken down meanwhile.
    """
    DUTY_WORKFLOW.take(duty, "publish", actor=actor)
    _check_subject_heard(duty)
    if duty.is_correction and standing_record(duty) is None:
        raise PublicationRefused(_("这条公示信息已经撤下，不能再更正。请办理“不需更正”，结束这项任务。"))
    publish(duty.tenant, publication_of(duty), actor=actor)
    stop_clock(duty)
    return duty


def publication_of(duty: Duty, *, reason: str = "") -> Publication:
    """What a duty publishes; `reason` where the same is to be corrected."""
    return Publication(
        kind=duty.kind,
        ref=duty.ref,
        title=duty.title,
        snapshot=duty.snapshot,
        basis=duty.basis,
        department=duty.department,
        withheld=duty.withheld_fields,
        subject_code=duty.subject_code,
        reason=reason or duty.correction_reason,
        persons=duty.persons,
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
    publish_all(tenant, [publication_of(duty) for duty in duties], actor=actor)
    for rule in (PUBLISH_RULE, CORRECT_RULE):
        running.stop_all(rule.name, duties, at=timezone.now())
    return len(duties)


def stop_clock(duty: Duty) -> None:
    """The duty is done, or need not be done any more."""
    for rule in (PUBLISH_RULE, CORRECT_RULE):
        running.stop_running(rule.name, duty, is_void=duty.state != PUBLISHED)
