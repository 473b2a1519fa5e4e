"""Objects that several departments supervise: candidates for a joint task (R052)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.models.objects import SupervisedObject
from registry.states import CANDIDATE_WORKFLOW, OPEN, PLANNED
from tenancy.models import TenantModel


class JointCandidate(TenantModel):
    """One object and the departments that each check it on their own; found every night, decided by a person.

    `departments` are numbers in ascending order: a dismissed candidate comes back only when they change. `planned_in`
    is the number of the plan entry it was first put into, by which copies of that entry find it too.
    """

    object = models.OneToOneField(
        SupervisedObject, models.CASCADE, verbose_name=_("监管对象"), related_name="joint_candidate"
    )
    state = models.CharField(_("状态"), max_length=10, choices=CANDIDATE_WORKFLOW.choices, default=OPEN)
    departments = ArrayField(models.BigIntegerField(), verbose_name=_("监管部门"))
    count = models.PositiveSmallIntegerField(_("部门数"))
    found_on = models.DateField(_("发现日期"))
    planned_in = models.BigIntegerField(_("列入的计划"), null=True, blank=True, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("联合检查候选")
        verbose_name_plural = _("联合检查候选")
        ordering = ["-count", "pk"]
        constraints = [
            models.CheckConstraint(condition=CANDIDATE_WORKFLOW.known(), name="candidate_state_known"),
            models.CheckConstraint(condition=Q(count__gte=2), name="candidate_of_several"),
            models.CheckConstraint(
                condition=Q(state=PLANNED, planned_in__isnull=False) | ~Q(state=PLANNED) & Q(planned_in=None),
                name="candidate_planned_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "state", "-count"], name="candidates_by_state"),
            models.Index(fields=["planned_in"], condition=Q(planned_in__isnull=False), name="candidates_planned"),
        ]

    def __str__(self) -> str:
        return str(self.object)

    def get_absolute_url(self) -> str:
        return reverse("registry:candidates", args=[self.tenant_id])
