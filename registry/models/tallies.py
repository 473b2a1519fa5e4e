"""Figures of a large library, counted by night so that no page counts millions of objects (R055)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.models import Department, TenantModel


class LibraryTally(TenantModel):
    """The objects of one keeping department and one section of industries, as they stood at `counted_at`.

    `living` are in business or suspended; `active` of them in business, `fresh` verified within a year, `coded`,
    `placed` and `sorted` with code, address and industry, `ownerless` in no department's list. All rows of a place are
    counted together.
    """

    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("建档部门"), null=True, related_name="+", db_index=False
    )
    section = models.CharField(_("行业门类"), max_length=1, blank=True)
    living = models.PositiveIntegerField(_("存续对象"))
    active = models.PositiveIntegerField(_("在业对象"))
    fresh = models.PositiveIntegerField(_("一年内已核实"))
    coded = models.PositiveIntegerField(_("有代码"))
    placed = models.PositiveIntegerField(_("有地址"))
    sorted = models.PositiveIntegerField(_("有行业"))
    ownerless = models.PositiveIntegerField(_("无部门纳入"))
    counted_at = models.DateTimeField(_("统计时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("名录统计")
        verbose_name_plural = _("名录统计")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "department", "section"], name="tally_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.department or ''}{self.section}"
