"""What followed the visits: results handled in one act and public, letters of rating."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from inspections.demo import abaga, visit_samples
from inspections.published import INSPECTION_RESULT
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
    """One department's results of one place: who drafts, who checks, how the subjects were told, who sends letters."""

    place: int
    department: str
    writer: str
    checker: str
    coordinator: str
    how: str


ACTS = (
    Act(
        abaga.PLACE,
        abaga.INDUSTRY,
        abaga.CREWS[abaga.INDUSTRY][0][1],
        abaga.CREWS[abaga.INDUSTRY][1][1],
        abaga.COORDINATOR,
        "现场检查记录由站长签字",
    ),
    Act(
        visit_samples.PLACE,
        visit_samples.LABOUR,
        visit_samples.WRITERS[visit_samples.LABOUR],
        visit_samples.APPROVERS[visit_samples.LABOUR],
        "nanzheng.admin",
        "现场检查记录由企业负责人签字",
    ),
)


def load_results() -> int:
    """Load unless a batch was handled in the place; returns how many results are public."""
    return sum(_load(act) for act in ACTS)


def _load(act: Act) -> int:
    with scope(act.place):
        place = Region.objects.get(pk=act.place)
        if DutyBatch.objects.of(place).exists() or not _owed(place, act).exists():
            return 0
        writer, checker = person(place, act.writer), person(place, act.checker)
    with scope(act.place, member=writer):
        _handle(place, act, DutyAct.PREPARE, writer, Told(timezone.localdate(), act.how))
    with scope(act.place, member=checker):
        _handle(place, act, DutyAct.CHECK, checker)
        count = publish_checked(place, actor=checker, tell=_silently)
    with scope(act.place):
        if unasked_visits(place, timezone.now()).exists():
            mail_codes(place, actor=person(place, act.coordinator))
    return count


def _owed(place: Region, act: Act) -> QuerySet[Duty]:
    owed = Duty.objects.of(place).filter(kind=INSPECTION_RESULT.name, department__name=act.department)
    return owed.select_related("department", "tenant").order_by("pk")


def _handle(place: Region, act: Act, what: DutyAct, actor: Member, told: Told | None = None) -> None:
    asked = ask_for_batch(place, what, list(_owed(place, act)), told=told, actor=actor)
    handle_batch(asked.row, actor=actor, tell=_silently)


def _silently(_done: int, _total: int, _words: str) -> None:
    """Nobody watches."""
