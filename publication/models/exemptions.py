"""What is lawfully kept back, wholly or in part, and how much of it the public learns (R116, R117, R127)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publication.kinds import kind_named
from publication.models.duties import Duty
from tenancy.history import track
from tenancy.models import Member, TenantModel


class ExemptionGround(models.TextChoices):
    """The one catalogue of exceptions (R116, R117)."""

    STATE_SECRET = "state_secret", _("涉及国家秘密")
    NATIONAL_SECURITY = "national_security", _("危及国家安全")
    PUBLIC_SAFETY = "public_safety", _("危及公共安全")
    PUBLIC_INTEREST = "public_interest", _("损害社会公共利益")
    TRADE_SECRET = "trade_secret", _("涉及商业秘密")
    PRIVACY = "privacy", _("涉及个人隐私")


@track()
class Exemption(TenantModel):
    """A request not to publish: ground, scope, reason; decided by another person; reviewed on a date (R116)."""

    duty = models.ForeignKey(Duty, models.PROTECT, verbose_name=_("公示任务"), related_name="exemptions")
    ground = models.CharField(_("法定情形"), max_length=20, choices=ExemptionGround)
    fields = ArrayField(
        models.CharField(max_length=60), verbose_name=_("不公示的字段（空为全部）"), default=list, blank=True
    )
    reason = models.TextField(_("具体理由"))
    requested_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("申请人"), related_name="+", db_constraint=False
    )
    requested_at = models.DateTimeField(_("申请时间"))
    is_granted = models.BooleanField(_("是否批准"), null=True)
    decided_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("批准人"), null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    review_on = models.DateField(_("复核日期"), null=True, blank=True)
    ended_at = models.DateTimeField(_("终止时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("不予公示申请")
        verbose_name_plural = _("不予公示申请")
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=ExemptionGround.values), name="exemption_ground_known"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("requested_by")),
                name="exemption_decided_by_another",
                violation_error_message=_("申请人不能批准自己的申请。"),
            ),
            models.UniqueConstraint(fields=["duty"], condition=Q(is_granted__isnull=True), name="exemption_one_open"),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(is_granted=True), name="exemption_ends_if_granted"),
        ]

    def __str__(self) -> str:
        return f"{self.duty}：{self.get_ground_display()}"

    @property
    def is_in_force(self) -> bool:
        return self.is_granted is True and self.ended_at is None

    @property
    def field_labels(self) -> list[str]:
        """Labels of the fields kept back."""
        known = kind_named(self.duty.kind).fields
        return [str(known[name].label) for name in self.fields]

    @property
    def kept_back(self) -> list[tuple[str, str]]:
        """Label and text of each field kept back, of all where the whole is, for who decides; tables are left out."""
        known = kind_named(self.duty.kind).fields
        told = [(str(known[name].label), self.duty.snapshot.get(name)) for name in self.fields or known]
        return [(label, text) for label, text in told if isinstance(text, str) and text]


class WithheldCount(TenantModel):
    """How many publications of a kind are kept back on a ground, wholly or in part: all the public learns (R127)."""

    kind = models.CharField(_("种类"), max_length=40)
    ground = models.CharField(_("法定情形"), max_length=20, choices=ExemptionGround)
    is_part = models.BooleanField(_("仅部分内容"), default=False)
    count = models.PositiveIntegerField(_("件数"))

    class Meta(TenantModel.Meta):
        verbose_name = _("不予公示件数")
        verbose_name_plural = _("不予公示件数")
        ordering = ["kind", "ground", "is_part"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "kind", "ground", "is_part"], name="withheld_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_ground_display()} {self.count}"
