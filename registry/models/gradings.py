"""What planning knows of an object beside its file: a value out of a short list, for a time (R091, R142, R159)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from registry.models.objects import SupervisedObject
from tenancy.models import Department, Member, TenantModel
from tenancy.models.departments import Coordination


class GradingSource(models.TextChoices):
    """How a value came about."""

    IMPORT = "import", _("批量导入")
    MANUAL = "manual", _("人工评定")
    MODEL = "model", _("模型评定")


class Grading(TenantModel):
    """One value given to an object; rows are added and never rewritten, the newest valid one counts.

    `value` is one of the subclass's `VALUES`. `scope` is the supervision domain it holds for, empty: for all of them.
    Comprehensive values are given by the holder of the function `COORDINATOR` and by who acts for the whole place.
    The row keeps its object when files are merged; readers follow `merged_into`.
    """

    COORDINATOR: ClassVar[Coordination]
    VALUES: ClassVar[type[models.TextChoices]]

    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("监管对象"), related_name="+")
    value = models.CharField(_("等级"), max_length=1)
    scope = models.CharField(_("适用领域"), max_length=40, blank=True, help_text=_("留空为综合评价。"))
    valid_from = models.DateField(_("生效日期"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=8, choices=GradingSource)
    basis = models.CharField(_("评价模型或依据"), max_length=120, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("评定部门"), null=True, blank=True, related_name="+"
    )
    batch = models.ForeignKey(
        "common.ImportBatch", models.PROTECT, verbose_name=_("导入批次"), null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("登记人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    recorded_at = models.DateTimeField(_("登记时间"), default=timezone.now, editable=False)

    class Meta(TenantModel.Meta):
        abstract = True
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=GradingSource.values), name="%(app_label)s_%(class)s_source_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("有效期不能早于生效日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(source=GradingSource.MANUAL) | ~Q(reason=""),
                name="%(app_label)s_%(class)s_by_hand_has_reason",
                violation_error_message=_("人工评定须写明理由。"),
            ),
        ]
        indexes = [
            models.Index(fields=["object", "scope", "-valid_from", "-id"], name="%(app_label)s_%(class)s_newest"),
            models.Index(fields=["tenant", "-id"], name="%(app_label)s_%(class)s_list"),
        ]

    def __str__(self) -> str:
        return f"{self.object}：{self.label}"

    @property
    def label(self) -> str:
        """The value in words."""
        return str(self.VALUES(self.value).label)

    @property
    def scope_label(self) -> str:
        """The domain it holds for, in words."""
        return self.scope or _t("综合")
