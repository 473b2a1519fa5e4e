"""Who may be sent and who was sent: the frozen officers and groups of a draw, pairs, who keeps away (R095, R096)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.draws import Draw, DrawnObject, person_field
from registry.models import InspectionGroup, Officer
from tenancy.models import Department, TenantModel


class DrawGroup(TenantModel):
    """A group of a department that is drawn by groups, with its frozen officers, `members` (R095).

    Its leaf is that of its members' leaves together; `load` counts visits on hand to which any of them goes.
    `left_out` are its people who could not be frozen: [{name, reason}].
    """

    draw = models.ForeignKey(Draw, models.PROTECT, verbose_name=_("抽取"), related_name="groups")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("部门"), related_name="+")
    group = models.ForeignKey(InspectionGroup, models.PROTECT, verbose_name=_("检查组"), related_name="draw_rows")
    name = models.CharField(_("检查组名称"), max_length=60)
    load = models.PositiveIntegerField(_("已有任务"), default=0)
    leaf = models.BinaryField(_("叶子"), max_length=32)
    left_out = models.JSONField(_("不参加的成员"), default=list, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("池内检查组")
        verbose_name_plural = _("池内检查组")
        ordering = ["department__name", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["draw", "group"], name="draw_group_once")]

    def __str__(self) -> str:
        return self.name


class DrawOfficer(TenantModel):
    """An officer of the frozen pool, with the certificate as it stood; experts and third parties never."""

    draw = models.ForeignKey(Draw, models.PROTECT, verbose_name=_("抽取"), related_name="officers")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("部门"), related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name=_("执法人员"), related_name="draw_rows")
    name = models.CharField(_("姓名"), max_length=100)
    certificate_number = models.CharField(_("执法证号"), max_length=40)
    load = models.PositiveIntegerField(_("已有任务"), default=0)
    leaf = models.BinaryField(_("叶子"), max_length=32)
    group = models.ForeignKey(
        DrawGroup, models.PROTECT, verbose_name=_("检查组"), null=True, blank=True, related_name="members"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("池内执法人员")
        verbose_name_plural = _("池内执法人员")
        ordering = ["department__name", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["draw", "officer"], name="draw_officer_once")]

    def __str__(self) -> str:
        return self.name


class DrawnOfficer(TenantModel):
    """An officer paired by the draw with a drawn object."""

    drawn = models.ForeignKey(DrawnObject, models.PROTECT, verbose_name=_("被抽中的对象"), related_name="officers")
    officer = models.ForeignKey(DrawOfficer, models.PROTECT, verbose_name=_("执法人员"), related_name="pairs")

    class Meta(TenantModel.Meta):
        verbose_name = _("匹配的执法人员")
        verbose_name_plural = _("匹配的执法人员")
        ordering = ["drawn", "pk"]
        constraints = [models.UniqueConstraint(fields=["drawn", "officer"], name="drawn_officer_once")]

    def __str__(self) -> str:
        return f"{self.drawn}：{self.officer}"

    def get_absolute_url(self) -> str:
        return self.drawn.get_absolute_url()

    @property
    def department_id(self) -> int:
        """Whose officer it is."""
        return self.officer.department_id


class Recusal(TenantModel):
    """A paired officer keeps away from an object; the next of the same order takes the place (DOMAIN 5.2 no. 14).

    Nobody takes the place of one whose group goes without him, nor of those who give way with their whole group.
    """

    pair = models.OneToOneField(DrawnOfficer, models.PROTECT, verbose_name=_("匹配"), related_name="recusal")
    successor = models.OneToOneField(
        DrawnOfficer,
        models.PROTECT,
        verbose_name=_("递补的人员"),
        null=True,
        blank=True,
        related_name="stands_in_for",
    )
    is_with_group = models.BooleanField(_("随检查组更换"), default=False)
    reason = models.CharField(_("回避理由"), max_length=500)
    decided_by = person_field(_("办理人"))
    decided_at = models.DateTimeField(_("办理时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("人员回避")
        verbose_name_plural = _("人员回避")
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recusal_has_reason"),
            models.CheckConstraint(
                condition=Q(is_with_group=False) | Q(successor=None), name="recusal_with_group_has_no_successor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair} → {self.successor}" if self.successor_id else str(self.pair)
