"""The check that is made before anybody sets out, where the plan says off-site first (R105)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.sections import VisitSection
from inspections.models.visits import Visit, person
from inspections.results import VisitResult
from items.attributes import Technique
from tenancy.models import TenantModel

REMOTE = (Technique.DOCUMENTS, Technique.OFF_SITE, Technique.ONLINE)


class OffSiteCheck(TenantModel):
    """How an object was looked at from afar, what that showed, and whether somebody still has to go; written once."""

    visit = models.OneToOneField(Visit, models.PROTECT, verbose_name=_("检查"), related_name="off_site_check")
    technique = models.CharField(_("非现场检查方式"), max_length=12, choices=[(one.value, one.label) for one in REMOTE])
    done_on = models.DateField(_("检查日期"))
    text = models.TextField(_("检查情况"), max_length=2000)
    is_enough = models.BooleanField(_("已达到检查目的"))
    result = models.CharField(_("检查结果"), max_length=20, choices=VisitResult, blank=True)
    done_by = person(_("检查人"))

    class Meta(TenantModel.Meta):
        verbose_name = _("非现场检查")
        verbose_name_plural = _("非现场检查")
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(technique__in=[one.value for one in REMOTE]), name="off_site_remote"),
            models.CheckConstraint(
                condition=Q(result="") | Q(result__in=VisitResult.values), name="off_site_result_known"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="off_site_says_what", violation_error_message=_("请写明检查情况。")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit}：{self.get_technique_display()}"


class OffSiteDecision(TenantModel):
    """What a department makes of the check for its own section: enough, or to be seen on site and why; written once.

    The department that checked decides by its check; every other one by its own officers (DOMAIN 5.2 no. 21).
    """

    section = models.OneToOneField(
        VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="off_site_decision"
    )
    source = models.ForeignKey(OffSiteCheck, models.PROTECT, verbose_name=_("非现场检查"), related_name="decisions")
    is_adopted = models.BooleanField(_("采用非现场核查结果"))
    reason = models.CharField(_("不采用的理由"), max_length=200, blank=True)
    decided_by = person(_("决定人"))
    decided_at = models.DateTimeField(_("决定时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("非现场核查结果的采用")
        verbose_name_plural = _("非现场核查结果的采用")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_adopted=True, reason="") | Q(is_adopted=False) & ~Q(reason=""),
                name="off_site_decision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.section)
