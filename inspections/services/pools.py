"""Freeze the pool of a draw: every object with its salt and leaf, every stratum with its quota, every fit officer.

A pool of two millions is eight INSERT … SELECT of a hundred rows a stratum each, which hand back the codes for leaves
and root; what the pool holds is counted from what was written, never twice.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from secrets import SystemRandom, token_bytes

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.refusals import Refused
from inspections import draw as rules
from inspections.beside import results_of
from inspections.models import (
    Draw,
    DrawGroup,
    DrawOfficer,
    DrawSecret,
    DrawStratum,
    InspectionTask,
    PlanEntryLine,
    PoolPart,
    RedrawRequest,
)
from inspections.queries.freezing import (
    FitGroup,
    eligible,
    excluded_from,
    groups_for,
    layer_word,
    layered,
    layers_of,
    officers_for,
    quotas_of,
    sources_of,
    spans_of,
)
from inspections.queries.frozen import ROOMY, part_of
from inspections.states import VOIDED
from inspections.teams import group_leaf
from registry.models import Officer, SupervisedObject
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
    objects = eligible(draw.task)
    strata = _freeze_strata(draw, _numbered(layers_of(draw.task, objects)), objects, tell)
    quotas = quotas_of(draw.task, {value: one.size for value, one in strata.items()})
    for value, one in strata.items():
        one.meaning, one.quota = layer_word(draw.task.entry, value), quotas[value]
        one.save()
    _insert_officers(draw)
    draw.frozen_at = timezone.now()
    draw.excluded = excluded_from(draw.task)
    draw.sources = sources_of(draw.task)
    draw.save(update_fields=["frozen_at", "excluded", "sources"])
    record(None, "inspections.freeze_pool", draw)
    return draw


def _numbered(layers: tuple[list[str], list[str]]) -> list[str]:
    """Layers in the order of their public numbers, which say nothing about grades (DOMAIN 5.2 no. 42).

    Those with nobody in them come last: they get a stratum only if somebody is graded while the pool is frozen.
    """
    filled, empty = layers
    SystemRandom().shuffle(filled)
    return filled + empty


class _Stratum:
    """A stratum while its parts are written: the key of its salts, the root over its leaves, its size."""

    def __init__(self) -> None:
        self.key, self.root, self.size = token_bytes(rules.HASH_BYTES), rules.MerkleRoot(), 0

    def add(self, number: int, codes: str) -> None:
        """Hash the leaves of the part with this number; parts come in the order of their numbers."""
        leaves = part_of(number, codes, self.key).leaves
        self.root.add(leaves)
        self.size += len(leaves)


def _freeze_strata(
    draw: Draw, layers: list[str], objects: QuerySet[SupervisedObject], tell: Callable[[int, int, str], None]
) -> dict[str, DrawStratum]:
    """Each layer that holds anybody with its stratum, not yet saved.

    One statement a span sorts its objects into layers, so that each is in one and no more whatever changes meanwhile.
    While the database writes a span, the span before is hashed.
    """
    strata = [_Stratum() for _layer in layers]
    spans = list(spans_of(draw.tenant)) if objects.exists() else []

    def written() -> Iterator[Callable[[], None]]:
        for done, span in enumerate(spans):
            tell(done, len(spans) + 1, str(_("写入对象池，计算指纹")))
            parts = _insert_parts(draw, layers, done * PARTS_OF_A_SPAN, objects.filter(pk__range=span))
            yield partial(_hash_parts, strata, parts)

    for _hashed in results_of(written()):
        pass
    tell(len(spans), len(spans) + 1, str(_("冻结执法人员库")))
    named = {"tenant_id": draw.tenant_id, "draw": draw}
    return {
        layer: DrawStratum(**named, number=number, size=one.size, root=one.root.digest().hex(), salt_key=one.key)
        for number, (layer, one) in enumerate(zip(layers, strata, strict=True), start=1)
        if one.size
    }


def _hash_parts(strata: list[_Stratum], parts: list[tuple[int, int, str]]) -> None:
    """Add the parts of a span (stratum, number, codes) to their strata. Runs beside the database's own work."""
    for stratum, number, codes in sorted(parts):
        strata[stratum - 1].add(number, codes)


def _insert_parts(
    draw: Draw, layers: list[str], first: int, objects: QuerySet[SupervisedObject]
) -> list[tuple[int, int, str]]:
    """Each object in one of a hundred parts of its layer, numbered from `first` on, by chance.

    Who sits in which part follows from a hash of the object's number under 64 random bits that the statement makes and
    forgets; within a part the order is that of reading. Returns the parts as (stratum, number, codes).
    """
    inner, parameters = layered(draw.task, objects)
    with connection.cursor() as cursor:
        # a hundred groups a layer are gathered as they come
        cursor.execute(f"{ROOMY}; SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off")
        cursor.execute(
            f"""
            INSERT INTO {PoolPart._meta.db_table} (tenant_id, draw_id, stratum, number, object_ids, codes)
            SELECT %s, %s, layer.number, %s + (hashint8extended(id, {_FORGOTTEN_SEED}) & {PARTS_OF_A_SPAN - 1}),
                   array_agg(id), string_agg(code, E'\n')
            FROM ({inner}) AS pool (id, code, layer)
            JOIN unnest(%s) WITH ORDINALITY AS layer (value, number) ON layer.value = pool.layer
            GROUP BY 3, 4
            RETURNING stratum, number, codes
            """,  # noqa: S608 the inner statement is the ORM's own
            [draw.tenant_id, draw.pk, first, *parameters, layers],
        )
        parts = cursor.fetchall()
        cursor.execute("SET LOCAL enable_sort TO DEFAULT; SET LOCAL enable_incremental_sort TO DEFAULT")
    return parts


PARTS_OF_A_SPAN = 128
"""A power of two; a part of a full span of one layer holds two thousand."""
_FORGOTTEN_SEED = "(SELECT hashtextextended(gen_random_uuid()::text || gen_random_uuid(), 0))"
"""Not correlated, and so made once a statement; no log and no client ever holds it."""


def _insert_officers(draw: Draw) -> None:
    """Who may be drawn of each department over the whole window, with the certificate as it stands."""
    rows: list[DrawOfficer] = []
    for line in draw.task.entry.lines.order_by("position", "pk"):
        if line.is_by_group:
            for fit in groups_for(draw.task, line):
                rows += _freeze_group(draw, line, fit)
        else:
            rows += _frozen(draw, line, officers_for(draw.task, line))
    DrawOfficer.objects.of(draw.tenant_id).bulk_create(rows)


def _frozen(draw: Draw, line: PlanEntryLine, officers: Iterable[tuple[Officer, str, int]]) -> list[DrawOfficer]:
    return [
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
        for officer, number, load in officers
    ]


def _freeze_group(draw: Draw, line: PlanEntryLine, fit: FitGroup) -> list[DrawOfficer]:
    """Write the group; returns its officers, not yet saved."""
    members = _frozen(draw, line, fit.officers)
    group = DrawGroup.objects.of(draw.tenant_id).create(
        draw=draw,
        department_id=line.department_id,
        group=fit.group,
        name=fit.group.name,
        load=fit.load,
        leaf=group_leaf([bytes(one.leaf) for one in members]),
        left_out=fit.left_out,
    )
    for one in members:
        one.group = group
    return members
