"""Letters by which a department engages a third party, and the reports that come back (R065)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.models.assistants import ThirdPartyBody
from registry.models.objects import SupervisedObject
from registry.states import ENGAGED, ENGAGEMENT_WORKFLOW
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class Engagement(TenantModel):
    """What a department asks of a body, about whom and by when; the report is kept as an attachment with its hash."""

    number = models.CharField(_("委托函编号"), max_length=60, editable=False)
    body = models.ForeignKey(ThirdPartyBody, models.PROTECT, verbose_name=_("受托机构"), related_name="engagements")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("委托部门"), related_name="+")
    object = models.ForeignKey(
        SupervisedObject, models.PROTECT, verbose_name=_("涉及的监管对象"), null=True, blank=True, related_name="+"
    )
    task = models.TextField(_("委托事项和范围"), max_length=2000)
    basis = models.CharField(_("依据的资质范围"), max_length=300)
    issued_on = models.DateField(_("委托日期"))
    due_on = models.DateField(_("提交报告期限"))
    state = models.CharField(_("状态"), max_length=10, choices=ENGAGEMENT_WORKFLOW.choices, default=ENGAGED)
    reported_on = models.DateField(_("收到报告日期"), null=True, blank=True)
    conclusion = models.TextField(_("报告结论"), max_length=2000, blank=True)
    created_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("经办人"), null=True, blank=True, related_name="+", db_constraint=False
    )

    reading_permission = "officers.view"

    class Meta(TenantModel.Meta):
        verbose_name = _("第三方委托")
        verbose_name_plural = _("第三方委托")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=ENGAGEMENT_WORKFLOW.known(), name="engagement_state_known"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("issued_on")),
                name="engagement_due_after_issue",
                violation_error_message=_("提交报告期限不能早于委托日期。"),
            ),
            models.CheckConstraint(
                condition=Q(reported_on=None) | Q(reported_on__gte=F("issued_on")),
                name="engagement_reported_after_issue",
                violation_error_message=_("收到报告日期不能早于委托日期。"),
            ),
            models.UniqueConstraint(fields=["tenant", "number"], name="engagement_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.body}"

    def get_absolute_url(self) -> str:
        return reverse("registry:engagement", args=[self.tenant_id, self.pk])
