"""Checklists: what each department looks at under an item, evidence, rule and basis (R071; DOMAIN §3 no. 6)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.attributes import Technique
from items.models.items import SupervisionItem
from items.states import CHECKLIST_WORKFLOW, CONFLICT_WORKFLOW, DRAFT, IN_FORCE, OPEN
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class SharedFact(TenantModel):
    """A fact that several departments ask for, e.g. the business licence: looked at once, used by all."""

    name = models.CharField(_("共用事实"), max_length=60)
    hint = models.CharField(_("通常的证明材料"), max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("共用事实")
        verbose_name_plural = _("共用事实")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="shared_fact_once",
                violation_error_message=_("已有同名的共用事实，请直接选用。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Checklist(TenantModel):
    """One department's checklist for one item, in one version; its entries change only while it is a draft."""

    item = models.ForeignKey(SupervisionItem, models.PROTECT, verbose_name=_("事项"), related_name="checklists")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("检查部门"), related_name="checklists")
    title = models.CharField(_("检查表名称"), max_length=120)
    number = models.PositiveIntegerField(_("版次"), default=1)
    state = models.CharField(_("状态"), max_length=12, choices=CHECKLIST_WORKFLOW.choices, default=DRAFT)
    in_force_on = models.DateField(_("启用日期"), null=True, blank=True)
    created_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("起草人"), null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("检查表")
        verbose_name_plural = _("检查表")
        ordering = ["item__number", "department__name", "-number"]
        constraints = [
            models.CheckConstraint(condition=CHECKLIST_WORKFLOW.known(), name="checklist_state_known"),
            models.UniqueConstraint(fields=["item", "department", "number"], name="checklist_number"),
            models.UniqueConstraint(
                fields=["item", "department"], condition=Q(state=IN_FORCE), name="checklist_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["item", "department"],
                condition=Q(state=DRAFT),
                name="checklist_one_draft",
                violation_error_message=_("这个事项已有本部门的检查表草稿，请先办完。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("items:checklist", args=[self.tenant_id, self.pk])

    @property
    def version_word(self) -> str:
        return str(_("第%d版") % self.number)


class ChecklistEntry(TenantModel):
    """One point: what is asked, which evidence shows it, when it passes, on what basis."""

    checklist = models.ForeignKey(Checklist, models.CASCADE, verbose_name=_("检查表"), related_name="entries")
    position = models.PositiveSmallIntegerField(_("顺序"))
    text = models.CharField(_("检查要点"), max_length=300)
    evidence = models.CharField(_("查什么材料或现场"), max_length=300, blank=True)
    rule = models.CharField(_("合格标准"), max_length=300)
    basis = models.CharField(_("依据"), max_length=300)
    technique = models.CharField(_("检查方式"), max_length=12, choices=Technique, default=Technique.ON_SITE)
    fact = models.ForeignKey(
        SharedFact, models.PROTECT, verbose_name=_("共用事实"), null=True, blank=True, related_name="entries"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("检查要点")
        verbose_name_plural = _("检查要点")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(technique__in=Technique.values), name="entry_technique_known"),
            models.CheckConstraint(condition=~Q(rule="") & ~Q(basis=""), name="entry_has_rule_and_basis"),
        ]

    def __str__(self) -> str:
        return self.text


@track()
class EntryConflict(TenantModel):
    """Two entries whose standards contradict each other, until somebody revises one (R046)."""

    first = models.ForeignKey(ChecklistEntry, models.PROTECT, verbose_name=_("要点一"), related_name="+")
    second = models.ForeignKey(ChecklistEntry, models.PROTECT, verbose_name=_("要点二"), related_name="+")
    question = models.CharField(_("冲突之处"), max_length=300)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("负责修订的部门"), related_name="+")
    due_on = models.DateField(_("修订期限"))
    state = models.CharField(_("状态"), max_length=10, choices=CONFLICT_WORKFLOW.choices, default=OPEN)
    answer = models.CharField(_("处理结果"), max_length=300, blank=True)
    raised_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("提出人"), null=True, related_name="+", db_constraint=False
    )
    raised_at = models.DateTimeField(_("提出时间"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("标准冲突")
        verbose_name_plural = _("标准冲突")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=CONFLICT_WORKFLOW.known(), name="entry_conflict_state_known"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="entry_conflict_of_two"),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(state=OPEN),
                name="entry_conflict_once",
                violation_error_message=_("这两个要点的冲突已经提出，正在修订。"),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("items:conflict", args=[self.tenant_id, self.pk])
