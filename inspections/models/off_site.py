"""The check that is made before anybody sets out, where the plan says off-site first (R105)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.visits import Visit, person
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
    done_by = person(_("检查人"))

    class Meta(TenantModel.Meta):
        verbose_name = _("非现场检查")
        verbose_name_plural = _("非现场检查")
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(technique__in=[one.value for one in REMOTE]), name="off_site_remote"),
            models.CheckConstraint(
                condition=~Q(text=""), name="off_site_says_what", violation_error_message=_("请写明检查情况。")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit}：{self.get_technique_display()}"
