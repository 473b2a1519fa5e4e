"""Questions for a person: is this the object we know?"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import ImportBatch
from registry.models.objects import SupervisedObject
from registry.states import MATCH_OPEN, MATCH_WORKFLOW
from tenancy.models import Department, Member, TenantModel


class MatchCase(TenantModel):
    """Something that is probably `object`: a line of an import (`record`), or another file of the library (`other`).

    `record` holds the line's texts by field (`registry.imports.objects.columns`); `reason` says what is alike.
    `department` is the one that sent the line; it decides, and so does the place's administrator, who alone decides on
    two files. A pair once judged is not asked again.
    """

    object = models.ForeignKey(SupervisedObject, models.CASCADE, verbose_name=_("库中对象"), related_name="match_cases")
    other = models.ForeignKey(
        SupervisedObject, models.CASCADE, verbose_name=_("另一份档案"), null=True, blank=True, related_name="+"
    )
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, verbose_name=_("导入批次"), null=True, blank=True, related_name="+"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("报送部门"), null=True, blank=True, related_name="+"
    )
    record = models.JSONField(_("导入的内容"), null=True, blank=True)
    reason = models.CharField(_("相似之处"), max_length=300)
    state = models.CharField(_("状态"), max_length=10, choices=MATCH_WORKFLOW.choices, default=MATCH_OPEN)
    opened_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("判断人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(_("判断时间"), null=True, blank=True)
    note = models.CharField(_("理由"), max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("疑似相同对象")
        verbose_name_plural = _("疑似相同对象")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=MATCH_WORKFLOW.known(), name="match_state_known"),
            models.CheckConstraint(
                condition=Q(state=MATCH_OPEN) | Q(decided_at__isnull=False), name="decided_match_has_time"
            ),
            models.CheckConstraint(condition=Q(other__isnull=True) ^ Q(record__isnull=True), name="match_of_two"),
            models.UniqueConstraint(fields=["object", "other"], name="match_asked_once"),
        ]
        indexes = [models.Index(fields=["tenant", "state", "-id"], name="match_by_state")]

    def __str__(self) -> str:
        return f"{self.name} ／ {self.object}"

    def get_absolute_url(self) -> str:
        return reverse("registry:match", args=[self.tenant_id, self.pk])

    @property
    def name(self) -> str:
        """The name of what resembles the object."""
        return self.line["name"] if self.record else str(self.other)

    @property
    def line(self) -> dict[str, str]:
        """The texts of the line by field; none when two files are compared."""
        return self.record or {}
