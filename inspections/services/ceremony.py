"""The draw as a ceremony: departments seal, the commitment is published, departments reveal, chance decides.

Whoever holds it is not the author of the plan (DOMAIN 5.2 no. 55), and nobody can hold it twice.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules as clock_rules
from common.clocks import running
from common.due import Unit
from common.jobs import enqueue
from common.models.clocks import SourceTag
from common.models.jobs import OPEN_STATES
from common.refusals import Refused
from inspections import draw as rules
from inspections.models import Draw, DrawSecret, DrawStratum, MissingSecretRule
from inspections.queries.draws import author_of, groupless_departments, running_job, short_departments
from inspections.queries.teams import teams_of
from inspections.services.disclosure import show_draw
from inspections.services.drawing import draw_next
from inspections.states import COMMITTED, DRAW_WORKFLOW, POOL_PREPARED, SECRETS_REVEALED
from inspections.teams import committed
from tenancy.audit import record
from tenancy.models import Member
from tenancy.regions import COUNTRY
from tenancy.scope import scope

DRAW_JOB = "inspections.hold_draw"
SHORTEST_SECRET = 32

REVEAL_RULE = clock_rules.register(
    clock_rules.ClockRule(
        "inspections.reveal",
        gettext_lazy("揭示抽取密值"),
        Unit.HOUR,
        24,
        SourceTag.COMMON,
        gettext_lazy("抽取承诺书载明的揭示期限，由各地确定"),
    )
)


class DrawRefused(Refused):
    """A step of the draw may not be taken; the sentence says why."""


@transaction.atomic
def seal_secret(secret: DrawSecret, sealed_hash: str, *, actor: Member) -> DrawSecret:
    """Hand in the SHA-256 of a department's secret; before the commitment a new one may take its place.

    Raises DrawRefused after the commitment, and for the hash of another department.
    """
    draw, secret = _locked(secret)
    if draw.state != POOL_PREPARED:
        raise DrawRefused(_("承诺已经公布，封存值不能再改。"), field="sealed_hash")
    taken = DrawSecret.objects.of(draw.tenant_id).filter(draw=draw, sealed_hash=sealed_hash).exclude(pk=secret.pk)
    if taken.exists():
        raise DrawRefused(_("另一部门已封存相同的值。请本部门重新生成密值，不要使用他人的文件。"), field="sealed_hash")
    secret.sealed_hash, secret.sealed_by, secret.sealed_at = sealed_hash, actor, timezone.now()
    secret.save(update_fields=["sealed_hash", "sealed_by", "sealed_at"])
    record(actor, "inspections.seal_secret", secret)
    return secret


@transaction.atomic
def commit_draw(draw: Draw, *, actor: Member) -> Draw:
    """Fix everything that decides the draw in one document and publish its hash at once; the time to reveal runs.

    Raises DrawRefused while a seal is missing, the pool is not frozen, or a department cannot send enough officers.
    """
    _check_holder(draw, actor)
    DRAW_WORKFLOW.take(draw, "commit", actor=actor)
    draw.refresh_from_db()
    _check_ready(draw)
    draw.commitment = commitment_of(draw)
    draw.commitment_hash = rules.digest(draw.commitment)
    draw.committed_by, draw.committed_at = actor, timezone.now()
    draw.reveal_by = running.start(REVEAL_RULE.name, draw, at=draw.committed_at).due_at
    draw.save(update_fields=["commitment", "commitment_hash", "committed_by", "committed_at", "reveal_by"])
    show_draw(draw, actor=actor)
    return draw


def commitment_of(draw: Draw) -> rules.Commitment:
    """The document as `draw.commitment` writes it, from what is frozen and sealed."""
    strata = DrawStratum.objects.of(draw.tenant_id).filter(draw=draw)
    document = rules.commitment(
        task=draw.task.number,
        attempt=draw.attempt,
        strata=[rules.Stratum(one.number, one.size, one.quota, one.root) for one in strata],
        secrets={one.code: one.sealed_hash for one in DrawSecret.objects.of(draw.tenant_id).filter(draw=draw)},
        missing_secret=draw.missing_rule,
        beacon=draw.beacon_name,
    )
    return rules.with_teams(document, [committed(one) for one in teams_of(draw)])


def _check_ready(draw: Draw) -> None:
    if draw.frozen_at is None:
        raise DrawRefused(_("对象池还在冻结，请稍候，完成后再公布承诺。"))
    if not draw.strata.filter(quota__gt=0).exists():
        raise DrawRefused(_("对象池里没有可抽的对象。请核对计划的对象范围和抽查比例。"))
    unsealed = [str(one.department) for one in draw.secrets.filter(sealed_hash="").select_related("department")]
    if unsealed:
        raise DrawRefused(_("%s尚未封存密值，全部封存后才能公布承诺。") % _("、").join(unsealed))
    short = short_departments(draw)
    if short:
        sentence = _("%s可抽取的执法人员不足，请先补齐有效证件或借调人员，再申请重新冻结。")
        raise DrawRefused(sentence % _("、").join(f"{name}（{found}/{needed}）" for name, found, needed in short))
    _check_groups(draw)


def _check_groups(draw: Draw) -> None:
    sentence = _(
        "%(department)s没有可抽取的检查组：在用的检查组须有至少%(least)d名成员证件有效、领域相符。"
        "请在“执法人员—检查组”补齐成员或证件，再申请重新冻结。"
    )
    for department, least in groupless_departments(draw):
        raise DrawRefused(sentence % {"department": department, "least": least})


def _check_holder(draw: Draw, actor: Member) -> None:
    if actor.pk == author_of(draw.task.entry):
        raise DrawRefused(_("计划由您编制，抽取不能由编制人主持。请由本部门其他有抽取权限的人员办理。"))


# --- revealing ------------------------------------------------------------------------------------------------------


@transaction.atomic
def reveal_secret(secret: DrawSecret, text: str, *, actor: Member) -> DrawSecret:
    """Hand in the secret behind a seal. The last one ends the waiting. Raises DrawRefused where they do not agree."""
    draw, secret = _locked(secret)
    if draw.state != COMMITTED:
        raise DrawRefused(_("现在不是揭示密值的时候。请刷新页面查看抽取进度。"), field="secret")
    if draw.reveal_by and timezone.now() >= draw.reveal_by:
        raise DrawRefused(_("揭示期限已过，按承诺书的规则处理，不再接收密值。"), field="secret")
    if secret.secret:
        raise DrawRefused(_("本部门已经揭示密值，不必重复提交。"), field="secret")
    if rules.sealed(text) != secret.sealed_hash:
        raise DrawRefused(_("这不是当初封存的密值。请打开封存时保存的文件，完整粘贴其中的密值。"), field="secret")
    secret.secret, secret.revealed_by, secret.revealed_at = text, actor, timezone.now()
    secret.save(update_fields=["secret", "revealed_by", "revealed_at"])
    record(actor, "inspections.reveal_secret", secret)
    if not DrawSecret.objects.of(draw.tenant_id).filter(draw=draw, secret="").exists():
        _end_reveal(draw, "reveal", now=secret.revealed_at)
    return secret


@transaction.atomic
def close_reveal(draw: Draw, *, now: datetime) -> Draw:
    """After the deadline: what the commitment says about a missing secret happens. Earlier, or twice: nothing."""
    draw = Draw.objects.of(draw.tenant_id).select_for_update(of=("self",)).select_related("task").get(pk=draw.pk)
    if draw.state != COMMITTED or draw.reveal_by is None or now < draw.reveal_by:
        return draw
    move = "lapse_draw" if draw.missing_rule == MissingSecretRule.VOID else "reveal"
    _end_reveal(draw, move, now=now)
    return draw


def close_due_reveals(*, now: datetime) -> None:
    """`close_reveal` in every place where a deadline has passed."""
    with scope(COUNTRY, down=True):
        waiting = Draw.objects.under(COUNTRY).filter(state=COMMITTED, reveal_by__lte=now)
        due = list(waiting.values_list("tenant_id", "pk"))
    for place, number in due:
        with scope(place):
            close_reveal(Draw.objects.of(place).get(pk=number), now=now)


def _end_reveal(draw: Draw, move: str, *, now: datetime) -> None:
    DRAW_WORKFLOW.take(draw, move, actor=None, note=_("揭示期限届满") if move == "lapse_draw" else "")
    running.stop_all(REVEAL_RULE.name, [draw], at=now)
    show_draw(draw, actor=None)


def _locked(secret: DrawSecret) -> tuple[Draw, DrawSecret]:
    """The draw first, so that everyone takes the locks in one order; then the secret as it stands now."""
    rows = Draw.objects.of(secret.tenant_id).select_related("task").select_for_update(of=("self",))
    draw = rows.get(pk=secret.draw_id)
    return draw, DrawSecret.objects.of(secret.tenant_id).select_related("department").get(pk=secret.pk)


# --- drawing --------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_to_draw(draw: Draw, *, beacon_value: str = "", actor: Member) -> Draw:
    """Start the job that draws. Raises DrawRefused for the author of the plan, or without the beacon's value."""
    _check_holder(draw, actor)
    draw = Draw.objects.of(draw.tenant_id).select_related("task").select_for_update(of=("self",)).get(pk=draw.pk)
    if draw.state != SECRETS_REVEALED:
        raise DrawRefused(_("只有密值全部揭示后才能抽取，而且只能抽取一次。请刷新页面查看抽取进度。"))
    if bool(draw.beacon_name) != bool(beacon_value):
        raise DrawRefused(_("请填写承诺书载明的公开随机数；承诺书没有载明的不填。"), field="beacon_value")
    if draw.drawn_by_id is not None:
        _check_failed(draw, beacon_value)
    draw.beacon_value, draw.drawn_by = beacon_value, actor
    draw.save(update_fields=["beacon_value", "drawn_by"])
    enqueue(DRAW_JOB, draw, actor=actor)
    return draw


