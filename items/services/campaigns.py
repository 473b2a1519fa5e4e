"""Writes to collections: started, reminded of, handed in, confirmed, closed (R047)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from common.attachments import store
from common.refusals import Refused
from directory.services.writing import keep
from items.models import Campaign, Submission
from items.notices import ask_for_submission, remind_of_submission
from items.states import SUBMISSION_WORKFLOW, WAITING
from tenancy.audit import record
from tenancy.models import Department, Member, Region

REMIND_BEFORE = (7, 3, 1, 0)
"""Days before the last day on which is reminded; afterwards every week."""

WEEK = 7


class CampaignRefused(Refused):
    """Something may not be done to a collection; the sentence says why."""


@transaction.atomic
def start_campaign(campaign: Campaign, departments: Sequence[Department], *, actor: Member, today: date) -> Campaign:
    """Ask departments to hand in; each gets its line and a notice. Errors: `CampaignRefused`, `ValidationError`."""
    if not departments:
        raise CampaignRefused(_("请至少选择一个部门。"), field="departments")
    if campaign.due_on < today:
        raise CampaignRefused(_("截止日期不能早于今天。"), field="due_on")
    campaign.started_by = actor
    keep(campaign)
    rows = [Submission(tenant=campaign.tenant, campaign=campaign, department=one) for one in departments]
    Submission.objects.of(campaign.tenant_id).bulk_create(rows)
    record(actor, "items.start_campaign", campaign, changes={_("部门数"): ["", str(len(rows))]})
    for row in rows:
        ask_for_submission(row, today=today)
    return campaign


@transaction.atomic
def submit(submission: Submission, *, files: Sequence[File], note: str, actor: Member, at: datetime) -> Submission:
    """Hand in for the own department: papers, or a word that the list was filled in here.

    Errors: `CampaignRefused` when nothing is handed in or the collection is over, `FileRefused`, `MoveRefused`.
    """
    if submission.campaign.closed_on is not None:
        raise CampaignRefused(_("这次征集已结束，请与统筹部门联系。"))
    if not files and not note.strip():
        raise CampaignRefused(_("请上传报送材料；已在平台填报清单的，请在说明里写明。"), field="note")
    SUBMISSION_WORKFLOW.take(submission, "submit", actor=actor, note=note)
    submission.note, submission.submitted_at = note, at
    submission.save(update_fields=["note", "submitted_at"])
    for file in files:
        store(file, submission, actor=actor)
    return submission


@transaction.atomic
def answer_submission(submission: Submission, move: str, *, actor: Member, note: str, today: date) -> Submission:
    """Confirm (`accept_submission`) or give back (`return_submission`) what came. Errors: `MoveRefused`."""
    SUBMISSION_WORKFLOW.take(submission, move, actor=actor, note=note)
    if move == "return_submission":
        remind_of_submission(submission, today=today, why=note)
    return submission


@transaction.atomic
def close_campaign(campaign: Campaign, *, actor: Member, note: str, today: date) -> Campaign:
    """End a collection; what is missing stays on record. Raises `CampaignRefused` when it is over."""
    row = Campaign.objects.of(campaign.tenant_id).select_for_update(of=("self",)).get(pk=campaign.pk)
    if row.closed_on is not None:
        raise CampaignRefused(_("这次征集已于%s结束。") % row.closed_on)
    row.closed_on = today
    row.save(update_fields=["closed_on"])
    record(actor, "items.close_campaign", row, note=note)
    return row


@transaction.atomic
def remind(campaign: Campaign, *, actor: Member | None, today: date) -> int:
    """Remind every department that has handed in nothing, once a day at most; returns how many."""
    rows = Submission.objects.of(campaign.tenant_id).filter(campaign=campaign, state=WAITING)
    waiting = [row for row in rows.select_related("campaign", "department", "tenant") if row.reminded_on != today]
    for row in waiting:
        row.reminded_on, row.reminders = today, row.reminders + 1
        row.save(update_fields=["reminded_on", "reminders"])
        remind_of_submission(row, today=today)
    if waiting:
        record(actor, "items.remind_campaign", campaign, changes={_("提醒部门数"): ["", str(len(waiting))]})
    return len(waiting)


def remind_all(tenant: Region, *, today: date) -> int:
    """Remind in every open collection on its days: 7, 3, 1 and 0 days before the last one, then weekly."""
    campaigns = Campaign.objects.of(tenant).filter(closed_on__isnull=True).order_by("pk")
    due = [campaign for campaign in campaigns if is_reminder_day(campaign.due_on, today)]
    return sum(remind(campaign, actor=None, today=today) for campaign in due)


def is_reminder_day(due_on: date, today: date) -> bool:
    """Whether departments are reminded on `today`."""
    left = (due_on - today).days
    return left in REMIND_BEFORE if left >= 0 else -left % WEEK == 0
