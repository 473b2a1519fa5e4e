"""Take the next of a stratum in the order of the draw: the quota, later a replacement, in one same way."""

from collections.abc import Callable
from functools import partial

from django.db import connection

from inspections import draw as rules
from inspections.beside import results_of
from inspections.models import Draw, DrawnObject, DrawStratum
from inspections.queries.frozen import Candidate, candidates_by_page


def draw_next(
    draw: Draw, stratum: DrawStratum, number: int, *, after: int = 0, tell: Callable[[int], None] = lambda seats: None
) -> int:
    """Draw the `number` candidates that follow the first `after` in the stratum's order; returns how many there were.

    The order is that of `inspections.draw`; `tell` hears how many seats of the stratum were looked at.
    """
    seats = rules.drawn(bytes.fromhex(draw.seed), stratum.number, stratum.size, number, after=after, tell=tell)
    ranks = {seat: place for place, seat in enumerate(seats, start=after + 1)}
    own = {"tenant": draw.tenant_id, "draw": draw.pk, "stratum": stratum.number}
    pages = candidates_by_page(draw, stratum, ranks)
    with connection.cursor() as cursor:
        for drawn in results_of(partial(_drawn, work, ranks) for work in pages):
            if drawn["objects"]:
                cursor.execute(_INSERT, {**own, **drawn})
    return len(ranks)


def _drawn(work: Callable[[], list[Candidate]], ranks: dict[int, int]) -> dict[str, str]:
    """The drawn of a page as lists for the statement."""
    some = work()
    return {
        "objects": ",".join(str(one.object_id) for one in some),
        "codes": "\n".join(one.code for one in some),
        "salts": ",".join(one.salt.hex() for one in some),
        "leaves": ",".join(one.leaf.hex() for one in some),
        "ranks": ",".join(str(ranks[one.seat]) for one in some),
    }


_INSERT = f"""
    INSERT INTO {DrawnObject._meta.db_table} (tenant_id, draw_id, stratum, object_id, code, salt, leaf, rank)
    SELECT %(tenant)s, %(draw)s, %(stratum)s, one.object::bigint, one.code, decode(one.salt, 'hex'),
           decode(one.leaf, 'hex'), one.rank::integer
    FROM unnest(string_to_array(%(objects)s, ','), string_to_array(%(codes)s, E'\n'), string_to_array(%(salts)s, ','),
                string_to_array(%(leaves)s, ','), string_to_array(%(ranks)s, ','))
        AS one (object, code, salt, leaf, rank)
"""  # noqa: S608 only our own table name; lists go as texts, which are read much faster than thousands of constants
