"""What the company says of a visit: a few marks, no words, no names; kept once, never changed (评议)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.visits import Visit, person
from tenancy.models import TenantModel


class RatingMailing(TenantModel):
    """Letters to companies that were visited, made at once by who coordinates, each with a code of its own (评议函)."""

    made_by = person(_("发函人"))
    made_at = models.DateTimeField(_("发函时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("评议函")
        verbose_name_plural = _("评议函")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("%(day)s评议函") % {"day": f"{self.made_at:%Y-%m-%d}"})


class RatingCode(TenantModel):
    """What opens the rating of one visit: it stands in the company's letter and on no page of an official's."""

    mailing = models.ForeignKey(RatingMailing, models.PROTECT, verbose_name=_("评议函"), related_name="codes")
    visit = models.OneToOneField(Visit, models.PROTECT, verbose_name=_("检查"), related_name="rating_code")
    code = models.CharField(_("评议码"), max_length=12)

    class Meta(TenantModel.Meta):
        verbose_name = _("评议码")
        verbose_name_plural = _("评议码")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["code"], name="rating_code_once")]

    def __str__(self) -> str:
        return str(self.visit)


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
