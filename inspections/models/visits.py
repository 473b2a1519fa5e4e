"""A visit: one entry through the door, whoever takes part; the departments' parts stand in `sections` (R099–R105)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.numbering import document_number
from inspections.attributes import InspectionOrigin
from inspections.models.draws import DrawnObject, InspectionTask
from inspections.models.entries import PlanEntry
from inspections.results import IncidentKind
from inspections.states import BEFORE_ARRIVAL, SCHEDULED, UNANNOUNCED, VISIT_OVER, VISIT_WORKFLOW
from registry.models import SupervisedObject
from tenancy.history import track, track_changes
from tenancy.models import Department, Member, TenantModel

NUMBER_SERIES = "inspections.visit"


def person(label: Any, **options: Any) -> models.ForeignKey:
    """A member who did something, kept though the account may go."""
    return models.ForeignKey(
        Member,
        models.PROTECT,
        verbose_name=label,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        **options,
    )


def visit_number(year: int | str, serial: int | str) -> str:
    """联检〔2026〕12号; given words for the two, the form of such a number."""
    return document_number(str(_("联检")), year, serial)


@track_changes()
class Visit(TenantModel):
    """One visit to one object, counted once however many departments come along.

    `department` leads it. Both days of the window count. An emergency enters on site and is approved afterwards:
    until then `approved_at` is empty and a clock runs.
    """

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="led_visits")
    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("检查对象"), related_name="visits")
    entry = models.ForeignKey(
        PlanEntry, models.PROTECT, verbose_name=_("所依计划"), null=True, blank=True, related_name="visits"
    )
    task = models.ForeignKey(
        InspectionTask, models.PROTECT, verbose_name=_("抽查任务"), null=True, blank=True, related_name="visits"
    )
    drawn = models.OneToOneField(
        DrawnObject, models.PROTECT, verbose_name=_("抽取结果"), null=True, blank=True, related_name="visit"
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveIntegerField(_("序号"))
    title = models.CharField(_("检查名称"), max_length=300)
    origin = models.CharField(_("检查来源"), max_length=12, choices=InspectionOrigin)
    source_note = models.CharField(_("来源说明"), max_length=300, blank=True)
    starts_on = models.DateField(_("检查开始日期"))
    ends_on = models.DateField(_("检查结束日期"))
    state = models.CharField(_("状态"), max_length=20, choices=VISIT_WORKFLOW.choices, default=SCHEDULED)
    is_unannounced = models.BooleanField(_("不预先通知"), default=False)
    why_unannounced = models.CharField(_("不预先通知的理由"), max_length=300, blank=True)
    why_on_site = models.CharField(_("须到现场的理由"), max_length=300, blank=True)
    why_again = models.CharField(_("仍需检查的理由"), max_length=300, blank=True)
    is_emergency = models.BooleanField(_("紧急情况先行检查"), default=False)
    emergency_reason = models.CharField(_("紧急情况"), max_length=300, blank=True)
    beyond_caps = models.CharField(_("到场时已达上限"), max_length=500, blank=True)
    materials = models.TextField(_("请对象准备的材料"), max_length=2000, blank=True)
    contact = models.CharField(_("联系人和电话"), max_length=120, blank=True)
    prepared_by = person(_("经办人"))
    prepared_at = models.DateTimeField(_("报批时间"))
    approved_by = person(_("批准人"))
    approved_at = models.DateTimeField(_("批准时间"), null=True, blank=True)
    notified_at = models.DateTimeField(_("通知时间"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("到达时间"), null=True, blank=True)
    left_at = models.DateTimeField(_("离开时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("检查")
        verbose_name_plural = _("检查")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=VISIT_WORKFLOW.known(), name="visit_state_known"),
            models.CheckConstraint(condition=Q(origin__in=InspectionOrigin.values), name="visit_origin_known"),
            models.UniqueConstraint(fields=["tenant", "year", "serial"], name="visit_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="visit_ends_after_start",
                violation_error_message=_("检查结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(is_emergency=False) | ~Q(emergency_reason=""),
                name="visit_emergency_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=UNANNOUNCED) | Q(is_unannounced=True), name="visit_unannounced_by_decision"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="visit_approved_by_another",
                violation_error_message=_("经办人不能批准自己报批的检查。"),
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")),
                name="visit_left_after_arrival",
            ),
        ]
        indexes = [
            models.Index(fields=["object", "starts_on"], name="visits_of_object"),
            models.Index(fields=["tenant", "state", "starts_on"], name="visits_by_state"),
            models.Index(fields=["department", "state"], name="visits_of_lead"),
        ]

    def __str__(self) -> str:
        return f"{self.object}（{self.number}）"

    def get_absolute_url(self) -> str:
        return reverse("inspections:visit", args=[self.tenant_id, self.pk])

    @property
    def number(self) -> str:
        return visit_number(self.year, self.serial)

    @property
    def window(self) -> str:
        """The days on which it may take place."""
        if self.starts_on == self.ends_on:
            return f"{self.starts_on:%Y-%m-%d}"
        return str(_("%(from)s至%(to)s") % {"from": self.starts_on, "to": self.ends_on})

    @property
    def has_begun(self) -> bool:
        """Whether somebody stood at the door; before that only those who take part see it."""
        return self.state not in BEFORE_ARRIVAL

    @property
    def is_over(self) -> bool:
        return self.state in VISIT_OVER

    def has_part(self, member: Member) -> bool:
        """Whether the member's department leads the visit or has a section of it."""
        department = member.hat.department_id if member.hat else None
        if department is None:
            return False
        return department == self.department_id or self.sections.filter(department=department).exists()

    def is_open_to(self, member: Member) -> bool:
        """Whether the member may read its papers: who takes part, and who coordinates (DOMAIN 5.3)."""
        return self.has_part(member) or member.may("visits.oversee")

    @property
    def awaits_late_approval(self) -> bool:
        return self.is_emergency and self.approved_at is None


@track()
class Incident(TenantModel):
    """Violence or obstruction on site: who was asked to assist, and what came of it (R109)."""

    visit = models.ForeignKey(Visit, models.PROTECT, verbose_name=_("检查"), related_name="incidents")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("求助部门"), related_name="+")
    kind = models.CharField(_("情况类型"), max_length=12, choices=IncidentKind)
    happened_at = models.DateTimeField(_("发生时间"))
    place = models.CharField(_("发生地点"), max_length=200)
    account = models.TextField(_("经过"), max_length=2000)
    recipient = models.CharField(_("请求协助的机关"), max_length=120)
    asked_at = models.DateTimeField(_("请求时间"))
    asked_by = person(_("请求人"))
    outcome = models.TextField(_("协助结果"), max_length=1000, blank=True)
    settled_at = models.DateTimeField(_("结果登记时间"), null=True, blank=True)
    device_key = models.UUIDField(_("设备写入编号"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("突发情况")
        verbose_name_plural = _("突发情况")
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=IncidentKind.values), name="incident_kind_known"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="incident_settled_with_outcome",
            ),
            models.UniqueConstraint(fields=["tenant", "device_key"], name="incident_device_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.visit}）"

    def get_absolute_url(self) -> str:
        return self.visit.get_absolute_url()

    def is_open_to(self, member: Member) -> bool:
        return self.visit.is_open_to(member)
