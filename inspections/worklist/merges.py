"""What waits around proposals to make one visit of several: an answer, a decision (R088)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.worklist import TO_DO, Section, Task
from inspections.models import MergeMember, MergeProposal
from inspections.states import ASKED, PROPOSED
from tenancy.models import Member, Region


def answers_owed(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Proposals that the member's department has not answered, most visits saved first."""
    rows = _unanswered(tenant).filter(department=member.hat.department_id if member.hat else None)
    for row in rows.select_related("proposal").order_by("-proposal__saved", "pk"):
        yield _task(_t("答复合并建议"), row.proposal, str(row), _t("答复"))


def decisions_owed(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Proposals that every department agreed to and the coordinator has not decided."""
    for row in _agreed(tenant).prefetch_related("members").order_by("-saved", "pk"):
        yield _task(_t("合成联合检查"), row, _t("、").join(map(str, row.members.all())), _t("办理"))


def _task(what: str, proposal: MergeProposal, entries: str, button: str) -> Task:
    about = _t("%(entries)s，可少进门%(saved)s次") % {"entries": entries, "saved": proposal.saved}
    url = reverse("inspections:merge", args=[proposal.tenant_id, proposal.pk])
    return Task(what, about, url, button, since=localdate(proposal.found_at))


def _unanswered(tenant: Region | Value) -> QuerySet[MergeMember]:
    return MergeMember.objects.of(tenant).filter(state=ASKED, proposal__state=PROPOSED)


def _agreed(tenant: Region | Value) -> QuerySet[MergeProposal]:
    asked = MergeMember.objects.of(tenant).filter(proposal=OuterRef("pk"), state=ASKED)
    return MergeProposal.objects.of(tenant).filter(~Exists(asked), state=PROPOSED)


TO_DO.register(
    Section(
        "inspections.merge_answers",
        _("合并建议答复"),
        "plans.prepare",
        answers_owed,
        lambda asker: _unanswered(asker.tenant).filter(department=asker.department),
    )
)
TO_DO.register(
    Section(
        "inspections.merge_decisions",
        _("合并建议"),
        "plans.coordinate",
        decisions_owed,
        lambda asker: _agreed(asker.tenant),
    )
)
