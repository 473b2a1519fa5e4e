"""What items are made of and every place below may read: domains (R034–R036), laws and their articles (R030)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from items.articles import LONGEST_TEXT
from items.attributes import DomainReason, DomainTag
from tenancy.history import track
from tenancy.managers import TenantManager, TenantQuerySet
from tenancy.models import TenantModel
from tenancy.regions import ancestor_codes


class LibraryManager(TenantManager):
    """Rows that hold for a place: its own and those of every place above it."""

    def above(self, tenant: Any) -> TenantQuerySet:
        code = getattr(tenant, "pk", tenant)
        return self._rows().filter(tenant_id__in=[code, *ancestor_codes(code)])


@track()
class SupervisionDomain(TenantModel):
    """监管领域: a field of supervision and why it matters."""

    name = models.CharField(_("监管领域"), max_length=60)
    tag = models.CharField(_("类别"), max_length=10, choices=DomainTag, default=DomainTag.LOCAL)
    reasons = ArrayField(
        models.CharField(max_length=20, choices=DomainReason), verbose_name=_("列入理由"), default=list, blank=True
    )
    source = models.CharField(_("出处"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)

    objects: ClassVar[Any] = LibraryManager()

    class Meta(TenantModel.Meta):
        verbose_name = _("监管领域")
        verbose_name_plural = _("监管领域")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="domain_name_in_place",
                violation_error_message=_("本地区已有同名监管领域。"),
            ),
            models.CheckConstraint(condition=Q(tag__in=DomainTag.values), name="domain_tag_known"),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Law(TenantModel):
    """A law, regulation or document that items rest on."""

    name = models.CharField(_("名称"), max_length=200)
    number = models.CharField(_("文号"), max_length=80, blank=True)
    is_repealed = models.BooleanField(_("已废止"), default=False)

    objects: ClassVar[Any] = LibraryManager()

    class Meta(TenantModel.Meta):
        verbose_name = _("法律法规")
        verbose_name_plural = _("法律法规")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="law_name_in_place")]

    def __str__(self) -> str:
        return f"《{self.name}》"


@track()
class LawArticle(TenantModel):
    """One article of a law, e.g. 第八十五条, with the text a place keeps of it; a place may keep that of a law above.

    `text` is the first wording kept; what followed stands in the changes recorded (`items.queries.wordings`).
    """

    law = models.ForeignKey(Law, models.PROTECT, verbose_name=_("法律法规"), related_name="articles")
    number = models.CharField(_("条"), max_length=40)
    text = models.TextField(_("条文"), max_length=LONGEST_TEXT, blank=True)

    objects: ClassVar[Any] = LibraryManager()

    class Meta(TenantModel.Meta):
        verbose_name = _("条款")
        verbose_name_plural = _("条款")
        ordering = ["law__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "law", "number"], name="article_once")]

    def __str__(self) -> str:
        return f"{self.law}{self.number}"
