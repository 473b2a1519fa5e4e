"""What the company says of a visit: a few marks, no words, no names; kept once, never changed (评议)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.visits import Visit
from tenancy.models import TenantModel


class VisitRating(TenantModel):
    """One rating of one visit, written by the public role through `inspections_rate_visit` alone.

    It holds the day and no moment, no address and no text, so that nobody can be made out behind it. Only the
    coordinator reads it, and only as counts by department.
    """

    visit = models.OneToOneField(Visit, models.PROTECT, verbose_name=_("检查"), related_name="rating")
    score = models.PositiveSmallIntegerField(
        _("总体评价"), validators=[MinValueValidator(1), MaxValueValidator(5)], help_text=_("5最好，1最差。")
    )
    certificates_shown = models.BooleanField(_("出示了执法证件和检查码"))
    within_list = models.BooleanField(_("只检查了通知书上的事项"))
    asked_for_more = models.BooleanField(_("收费、索要财物或要求做与检查无关的事"))
    rated_on = models.DateField(_("评议日期"))

    class Meta(TenantModel.Meta):
        verbose_name = _("检查评议")
        verbose_name_plural = _("检查评议")
        ordering = ["-rated_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="rating_score_in_range")]

    def __str__(self) -> str:
        return str(self.score)
