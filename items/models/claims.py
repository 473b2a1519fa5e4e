"""Claims of a place on the items of the place above (事项认领; R005, R006, R032)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.models.items import ItemVersion, SupervisionItem
from items.states import ACCEPTED, ADAPTED, CLAIM_WORKFLOW, DECLINED, OFFERED, UPPER_CHANGED, UPPER_ENDED
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class ItemClaim(TenantModel):
    """What this place does with one item of the place above.

    `offered` is the upper version that stands now; `base` the one the local item was last reconciled with, from which
    the next three-way comparison starts. `departments` maps departments of the upper place to our own, by number; null
    says that this place has none. `department` leads it here: the counterpart at first, then whoever was chosen.
    """

    upper_item = models.ForeignKey(SupervisionItem, models.PROTECT, verbose_name=_("上级事项"), related_name="+")
    offered = models.ForeignKey(ItemVersion, models.PROTECT, verbose_name=_("上级版本"), related_name="+")
    base = models.ForeignKey(
        ItemVersion, models.PROTECT, verbose_name=_("已对照的上级版本"), null=True, blank=True, related_name="+"
    )
    item = models.OneToOneField(
        SupervisionItem, models.PROTECT, verbose_name=_("本地事项"), null=True, blank=True, related_name="claim"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("本地牵头部门"), null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("状态"), max_length=16, choices=CLAIM_WORKFLOW.choices, default=OFFERED)
    departments = models.JSONField(_("部门对应"), default=dict, blank=True)
    offered_at = models.DateTimeField(_("送达时间"))
    reason = models.TextField(_("理由"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("办理人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(_("办理时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("事项认领")
        verbose_name_plural = _("事项认领")
        ordering = ["offered__item__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "upper_item"], name="claim_once_an_item"),
            models.CheckConstraint(condition=CLAIM_WORKFLOW.known(), name="claim_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[ACCEPTED, ADAPTED, UPPER_CHANGED, UPPER_ENDED]) | Q(item__isnull=False),
                name="claim_has_local_item",
            ),
            models.CheckConstraint(condition=~Q(state__in=[DECLINED, ADAPTED]) | ~Q(reason=""), name="claim_says_why"),
        ]
        indexes = [models.Index(fields=["tenant", "state"], name="claims_by_state")]

    def __str__(self) -> str:
        return str(self.offered)

    def get_absolute_url(self) -> str:
        return reverse("items:claim", args=[self.tenant_id, self.pk])
