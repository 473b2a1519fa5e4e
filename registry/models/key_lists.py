"""重点监管清单: few chosen units under closer watch for a regional or industry risk (R042); not the list of items."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.models.objects import SupervisedObject
from registry.states import IN_FORCE, KEY_DRAFT, KEY_LIST_WORKFLOW
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class KeyListLimit(TenantModel):
    """How many lists a place may have in force at a time, and how many units one may name: strictly few (R042)."""

    lists = models.PositiveSmallIntegerField(_("同时执行的清单数上限"))
    units = models.PositiveSmallIntegerField(_("每份清单的单位数上限"))
    basis = models.CharField(_("确定上限的依据"), max_length=300)

    class Meta(TenantModel.Meta):
        verbose_name = _("重点监管清单数量上限")
        verbose_name_plural = _("重点监管清单数量上限")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="key_limit_once"),
            models.CheckConstraint(
                condition=Q(lists__gte=1, units__gte=1),
                name="key_limit_of_one",
                violation_error_message=_("上限至少为1。"),
            ),
        ]

    def __str__(self) -> str:
        return str(_("同时执行%(lists)s份，每份%(units)s家")) % {"lists": self.lists, "units": self.units}


class RiskKind(models.TextChoices):
    """Where a risk lies (policy 003 item 22)."""

    REGION = "region", _("区域性风险")
    INDUSTRY = "industry", _("行业性风险")


@track()
class KeyList(TenantModel):
    """One list: the risk, why these units, what is done, how often each is looked after; both days included."""

    name = models.CharField(_("清单名称"), max_length=100)
    risk = models.CharField(_("风险类型"), max_length=10, choices=RiskKind)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="key_lists")
    reason = models.TextField(_("风险研判与选定标准"), max_length=2000)
    measures = models.TextField(_("跟踪监管和直接指导措施"), max_length=2000)
    every_days = models.PositiveSmallIntegerField(
        _("跟踪间隔（天）"), default=30, help_text=_("每个单位至少隔这么多天跟踪或指导一次。")
    )
    starts_on = models.DateField(_("执行起"))
    ends_on = models.DateField(_("执行至"))
    state = models.CharField(_("状态"), max_length=10, choices=KEY_LIST_WORKFLOW.choices, default=KEY_DRAFT)
    submitted_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("报批人"), null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("重点监管清单")
        verbose_name_plural = _("重点监管清单")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=KEY_LIST_WORKFLOW.known(), name="key_list_state_known"),
            models.CheckConstraint(condition=Q(risk__in=RiskKind.values), name="key_list_risk_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="key_list_ends_after_start",
                violation_error_message=_("执行至不能早于执行起。"),
            ),
            models.CheckConstraint(
                condition=Q(every_days__gte=1),
                name="key_list_looked_after",
                violation_error_message=_("跟踪间隔至少为1天。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="key_list_name_once",
                violation_error_message=_("已有同名的重点监管清单，请换一个名称。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:key_list", args=[self.tenant_id, self.pk])

    def is_in_force(self, today: date) -> bool:
        """Approved, and within its period."""
        return self.state == IN_FORCE and self.starts_on <= today <= self.ends_on


class ChainStage(models.TextChoices):
    """Where a unit stands along the chain of a special field: all links are covered (003 item 20; R107)."""

    PRODUCTION = "production", _("生产")
    OPERATION = "operation", _("经营")
    USE = "use", _("使用")
    TESTING = "testing", _("检验检测")


@track()
class KeyUnit(TenantModel):
    """One unit of a list's roster, why it was chosen, at which link; taken out, it stays as history."""

    key_list = models.ForeignKey(KeyList, models.CASCADE, verbose_name=_("重点监管清单"), related_name="units")
    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("单位"), related_name="key_units")
    reason = models.CharField(_("选定理由"), max_length=300)
    stage = models.CharField(_("所在环节"), max_length=12, choices=ChainStage, blank=True)
    added_on = models.DateField(_("列入日期"))
    removed_on = models.DateField(_("移出日期"), null=True, blank=True)
    removed_for = models.CharField(_("移出理由"), max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("重点监管单位")
        verbose_name_plural = _("重点监管单位")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key_list", "object"],
                condition=Q(removed_on=None),
                name="key_unit_once",
                violation_error_message=_("这个单位已在清单中。"),
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None) | ~Q(removed_for=""), name="key_unit_removed_for_a_reason"
            ),
            models.CheckConstraint(condition=Q(stage="") | Q(stage__in=ChainStage.values), name="key_unit_stage_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key_list}：{self.object}"

    def get_absolute_url(self) -> str:
        return self.key_list.get_absolute_url()

    @property
    def department_id(self) -> int:
        """Whose list it is."""
        return self.key_list.department_id


class TrackingKind(models.TextChoices):
    """How a department looks after a unit."""

    FOLLOW = "follow", _("跟踪监管")
    GUIDE = "guide", _("直接指导")
    ASSESS = "assess", _("风险评估")


class KeyTracking(TenantModel):
    """One entry of the tracking log; the database refuses to change it."""

    unit = models.ForeignKey(KeyUnit, models.PROTECT, verbose_name=_("重点监管单位"), related_name="trackings")
    kind = models.CharField(_("方式"), max_length=8, choices=TrackingKind)
    done_on = models.DateField(_("日期"))
    text = models.TextField(_("情况和结果"), max_length=2000)
    written_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("记录人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    written_at = models.DateTimeField(_("记录时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("跟踪记录")
        verbose_name_plural = _("跟踪记录")
        ordering = ["-done_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=TrackingKind.values), name="tracking_kind_known")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.done_on}"
