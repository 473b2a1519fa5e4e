"""Going again: whether an order was followed, and how things stand after a case (复查、案后回查; R106, R163)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.findings import CorrectionOrder, Finding
from inspections.models.visits import Visit
from inspections.results import RevisitOutcome
from tenancy.models import Department, TenantModel


class Revisit(TenantModel):
    """A visit made to verify one order to correct, or to look again after one case; one at a time is without outcome.

    A visit may have several, each of its own order. The outcome follows from what is decided on the order or, after a
    case, from the department's closed section.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, verbose_name=_("复查检查"), related_name="revisits")
    order = models.ForeignKey(
        CorrectionOrder, models.PROTECT, verbose_name=_("责令改正"), null=True, blank=True, related_name="revisits"
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, verbose_name=_("立案的问题"), null=True, blank=True, related_name="revisits"
    )
    outcome = models.CharField(_("复查结果"), max_length=16, choices=RevisitOutcome, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("复查检查")
        verbose_name_plural = _("复查检查")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(order=None, finding__isnull=False) | Q(order__isnull=False, finding=None),
                name="revisit_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=RevisitOutcome.values), name="revisit_outcome_known"
            ),
            models.UniqueConstraint(fields=["order"], condition=Q(outcome=""), name="revisit_of_order_one_at_a_time"),
            models.UniqueConstraint(fields=["finding"], condition=Q(outcome=""), name="revisit_of_case_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return str(self.visit)

    @property
    def subject(self) -> CorrectionOrder | Finding | None:
        """What it is about."""
        return self.order or self.finding


class OrderLeftOut(TenantModel):
    """An order to correct of another department that a return visit to the same object does not verify, and why (R088).

    Both departments read it. The visit to come stays with those who take part (DOMAIN 5.2 no. 16).
    """

    visit = models.ForeignKey(Visit, models.PROTECT, verbose_name=_("复查检查"), related_name="orders_left_out")
    order = models.ForeignKey(CorrectionOrder, models.PROTECT, verbose_name=_("责令改正"), related_name="left_out")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("安排部门"), related_name="+")
    reason = models.CharField(_("不一并复查的理由"), max_length=300)
    left_out_at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("未一并复查的责令改正")
        verbose_name_plural = _("未一并复查的责令改正")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "order"], name="order_left_out_once_of_a_visit"),
            models.CheckConstraint(condition=~Q(reason=""), name="order_left_out_for_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason
