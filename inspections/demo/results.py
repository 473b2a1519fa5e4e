"""What followed the visits: results handled in one act and public, letters of rating, what came after that."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from inspections.demo import abaga, visit_samples
from inspections.demo.aftermath import SIGNED, keep_back, load_aftermath
from inspections.demo.samples import DRAWN
from inspections.models import InspectionTask
from inspections.published import INSPECTION_RESULT, INSPECTION_TASK
from inspections.queries.ratings import unasked_visits
from inspections.services.ratings import mail_codes
from items.demo.loading import person
from publication.models import Duty, DutyAct, DutyBatch
from publication.services.batches import Told, ask_for_batch, handle_batch
from publication.services.duties import publish_checked
from tenancy.models import Member, Region
from tenancy.scope import scope


@dataclass(frozen=True)
class Act:
    """One department's results of one place: who drafts, who checks, how the subjects were told.

    With a `round` only what belongs to that task is handled, what the task came to included.
    """

    place: int
    department: str
    writer: str
    checker: str
    how: str
    round: str = ""


ACTS = (
    Act(abaga.PLACE, abaga.INDUSTRY, abaga.WRITER, abaga.HOLDER, "现场检查记录由站长签字"),
    Act(
        visit_samples.PLACE,
        visit_samples.LABOUR,
        visit_samples.WRITERS[visit_samples.LABOUR],
        visit_samples.APPROVERS[visit_samples.LABOUR],
        SIGNED,
    ),
    Act(visit_samples.PLACE, visit_samples.HOUSING, "nanzheng.builder2", "nanzheng.housing", SIGNED, DRAWN),
    Act(visit_samples.PLACE, visit_samples.MARKET, "nanzheng.officer", "nanzheng.department", SIGNED, DRAWN),
)
COORDINATORS = {abaga.PLACE: abaga.COORDINATOR, visit_samples.PLACE: "nanzheng.admin"}


def load_results() -> int:
    """Load unless whoever drafts did so in the place; returns how many results are public."""
    today = timezone.localdate()
    keep_back(today)
    count = sum(_load(act) for act in ACTS)
    load_aftermath(today)
    return count


def _load(act: Act) -> int:
    with scope(act.place):
        place = Region.objects.get(pk=act.place)
        writer, checker = person(place, act.writer), person(place, act.checker)
        if DutyBatch.objects.of(place).filter(asked_by=writer).exists() or not _owed(place, act).exists():
            return 0
    with scope(act.place, member=writer):
        _handle(place, act, DutyAct.PREPARE, writer, Told(timezone.localdate(), act.how))
    with scope(act.place, member=checker):
        _handle(place, act, DutyAct.CHECK, checker)
        count = publish_checked(place, actor=checker, tell=_silently)
    with scope(act.place):
        if unasked_visits(place, timezone.now()).exists():
            mail_codes(place, actor=person(place, COORDINATORS[act.place]))
    return count


def _owed(place: Region, act: Act) -> QuerySet[Duty]:
    kinds = [INSPECTION_RESULT.name, INSPECTION_TASK.name]
    owed = Duty.objects.of(place).filter(kind__in=kinds, department__name=act.department)
    if act.round:
        task = InspectionTask.objects.of(place).get(title=act.round)
        owed = owed.filter(snapshot__task_number=task.number)
    return owed.select_related("department", "tenant").order_by("pk")


def _handle(place: Region, act: Act, what: DutyAct, actor: Member, told: Told | None = None) -> None:
    asked = ask_for_batch(place, what, list(_owed(place, act)), told=told, actor=actor)
    handle_batch(asked.row, actor=actor, tell=_silently)


def _silently(_done: int, _total: int, _words: str) -> None:
    """Nobody watches."""
