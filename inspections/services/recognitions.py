"""One fact checked once: taking over what another department found, or asking again with a reason (R103, R112)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.models import ResultRecognition, SectionEntry, VisitSection
from inspections.queries.records import answers_of, offers_for
from inspections.services.records import Answer, RecordRefused, answer, open_section
from items.models import ChecklistEntry
from tenancy.audit import record
from tenancy.models import Member


@transaction.atomic
def recognise(
    section: VisitSection, entry: ChecklistEntry, source: SectionEntry, *, actor: Member
) -> ResultRecognition:
    """Take over what another department found on the same fact; the answer says whose it is and when.

    Raises `RecordRefused` where it is not on offer (another fact or object, not signed, too old, already decided) and
    where the department has looked for itself: what was seen is not replaced by what others saw.
    """
    locked = _offered(section, entry, source, actor)
    last = answers_of(locked).get(entry.pk)
    if last is not None and not last.is_conflict:
        raise RecordRefused(
            _(
                "本部门已经填写这一要点（%s），不再采信其他部门的结果。与现场情况不符的，请重新填写；不采信的，请点“不采信”并写明理由。"
            )
            % last.get_outcome_display()
        )
    words = {
        "department": source.section.department,
        "number": source.section.visit.number,
        "on": timezone.localdate(source.observed_at),
    }
    note = _("采信%(department)s%(on)s检查结果（%(number)s），不再重复检查。") % words
    own = answer(
        locked,
        entry,
        Answer(source.outcome, f"{note}{source.note}"[:500], last.pk if last else None, source.observed_at),
        actor=actor,
    )
    return _keep(locked, entry, source, actor, answer=own, is_recognised=True)


@transaction.atomic
def decline_recognition(
    section: VisitSection, entry: ChecklistEntry, source: SectionEntry, *, reason: str, actor: Member
) -> ResultRecognition:
    """Ask again although another department has seen it; the reason is kept for whoever counts repeated checks."""
    locked = _offered(section, entry, source, actor)
    if not reason.strip():
        raise RecordRefused(_("不采信其他部门结果的，须写明理由。"), field="reason")
    return _keep(locked, entry, source, actor, is_recognised=False, reason=reason.strip())


def _offered(section: VisitSection, entry: ChecklistEntry, source: SectionEntry, actor: Member) -> VisitSection:
    locked = open_section(section, actor)
    offers = offers_for(locked, [entry], timezone.localdate()).get(entry.pk, [])
    if source.pk not in {offer.pk for offer in offers}:
        raise RecordRefused(_("这条结果不能采信：不是同一对象的同一事实，或已超过一年，或已经办理。请刷新页面查看。"))
    return locked


def _keep(
    section: VisitSection, entry: ChecklistEntry, source: SectionEntry, actor: Member, **values: object
) -> ResultRecognition:
    made = ResultRecognition.objects.of(section.tenant_id).create(
        section=section, entry=entry, source=source, decided_by=actor, decided_at=timezone.now(), **values
    )
    record(actor, "inspections.decide_recognition", section, note=str(entry))
    return made
