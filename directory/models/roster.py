"""The liaison roster (工作联络表, 附件3; R014): one current line for each department of a place."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.roster_columns import FIELDS
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel

MOBILE = r"^1[3-9][0-9]{9}$"


@track(exclude=["leader_mobile", "liaison_mobile"])
class LiaisonEntry(TenantModel):
    """Who leads and who liaises for one department, confirmed by the department every year.

    Former versions live in the row history, without the mobile numbers, which only officials may see.
    """

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("单位名称"), related_name="liaisons")
    leader = models.CharField(_("分管领导"), max_length=60)
    leader_post = models.CharField(_("分管领导职务"), max_length=60, blank=True)
    leader_mobile = models.CharField(_("分管领导手机号码"), max_length=11)
    liaison = models.CharField(_("工作联系人"), max_length=60)
    liaison_post = models.CharField(_("工作联系人职务"), max_length=60, blank=True)
    liaison_mobile = models.CharField(_("工作联系人手机号码"), max_length=11)
    confirmed_on = models.DateField(_("确认日期"))
    confirmed_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("确认人"), null=True, blank=True, related_name="+"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("工作联络表")
        verbose_name_plural = _("工作联络表")
        ordering = ["department__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "department"],
                name="liaison_one_per_department",
            ),
            models.CheckConstraint(
                condition=Q(leader_mobile__regex=MOBILE) & Q(liaison_mobile__regex=MOBILE), name="liaison_mobiles"
            ),
        ]

    def __str__(self) -> str:
        return str(self.department)

    def get_absolute_url(self) -> str:
        return reverse("directory:roster_entry", args=[self.tenant_id, self.pk])

    @property
    def values(self) -> dict[str, str]:
        """The seven fields of the form as text."""
        people = {name: getattr(self, name) for name in FIELDS[1:]}
        return {"unit": self.department.name, **people}

    def is_confirmed(self, today: date) -> bool:
        """Whether it was confirmed in the year of `today`; the form is filed anew every January (R014)."""
        return self.confirmed_on.year >= today.year
