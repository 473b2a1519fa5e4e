"""The steps of a version: co-signatures, the chain of a place, batches of release (R028, R029)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.models.items import ItemVersion
from items.states import CO_SIGNING, LEGALITY_CHECK, MEETING, SUBMITTED, UPPER_REVIEW
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel

ACTS_FOR = [("leader", _("领导")), ("district_admin", _("统筹管理员"))]
"""Roles of which a place may name one for a step that both could take."""


class Opinion(models.TextChoices):
    """What a cooperating department says; silence is neither (R029)."""

    AGREE = "agree", _("同意")
    OBJECT = "object", _("有异议")


@track()
class CoSignature(TenantModel):
    """A cooperating department is asked to co-sign a version, in one round."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, verbose_name=_("事项版本"), related_name="co_signatures")
    round = models.PositiveSmallIntegerField(_("会签轮次"))
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("会签部门"), related_name="co_signatures")
    asked_at = models.DateTimeField(_("送会签时间"))
    due_on = models.DateField(_("会签截止日"), null=True, blank=True)
    opinion = models.CharField(_("会签意见"), max_length=8, choices=Opinion, blank=True)
    note = models.TextField(_("意见说明"), max_length=2000, blank=True)
    signed_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("会签人"), null=True, related_name="+", db_constraint=False
    )
    signed_at = models.DateTimeField(_("会签时间"), null=True)
    escalated_at = models.DateTimeField(_("督办时间"), null=True)
    is_void = models.BooleanField(_("已作废"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("会签")
        verbose_name_plural = _("会签")
        ordering = ["-round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "department", "round"], name="co_signature_once_a_round"),
            models.CheckConstraint(
                condition=Q(opinion="") | Q(opinion__in=Opinion.values), name="co_signature_opinion_known"
            ),
            models.CheckConstraint(
                condition=Q(opinion="") | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="co_signature_has_signer",
            ),
            models.CheckConstraint(
                condition=~Q(opinion=Opinion.OBJECT) | ~Q(note=""),
                name="co_signature_objection_says_why",
                violation_error_message=_("有异议的，须写明意见。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}：{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("items:sign", args=[self.tenant_id, self.pk])


class StepKind(models.TextChoices):
    """A step a version may have to go through; its value is the state the version is in meanwhile (R029)."""

    CO_SIGN = CO_SIGNING, _("会签")
    LEGALITY = LEGALITY_CHECK, _("合法性审核")
    MEETING = MEETING, _("集体审议")
    UPPER = UPPER_REVIEW, _("报上级批准")
    APPROVE = SUBMITTED, _("批准")


@track()
class ItemChain(TenantModel):
    """How a place prepares its list; the policies differ (DOMAIN 1.20 no. 5). One row per place, with its steps."""

    co_sign_days = models.PositiveSmallIntegerField(
        _("会签期限（工作日）"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )

    departments_claim = models.BooleanField(_("牵头部门可以自行认领上级事项"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("清单办理环节")
        verbose_name_plural = _("清单办理环节")
        constraints = [models.UniqueConstraint(fields=["tenant"], name="item_chain_once")]

    def __str__(self) -> str:
        return f"{self.tenant}"


class Step(TenantModel):
    """What a step of a chain and a step of a version share; `role` empty for whoever has the permission."""

    position = models.PositiveSmallIntegerField(_("顺序"))
    kind = models.CharField(_("环节"), max_length=16, choices=StepKind)
    role = models.CharField(_("办理人员"), max_length=24, choices=ACTS_FOR, blank=True)

    class Meta(TenantModel.Meta):
        abstract = True
        ordering = ["position"]


@track()
class ChainStep(Step):
    """A step of a place's chain: in which order, and who acts (DOMAIN 1.20 no. 5)."""

    chain = models.ForeignKey(ItemChain, models.CASCADE, verbose_name=_("清单办理环节"), related_name="steps")

    class Meta(Step.Meta):
        verbose_name = _("办理环节")
        verbose_name_plural = _("办理环节")
        constraints = [
            models.UniqueConstraint(fields=["chain", "kind"], name="chain_step_once"),
            models.UniqueConstraint(fields=["chain", "position"], name="chain_step_in_order"),
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="chain_step_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class VersionStep(Step):
    """A step of a version in one round, as the place's chain was when the round began."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, verbose_name=_("事项版本"), related_name="steps")
    round = models.PositiveSmallIntegerField(_("会签轮次"))
    document = models.CharField(_("会议纪要或批复文号"), max_length=120, blank=True)
    done_at = models.DateTimeField(_("办结时间"), null=True)
    done_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("办理人"), null=True, related_name="+", db_constraint=False
    )

    class Meta(Step.Meta):
        verbose_name = _("版本办理环节")
        verbose_name_plural = _("版本办理环节")
        constraints = [
            models.UniqueConstraint(fields=["version", "round", "kind"], name="version_step_once_a_round"),
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="version_step_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


@track()
class ItemBatch(TenantModel):
    """Items released together when they are ripe (R028)."""

    name = models.CharField(_("批次名称"), max_length=80)
    release_on = models.DateField(_("发布日期"))
    announcement = models.CharField(_("发布公告"), max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("发布批次")
        verbose_name_plural = _("发布批次")
        ordering = ["-release_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="item_batch_name",
                violation_error_message=_("本地区已有同名批次。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
