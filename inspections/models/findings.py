"""What was found wrong, how it is handled, the order to correct and its verification (R078–R081, R106)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.sections import VisitSection
from inspections.models.visits import person
from inspections.results import HEAVY, PUNITIVE, DeliveryWay, Handling, Severity
from inspections.states import CASE_FILED, COPIED_TO_OTHER, FINDING_WORKFLOW, OPEN
from items.models import ChecklistEntry
from registry.models import SupervisedObject
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class CorrectionOrder(TenantModel):
    """责令改正通知书: one order of a section for some of its findings, due on a day, delivered, then verified."""

    reading_permission = "visits.view"

    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="orders")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("责令部门"), related_name="+")
    demands = models.TextField(_("改正要求"), max_length=2000)
    basis = models.CharField(_("法律依据"), max_length=300)
    issued_on = models.DateField(_("责令日期"))
    due_on = models.DateField(_("改正期限"))
    issued_by = person(_("经办人"))
    delivery_way = models.CharField(_("送达方式"), max_length=12, choices=DeliveryWay, blank=True)
    delivered_on = models.DateField(_("送达日期"), null=True, blank=True)
    received_by = models.CharField(_("签收人"), max_length=60, blank=True)
    evidence = models.TextField(_("改正情况和材料"), max_length=2000, blank=True)
    evidence_at = models.DateTimeField(_("收到改正材料时间"), null=True, blank=True)
    verified_on = models.DateField(_("复查日期"), null=True, blank=True)
    verified_by = person(_("复查人"))
    verification = models.TextField(_("复查情况"), max_length=2000, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("责令改正")
        verbose_name_plural = _("责令改正")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("issued_on")),
                name="correction_order_due_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None, delivery_way="") | Q(delivered_on__isnull=False) & ~Q(received_by=""),
                name="correction_order_delivered_to_somebody",
                violation_error_message=_("送达须写明签收人。"),
            ),
            models.CheckConstraint(condition=~Q(demands="") & ~Q(basis=""), name="correction_order_has_basis"),
        ]

    def __str__(self) -> str:
        return str(_("责令改正：%s") % self.section.visit.object)

    def get_absolute_url(self) -> str:
        return reverse("inspections:order", args=[self.tenant_id, self.pk])

    def is_open_to(self, member: Member) -> bool:
        return self.section.is_open_to(member)


@track()
class Finding(TenantModel):
    """A problem: the fact, the basis, how serious, how handled (R078). `object` repeats the visit's for its history."""

    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="findings")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("处理部门"), related_name="findings")
    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("检查对象"), related_name="findings")
    entry = models.ForeignKey(
        ChecklistEntry, models.PROTECT, verbose_name=_("检查要点"), null=True, blank=True, related_name="+"
    )
    fact = models.TextField(_("事实"), max_length=1000)
    basis = models.CharField(_("依据"), max_length=300)
    severity = models.CharField(_("程度"), max_length=8, choices=Severity)
    state = models.CharField(_("状态"), max_length=20, choices=FINDING_WORKFLOW.choices, default=OPEN)
    handling = models.CharField(_("处理方式"), max_length=20, choices=Handling, blank=True)
    handling_basis = models.CharField(_("处理依据"), max_length=300, blank=True)
    handling_note = models.CharField(_("处理说明"), max_length=500, blank=True)
    is_spared = models.BooleanField(_("首次轻微从轻或免予处罚"), default=False)
    why_spared = models.CharField(_("从轻或免予处罚的理由"), max_length=300, blank=True)
    order = models.ForeignKey(
        CorrectionOrder, models.PROTECT, verbose_name=_("责令改正"), null=True, blank=True, related_name="findings"
    )
    case_number = models.CharField(_("立案号"), max_length=60, blank=True)
    case_unit = models.CharField(_("接收案件的办案机构"), max_length=120, blank=True)
    case_filed_on = models.DateField(_("立案移送日期"), null=True, blank=True)
    case_closed_on = models.DateField(_("结案日期"), null=True, blank=True)
    case_decision = models.CharField(_("案件处理决定"), max_length=300, blank=True)
    why_separate = models.CharField(_("与其他部门已立案事实的区别"), max_length=300, blank=True)
    copied_to = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("抄告部门"), null=True, blank=True, related_name="copied_findings"
    )
    found_by = person(_("发现人"))
    found_at = models.DateTimeField(_("发现时间"))
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    device_key = models.UUIDField(_("设备写入编号"), null=True, blank=True, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("发现问题")
        verbose_name_plural = _("发现问题")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=FINDING_WORKFLOW.known(), name="finding_state_known"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="finding_severity_known"),
            models.CheckConstraint(condition=~Q(fact="") & ~Q(basis=""), name="finding_has_fact_and_basis"),
            models.CheckConstraint(
                condition=~Q(handling__in=PUNITIVE) | ~Q(handling_basis=""),
                name="finding_punitive_has_basis",
            ),
            models.CheckConstraint(
                condition=~Q(handling__in=HEAVY) | ~Q(case_number=""),
                name="finding_penalty_has_case",
            ),
            models.CheckConstraint(
                condition=Q(is_spared=False) | Q(severity=Severity.MINOR) & ~Q(why_spared=""),
                name="finding_spared_says_why",
                violation_error_message=_("只有轻微违法可以从轻或免予处罚，并须写明理由。"),
            ),
            models.CheckConstraint(condition=~Q(state=CASE_FILED) | ~Q(case_number=""), name="finding_case_has_number"),
            models.CheckConstraint(
                condition=Q(case_closed_on=None) | Q(case_closed_on__gte=F("case_filed_on")) & ~Q(case_decision=""),
                name="finding_case_closed_after_filing",
            ),
            models.CheckConstraint(
                condition=~Q(state=COPIED_TO_OTHER) | Q(copied_to__isnull=False), name="finding_copied_to_somebody"
            ),
            models.UniqueConstraint(fields=["tenant", "device_key"], name="finding_device_key_once"),
        ]
        indexes = [
            models.Index(fields=["object", "found_at"], name="findings_of_object"),
            models.Index(fields=["department", "state"], name="findings_by_state"),
        ]

    def __str__(self) -> str:
        return self.fact[:60]

    def get_absolute_url(self) -> str:
        return reverse("inspections:finding", args=[self.tenant_id, self.pk])

    def is_open_to(self, member: Member) -> bool:
        """Whether the member reads its papers: who reads the section, and who it was copied to."""
        department = member.hat.department_id if member.hat else None
        return self.section.is_open_to(member) or (department is not None and department == self.copied_to_id)
