"""Third parties engaged by letter; their reports kept as evidence with their hash (R065)."""

from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.attachments import store
from common.numbering import document_number, next_number
from common.refusals import Refused
from directory.services.writing import changes_between, keep
from registry.models import Engagement
from registry.states import ENGAGEMENT_WORKFLOW
from tenancy.audit import record
from tenancy.models import Member

_FIELDS = ("body", "department", "object", "task", "basis", "issued_on", "due_on")


class EngagementRefused(Refused):
    """A body may not be engaged so, or a report not taken in so."""


@transaction.atomic
def engage(row: Engagement, *, actor: Member | None) -> Engagement:
    """Issue a letter of engagement; it gets its number. `row` is unsaved.

    Errors: `EngagementRefused` for a body whose accreditation does not cover the whole period, `RuleBroken`,
    `ValidationError` by field.
    """
    if not (row.body.is_current(row.issued_on) and row.body.is_current(row.due_on)):
        raise EngagementRefused(
            _("“%(body)s”的资质有效期为%(start)s至%(end)s，不能覆盖委托期间，请换一家机构或先更新资质。")
            % {"body": row.body, "start": row.body.starts_on, "end": row.body.ends_on},
            field="body",
        )
    year = row.issued_on.year
    row.number = document_number(_("委托"), year, next_number(row.tenant_id, "registry.engagement", year))
    row.created_by = actor
    keep(row)
    record(actor, "registry.engage", row, changes=changes_between(None, row, _FIELDS))
    return row


@transaction.atomic
def report_engagement(row: Engagement, *, actor: Member, on: date, conclusion: str, report: File) -> Engagement:
    """Take in the report; its bytes are kept with their SHA-256.

    Errors: `EngagementRefused`, `FileRefused`, `MoveRefused`.
    """
    if not row.issued_on <= on <= timezone.localdate():
        raise EngagementRefused(_("收到报告的日期须在委托日期之后、今天之前。"), field="reported_on")
    ENGAGEMENT_WORKFLOW.take(row, "report_engagement", actor=actor, note=conclusion)
    row.reported_on, row.conclusion = on, conclusion
    row.save(update_fields=["reported_on", "conclusion"])
    store(report, row, actor=actor)
    return row


@transaction.atomic
def call_off_engagement(row: Engagement, *, actor: Member, note: str) -> Engagement:
    """End an engagement before its report. Errors: `MoveRefused`."""
    return ENGAGEMENT_WORKFLOW.take(row, "call_off_engagement", actor=actor, note=note)
