"""Row-level security against an explicit WHERE, on two million rows walled in as migrations do it.

Both sides send the same statement over the same range of places. Ours goes as the application role, whose range comes
from the scope; the yardstick as the owner role, which no policy touches, with the range written into the statement for
each of its tables, as a policy stands at each.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

from psycopg2.extensions import cursor

from tests.bench.table import Ratio
from tests.browser.site import Site, connected

REPEATS, SECONDS = 200, 6
PLACES = {"county": (610703000000, 610703999999), "province": (610000000000, 619999999999)}
QUESTIONS = {
    "count": "SELECT count(*) FROM bench_row AS r WHERE {rows}",
    "filter": "SELECT count(*) FROM bench_row AS r WHERE {rows} AND state = 3 AND due_on < '2026-06-01'",
    "page by key": "SELECT * FROM bench_row AS r WHERE {rows} ORDER BY tenant_id, id LIMIT 50",
    "join": "SELECT count(*), sum(score) FROM bench_row AS r JOIN bench_part AS p"
    " ON p.tenant_id = r.tenant_id AND p.row_id = r.id WHERE {rows} AND {parts} AND r.state = 3",
}
SET_SCOPE = "SELECT set_config('app.lo', %s, true), set_config('app.hi', %s, true), set_config('app.tenant', %s, true)"


def measure(site: Site) -> list[Ratio]:
    site.python("from tests.bench.wall_tables import build; build()")
    with ExitStack() as stack:
        walled = stack.enter_context(connected(site.settings["DATABASE_URL"]))
        free = stack.enter_context(connected(site.settings["DATABASE_OWNER_URL"]))
        return list(compare(walled, free))


def compare(walled: cursor, free: cursor) -> Iterator[Ratio]:
    for place, (lo, hi) in PLACES.items():
        where = {name: f"{name[0]}.tenant_id BETWEEN {lo} AND {hi}" for name in ("rows", "parts")}
        anywhere = dict.fromkeys(where, "true")
        both = {name: (text.format(**anywhere), text.format(**where)) for name, text in QUESTIONS.items()}
        both["page by key, planned once"] = planned_once(place, both["page by key"], (walled, free))
        for name, (ours, theirs) in both.items():
            wall, free_of_it = in_turn(partial(timed, walled, ours, (lo, hi)), partial(timed, free, theirs, (lo, hi)))
            what = f"row security / WHERE, {name}, one {place}"
            yield Ratio(what, ms(wall), ms(free_of_it), wall / free_of_it, "≤ 1.10")


def planned_once(name: str, statements: tuple[str, str], sides: tuple[cursor, cursor]) -> tuple[str, str]:
    """The same two statements as the platform asks its most frequent ones: see `tenancy.prepared`."""
    for side, statement in zip(sides, statements, strict=True):
        side.execute(f"PREPARE {name} AS {statement}")
    return f"EXECUTE {name}", f"EXECUTE {name}"


def in_turn(ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """The best time of each, asked in turn: 200 times, or as often as a few seconds allow."""
    until = time.perf_counter() + SECONDS
    times = []
    while len(times) < REPEATS and (len(times) < 3 or time.perf_counter() < until):
        times.append((ours(), theirs()))
    return min(first for first, _ in times), min(second for _, second in times)


def timed(side: cursor, question: str, limits: tuple[int, int]) -> float:
    """Seconds from sending the statement to having its rows, in a transaction whose scope is set."""
    lo, hi = limits
    side.execute("BEGIN")
    side.execute(SET_SCOPE, (str(lo), str(hi), str(lo)))
    started_at = time.perf_counter()
    side.execute(question)
    side.fetchall()
    seconds = time.perf_counter() - started_at
    side.execute("COMMIT")
    return seconds


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"
