"""The officer library (R061–R063): who may enforce, with which certificates, trained how much."""

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.calendars.words import last_day_text
from registry.fitness import Absence, Credential, Standing
from registry.states import ACCEPTED
from tenancy.history import track
from tenancy.models import Department, Member, Region, TenantModel


def words(label: Any, **options: Any) -> ArrayField:
    """A list of short words: domains, specialties."""
    return ArrayField(models.CharField(max_length=40), verbose_name=label, **options)


class JobKind(models.TextChoices):
    """Who belongs into the library (policy 004 三（八））."""

    CIVIL_SERVANT = "civil_servant", _("行政执法类公务员")
    QUALIFIED = "qualified", _("具有执法资格的工作人员")
    DAILY = "daily", _("日常监管工作人员")


@track()
class InspectionGroup(TenantModel):
    """Officers of a department who are drawn and go together (检查组, R095); an officer is in one at most."""

    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("所属部门"), related_name="inspection_groups"
    )
    name = models.CharField(_("检查组名称"), max_length=60)
    is_retired = models.BooleanField(_("停用"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("检查组")
        verbose_name_plural = _("检查组")
        ordering = ["department__name", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "department", "name"],
                name="inspection_group_name_once",
                violation_error_message=_("本部门已有同名检查组，请换一个名称。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:inspection_group", args=[self.tenant_id, self.pk])


@track()
class Officer(TenantModel):
    """One person of the library. A person lent by another place is a row of the borrowing place with its `origin`.

    Both ends of service and of a suspension are included; a suspension without an end lasts until it is lifted.
    """

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("所属部门"), related_name="officers")
    name = models.CharField(_("姓名"), max_length=100)
    member = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("平台账号"), null=True, blank=True, related_name="officer_rows"
    )
    job_kind = models.CharField(_("人员类别"), max_length=16, choices=JobKind, default=JobKind.CIVIL_SERVANT)
    specialties = words(_("专业特长"), default=list, blank=True)
    group = models.ForeignKey(
        InspectionGroup, models.PROTECT, verbose_name=_("检查组"), null=True, blank=True, related_name="officers"
    )
    starts_on = models.DateField(_("入库日期"))
    ends_on = models.DateField(_("离库日期"), null=True, blank=True)
    suspended_on = models.DateField(_("暂停执法起"), null=True, blank=True)
    suspended_until = models.DateField(_("暂停执法至"), null=True, blank=True)
    suspension_reason = models.CharField(_("暂停理由"), max_length=200, blank=True)
    origin = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("借调来源地"), null=True, blank=True, related_name="+"
    )
    origin_number = models.BigIntegerField(_("来源地借调编号"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("执法人员")
        verbose_name_plural = _("执法人员")
        ordering = ["department__name", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(job_kind__in=JobKind.values), name="officer_job_kind_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="officer_ends_after_start",
                violation_error_message=_("离库日期不能早于入库日期。"),
            ),
            models.CheckConstraint(
                condition=Q(suspended_on__isnull=True, suspended_until__isnull=True)
                | Q(suspended_on__isnull=False, suspended_until__isnull=True)
                | Q(suspended_until__gte=F("suspended_on")),
                name="officer_suspension_ends_after_start",
                violation_error_message=_("暂停的截止日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(suspended_on__isnull=True) | ~Q(suspension_reason=""),
                name="officer_suspension_has_reason",
                violation_error_message=_("暂停执法须写明理由。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "member"],
                condition=Q(ends_on__isnull=True),
                name="officer_once_an_account",
                violation_error_message=_("这个账号已对应一名在库执法人员。"),
            ),
            models.UniqueConstraint(fields=["tenant", "origin", "origin_number"], name="officer_once_a_secondment"),
        ]
        indexes = [models.Index(fields=["tenant", "name"], name="officers_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:officer", args=[self.tenant_id, self.pk])

    @cached_property
    def certificate(self) -> "Certificate | None":
        """The certificate to show: the one that lasts longest, revoked ones last."""
        found = sorted(self.certificates.all(), key=lambda one: (one.revoked_on is None, one.ends_on, one.pk))
        return found[-1] if found else None

    @cached_property
    def standing(self) -> Standing:
        """What decides whether the officer may be drawn; reads the certificates and the secondments."""
        suspension = (
            Absence(self.suspended_on, self.suspended_until, self.suspension_reason) if self.suspended_on else None
        )
        return Standing(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            credentials=[one.credential for one in self.certificates.all()],
            suspension=suspension,
            away=[
                Absence(lent.starts_on, lent.ends_on, lent.to_place.name)
                for lent in self.secondments.all()
                if lent.state == ACCEPTED
            ],
        )

    @property
    def specialty_words(self) -> str:
        return "、".join(self.specialties)

    def is_serving(self, today: date) -> bool:
        """Whether the officer is in the library on `today`."""
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)


@track()
class Certificate(TenantModel):
    """One certificate of an officer for its period; a renewal is a new row, so that the history stays (R063).

    `warned_days` is the last warning given before its end: 90, 30 or 7 days.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name=_("执法人员"), related_name="certificates")
    number = models.CharField(_("执法证号"), max_length=40)
    issuing_body = models.CharField(_("发证机关"), max_length=100)
    domains = words(_("执法领域"))
    starts_on = models.DateField(_("有效期起"))
    ends_on = models.DateField(_("有效期至"))
    revoked_on = models.DateField(_("注销日期"), null=True, blank=True)
    revoke_reason = models.CharField(_("注销理由"), max_length=200, blank=True)
    warned_days = models.PositiveSmallIntegerField(_("已提醒（到期前天数）"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("行政执法证件")
        verbose_name_plural = _("行政执法证件")
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="certificate_ends_after_start",
                violation_error_message=_("有效期至不能早于有效期起。"),
            ),
            models.CheckConstraint(
                condition=Q(domains__len__gt=0),
                name="certificate_has_domain",
                violation_error_message=_("请至少写明一个执法领域。"),
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoke_reason=""),
                name="certificate_revoked_for_reason",
                violation_error_message=_("注销证件须写明理由。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "number", "starts_on"],
                name="certificate_once",
                violation_error_message=_("这个证号已有同一天起算的证件，请核对。"),
            ),
            ExclusionConstraint(
                name="certificate_number_of_one_officer",
                expressions=[("tenant", "="), ("number", "="), ("officer", "<>")],
                violation_error_message=_("这个证号已登记在另一名执法人员名下，请核对。"),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "ends_on"], name="certificates_by_end")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("registry:officer", args=[self.tenant_id, self.officer_id])

    @property
    def department_id(self) -> int:
        """Whose department's administrator keeps it."""
        return self.officer.department_id

    @property
    def credential(self) -> Credential:
        return Credential(self.domains, self.starts_on, self.ends_on, self.revoked_on)

    @property
    def domain_words(self) -> str:
        return "、".join(self.domains)

    @property
    def last_day(self) -> str:
        return last_day_text(self.ends_on)


@track()
class Training(TenantModel):
    """Hours of training of one officer (R063); joint ones build teams with several skills (一专多能, R067)."""

    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name=_("执法人员"), related_name="trainings")
    held_on = models.DateField(_("培训日期"))
    topic = models.CharField(_("培训内容"), max_length=120)
    organiser = models.CharField(_("组织单位"), max_length=100, blank=True)
    hours = models.DecimalField(_("学时"), max_digits=5, decimal_places=1)
    is_joint = models.BooleanField(_("跨部门培训"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("培训记录")
        verbose_name_plural = _("培训记录")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0) & Q(hours__lte=500),
                name="training_hours_plausible",
                violation_error_message=_("学时须大于0，且一次培训不超过500学时。"),
            )
        ]

    def __str__(self) -> str:
        return self.topic
