"""A department's own enrolment of a shared object (R049)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.calendars.words import last_day_text
from registry.models.objects import Source, SupervisedObject
from registry.states import ENDED, ENROLLED, ENROLMENT_WORKFLOW
from tenancy.history import track_changes
from tenancy.models import Department, TenantModel


@track_changes(exclude=["contact_mobile"])
class ObjectEnrolment(TenantModel):
    """Why and how one department supervises an object; nobody else writes here.

    `basis` is the supervision item or law in words. Contact and note are the department's own (5.3).
    `follows_object` says that the object's own change paused or ended it, so that the way back is the same.
    """

    PRIVATE: ClassVar[tuple[str, ...]] = ("contact", "contact_mobile", "note")

    object = models.ForeignKey(SupervisedObject, models.CASCADE, verbose_name=_("监管对象"), related_name="enrolments")
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("监管部门"), related_name="enrolments", db_index=False
    )
    state = models.CharField(_("状态"), max_length=10, choices=ENROLMENT_WORKFLOW.choices, default=ENROLLED)
    basis = models.CharField(_("监管事项或依据"), max_length=300, blank=True)
    grade = models.CharField(_("部门分类分级"), max_length=60, blank=True)
    permit_number = models.CharField(_("许可（备案）编号"), max_length=120, blank=True)
    permit_until = models.DateField(_("许可有效期至"), null=True, blank=True)
    contact = models.CharField(_("对象联系人"), max_length=100, blank=True)
    contact_mobile = models.CharField(_("联系电话"), max_length=20, blank=True)
    note = models.TextField(_("备注"), max_length=2000, blank=True)
    source = models.CharField(_("来源"), max_length=10, choices=Source, default=Source.MANUAL)
    enrolled_on = models.DateField(_("纳入日期"))
    ended_on = models.DateField(_("移出日期"), null=True, blank=True)
    follows_object = models.BooleanField(_("随对象状态变动"), default=False, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("部门名录")
        verbose_name_plural = _("部门名录")
        ordering = ["enrolled_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=ENROLMENT_WORKFLOW.known(), name="enrolment_state_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="enrolment_source_known"),
            models.UniqueConstraint(
                fields=["object", "department"],
                name="enrolment_once",
                violation_error_message=_("本部门已将这个对象纳入名录，不必重复纳入；移出过的请“重新纳入”。"),
            ),
            models.CheckConstraint(
                condition=~Q(state=ENDED) | Q(ended_on__isnull=False), name="ended_enrolment_has_day"
            ),
        ]
        indexes = [models.Index(fields=["department", "tenant", "state", "object"], name="enrolments_held")]

    def __str__(self) -> str:
        return f"{self.department}：{self.object}"

    def get_absolute_url(self) -> str:
        return self.object.get_absolute_url()

    @property
    def permit_last_day(self) -> str:
        return last_day_text(self.permit_until)
