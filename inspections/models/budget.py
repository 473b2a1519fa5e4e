"""The visit budget: how often an enterprise may be visited in a year, and what is outside it (R090; DOMAIN 3 no. 2)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models.visits import Visit, person
from registry.kinds import ObjectKind
from registry.models import SupervisedObject
from tenancy.history import track
from tenancy.models import Department, TenantModel
from tenancy.models.regions import RegionLevel


class OutsideGround(models.TextChoices):
    """Why a visit does not count against a cap; it is counted all the same, and both are shown (5.2 no. 17)."""

    COMPLAINT = "complaint", _("投诉举报核查")
    ORDER_ABOVE = "order_above", _("上级交办")
    ASSISTANCE = "assistance", _("其他机关请求协助")
    ENFORCEMENT_AUDIT = "enforcement_audit", _("行政执法监督")
    OFF_SITE_CLUE = "off_site_clue", _("非现场监管发现线索")
    MEDIA = "media", _("媒体曝光")
    CORRECTION = "correction", _("整改复查")
    REQUEST = "request", _("企业申请")
    LICENCE = "licence", _("许可现场核查")
    EMERGENCY = "emergency", _("突发事件、紧急情况")


class CapScope(models.TextChoices):
    """Whose visits a cap counts together."""

    TOGETHER = "together", _("各部门合计")
    EACH = "each", _("每个部门分别计算")
    ONE = "one", _("指定部门")


def every_ground() -> list[str]:
    """A new rule leaves all grounds outside."""
    return list(OutsideGround.values)


@track()
class CapRule(TenantModel):
    """At most so many visits to one object in a year, as the place has decided it.

    `level` limits the rule to visits of bodies of that level, empty: all levels together. `grounds` are outside it.
    `kinds` limits it to objects of these kinds, empty: all. Both years count; without the last it goes on.
    """

    scope = models.CharField(_("计算方式"), max_length=10, choices=CapScope)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("部门"), null=True, blank=True, related_name="+"
    )
    level = models.CharField(_("监管层级"), max_length=10, choices=RegionLevel, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=ObjectKind), verbose_name=_("对象类别"), default=list, blank=True
    )
    most = models.PositiveSmallIntegerField(_("每年最多次数"), validators=[MinValueValidator(1)])
    grounds = ArrayField(
        models.CharField(max_length=20, choices=OutsideGround),
        verbose_name=_("不计入上限的情形"),
        default=every_ground,
        blank=True,
    )
    basis = models.CharField(_("依据"), max_length=300)
    first_year = models.PositiveSmallIntegerField(_("起始年度"))
    last_year = models.PositiveSmallIntegerField(_("终止年度"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("入企检查频次上限")
        verbose_name_plural = _("入企检查频次上限")
        ordering = ["-first_year", "scope", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=CapScope.values), name="cap_scope_known"),
            models.CheckConstraint(condition=Q(level="") | Q(level__in=RegionLevel.values), name="cap_level_known"),
            models.CheckConstraint(condition=Q(kinds__contained_by=ObjectKind.values), name="cap_kinds_known"),
            models.CheckConstraint(condition=Q(grounds__contained_by=OutsideGround.values), name="cap_grounds_known"),
            models.CheckConstraint(condition=Q(most__gte=1), name="cap_positive"),
            models.CheckConstraint(
                condition=Q(scope=CapScope.ONE, department__isnull=False) | ~Q(scope=CapScope.ONE) & Q(department=None),
                name="cap_names_its_department",
                violation_error_message=_("“指定部门”须选定部门；其他计算方式不选部门。"),
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="cap_ends_after_start",
                violation_error_message=_("终止年度不能早于起始年度。"),
            ),
        ]

    def __str__(self) -> str:
        return self.words_for(str(self.department or ""))

    def words_for(self, department: str) -> str:
        """The rule in words; where it counts each department by itself, as it holds for the one of that name."""
        who = department or str(self.get_scope_display())
        level = f"{self.get_level_display()} " if self.level else ""
        return str(_("%(level)s%(who)s每年最多%(most)s次") % {"level": level, "who": who, "most": self.most})

    @property
    def ground_labels(self) -> list[str]:
        """The grounds that are outside, in words."""
        return [str(OutsideGround(ground).label) for ground in self.grounds]

    @property
    def kind_labels(self) -> list[str]:
        """The kinds of objects it holds for, in words."""
        return [str(ObjectKind(kind).label) for kind in self.kinds]


class BudgetExemption(TenantModel):
    """Why a visit is outside the caps, with the evidence attached; the visit itself stays in the count (5.2 no. 17)."""

    reading_permission = "budget.view"

    visit = models.OneToOneField(
        Visit, models.PROTECT, verbose_name=_("检查"), related_name="budget_exemption", db_index=False
    )
    ground = models.CharField(_("不计入上限的情形"), max_length=20, choices=OutsideGround)
    note = models.CharField(_("情形说明"), max_length=300)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("认定部门"), related_name="+")
    recorded_by = person(_("认定人"))
    recorded_at = models.DateTimeField(_("认定时间"), default=timezone.now, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("不计入上限的检查")
        verbose_name_plural = _("不计入上限的检查")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=OutsideGround.values), name="outside_ground_known"),
            models.CheckConstraint(condition=~Q(note=""), name="outside_ground_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.visit}：{self.get_ground_display()}"


class UpperVisit(TenantModel):
    """A visit by a body of another level, noted where it happened, so that the levels together can be counted."""

    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("监管对象"), related_name="+")
    level = models.CharField(_("监管层级"), max_length=10, choices=RegionLevel)
    body = models.CharField(_("检查机关"), max_length=120)
    matter = models.CharField(_("检查事项"), max_length=200)
    done_on = models.DateField(_("检查日期"))
    ground = models.CharField(_("不计入上限的情形"), max_length=20, choices=OutsideGround, blank=True)
    recorded_by = person(_("登记人"))
    recorded_at = models.DateTimeField(_("登记时间"), default=timezone.now, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("其他层级的检查")
        verbose_name_plural = _("其他层级的检查")
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=RegionLevel.values), name="upper_visit_level_known"),
            models.CheckConstraint(
                condition=Q(ground="") | Q(ground__in=OutsideGround.values), name="upper_visit_ground_known"
            ),
            models.UniqueConstraint(
                fields=["object", "body", "done_on"],
                name="upper_visit_once",
                violation_error_message=_("这个机关当天的检查已经登记。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}：{self.object}"