def _check_failed(draw: Draw, beacon_value: str) -> None:
    """What was asked for and failed is asked for again, with the same number: the seed stays the same."""
    run = running_job(draw)
    if run is not None and run.state in OPEN_STATES:
        raise DrawRefused(_("抽取正在进行，请等待结果。"))
    if beacon_value != draw.beacon_value:
        sentence = _("上一次开始抽取时填的公开随机数是“%s”，不能更换。")
        raise DrawRefused(sentence % draw.beacon_value, field="beacon_value")


def seed_of(draw: Draw) -> bytes:
    """The 32 bytes that decide the draw; a secret that stayed away is replaced by its seal."""
    secrets = DrawSecret.objects.of(draw.tenant_id).filter(draw=draw)
    used = {one.code: one.secret or one.sealed_hash for one in secrets}
    return rules.seed_of(draw.commitment_hash, used, draw.beacon_value)


@transaction.atomic
def hold_draw(
    draw: Draw, *, actor: Member, tell: Callable[[int, int, str], None] = lambda done, total, word: None
) -> Draw:
    """Draw the quota of every stratum; does nothing when it was drawn before. `tell` hears of the seats gone through.

    The whole draw is one transaction: a worker that dies leaves none, and the next one draws the very same.
    """
    draw = Draw.objects.of(draw.tenant_id).select_related("task").select_for_update(of=("self",)).get(pk=draw.pk)
    if draw.seed:
        return draw
    DRAW_WORKFLOW.take(draw, "draw", actor=actor)
    draw.seed, draw.drawn_at = seed_of(draw).hex(), timezone.now()
    draw.save(update_fields=["seed", "drawn_at"])
    strata = list(DrawStratum.objects.of(draw.tenant_id).filter(draw=draw))
    done, total = 0, sum(one.size for one in strata)
    for stratum in strata:
        draw_next(draw, stratum, stratum.quota, tell=partial(_tell_seats, tell, done, total))
        done += stratum.size
    show_draw(draw, actor=None)
    return draw


def _tell_seats(tell: Callable[[int, int, str], None], before: int, total: int, seats: int) -> None:
    tell(before + seats, total, str(_("计算各席位的次序")))
