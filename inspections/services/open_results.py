"""Each department owes the public its own result; "no problem found" too (R102, R115, R118; DOMAIN 5.2 nos. 26, 29)."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import numeric_text
from inspections.models import Correction, SectionItem, Signature, Statement, VisitSection
from inspections.published import INSPECTION_RESULT
from inspections.queries.findings import standing_findings
from inspections.queries.freezing import public_code
from publication.models import Duty
from publication.people import is_a_name
from publication.services.corrections import owe_correction
from publication.services.duties import open_duty
from publication.services.ledger import Publication
from registry.models import ObjectPerson
from tenancy.models import Member

BASIS = gettext_lazy("《优化营商环境条例》第五十四条、第五十八条")


def owe_result(section: VisitSection, *, actor: Member) -> Duty:
    """Draft the public text of a department's result and open the duty to publish it; its clock runs from now.

    The text names company, officers with certificate numbers, and what was found; no address, no telephone. What is
    personal in free text is masked on publication. Called again, the same duty takes the new text. It is found by the
    public code of the object, which a lift or a building site has as well.
    """
    return open_duty(section.tenant, _publication(section), department=section.department, actor=actor)


def owe_corrected_result(section: VisitSection, *, reason: str, actor: Member) -> Duty | None:
    """Owe the public the corrected text of a closed section's result, and tell it the `reason` (R115).

    None where the result was lawfully kept back or taken down.
    """
    publication = replace(_publication(section), reason=reason)
    return owe_correction(section.tenant, publication, department=section.department, actor=actor)


def _publication(section: VisitSection) -> Publication:
    visit, code = section.visit, public_code(section.visit.object)
    return Publication(
        kind=INSPECTION_RESULT.name,
        ref=result_ref(section),
        title=_("%(subject)s检查结果（%(department)s）") % {"subject": visit.object, "department": section.department},
        snapshot=_snapshot(section, code),
        basis=str(BASIS),
        department=section.department,
        subject_code=code,
        persons=_private_persons(section),
    )


def _private_persons(section: VisitSection) -> list[str]:
    """Who of the record is not named in public: of the subject, who signed, witnessed or stated (DOMAIN 5.2 no. 26).

    Officers are named, as the law wants (R118).
    """
    tenant, subject = section.tenant_id, section.visit.object
    names = {
        *ObjectPerson.objects.of(tenant).filter(object=subject).values_list("name", flat=True),
        *Statement.objects.of(tenant).filter(section=section).values_list("given_by", flat=True),
        *Signature.objects.of(tenant).filter(section=section, officer=None).values_list("name", flat=True),
    }
    officers = {one.name for one in section.officers.all()}
    return sorted(name for name in names - officers if name != str(subject) and is_a_name(name))


def result_ref(section: VisitSection) -> str:
    """The number a section's result goes by in the ledger of what is public."""
    return f"section-{section.pk}"


def _snapshot(section: VisitSection, code: str) -> dict[str, str]:
    visit = section.visit
    looked_at = visit.arrived_at or section.recorded_at or timezone.now()
    department = {"department": section.department}
    return {
        "subject": str(visit.object),
        "subject_code": code,
        "visit_title": visit.title,
        "task_number": visit.task.number if visit.task else "",
        "origin": visit.get_origin_display(),
        "department": str(section.department),
        "items": "\n".join(_item_lines(section)),
        "content": section.content,
        "techniques": section.technique_words,
        "visited_on": numeric_text(timezone.localtime(looked_at).date()),
        "officers": _("、").join(str(one) for one in section.officers.all()),
        "result": section.get_result_display(),
        "findings": "\n".join(_finding_lines(section)),
        "corrections": "\n".join(_correction_lines(section)),
        "follow_up": section.get_follow_up_display(),
        "remedy": _("对结果有异议的，可以向%(department)s提出；不服行政处理的，可以依法申请行政复议或者提起行政诉讼。")
        % department,
    }


def _item_lines(section: VisitSection) -> Iterator[str]:
    """Number and name of each item of the published list that the section rests on."""
    rows = SectionItem.objects.of(section.tenant_id).filter(section=section)
    for row in rows.select_related("item_version__item").order_by("item_version__item__number"):
        version = row.item_version
        yield _("第%(number)d号　%(name)s") % {"number": version.item.number, "name": " ".join(str(version).split())}


def _finding_lines(section: VisitSection) -> Iterator[str]:
    for finding in standing_findings(section):
        facts = {"fact": finding.fact, "basis": finding.basis, "state": finding.get_state_display()}
        yield _("%(fact)s（%(basis)s）：%(state)s") % facts


def _correction_lines(section: VisitSection) -> Iterator[str]:
    """What was added to the signed record, on which day, and why."""
    for one in Correction.objects.of(section.tenant_id).filter(section=section):
        day = timezone.localtime(one.made_at).date()
        yield _("%(day)s更正：%(text)s（%(reason)s）") % {"day": day, "text": one.text, "reason": one.reason}
