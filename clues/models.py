"""A clue: what one department found and another has to check, with its receipt, return and answer (R129–R131)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clues.states import CLUE_WORKFLOW, DISPATCHED, WITHDRAWN
from common.numbering import document_number
from registry.models import SupervisedObject
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


class SourceKind(models.TextChoices):
    """Through which channel a clue came (R128)."""

    FINDING = "finding", _("检查发现问题")


class Conclusion(models.TextChoices):
    """What checking a clue found; there is no end without one (R133)."""

    SUBSTANTIATED = "substantiated", _("属实")
    PARTLY = "partly", _("部分属实")
    UNFOUNDED = "unfounded", _("不属实")
    UNVERIFIABLE = "unverifiable", _("无法核实")


CONFIRMED = (Conclusion.SUBSTANTIATED, Conclusion.PARTLY)


@track()
class Clue(TenantModel):
    """What `from_department` found and `to_department` has to check; `department` holds it now.

    `source_kind` and `source_number` name the row above that it comes from, no key does. `evidence` lists what there
    is, each with `what` and `sha256`; the files stay where they were sealed. Nothing here counts as true until it is
    answered, and nothing here is ever public (DOMAIN 5.2 no. 38).
    """

    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveIntegerField(_("序号"))
    state = models.CharField(_("状态"), max_length=12, choices=CLUE_WORKFLOW.choices, default=DISPATCHED)
    source_kind = models.CharField(_("线索来源"), max_length=20, choices=SourceKind)
    source_number = models.CharField(_("来源编号"), max_length=80)
    source_label = models.CharField(_("来源说明"), max_length=200)
    source_url = models.CharField(_("来源页面"), max_length=200, blank=True)
    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("监管对象"), related_name="clues")
    matter = models.CharField(_("涉及事项"), max_length=300)
    fact = models.TextField(_("事实"), max_length=1000)
    basis = models.CharField(_("建议适用的依据"), max_length=300, blank=True)
    evidence = models.JSONField(_("证据目录"), default=list, blank=True)
    is_urgent = models.BooleanField(_("紧急"), default=False)
    from_department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("移送部门"), related_name="raised_clues"
    )
    to_department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("接收部门"), related_name="received_clues"
    )
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("当前办理部门"), related_name="clues")
    reason = models.CharField(_("移送理由"), max_length=2000)
    raised_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("移送人"), null=True, related_name="+", db_constraint=False
    )
    raised_at = models.DateTimeField(_("移送时间"))
    due_on = models.DateField(_("办理期限"), null=True, blank=True)
    returns = models.PositiveSmallIntegerField(_("退回次数"), default=0)
    return_reason = models.CharField(_("退回理由"), max_length=2000, blank=True)
    accepted_at = models.DateTimeField(_("接收时间"), null=True, blank=True)
    conclusion = models.CharField(_("核查结论"), max_length=14, choices=Conclusion, blank=True)
    answer = models.TextField(_("核查情况"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("反馈时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("问题线索")
        verbose_name_plural = _("问题线索")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "year", "serial"], name="clue_number_once"),
            models.UniqueConstraint(
                fields=["tenant", "source_kind", "source_number", "to_department"],
                condition=~Q(state=WITHDRAWN),
                name="clue_once_a_department",
                violation_error_message=_("这个问题已经移送该部门，不必重复移送。"),
            ),
            models.CheckConstraint(condition=CLUE_WORKFLOW.known(), name="clue_state_known"),
            models.CheckConstraint(condition=Q(source_kind__in=SourceKind.values), name="clue_source_known"),
            models.CheckConstraint(condition=~Q(to_department=F("from_department")), name="clue_goes_to_another"),
            models.CheckConstraint(
                condition=Q(department=F("from_department")) | Q(department=F("to_department")),
                name="clue_held_by_one_of_two",
            ),
            models.CheckConstraint(condition=Q(returns__lte=1), name="clue_returned_once"),
            models.CheckConstraint(
                condition=Q(conclusion="", answered_at=None)
                | Q(conclusion__in=Conclusion.values, answered_at__isnull=False) & ~Q(answer=""),
                name="clue_answered_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "state"], name="clues_held"),
            models.Index(fields=["from_department", "state"], name="clues_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.object}（{self.number}）"

    def get_absolute_url(self) -> str:
        return reverse("clues:clue", args=[self.tenant_id, self.pk])

    @property
    def number(self) -> str:
        return document_number(str(_("线索")), self.year, self.serial)

    def concerns(self, department_id: int | None) -> bool:
        """Whether the department sent it or is to check it."""
        return department_id in (self.from_department_id, self.to_department_id)
