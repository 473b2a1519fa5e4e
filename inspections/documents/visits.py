"""The papers of a visit: approval, notice, record, order to correct, receipt, case handover, request for help."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.attachments.vault import open_kept
from common.exports import paper
from common.models import Document
from inspections.models import CorrectionOrder, Finding, Incident, Signature, Visit, VisitSection
from inspections.queries.records import points_of
from inspections.queries.visits import own_parts, sections_on_site
from inspections.results import HEAVY, DeliveryWay, SignerRole
from tenancy.models import Department
from tenancy.models.regions import RegionKind, RegionLevel

PAGES = ("pass_number", "public_officer", "public_company")
"""Where a company checks who stands at its door, and finds what is published of it (R119, R122)."""

REMEDY_DAYS, REMEDY_MONTHS = 60, 6
"""行政复议法 第二十条, 行政诉讼法 第四十六条: sixty days to ask for reconsideration, six months to sue."""


def remedy_organ(department: Department) -> str:
    """Who reviews what `department` decided: its government, but for organs led from above (行政复议法 24, 27).

    A 盟 or 地区 has an administrative office instead of a government; of townships and zones only the kind is said.
    """
    place = department.tenant
    if department.is_vertical:
        return _("上一级主管部门")
    if place.kind in (RegionKind.LEAGUE, RegionKind.PREFECTURE):
        return _("%s行政公署") % place.name
    if place.level in (RegionLevel.COUNTY, RegionLevel.CITY, RegionLevel.PROVINCE) and place.kind not in _NO_GOVERNMENT:
        return _("%s人民政府") % place.name
    return _("有管辖权的行政复议机关")


_NO_GOVERNMENT = (RegionKind.ZONE_COMMITTEE, RegionKind.OTHER, RegionKind.COUNTRY)


def _word(kind: str | Promise) -> Callable[[Any], str]:
    """What makes the word before 〔2026〕: the department's short name and the kind of paper, so none is met twice."""

    def prefix(row: Any) -> str:
        return f"{row.department.short_name or row.department.name}{kind}"

    return prefix


def _basis_of(visit: Visit) -> list[str]:
    """The laws the parts of the departments that come rest on, as the list names them, each once (R003)."""
    return list(dict.fromkeys(basis for part in own_parts(visit) for basis in part.bases))


def _sections(visit: Visit) -> list[VisitSection]:
    rows = sections_on_site(visit).select_related("department").prefetch_related("officers", "experts__expert")
    return list(rows)


def _reasons(visit: Visit) -> list[str]:
    """What the approver has to weigh, a line each."""
    given = [
        ("%s", visit.source_note),
        (_("到现场：%s"), visit.why_on_site),
        (_("不预先通知：%s"), visit.why_unannounced),
        (_("紧急情况：%s"), visit.emergency_reason),
        (_("仍需检查：%s"), visit.why_again),
    ]
    return [words % reason for words, reason in given if reason]


