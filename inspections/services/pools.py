"""Freeze the pool of a draw: every object with its salt and leaf, every stratum with its quota, every fit officer.

Set-based: a stratum of two millions is one INSERT … SELECT of some five hundred rows and one pass over its leaves.
"""

from collections.abc import Callable
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
from inspections.queries.freezing import Layer, excluded_from, layers_of, officers_for, sources_of
from inspections.queries.frozen import ROOMY, leaves_of
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
    tell(0, 4, str(_("核对监管对象")))
    layers = _shuffled(layers_of(draw.task))
    tell(1, 4, str(_("写入对象池")))
    for number, layer in layers:
        _insert_parts(draw, number, layer.rows)
    tell(2, 4, str(_("计算对象池指纹")))
    for number, layer in layers:
        _insert_stratum(draw, number, layer)
    tell(3, 4, str(_("冻结执法人员库")))
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


def _insert_parts(draw: Draw, number: int, rows: QuerySet[SupervisedObject]) -> None:
    """Each object of `rows` (values `pk` and `code`) with 16 secret bytes and its leaf, in one statement.

    The salts are hashes of the object's number under 244 random bits that the statement makes and forgets: as little to
    be guessed as bytes of their own, one salt tells nothing of another, and a fifth of the time.
    """
    inner, parameters = rows.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(ROOMY)
        cursor.execute(
            f"""
            INSERT INTO {PoolPart._meta.db_table}
                (tenant_id, draw_id, stratum, number, leaves, salts, object_ids, codes)
            SELECT %s, %s, %s, position / {rules.SUBTREE},
                   string_agg(leaf, '' ORDER BY position), string_agg(salt, '' ORDER BY position),
                   array_agg(id ORDER BY position), array_agg(code ORDER BY position)
            FROM (SELECT *, row_number() OVER (ORDER BY leaf) - 1 AS position
                  FROM (SELECT id, code, salt, sha256('\\x00'::bytea || salt || convert_to(code, 'UTF8')) AS leaf
                        FROM (SELECT id, code,
                                     substr(sha256({_FORGOTTEN_KEY} || int8send(id)), 1, {rules.SALT_BYTES}) AS salt
                              FROM ({inner}) AS pool (id, code) OFFSET 0) AS salted OFFSET 0) AS leaved) AS placed
            GROUP BY position / {rules.SUBTREE}
            """,  # noqa: S608 the inner statement is the ORM's own
            [draw.tenant_id, draw.pk, number, *parameters],
        )


_FORGOTTEN_KEY = "(SELECT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))"
"""Not correlated, and so made once a statement; no log and no client ever holds it."""


def _insert_stratum(draw: Draw, number: int, layer: Layer) -> None:
    DrawStratum.objects.of(draw.tenant_id).create(
        draw=draw,
        number=number,
        meaning=layer.meaning,
        size=layer.size,
        quota=layer.quota,
        root=rules.merkle_root(leaves_of(draw, number)).hex(),
    )


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
