"""Take the next of a stratum in the order of the draw: the quota, later a replacement, by one same statement."""

from django.db import connection

from inspections.models import Draw, DrawnObject
from inspections.queries.frozen import CANDIDATES, ROOMY


def draw_next(draw: Draw, stratum: int, number: int, *, after: int = 0) -> int:
    """Draw the `number` candidates that follow the first `after` in the stratum's order; returns how many there were.

    The order is that of SHA-256 over seed and leaf, equal hashes by leaf, as `inspections.draw` says.
    """
    asked: dict[str, int | bytes] = {
        "draw": draw.pk,
        "tenant": draw.tenant_id,
        "stratum": stratum,
        "seed": bytes.fromhex(draw.seed),
        "number": number,
        "after": after,
    }
    with connection.cursor() as cursor:
        cursor.execute(ROOMY)
        cursor.execute(_DRAW_NEXT, asked)
        return cursor.rowcount


_DRAW_NEXT = f"""
    INSERT INTO {DrawnObject._meta.db_table} (tenant_id, draw_id, object_id, code, salt, leaf, stratum, rank)
    SELECT %(tenant)s, %(draw)s, object_id, code, salt, leaf, stratum,
           %(after)s + row_number() OVER (ORDER BY key, leaf)
    FROM (SELECT *, sha256(%(seed)s || leaf) AS key FROM ({CANDIDATES}) AS candidate
          ORDER BY key, leaf LIMIT %(number)s OFFSET %(after)s) AS chosen
"""  # noqa: S608 only our own table names
