"""How far each series of numbers has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.models import TenantModel


class Counter(TenantModel):
    """The last number given in one series of one place and year."""

    series = models.CharField(_("编号序列"), max_length=60)
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最近编号"), default=0)

    class Meta(TenantModel.Meta):
        verbose_name = _("编号")
        verbose_name_plural = _("编号")
        ordering = ["series", "year"]
        constraints = [models.UniqueConstraint(fields=["tenant", "series", "year"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}：{self.last}"
