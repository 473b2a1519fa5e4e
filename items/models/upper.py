"""Versions of the places below that ask this place for its approval (报上级批准; R029)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.states import UPPER_ASKED, UPPER_SENT_BACK, UPPER_WORKFLOW
from tenancy.history import track
from tenancy.models import Member, Region, TenantModel


@track()
class UpperRequest(TenantModel):
    """One round of a version of a place below, as it came by message: a row of this place, which cites the sender's.

    `face` is the version as it was read when it was sent, as [label, text] lines; what changes below afterwards comes
    in another round.
    """

    from_place = models.ForeignKey(Region, models.PROTECT, verbose_name=_("报送地区"), related_name="+")
    version_number = models.BigIntegerField(_("报送地区的事项版本"))
    round = models.PositiveSmallIntegerField(_("报送轮次"))
    department_name = models.CharField(_("牵头部门"), max_length=200)
    content = models.TextField(_("监管事项"))
    face = models.JSONField(_("事项内容"), default=list)
    state = models.CharField(_("状态"), max_length=12, choices=UPPER_WORKFLOW.choices, default=UPPER_ASKED)
    asked_at = models.DateTimeField(_("报送时间"))
    document = models.CharField(_("批复文号"), max_length=120, blank=True)
    note = models.TextField(_("意见"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("办理人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(_("办理时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("下级报批事项")
        verbose_name_plural = _("下级报批事项")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "from_place", "version_number", "round"], name="upper_request_once_a_round"
            ),
            models.CheckConstraint(condition=UPPER_WORKFLOW.known(), name="upper_request_state_known"),
            models.CheckConstraint(condition=~Q(state=UPPER_SENT_BACK) | ~Q(note=""), name="upper_request_says_why"),
        ]

    def __str__(self) -> str:
        return self.content[:60]

    def get_absolute_url(self) -> str:
        return reverse("items:upper_request", args=[self.tenant_id, self.pk])
