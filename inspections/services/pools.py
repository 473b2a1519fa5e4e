"""Freeze the pool of a draw: every object with its salt and leaf, every stratum with its quota, every fit officer.

A stratum of two millions is one INSERT … SELECT of a thousand rows and one pass over their codes, which makes leaves
and root; what the pool holds is counted from what was written, never twice.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from secrets import SystemRandom, token_bytes

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.refusals import Refused
from inspections import draw as rules
from inspections.models import (
    Draw,
    DrawOfficer,
    DrawSecret,
    DrawStratum,
    InspectionTask,
    PoolPart,
    RedrawRequest,
)
from inspections.queries.freezing import Layer, excluded_from, layers_of, officers_for, quotas_of, sources_of
from inspections.queries.frozen import PARTS, ROOMY, Part, parts_of
from inspections.states import VOIDED
from registry.models import SupervisedObject
from tenancy.audit import record
from tenancy.models import Member

FREEZE_JOB = "inspections.freeze_pool"


class PoolRefused(Refused):
    """A pool may not be frozen, or cannot be drawn from; the sentence says why."""


@transaction.atomic
def prepare_draw(task: InspectionTask, draw: Draw, *, actor: Member) -> Draw:
    """Begin the task's next attempt with the rule and beacon that `draw` names, and ask for its pool to be frozen.

    Raises PoolRefused while an attempt stands, and for a further one that nobody approved (DOMAIN 5.2 no. 13).
    """
    task = InspectionTask.objects.of(task.tenant_id).select_for_update(of=("self",)).get(pk=task.pk)
    latest = Draw.objects.of(task.tenant_id).filter(task=task).order_by("-attempt").first()
    draw.tenant_id, draw.task = task.tenant_id, task
    draw.attempt, draw.why_again = (latest.attempt + 1, _approved_reason(latest)) if latest else (1, "")
    draw.prepared_by, draw.prepared_at = actor, timezone.now()
    draw.save()
    _invite_departments(draw)
    record(actor, "inspections.prepare_draw", draw, note=draw.why_again)
    enqueue(FREEZE_JOB, draw, actor=actor)
    return draw


def _approved_reason(latest: Draw) -> str:
    """Why the attempt before was given up; raises PoolRefused where it was not, or where nobody approved another."""
    if latest.state != VOIDED:
        raise PoolRefused(_("本任务已有一次抽取，不能自行重抽。确需重抽的，请在抽取页面申请，由统筹管理员批准。"))
    granted = RedrawRequest.objects.of(latest.tenant_id).filter(draw=latest, is_granted=True).first()
    if granted is None:
        raise PoolRefused(_("上一次抽取已作废，再次抽取须经统筹管理员批准。请在上一次抽取的页面提出申请。"))
    return granted.reason


def _invite_departments(draw: Draw) -> None:
    """One sealed secret of each department of the entry, by codes in the order of the form: the lead is 01."""
    lines = draw.task.entry.lines.order_by("position", "pk")
    DrawSecret.objects.of(draw.tenant_id).bulk_create(
        DrawSecret(tenant_id=draw.tenant_id, draw=draw, department_id=line.department_id, code=f"{number:02d}")
        for number, line in enumerate(lines, start=1)
    )


# --- the freeze itself, in a job ------------------------------------------------------------------------------------


@transaction.atomic
def freeze_pool(draw: Draw, *, tell: Callable[[int, int, str], None] = lambda done, total, word: None) -> Draw:
    """Fill the pool once and for all; does nothing when it is frozen already. `tell` hears of the steps."""
    draw = Draw.objects.of(draw.tenant_id).select_related("task__entry").select_for_update(of=("self",)).get(pk=draw.pk)
    if draw.frozen_at is not None:
        return draw
    layers = _shuffled(layers_of(draw.task))
    total = PARTS * (2 * len(layers) + 1)
    sizes = {}
    for number, layer in layers:
        tell((number - 1) * PARTS, total, str(_("写入对象池")))
        sizes[layer.value] = _insert_parts(draw, number, layer.rows)
    quotas = quotas_of(draw.task.entry, sizes)
    for number, layer in layers:
        told = partial(_tell_part, tell, (len(layers) + number - 1) * PARTS, total)
        _insert_stratum(draw, number, layer, (sizes[layer.value], quotas[layer.value]), told)
    tell(total, total, str(_("冻结执法人员库")))
    _insert_officers(draw)
    draw.frozen_at = timezone.now()
    draw.excluded = excluded_from(draw.task)
    draw.sources = sources_of(draw.task)
    draw.save(update_fields=["frozen_at", "excluded", "sources"])
    record(None, "inspections.freeze_pool", draw)
    return draw


def _shuffled(layers: list[Layer]) -> list[tuple[int, Layer]]:
    """Public numbers in an order that says nothing about grades (DOMAIN 5.2 no. 42)."""
    SystemRandom().shuffle(layers)
    return list(enumerate(layers, start=1))


def _tell_part(tell: Callable[[int, int, str], None], before: int, total: int, part: int) -> None:
    tell(before + part, total, str(_("计算对象池指纹")))


def _insert_parts(draw: Draw, number: int, rows: QuerySet[SupervisedObject]) -> int:
    """Each object of `rows` (values `pk` and `code`) in one of a thousand parts, by chance; returns how many.

    Who sits in which part follows from a hash of the object's number under 64 random bits that the statement makes and
    forgets; within a part the order is that of reading, which tells of a thousandth of the pool no more than the drawn
    themselves do. Sorting goes to disk where it does not fit; grouping by hash would hold the whole pool in memory.
    """
    inner, parameters = rows.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{ROOMY}; SET LOCAL enable_hashagg = off")
        cursor.execute(
            f"""
            INSERT INTO {PoolPart._meta.db_table} (tenant_id, draw_id, stratum, number, object_ids, codes)
            SELECT %s, %s, %s, hashint8extended(id, {_FORGOTTEN_SEED}) & {PARTS - 1},
                   array_agg(id), string_agg(code, E'\n')
            FROM ({inner}) AS pool (id, code) GROUP BY 4
            RETURNING cardinality(object_ids)
            """,  # noqa: S608 the inner statement is the ORM's own
            [draw.tenant_id, draw.pk, number, *parameters],
        )
        size = sum(count for (count,) in cursor.fetchall())
        cursor.execute("SET LOCAL enable_hashagg TO DEFAULT")
    return size


_FORGOTTEN_SEED = "(SELECT hashtextextended(gen_random_uuid()::text || gen_random_uuid(), 0))"
"""Not correlated, and so made once a statement; no log and no client ever holds it."""


def _insert_stratum(
    draw: Draw, number: int, layer: Layer, measure: tuple[int, int], tell: Callable[[int], None]
) -> None:
    """The stratum of (size, quota) with the root over its leaves and the key of its salts."""
    size, quota = measure
    salt_key = token_bytes(rules.HASH_BYTES)
    leaves = chain.from_iterable(part.leaves for part in _told(parts_of(draw, number, salt_key), tell))
    DrawStratum.objects.of(draw.tenant_id).create(
        draw=draw,
        number=number,
        meaning=layer.meaning,
        size=size,
        quota=quota,
        root=rules.merkle_root(leaves).hex(),
        salt_key=salt_key,
    )


def _told(parts: Iterable[Part], tell: Callable[[int], None]) -> Iterator[Part]:
    for part in parts:
        tell(part.number)
        yield part


def _insert_officers(draw: Draw) -> None:
    """Who may be drawn of each department over the whole window, with the certificate as it stands."""
    rows = []
    for line in draw.task.entry.lines.order_by("position", "pk"):
        for officer, number, load in officers_for(draw.task, line):
            rows.append(
                DrawOfficer(
                    tenant_id=draw.tenant_id,
                    draw=draw,
                    department_id=line.department_id,
                    officer=officer,
                    name=officer.name,
                    certificate_number=number,
                    load=load,
                    leaf=rules.leaf(token_bytes(rules.SALT_BYTES), number),
                )
            )
    DrawOfficer.objects.of(draw.tenant_id).bulk_create(rows)
