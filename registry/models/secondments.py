"""Secondments (R068): the lending place's row and, by message, the borrowing place's own row that cites it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.models.officers import JobKind, Officer, words
from registry.states import BORROWING, LENDING, OFFERED, RECEIVED
from tenancy.history import track
from tenancy.models import Member, Region, TenantModel


class Terms(TenantModel):
    """What is agreed: for what, for which domains, how long. Both ends included."""

    domains = words(_("借调领域"))
    task = models.CharField(_("任务范围"), max_length=200)
    document_number = models.CharField(_("借调函文号"), max_length=60)
    starts_on = models.DateField(_("借调起"))
    ends_on = models.DateField(_("借调至"))

    class Meta(TenantModel.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_start",
                violation_error_message=_("借调截止日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(domains__len__gt=0),
                name="%(class)s_has_domain",
                violation_error_message=_("请至少选择一个借调领域。"),
            ),
        ]

    @property
    def domain_words(self) -> str:
        return "、".join(self.domains)


@track()
class Secondment(Terms):
    """An own officer offered to another place."""

    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name=_("执法人员"), related_name="secondments")
    to_place = models.ForeignKey(Region, models.PROTECT, verbose_name=_("借入地区"), related_name="+")
    state = models.CharField(_("状态"), max_length=10, choices=LENDING.choices, default=OFFERED)
    offered_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("经办人"), null=True, related_name="+", db_constraint=False
    )
    offered_at = models.DateTimeField(_("发出时间"), auto_now_add=True)

    class Meta(Terms.Meta):
        abstract = False
        verbose_name = _("借出")
        verbose_name_plural = _("借出")
        ordering = ["-offered_at", "-pk"]
        constraints = [
            *Terms.Meta.constraints,
            models.CheckConstraint(condition=LENDING.known(), name="secondment_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.officer} → {self.to_place}"

    def get_absolute_url(self) -> str:
        return reverse("registry:secondment", args=[self.tenant_id, self.pk])


@track()
class SecondmentOffer(Terms):
    """An officer of another place, offered to this one; accepted, he becomes an `Officer` here for the time agreed."""

    from_place = models.ForeignKey(Region, models.PROTECT, verbose_name=_("借出地区"), related_name="+")
    from_number = models.BigIntegerField(_("来源编号"))
    name = models.CharField(_("姓名"), max_length=100)
    from_department = models.CharField(_("原单位"), max_length=120)
    job_kind = models.CharField(_("人员类别"), max_length=16, choices=JobKind)
    specialties = words(_("专业特长"), default=list, blank=True)
    certificate_number = models.CharField(_("执法证号"), max_length=40)
    issuing_body = models.CharField(_("发证机关"), max_length=100)
    certificate_starts_on = models.DateField(_("证件有效期起"))
    certificate_ends_on = models.DateField(_("证件有效期至"))
    state = models.CharField(_("状态"), max_length=10, choices=BORROWING.choices, default=RECEIVED)
    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name=_("在本地名录"), null=True, blank=True, related_name="offers"
    )
    received_at = models.DateTimeField(_("收到时间"), auto_now_add=True)

    class Meta(Terms.Meta):
        abstract = False
        verbose_name = _("借入")
        verbose_name_plural = _("借入")
        ordering = ["-received_at", "-pk"]
        constraints = [
            *Terms.Meta.constraints,
            models.CheckConstraint(condition=BORROWING.known(), name="secondment_offer_state_known"),
            models.UniqueConstraint(fields=["tenant", "from_place", "from_number"], name="secondment_offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.from_place}）"

    def get_absolute_url(self) -> str:
        return reverse("registry:secondment_offer", args=[self.tenant_id, self.pk])
