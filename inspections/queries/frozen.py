"""The frozen pool of a draw as it was written: its leaves in ascending order, its candidates one by one."""

from collections.abc import Iterator
from itertools import chain, count

from inspections.draw import HASH_BYTES, SALT_BYTES, SUBTREE
from inspections.models import Draw, PoolPart

_PARTS_AT_ONCE = 16

ROOMY = "SET LOCAL work_mem = '64MB'"
"""Before a statement over a whole pool: what does not fit is sorted on disk, so memory stays flat at any size."""

CANDIDATES = f"""
    SELECT part.stratum, {SUBTREE} * part.number + slot.at - 1 AS position, slot.object_id, slot.code,
           substr(part.salts, {SALT_BYTES} * (slot.at::int - 1) + 1, {SALT_BYTES}) AS salt,
           substr(part.leaves, {HASH_BYTES} * (slot.at::int - 1) + 1, {HASH_BYTES}) AS leaf
    FROM (SELECT stratum, number, object_ids, codes, leaves || ''::bytea AS leaves, salts || ''::bytea AS salts
          FROM {PoolPart._meta.db_table}
          WHERE tenant_id = %(tenant)s AND draw_id = %(draw)s
              AND (%(stratum)s::smallint IS NULL OR stratum = %(stratum)s)
          OFFSET 0) AS part
    CROSS JOIN LATERAL unnest(part.object_ids, part.codes) WITH ORDINALITY AS slot (object_id, code, at)
"""  # noqa: S608 only our own table name
"""Each candidate of a stratum, or with NULL of all. The fence (OFFSET 0) reads the bytes of a part once."""


def leaves_of(draw: Draw, stratum: int) -> Iterator[bytes]:
    """The leaves of a stratum in ascending order, with a few parts in memory."""
    return chain.from_iterable(parts_of(draw, stratum))


def parts_of(draw: Draw, stratum: int) -> Iterator[list[bytes]]:
    """The leaves of a stratum by parts, each a whole subtree of its tree."""
    rows = PoolPart.objects.of(draw.tenant_id).filter(draw=draw, stratum=stratum).order_by("number")
    for start in count(0, _PARTS_AT_ONCE):
        some = list(rows.filter(number__range=(start, start + _PARTS_AT_ONCE - 1)).values_list("leaves", flat=True))
        yield from map(_split, some)
        if len(some) < _PARTS_AT_ONCE:
            return


def _split(leaves: memoryview) -> list[bytes]:
    whole = bytes(leaves)
    return [whole[start : start + HASH_BYTES] for start in range(0, len(whole), HASH_BYTES)]
