"""Experts and third parties, who assist and never count as inspectors (R064, R065), and whom anybody must not meet."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.calendars.words import last_day_text
from registry.models.officers import Officer, words
from tenancy.history import track
from tenancy.models import Department, TenantModel


class Assistant(TenantModel):
    """What experts and third parties share: who recommended them, for which domains, how long. Both ends included."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("推荐部门"), related_name="+")
    domains = words(_("专业领域"))
    starts_on = models.DateField(_("聘期（有效期）起"))
    ends_on = models.DateField(_("聘期（有效期）至"))
    contact = models.CharField(_("联系方式"), max_length=60, blank=True, help_text=_("仅工作人员可见。"))

    class Meta(TenantModel.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_start",
                violation_error_message=_("截止日期不能早于起始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(domains__len__gt=0),
                name="%(class)s_has_domain",
                violation_error_message=_("请至少写明一个专业领域。"),
            ),
        ]

    @property
    def domain_words(self) -> str:
        return "、".join(self.domains)

    @property
    def last_day(self) -> str:
        return last_day_text(self.ends_on)

    def is_current(self, today: date) -> bool:
        """Whether the person or body may be asked on `today`."""
        return self.starts_on <= today <= self.ends_on


@track(exclude=["contact"])
class Expert(Assistant):
    """A person of the expert library (专家名录库): advises a team, is no member of its minimum, signs nothing."""

    name = models.CharField(_("姓名"), max_length=100)
    employer = models.CharField(_("工作单位"), max_length=120)
    title = models.CharField(_("职称或职务"), max_length=60, blank=True)

    class Meta(Assistant.Meta):
        abstract = False
        verbose_name = _("专家")
        verbose_name_plural = _("专家")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:expert", args=[self.tenant_id, self.pk])


class BodyKind(models.TextChoices):
    """What a third party is qualified for (policy 004 三（九））."""

    TESTING = "testing", _("检验检测")
    AUDIT = "audit", _("审计")
    APPRAISAL = "appraisal", _("鉴定评估")
    SURVEY = "survey", _("调查咨询")


@track(exclude=["contact"])
class ThirdPartyBody(Assistant):
    """A qualified institution; its accreditation says for what and how long its conclusions may be adopted."""

    name = models.CharField(_("机构名称"), max_length=120)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18)
    kind = models.CharField(_("机构类别"), max_length=12, choices=BodyKind)
    accreditation = models.CharField(_("资质证书编号"), max_length=60)
    scope = models.TextField(_("资质认定范围"), max_length=1000)

    class Meta(Assistant.Meta):
        abstract = False
        verbose_name = _("第三方机构")
        verbose_name_plural = _("第三方机构")
        ordering = ["name", "pk"]
        constraints = [
            *Assistant.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind_known"),
            models.UniqueConstraint(
                fields=["tenant", "uscc"],
                name="body_once",
                violation_error_message=_("名录里已有这个统一社会信用代码的机构。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:body", args=[self.tenant_id, self.pk])


class Relation(models.TextChoices):
    """What ties somebody to an organisation, so that he must keep away from it."""

    RELATIVE = "relative", _("近亲属任职或持股")
    EMPLOYMENT = "employment", _("本人曾任职或兼职")
    INVESTMENT = "investment", _("本人投资或持股")
    CONTRACT = "contract", _("有服务或合同关系")
    DISPUTE = "dispute", _("有纠纷或其他利害关系")


@track()
class Interest(TenantModel):
    """A declared interest of an officer, an expert or a body: a ground for recusal (DOMAIN 5.2 no. 14)."""

    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name=_("执法人员"), null=True, blank=True, related_name="interests"
    )
    expert = models.ForeignKey(
        Expert, models.PROTECT, verbose_name=_("专家"), null=True, blank=True, related_name="interests"
    )
    body = models.ForeignKey(
        ThirdPartyBody, models.PROTECT, verbose_name=_("第三方机构"), null=True, blank=True, related_name="interests"
    )
    organisation = models.CharField(_("单位名称"), max_length=120)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    relation = models.CharField(_("利害关系"), max_length=12, choices=Relation)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    declared_on = models.DateField(_("申报日期"))
    ended_on = models.DateField(_("解除日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("回避申报")
        verbose_name_plural = _("回避申报")
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=False, expert__isnull=True, body__isnull=True)
                | Q(officer__isnull=True, expert__isnull=False, body__isnull=True)
                | Q(officer__isnull=True, expert__isnull=True, body__isnull=False),
                name="interest_of_one",
            ),
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="interest_relation_known"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("declared_on")),
                name="interest_ends_after_declared",
                violation_error_message=_("解除日期不能早于申报日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}：{self.organisation}"

    @property
    def holder(self) -> Officer | Expert | ThirdPartyBody:
        """Whose interest it is."""
        found = self.officer or self.expert or self.body
        if found is None:
            raise LookupError(f"interest {self.pk} belongs to nobody")
        return found

    @property
    def department_id(self) -> int:
        """Whose department's administrator keeps it."""
        return self.holder.department_id
