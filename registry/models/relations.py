"""How objects hang together (R058, R059), and the people behind them (R057)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.objects import SupervisedObject
from tenancy.history import track
from tenancy.models import TenantModel


class RelationKind(models.TextChoices):
    """Read forwards: the first object … the second."""

    BRANCH_OF = "branch_of", _("是其分支机构")
    OPERATES = "operates", _("经营、管理")
    LOCATED_IN = "located_in", _("位于")
    USES = "uses", _("使用")
    BUILDS = "builds", _("建设")
    PRODUCES = "produces", _("生产")
    SELLS = "sells", _("销售")
    BATCH_OF = "batch_of", _("是其批次")
    SUPPLIES = "supplies", _("供货给")
    MAINTAINS = "maintains", _("维护保养")


BACKWARDS = {
    RelationKind.BRANCH_OF: _("分支机构是"),
    RelationKind.OPERATES: _("由其经营、管理"),
    RelationKind.LOCATED_IN: _("内有"),
    RelationKind.USES: _("由其使用"),
    RelationKind.BUILDS: _("由其建设"),
    RelationKind.PRODUCES: _("由其生产"),
    RelationKind.SELLS: _("由其销售"),
    RelationKind.BATCH_OF: _("批次有"),
    RelationKind.SUPPLIES: _("由其供货"),
    RelationKind.MAINTAINS: _("由其维护保养"),
}
"""The same, read from the second object."""


@track()
class ObjectRelation(TenantModel):
    """One object and another: a market and its stalls, a site and its lifts, a maker and its products."""

    first = models.ForeignKey(SupervisedObject, models.CASCADE, verbose_name=_("对象"), related_name="relations_out")
    kind = models.CharField(_("关系"), max_length=12, choices=RelationKind)
    second = models.ForeignKey(
        SupervisedObject, models.CASCADE, verbose_name=_("关联对象"), related_name="relations_in"
    )
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("对象关系")
        verbose_name_plural = _("对象关系")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RelationKind.values), name="relation_kind_known"),
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="relation_of_two",
                violation_error_message=_("关联对象不能是对象自己。"),
            ),
            models.UniqueConstraint(
                fields=["first", "kind", "second"],
                name="relation_once",
                violation_error_message=_("这个关系已经登记。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.get_kind_display()} {self.second}"


class PersonRole(models.TextChoices):
    """What a natural person is to an object (R057)."""

    LEGAL_REPRESENTATIVE = "legal_representative", _("法定代表人")
    OPERATOR = "operator", _("经营者")
    PRINCIPAL = "principal", _("主要负责人")
    CONTROLLER = "controller", _("实际控制人")
    SHAREHOLDER = "shareholder", _("股东、合伙人")
    SAFETY = "safety", _("安全管理人员")
    QUALITY = "quality", _("质量、食品安全负责人")


@track()
class ObjectPerson(TenantModel):
    """A natural person's role in an object for a period; shown only to whoever states a purpose, never published."""

    object = models.ForeignKey(SupervisedObject, models.CASCADE, verbose_name=_("监管对象"), related_name="persons")
    name = models.CharField(_("姓名"), max_length=100)
    role = models.CharField(_("身份"), max_length=24, choices=PersonRole)
    identity_tail = models.CharField(_("证件号码后四位"), max_length=4, blank=True)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("关联自然人")
        verbose_name_plural = _("关联自然人")
        ordering = ["role", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=PersonRole.values), name="person_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="person_ends_after_start",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"
