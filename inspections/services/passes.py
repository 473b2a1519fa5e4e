"""Issuing the pass officers show at the door, and taking it back (R108; DOMAIN §3 no. 4)."""

import secrets
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.models import Visit, VisitPass
from inspections.passes import PassFacts, PassOfficer, make_token
from inspections.queries.budget import reached_words
from inspections.queries.passes import ground_outside, pass_in_force, present_signer, visits_left
from inspections.queries.visits import own_parts, sections_on_site, staff_faults, visit_officers
from inspections.services.visits import VisitRefused
from inspections.signing import BadKey, Signer
from inspections.states import NOTIFIED, PASS_ISSUED, UNANNOUNCED, VISIT_WORKFLOW
from tenancy.audit import record
from tenancy.models import Member

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that is taken for something else when it is read out."""
CODE_LENGTH = 8
REASON_LENGTH = 300
"""What the pass keeps of why it was taken back."""


class PassRefused(VisitRefused):
    """A pass may not be issued or taken back now; the sentence says why and what to do."""


@transaction.atomic
def issue_pass(visit: Visit, *, contact: str, actor: Member) -> VisitPass:
    """Sign a pass for an approved visit whose officers are all fit on its first day; `contact` is for objections.

    It holds for the days of the visit; after one was taken back another may be issued. Raises `PassRefused` where one
    is in force, somebody is not fit, there is no contact for objections, a cap on visits is reached and no ground with
    evidence stands (R090), or the site has no key; `MoveRefused` where the visit is not ready for it.
    """
    if pass_in_force(visit) is not None:
        raise PassRefused(_("这次检查已有有效的检查码。内容有变的，请先收回，再重新签发。"))
    faults = [fault for section in sections_on_site(visit) for fault in staff_faults(section, visit.starts_on)]
    if faults:
        raise PassRefused("".join(faults))
    if not contact.strip():
        raise PassRefused(_("请写明供对象提出异议的联系人和电话，它会印在检查码上。"), field="contact")
    _check_budget(visit)
    signer = _signer()
    VISIT_WORKFLOW.take(visit, "issue_pass", actor=actor)
    visit.contact = contact.strip()
    visit.save(update_fields=["contact"])
    facts = pass_facts(visit, new_code())
    issued = VisitPass.objects.of(visit.tenant_id).create(
        visit=visit,
        code=facts.code,
        key_id=signer.key_id,
        token=make_token(facts, signer),
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        issued_by=actor,
        issued_at=timezone.now(),
    )
    record(actor, "inspections.sign_pass", visit, note=issued.code)
    return issued


@transaction.atomic
def revoke_pass(issued: VisitPass, *, reason: str, actor: Member) -> VisitPass:
    """Take a pass back: phones that are online say so from then on, and the visit waits for another.

    Raises `PassRefused`.
    """
    locked = VisitPass.objects.of(issued.tenant_id).select_for_update(of=("self",)).get(pk=issued.pk)
    if locked.revoked_at is not None:
        raise PassRefused(_("这个检查码已经收回。"))
    if not reason.strip():
        raise PassRefused(_("请写明收回的理由。"), field="reason")
    locked.revoked_at, locked.revoked_by, locked.revoke_reason = timezone.now(), actor, reason.strip()
    locked.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    visit = locked.visit
    record(actor, "inspections.revoke_pass", visit, note=reason)
    if visit.state == PASS_ISSUED:
        VISIT_WORKFLOW.take(visit, "lose_pass", actor=None, to=UNANNOUNCED if visit.is_unannounced else NOTIFIED)
    return locked


def take_back_pass(visit: Visit, *, reason: str, actor: Member) -> VisitPass | None:
    """Take back whatever pass of the visit is in force, because the visit changed; None where there is none."""
    issued = pass_in_force(visit)
    if issued is None:
        return None
    taken = revoke_pass(issued, reason=reason[:REASON_LENGTH], actor=actor)
    visit.refresh_from_db(fields=["state"])
    return taken


def pass_facts(visit: Visit, code: str) -> PassFacts:
    """What the pass of a visit says: the days of its window, whole; items and officers by department.

    Each item in the words, and on the laws, of the department that looks at it (R003).
    """
    rows = visit_officers(visit).select_related("section__department").order_by("section", "pk")
    return PassFacts(
        code=code,
        number=visit.number,
        place=visit.tenant.name,
        subject=visit.object.name,
        task=visit.title,
        items=[(part.content[:60], _("、").join(part.bases)) for part in own_parts(visit)],
        papers=[line.strip() for line in visit.materials.splitlines() if line.strip()],
        officers=[PassOfficer(row.name, row.certificate_number, row.section.department.name) for row in rows],
        valid_from=_midnight(visit.starts_on),
        valid_until=_midnight(visit.ends_on + timedelta(days=1)) - timedelta(minutes=1),
        visits_left=visits_left(visit),
        contact=visit.contact,
        outside=ground_outside(visit),
    )


def new_code() -> str:
    """A short code nobody guesses: 32 letters, eight places."""
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


def _check_budget(visit: Visit) -> None:
    """Nobody is let in above a cap; the sentence names cap, count within and outside, and what else may be done."""
    reached = reached_words(visit)
    if reached:
        raise PassRefused(
            _(
                "%(reached)s，不能签发检查码。"
                "请并入其他检查、改用非现场方式或安排到下一年度；属于投诉举报核查、上级交办等情形的，"
                "请先由部门管理员在检查页的“入企频次”下认定不计入上限并上传依据材料。"
            )
            % {"reached": reached}
        )


def _signer() -> Signer:
    try:
        return present_signer()
    except BadKey:
        raise PassRefused(_("平台没有配置签发检查码的密钥，请联系系统运维员。")) from None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
