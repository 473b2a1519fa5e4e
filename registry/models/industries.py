"""The national classification of industries: one table for all places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Industry(models.Model):
    """One entry of GB/T 4754-2017: 门类 A, 大类 01, 中类 011, 小类 0111."""

    code = models.CharField(_("行业代码"), max_length=4, primary_key=True)
    level = models.PositiveSmallIntegerField(_("级别"))
    name = models.CharField(_("行业名称"), max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, verbose_name=_("上级"), null=True, related_name="children")
    section = models.CharField(_("门类"), max_length=1)

    class Meta:
        verbose_name = _("行业")
        verbose_name_plural = _("行业")
        ordering = ["section", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
