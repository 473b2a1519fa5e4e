"""Scenarios (综合监管“一件事”, R040) and the joint checklists that merging makes of them (R041)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.models.checklists import ChecklistEntry
from items.models.items import SupervisionItem
from items.models.library import SupervisionDomain
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class Scenario(TenantModel):
    """All items that meet one kind of subject, as the subject sees them: 开餐馆, 加油站, 养老院."""

    name = models.CharField(_("一件事名称"), max_length=60)
    subject = models.CharField(_("面向的监管对象"), max_length=120, help_text=_("如：城区持证餐饮服务单位。"))
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="scenarios")
    domain = models.ForeignKey(
        SupervisionDomain, models.PROTECT, verbose_name=_("监管领域"), null=True, blank=True, related_name="+"
    )
    scope = models.TextField(_("适用范围"), max_length=500, blank=True)
    items = models.ManyToManyField(SupervisionItem, through="ScenarioItem", related_name="scenarios")
    is_ended = models.BooleanField(_("已停用"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("一件事")
        verbose_name_plural = _("一件事")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                condition=Q(is_ended=False),
                name="scenario_once",
                violation_error_message=_("已有同名的“一件事”。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("items:scenario", args=[self.tenant_id, self.pk])


class ScenarioItem(TenantModel):
    """An item that belongs to a scenario."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, verbose_name=_("一件事"), related_name="memberships")
    item = models.ForeignKey(SupervisionItem, models.PROTECT, verbose_name=_("事项"), related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("一件事的事项")
        verbose_name_plural = _("一件事的事项")
        ordering = ["item__number", "pk"]
        constraints = [models.UniqueConstraint(fields=["scenario", "item"], name="scenario_item_once")]

    def __str__(self) -> str:
        return f"{self.scenario}：{self.item}"


class JointChecklist(TenantModel):
    """One checklist for all departments, made of their own in force; never changed, a later one is a new version."""

    title = models.CharField(_("联合检查表"), max_length=120)
    scenario = models.ForeignKey(
        Scenario, models.PROTECT, verbose_name=_("一件事"), null=True, blank=True, related_name="joint_checklists"
    )
    domain = models.ForeignKey(
        SupervisionDomain, models.PROTECT, verbose_name=_("监管领域"), null=True, blank=True, related_name="+"
    )
    number = models.PositiveIntegerField(_("版次"))
    asked_before = models.PositiveIntegerField(_("合并前要点数"))
    made_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("编制人"), null=True, related_name="+", db_constraint=False
    )
    made_at = models.DateTimeField(_("编制时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("联合检查表")
        verbose_name_plural = _("联合检查表")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scenario__isnull=False, domain__isnull=True)
                | Q(scenario__isnull=True, domain__isnull=False),
                name="joint_checklist_of_one",
            ),
            models.UniqueConstraint(fields=["tenant", "scenario", "number"], name="joint_checklist_of_scenario"),
            models.UniqueConstraint(fields=["tenant", "domain", "number"], name="joint_checklist_of_domain"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("items:joint_checklist", args=[self.tenant_id, self.pk])


class JointEntry(TenantModel):
    """One point of a joint checklist: asked once, for every department among its parts."""

    joint = models.ForeignKey(JointChecklist, models.PROTECT, verbose_name=_("联合检查表"), related_name="entries")
    position = models.PositiveSmallIntegerField(_("顺序"))
    text = models.CharField(_("检查要点"), max_length=300)
    parts = models.ManyToManyField(ChecklistEntry, through="JointPart", related_name="joint_entries")

    class Meta(TenantModel.Meta):
        verbose_name = _("联合检查要点")
        verbose_name_plural = _("联合检查要点")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class JointPart(TenantModel):
    """A department's own entry inside a joint one; its evidence, rule and basis stay its own."""

    joint_entry = models.ForeignKey(JointEntry, models.PROTECT, verbose_name=_("联合检查要点"), related_name="links")
    entry = models.ForeignKey(ChecklistEntry, models.PROTECT, verbose_name=_("部门检查要点"), related_name="links")

    class Meta(TenantModel.Meta):
        verbose_name = _("部门检查要点")
        verbose_name_plural = _("部门检查要点")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["joint_entry", "entry"], name="joint_part_once")]

    def __str__(self) -> str:
        return str(self.entry)
