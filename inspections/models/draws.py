"""One round of a plan entry, and its draw: the frozen pool, the sealed secrets, who was drawn (R061–R068, R095–R097).

What a draw rests on is written once and never changed: the database refuses it. A second thought is a row of its own: a
replacement, a recusal, a request to draw again.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Length, Replace
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.entries import PlanEntry
from inspections.states import DRAW_WORKFLOW, POOL_PREPARED
from registry.models import SupervisedObject
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel

HEX_256 = "^[0-9a-f]{64}$"


class MissingSecretRule(models.TextChoices):
    """What a secret means that is not revealed in time; fixed before anybody knows the outcome."""

    REPLACED = "replaced", _("以其封存值代入")
    VOID = "void", _("本次抽取作废")


def _hash(label: Any) -> models.CharField:
    return models.CharField(label, max_length=64, blank=True)


def person_field(label: Any, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        Member, models.PROTECT, verbose_name=label, related_name="+", db_constraint=False, **options
    )


@track()
class InspectionTask(TenantModel):
    """One round of a published plan entry: what is drawn and visited within a window."""

    entry = models.ForeignKey(PlanEntry, models.PROTECT, verbose_name=_("计划条目"), related_name="tasks")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="led_tasks")
    number = models.CharField(_("任务编号"), max_length=60)
    round = models.PositiveSmallIntegerField(_("轮次"))
    title = models.CharField(_("任务名称"), max_length=300)
    starts_on = models.DateField(_("检查开始日期"))
    ends_on = models.DateField(_("检查结束日期"))
    is_unannounced = models.BooleanField(
        _("不预先通知"), default=False, help_text=_("飞行检查：结束之前不公开时间、对象和人员，也不通知对象。")
    )
    created_by = person_field(_("建立人"), null=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("抽查任务")
        verbose_name_plural = _("抽查任务")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="task_number_once"),
            models.UniqueConstraint(
                fields=["entry", "round"],
                name="task_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="task_ends_after_start",
                violation_error_message=_("检查结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:task", args=[self.tenant_id, self.pk])


@track()
class Draw(TenantModel):
    """One attempt at drawing a task; every attempt stays visible under its number.

    `commitment` is what was published before the secrets were known, `commitment_hash` its fingerprint. `excluded` says
    how many objects were left out and why, `sources` which versions of list, libraries and rules were used (R066).
    """

    task = models.ForeignKey(InspectionTask, models.PROTECT, verbose_name=_("抽查任务"), related_name="draws")
    attempt = models.PositiveSmallIntegerField(_("第几次抽取"))
    state = models.CharField(_("状态"), max_length=16, choices=DRAW_WORKFLOW.choices, default=POOL_PREPARED)
    why_again = models.CharField(_("再次抽取的理由"), max_length=500, blank=True)
    missing_rule = models.CharField(
        _("密值未按时揭示时"),
        max_length=12,
        choices=MissingSecretRule,
        default=MissingSecretRule.REPLACED,
    )
    beacon_name = models.CharField(
        _("公开随机数来源"),
        max_length=200,
        blank=True,
        help_text=_("可不填。填写将来才会产生、人人可查的数，例如“国家授时中心2026年3月2日10时整公布的随机数”。"),
    )
    beacon_value = models.CharField(_("公开随机数"), max_length=200, blank=True)
    excluded = models.JSONField(_("未进入对象池的对象"), default=list, blank=True)
    sources = models.JSONField(_("所用版本"), default=dict, blank=True)
    prepared_by = person_field(_("准备人"), null=True)
    prepared_at = models.DateTimeField(_("准备时间"))
    frozen_at = models.DateTimeField(_("冻结时间"), null=True, blank=True)
    commitment = models.JSONField(_("承诺书"), default=dict, blank=True)
    commitment_hash = _hash(_("承诺值"))
    committed_by = person_field(_("公布承诺人"), null=True, blank=True)
    committed_at = models.DateTimeField(_("公布承诺时间"), null=True, blank=True)
    reveal_by = models.DateTimeField(_("揭示截止"), null=True, blank=True)
    seed = _hash(_("随机种子"))
    drawn_by = person_field(_("抽取人"), null=True, blank=True)
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("抽取")
        verbose_name_plural = _("抽取")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "attempt"], name="draw_attempt_once"),
            models.CheckConstraint(condition=DRAW_WORKFLOW.known(), name="draw_state_known"),
            models.CheckConstraint(condition=Q(missing_rule__in=MissingSecretRule.values), name="draw_rule_known"),
            models.CheckConstraint(
                condition=Q(commitment_hash="") | Q(commitment_hash__regex=HEX_256, committed_at__isnull=False),
                name="draw_commitment_whole",
            ),
            models.CheckConstraint(
                condition=Q(seed="") | (Q(seed__regex=HEX_256) & ~Q(commitment_hash="")),
                name="draw_seed_after_commitment",
            ),
            models.CheckConstraint(condition=Q(attempt=1) | ~Q(why_again=""), name="draw_again_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.attempt_word}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:room", args=[self.tenant_id, self.pk])

    @property
    def attempt_word(self) -> str:
        return str(_("第%d次抽取") % self.attempt)

    @property
    def department_id(self) -> int:
        """Whose draw it is: the department that leads the task."""
        return self.task.department_id


class DrawStratum(TenantModel):
    """A part of the pool with its quota. Outside it has a number only; what it stands for stays in the house."""

    draw = models.ForeignKey(Draw, models.PROTECT, verbose_name=_("抽取"), related_name="strata")
    number = models.PositiveSmallIntegerField(_("分层编号"))
    meaning = models.CharField(_("分层依据"), max_length=120, blank=True)
    size = models.PositiveIntegerField(_("对象数"))
    quota = models.PositiveIntegerField(_("应抽数"))
    root = models.CharField(_("默克尔根"), max_length=64)
    salt_key = models.BinaryField(_("盐值密钥"), max_length=32)

    class Meta(TenantModel.Meta):
        verbose_name = _("抽取分层")
        verbose_name_plural = _("抽取分层")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="stratum_number_once"),
            models.CheckConstraint(condition=Q(quota__lte=F("size")), name="stratum_quota_within_size"),
            models.CheckConstraint(condition=Q(root__regex=HEX_256), name="stratum_has_root"),
        ]

    def __str__(self) -> str:
        return str(_("第%d层") % self.number)


class PoolPart(TenantModel):
    """Some neighbours of a stratum in one row, so that a pool of millions is written and read in no time.

    The n-th object and the n-th line of the codes belong together. Seats count through the parts by number; salts and
    leaves follow from the stratum's key (`inspections.draw.salts`), part and place.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, verbose_name=_("抽取"), related_name="parts", db_index=False)
    stratum = models.PositiveSmallIntegerField(_("分层编号"))
    number = models.PositiveIntegerField(_("段号"))
    object_ids = ArrayField(models.BigIntegerField(), verbose_name=_("监管对象"))
    codes = models.TextField(_("公开编号"), help_text=_("每行一个。"))

    class Meta(TenantModel.Meta):
        verbose_name = _("对象池分段")
        verbose_name_plural = _("对象池分段")
        ordering = ["draw", "stratum", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "stratum", "number"], name="pool_part_once"),
            models.CheckConstraint(
                condition=Exact(
                    F("object_ids__len"), 1 + Length("codes") - Length(Replace("codes", Value("\n"), Value("")))
                ),
                name="pool_part_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stratum}-{self.number}"


@track(exclude=["secret"])
class DrawSecret(TenantModel):
    """What one participating department adds to the chance: sealed before the commitment, revealed after it."""

    draw = models.ForeignKey(Draw, models.PROTECT, verbose_name=_("抽取"), related_name="secrets")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("部门"), related_name="+")
    code = models.CharField(_("部门代号"), max_length=8)
    sealed_hash = _hash(_("封存值"))
    sealed_by = person_field(_("封存人"), null=True, blank=True)
    sealed_at = models.DateTimeField(_("封存时间"), null=True, blank=True)
    secret = models.CharField(_("密值"), max_length=200, blank=True)
    revealed_by = person_field(_("揭示人"), null=True, blank=True)
    revealed_at = models.DateTimeField(_("揭示时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("部门密值")
        verbose_name_plural = _("部门密值")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "department"], name="secret_once_a_department"),
            models.UniqueConstraint(fields=["draw", "code"], name="secret_code_once"),
            models.CheckConstraint(
                condition=Q(sealed_hash="", sealed_at__isnull=True)
                | Q(sealed_hash__regex=HEX_256, sealed_at__isnull=False),
                name="secret_seal_whole",
            ),
            models.CheckConstraint(
                condition=Q(secret="", revealed_at__isnull=True)
                | (~Q(secret="") & Q(revealed_at__isnull=False) & ~Q(sealed_hash="")),
                name="secret_revealed_after_seal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.department}"

    def get_absolute_url(self) -> str:
        return self.draw.get_absolute_url()


class DrawnObject(TenantModel):
    """An object drawn: its rank in its stratum's order. A rank beyond the quota was drawn as a replacement.

    Code, salt and leaf are those of the frozen pool.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, verbose_name=_("抽取"), related_name="drawn", db_index=False)
    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("监管对象"), related_name="drawn_rows")
    code = models.CharField(_("公开编号"), max_length=200)
    salt = models.BinaryField(_("盐值"), max_length=16)
    leaf = models.BinaryField(_("叶子"), max_length=32)
    stratum = models.PositiveSmallIntegerField(_("分层编号"))
    rank = models.PositiveIntegerField(_("名次"))

    class Meta(TenantModel.Meta):
        verbose_name = _("被抽中的对象")
        verbose_name_plural = _("被抽中的对象")
        ordering = ["stratum", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "stratum", "rank"], name="drawn_rank_once"),
            models.UniqueConstraint(fields=["draw", "object"], name="drawn_object_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="drawn_rank_counts"),
        ]

    def __str__(self) -> str:
        return str(self.object)

    def get_absolute_url(self) -> str:
        return reverse("inspections:drawn", args=[self.tenant_id, self.draw_id])

    @property
    def department_id(self) -> int:
        """Whose draw it is."""
        return self.draw.department_id


class Replacement(TenantModel):
    """A drawn object that cannot be visited gives way to the next in the same order, for a reason (R095)."""

    drawn = models.OneToOneField(
        DrawnObject, models.PROTECT, verbose_name=_("被替换的对象"), related_name="replacement"
    )
    successor = models.OneToOneField(DrawnObject, models.PROTECT, verbose_name=_("递补的对象"), related_name="replaces")
    reason = models.CharField(_("理由"), max_length=500)
    decided_by = person_field(_("办理人"))
    decided_at = models.DateTimeField(_("办理时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("对象替换")
        verbose_name_plural = _("对象替换")
        ordering = ["decided_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="replacement_has_reason")]

    def __str__(self) -> str:
        return f"{self.drawn} → {self.successor}"
