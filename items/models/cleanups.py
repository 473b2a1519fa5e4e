"""Who answers for what no item covers (R012), and the clean-up of on-site inspections (R044)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.attributes import CleanupVerdict
from items.models.items import ItemVersion, SupervisionItem
from registry.models import Industry
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class DefaultDuty(TenantModel):
    """The department that answers for subjects of an industry that stand in nobody's list: 行业主管部门兜底 (R012)."""

    industry = models.ForeignKey(
        Industry, models.PROTECT, verbose_name=_("行业"), related_name="+", help_text=_("门类或大类；大类优先于门类。")
    )
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("兜底监管部门"), related_name="+")
    basis = models.CharField(_("依据"), max_length=200, help_text=_("三定规定、职责分工文件或裁定文号。"))

    class Meta(TenantModel.Meta):
        verbose_name = _("清单外兜底责任")
        verbose_name_plural = _("清单外兜底责任")
        ordering = ["industry__section", "industry", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "industry"],
                name="default_duty_once",
                violation_error_message=_("这个行业已有兜底监管部门，请直接修改它。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.industry}：{self.department}"

    def get_absolute_url(self) -> str:
        return reverse("items:default_duty", args=[self.tenant_id, self.pk])


@track()
class Cleanup(TenantModel):
    """One review of every item in force that sends somebody to the door."""

    name = models.CharField(_("清理名称"), max_length=80)
    basis = models.CharField(_("依据"), max_length=200)
    due_on = models.DateField(_("完成期限"))
    opened_at = models.DateTimeField(_("开始时间"), auto_now_add=True)
    opened_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("发起人"), null=True, related_name="+", db_constraint=False
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("现场检查事项清理")
        verbose_name_plural = _("现场检查事项清理")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="cleanup_name",
                violation_error_message=_("已有同名的清理，请另取名称。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("items:cleanup", args=[self.tenant_id, self.pk])


@track()
class CleanupLine(TenantModel):
    """What was decided about one item, why, and the draft that carries it out."""

    cleanup = models.ForeignKey(Cleanup, models.CASCADE, verbose_name=_("现场检查事项清理"), related_name="lines")
    item = models.ForeignKey(SupervisionItem, models.PROTECT, verbose_name=_("事项"), related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="+")
    verdict = models.CharField(_("清理意见"), max_length=10, choices=CleanupVerdict, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    merged_into = models.ForeignKey(
        SupervisionItem, models.PROTECT, verbose_name=_("并入事项"), null=True, blank=True, related_name="+"
    )
    draft = models.ForeignKey(
        ItemVersion, models.SET_NULL, verbose_name=_("修订草稿"), null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("决定人"), null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("清理事项")
        verbose_name_plural = _("清理事项")
        ordering = ["item__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cleanup", "item"], name="cleanup_once_an_item"),
            models.CheckConstraint(condition=Q(verdict="") | ~Q(reason=""), name="cleanup_says_why"),
            models.CheckConstraint(
                condition=~Q(verdict="merge") | Q(merged_into__isnull=False), name="cleanup_names_where_it_goes"
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)
