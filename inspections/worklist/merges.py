"""What waits around proposals to make one visit of several: an answer, a decision (R088)."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.worklist import TO_DO, Asker, Desk, Section, Task
from inspections.models import MergeMember, MergeProposal
from inspections.states import ASKED, PROPOSED


def _unanswered(asker: Asker) -> QuerySet[MergeMember]:
    """Proposals that the member's department has not answered, most visits saved first."""
    rows = MergeMember.objects.of(asker.tenant).filter(state=ASKED, proposal__state=PROPOSED)
    return rows.filter(department=asker.department).select_related("proposal").order_by("-proposal__saved", "pk")


def _answer(row: MergeMember, desk: Desk) -> Task:
    return _task(_t("答复合并建议"), row.proposal, str(row), _t("答复"))


def _agreed(asker: Asker) -> QuerySet[MergeProposal]:
    """Proposals that every department agreed to and the coordinator has not decided."""
    asked = MergeMember.objects.of(asker.tenant).filter(proposal=OuterRef("pk"), state=ASKED)
    rows = MergeProposal.objects.of(asker.tenant).filter(~Exists(asked), state=PROPOSED)
    titles = ArrayAgg(KeyTextTransform("title", "members__snapshot"), order_by=("-members__expected", "members__pk"))
    return rows.annotate(titles=titles).order_by("-saved", "pk")


def _decision(row: MergeProposal, desk: Desk) -> Task:
    return _task(_t("合成联合检查"), row, _t("、").join(row.titles), _t("办理"))  # type: ignore[attr-defined]


def _task(what: str, proposal: MergeProposal, entries: str, button: str) -> Task:
    about = _t("%(entries)s，可少进门%(saved)s次") % {"entries": entries, "saved": proposal.saved}
    url = reverse("inspections:merge", args=[proposal.tenant_id, proposal.pk])
    return Task(what, about, url, button, since=localdate(proposal.found_at))


TO_DO.register(Section("inspections.merge_answers", _("合并建议答复"), "plans.prepare", _unanswered, _answer))
TO_DO.register(Section("inspections.merge_decisions", _("合并建议"), "plans.coordinate", _agreed, _decision))
