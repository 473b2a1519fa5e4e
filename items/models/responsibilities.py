"""Who answers for an item in each of its departments, from when, approved by whom (R005, R007)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from items.models.items import SupervisionItem
from items.states import DUTY_ACTIVE, DUTY_APPROVED, DUTY_PROPOSED, RESPONSIBILITY_WORKFLOW
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel
from tenancy.models.grants import GrantManager


@track()
class Responsibility(TenantModel):
    """A person of a lead or cooperating department is responsible for an item; a grant on the item follows from it."""

    item = models.ForeignKey(SupervisionItem, models.PROTECT, verbose_name=_("事项"), related_name="responsibilities")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("部门"), related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("承办人"), related_name="+", db_constraint=False)
    state = models.CharField(_("状态"), max_length=12, choices=RESPONSIBILITY_WORKFLOW.choices, default=DUTY_PROPOSED)
    starts_on = models.DateField(_("生效日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    replaces = models.BooleanField(_("接替原承办人"), default=True)
    document = models.CharField(_("分工文件或依据"), max_length=200, blank=True)
    proposed_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("提出人"), null=True, related_name="+", db_constraint=False
    )
    approved_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("批准人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    approved_at = models.DateTimeField(_("批准时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("事项承办人")
        verbose_name_plural = _("事项承办人")
        ordering = ["item__number", "department__name", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=RESPONSIBILITY_WORKFLOW.known(), name="responsibility_state_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")) | Q(state="ended"),
                name="responsibility_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DUTY_APPROVED, DUTY_ACTIVE]) | Q(approved_at__isnull=False),
                name="responsibility_has_approver",
            ),
            models.UniqueConstraint(
                fields=["item", "department", "member"],
                condition=Q(state__in=[DUTY_PROPOSED, DUTY_APPROVED, DUTY_ACTIVE]),
                name="responsibility_once",
                violation_error_message=_("此人已经是这个事项的承办人，或正在报批，不必重复指定。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.member}"

    def get_absolute_url(self) -> str:
        return reverse("items:responsibility", args=[self.tenant_id, self.pk])


@track()
class ItemGrant(TenantModel, UserObjectPermissionBase):
    """A member may act for one item although no role says so; it follows from a responsibility in force."""

    content_object = models.ForeignKey(SupervisionItem, models.CASCADE, verbose_name=_("事项"), related_name="grants")

    objects: ClassVar[Any] = GrantManager()

    class Meta(TenantModel.Meta, UserObjectPermissionBase.Meta):
        abstract = False
        verbose_name = _("事项授权")
        verbose_name_plural = _("事项授权")
        ordering = ["user__name", "pk"]

    def __str__(self) -> str:
        return f"{self.user}：{self.permission.name}（{self.content_object}）"
