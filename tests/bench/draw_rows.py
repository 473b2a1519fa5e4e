"""What is measured of a draw, inside the site, and the raw way beside."""

import resource
import time
from collections.abc import Callable
from typing import Any

from django.db import connections, transaction

from inspections.queries.frozen import ROOMY
from inspections.services import ceremony, pools
from registry.management.commands.make_objects import counties, fill
from tenancy.scope import scope
from tests.factories.draws import Stage, again, commit, make_stage, reveal_all, seal_all
from tests.factories.tenancy import open_place

PLACE = 610702000000
BARE = """
    INSERT INTO bench_drawn
    SELECT id FROM registry_supervisedobject
     WHERE tenant_id = %s AND state = 'active' AND merged_into_id IS NULL
     ORDER BY sha256(convert_to('seed' || uscc || id, 'UTF8')) LIMIT %s
"""


def draw(objects: int, drawn: int) -> dict[str, float]:
    """Seconds of freezing, of committing and of drawing, of the bare draw, and the process's greatest memory.

    Each is one transaction with what asks for it, so that the worker of the site finds it done and does not join in.
    """
    stage = _stage(objects, drawn)
    bare = _bare(drawn)
    found: dict[str, float] = {}
    attempt = _timed(found, "frozen", lambda: _freeze(stage))
    seal_all(stage, attempt)
    _timed(found, "committed", lambda: commit(stage, attempt))
    reveal_all(stage, attempt)
    _timed(found, "drawn", lambda: _hold(stage, attempt))
    return found | {"bare": bare, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _stage(objects: int, drawn: int) -> Stage:
    """A task over every object of the county, filled up to so many."""
    place = open_place(PLACE)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_supervisedobject WHERE tenant_id = %s", [PLACE])
        missing = objects - cursor.fetchone()[0]
        if missing > 0:
            fill(list(counties(PLACE)), missing, 3)
        cursor.execute("VACUUM ANALYZE registry_supervisedobject")
    return make_stage(place, objects=0, sample_count=drawn, sample_ratio=None)


def _bare(drawn: int) -> float:
    """With as much memory to sort in as the draw has, into a table that is tied to the objects as the draw's is."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE bench_drawn (id bigint REFERENCES registry_supervisedobject DEFERRABLE)")
        started_at = time.perf_counter()
        with transaction.atomic("owner"):
            cursor.execute(ROOMY)
            cursor.execute(BARE, [PLACE, drawn])
        seconds = time.perf_counter() - started_at
        cursor.execute("DROP TABLE bench_drawn")
    return seconds


def _freeze(stage: Stage) -> Any:
    with scope(stage.place, member=stage.holder), transaction.atomic():
        attempt = pools.prepare_draw(stage.task, ceremony.Draw(), actor=stage.holder)
        return pools.freeze_pool(attempt)


def _hold(stage: Stage, attempt: Any) -> None:
    with scope(stage.place, member=stage.holder), transaction.atomic():
        asked = ceremony.ask_to_draw(again(attempt), actor=stage.holder)
        ceremony.hold_draw(asked, actor=stage.holder)


def _timed(found: dict[str, float], name: str, act: Callable[[], Any]) -> Any:
    started_at = time.perf_counter()
    result = act()
    found[name] = time.perf_counter() - started_at
    return result
