"""The responsibility chain of a department: 第一责任人, 主要责任人, 直接责任人 (R015)."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


class Duty(models.TextChoices):
    """Policy 003 三(一): the head, the deputy in charge, the staff who supervise day by day."""

    FIRST = "first", _("第一责任人")
    MAIN = "main", _("主要责任人")
    DIRECT = "direct", _("直接责任人")


@track()
class Responsible(TenantModel):
    """One person of the chain for a period; a person without an account is given by name."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("部门"), related_name="responsibles")
    duty = models.CharField(_("责任"), max_length=8, choices=Duty)
    member = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("人员"), null=True, blank=True, related_name="responsibilities"
    )
    name = models.CharField(_("姓名"), max_length=100, blank=True, help_text=_("没有账号的人员填写姓名。"))
    post = models.CharField(_("职务"), max_length=60, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("责任人")
        verbose_name_plural = _("责任人")
        ordering = ["department", "-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="responsible_duty_known"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) | ~Q(name=""),
                name="responsible_is_somebody",
                violation_error_message=_("请选择人员，或填写姓名。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="responsible_ends_after_start",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            ExclusionConstraint(
                name="responsible_one_at_a_time",
                expressions=[
                    ("department", "="),
                    ("duty", "="),
                    (
                        Func("starts_on", "ends_on", Value("[]"), function="daterange", output_field=DateRangeField()),
                        "&&",
                    ),
                ],
                condition=Q(duty__in=[Duty.FIRST, Duty.MAIN]),
                violation_error_message=_("同一时期只能有一名第一责任人和一名主要责任人，请先结束原责任人。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}：{self.person}"

    def get_absolute_url(self) -> str:
        return reverse("directory:department", args=[self.tenant_id, self.department_id])

    @property
    def person(self) -> str:
        """The name to show."""
        return self.member.name if self.member else self.name

    def is_current(self, today: date) -> bool:
        """Whether the person answers on `today`; the last day counts."""
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)