def _lines(text: str) -> list[str]:
    """Paragraphs of what somebody typed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _worded(findings: list[Finding]) -> list[Finding]:
    """Findings whose fact can stand inside a sentence."""
    for finding in findings:
        finding.fact_words = finding.fact.strip().rstrip("。；;，")  # type: ignore[attr-defined]
    return findings


def _paper(title: str, department: Any, signed_on: date | None, **more: Any) -> dict[str, Any]:
    """What every paper of ours has: its title, who signs it with a place for the seal, the day."""
    return {"title": title, "signed_by": department.name, "signed_on": signed_on, "has_seal": True, **more}


@paper(
    "inspections.visit_approval",
    label=gettext_lazy("检查审批表"),
    permission="visits.view",
    template="documents/inspections/visit_approval.html",
    series="inspections.visit_approval",
    number_prefix=_word(gettext_lazy("检审")),
)
def visit_approval(visit: Visit) -> dict[str, Any]:
    """检查审批表: who is visited, on what occasion and basis, by whom, and who approved."""
    return {
        "title": _("行政检查审批表"),
        "visit": visit,
        "sections": _sections(visit),
        "bases": _basis_of(visit),
        "reasons": _reasons(visit),
        "approved_on": timezone.localdate(visit.approved_at) if visit.approved_at else None,
    }


@paper(
    "inspections.visit_notice",
    label=gettext_lazy("检查通知书"),
    permission="visits.view",
    template="documents/inspections/visit_notice.html",
    series="inspections.visit_notice",
    number_prefix=_word(gettext_lazy("检通")),
)
def visit_notice(visit: Visit) -> dict[str, Any]:
    """检查通知书 to the subject: items, window, officers with certificates, materials, rights, contact."""
    on = timezone.localdate(visit.notified_at) if visit.notified_at else None
    return _paper(
        _("行政检查通知书"),
        visit.department,
        on,
        addressee=visit.object.name,
        visit=visit,
        sections=_sections(visit),
        bases=_basis_of(visit),
        materials=_lines(visit.materials),
        pages={name: settings.SITE_URL + reverse(f"portal:{name}") for name in PAGES},
    )


@paper(
    "inspections.on_site_record",
    label=gettext_lazy("现场检查笔录"),
    permission="visits.view",
    template="documents/inspections/on_site_record.html",
    series="inspections.on_site_record",
    number_prefix=_word(gettext_lazy("检录")),
)
def on_site_record(section: VisitSection) -> dict[str, Any]:
    """现场检查笔录: every point with its outcome, statement, signatures, corrections, evidence with its hashes."""
    signatures = list(section.signatures.filter(record_hash=section.record_hash))
    of_subject = [one for one in signatures if one.role == SignerRole.SUBJECT]
    return {
        "title": _("现场检查笔录"),
        "section": section,
        "visit": section.visit,
        "account": _lines(section.account),
        "points": points_of(section),
        "officers": list(section.officers.all()),
        "experts": list(section.experts.select_related("expert")),
        "statements": list(section.statements.all()),
        "evidence": list(section.evidence.order_by("number")),
        "signatures": signatures,
        "pictures": {one.image_hash: _picture(one) for one in signatures if one.image_hash},
        "has_subject": bool(of_subject),
        "is_refused": any(one.is_refused for one in of_subject) and all(one.is_refused for one in of_subject),
        "corrections": list(section.corrections.select_related("made_by")),
    }


def _picture(signature: Signature) -> bytes:
    with open_kept(signature.tenant_id, signature.image_hash) as file:
        return file.read()


@paper(
    "inspections.correction_order",
    label=gettext_lazy("责令改正通知书"),
    permission="visits.view",
    template="documents/inspections/correction_order.html",
    series="inspections.correction_order",
    number_prefix=_word(gettext_lazy("责改")),
)
def correction_order(order: CorrectionOrder) -> dict[str, Any]:
    """责令改正通知书 with the facts, the demands, the day, and how to object."""
    return _paper(
        _("责令改正通知书"),
        order.department,
        order.issued_on,
        addressee=order.section.visit.object.name,
        order=order,
        visit=order.section.visit,
        findings=_worded(list(order.findings.order_by("pk"))),
        demands=_lines(order.demands),
        remedy_organ=remedy_organ(order.department),
        remedy_days=REMEDY_DAYS,
        remedy_months=REMEDY_MONTHS,
    )


@paper(
    "inspections.delivery_receipt",
    label=gettext_lazy("送达回证"),
    permission="visits.view",
    template="documents/inspections/delivery_receipt.html",
)
def delivery_receipt(order: CorrectionOrder) -> dict[str, Any]:
    """送达回证 of an order to correct."""
    papers = Document.objects.of(order.tenant_id).filter(maker="inspections.correction_order", row_id=order.pk)
    number = papers.exclude(number="").order_by("-pk").values_list("number", flat=True).first()
    return {
        "title": _("送达回证"),
        "order": order,
        "order_number": number or "",
        "visit": order.section.visit,
        "is_left": order.delivery_way == DeliveryWay.LEFT,
    }


@paper(
    "inspections.case_handover",
    label=gettext_lazy("案件移送书"),
    permission="visits.view",
    template="documents/inspections/case_handover.html",
    series="inspections.case_handover",
    number_prefix=_word(gettext_lazy("案移")),
)
def case_handover(finding: Finding) -> dict[str, Any]:
    """案件移送书 to the case unit: fact, basis, measures, the evidence with its hashes, and the slip of receipt."""
    section = finding.section
    return _paper(
        _("案件移送书"),
        finding.department,
        finding.case_filed_on,
        addressee=finding.case_unit,
        finding=finding,
        section=section,
        visit=section.visit,
        evidence=list(section.evidence.order_by("number")),
        orders=list(section.orders.filter(findings=finding)),
        proposed=finding.get_handling_display() if finding.handling in HEAVY else "",
    )


@paper(
    "inspections.assistance_letter",
    label=gettext_lazy("请求协助函"),
    permission="visits.view",
    template="documents/inspections/assistance_letter.html",
    series="inspections.assistance_letter",
    number_prefix=_word(gettext_lazy("协函")),
)
def assistance_letter(incident: Incident) -> dict[str, Any]:
    """A letter that asks the competent organ for help on site (R109)."""
    return _paper(
        _("关于请求协助处置现场突发情况的函"),
        incident.department,
        timezone.localdate(incident.asked_at),
        issuer=incident.department.name,
        addressee=incident.recipient,
        account=_lines(incident.account),
        incident=incident,
        visit=incident.visit,
    )
