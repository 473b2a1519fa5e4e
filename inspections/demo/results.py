"""What followed the visits of 阿巴嘎旗: results handled in one act and public, letters of rating."""

from django.utils import timezone

from inspections.demo.abaga import COORDINATOR, CREWS, INDUSTRY, PLACE
from inspections.published import INSPECTION_RESULT
from inspections.queries.ratings import unasked_visits
from inspections.services.ratings import mail_codes
from items.demo.loading import person
from publication.models import Duty, DutyAct, DutyBatch
from publication.services.batches import Told, ask_for_batch, handle_batch
from publication.services.duties import publish_checked
from tenancy.models import Member, Region
from tenancy.scope import scope

HOW = "现场检查记录由站长签字"


def load_results() -> int:
    """Load unless a batch was handled in the place; returns how many results are public."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if DutyBatch.objects.of(place).exists():
            return 0
        writer, checker = (person(place, login) for _name, login in CREWS[INDUSTRY])
    with scope(PLACE, member=writer):
        _handle(place, DutyAct.PREPARE, writer, Told(timezone.localdate(), HOW))
    with scope(PLACE, member=checker):
        _handle(place, DutyAct.CHECK, checker)
        count = publish_checked(place, actor=checker, tell=_silently)
    with scope(PLACE):
        if unasked_visits(place, timezone.now()).exists():
            mail_codes(place, actor=person(place, COORDINATOR))
    return count


def _handle(place: Region, act: DutyAct, actor: Member, told: Told | None = None) -> None:
    owed = Duty.objects.of(place).filter(kind=INSPECTION_RESULT.name).select_related("department", "tenant")
    mine = owed.filter(department__name=INDUSTRY).order_by("pk")
    handle_batch(ask_for_batch(place, act, list(mine), told=told, actor=actor).row, actor=actor, tell=_silently)


def _silently(_done: int, _total: int, _words: str) -> None:
    """Nobody watches."""
