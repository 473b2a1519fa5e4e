"""Points of a joint checklist that an entry of a plan, and then its visits, look at (R031, R040, R093)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.entries import PlanEntry
from inspections.models.visits import Visit
from items.models import JointEntry
from tenancy.models import TenantModel


class PlanPoint(TenantModel):
    """A point ticked in a joint checklist for an entry of a plan; each department answers its own part of it."""

    entry = models.ForeignKey(PlanEntry, models.CASCADE, verbose_name=_("综合监管计划"), related_name="points")
    point = models.ForeignKey(JointEntry, models.PROTECT, verbose_name=_("联合检查要点"), related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("计划的联合检查要点")
        verbose_name_plural = _("计划的联合检查要点")
        ordering = ["point__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "point"], name="plan_point_once")]

    def __str__(self) -> str:
        return str(self.point)


class VisitPoint(TenantModel):
    """A point of a joint checklist on a visit, as it was planned: from it each section has its points."""

    visit = models.ForeignKey(Visit, models.CASCADE, verbose_name=_("检查"), related_name="points")
    point = models.ForeignKey(JointEntry, models.PROTECT, verbose_name=_("联合检查要点"), related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("检查的联合检查要点")
        verbose_name_plural = _("检查的联合检查要点")
        ordering = ["point__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "point"], name="visit_point_once")]

    def __str__(self) -> str:
        return str(self.point)
