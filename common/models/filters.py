"""Filters that a member keeps under a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.models import TenantModel


class SavedFilter(TenantModel):
    """One member's filters of one list: `page` is the list's view, `query` its query string without the page."""

    member = models.ForeignKey(
        "tenancy.Member", models.CASCADE, verbose_name=_("人员"), related_name="+", db_constraint=False
    )
    page = models.CharField(_("列表"), max_length=100)
    name = models.CharField(_("名称"), max_length=40)
    query = models.CharField(_("筛选条件"), max_length=2000)

    class Meta(TenantModel.Meta):
        verbose_name = _("常用筛选")
        verbose_name_plural = _("常用筛选")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "member", "page", "name"],
                name="saved_filter_name_once",
                violation_error_message=_("您已有同名的常用筛选，请换一个名称。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
