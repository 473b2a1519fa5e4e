"""Recorded changes of laws and their articles, and the adjustment tasks that follow (R030; DOMAIN §3 no. 9)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.articles import LONGEST_TEXT
from items.attributes import ChangeKind
from items.models.items import ItemVersion
from items.models.library import Law, LibraryManager
from items.states import TASK_OPEN, TASK_WORKFLOW
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class LawChange(TenantModel):
    """A law or one of its articles was changed, repealed or interpreted; it holds for the place and all below."""

    law = models.ForeignKey(Law, models.PROTECT, verbose_name=_("法律法规"), related_name="changes")
    article = models.CharField(_("条"), max_length=40, blank=True, help_text=_("空着表示整部。"))
    kind = models.CharField(_("变动"), max_length=12, choices=ChangeKind)
    effective_on = models.DateField(_("施行日期"))
    document = models.CharField(_("公布文件"), max_length=200)
    note = models.TextField(_("变动要点"), max_length=2000)
    text = models.TextField(
        _("新条文"), max_length=LONGEST_TEXT, blank=True, help_text=_("这一条自施行日期起的全文；废止和解释的空着。")
    )
    recorded_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("登记人"), null=True, related_name="+", db_constraint=False
    )
    recorded_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    objects: ClassVar[Any] = LibraryManager()

    class Meta(TenantModel.Meta):
        verbose_name = _("法律法规变动")
        verbose_name_plural = _("法律法规变动")
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="law_change_kind_known"),
            models.CheckConstraint(
                condition=Q(text="") | ~Q(article="") & Q(kind__in=ChangeKind.worded()),
                name="law_change_text_of_article",
                violation_error_message=_("只有修改、新立一条时才填新条文；整部的变动和废止、解释请空着。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "law", "article", "kind", "effective_on"],
                name="law_change_once",
                violation_error_message=_("这一变动已经登记过，调整任务已经生成。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.law}{self.article} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("items:law", args=[self.tenant_id, self.law_id])


@track()
class AdjustmentTask(TenantModel):
    """Something rests on what was changed: its department adjusts it, or says why it need not change.

    What rests is named by kind and number, so that checklists and booklets join as items do.
    """

    change = models.ForeignKey(LawChange, models.PROTECT, verbose_name=_("法律法规变动"), related_name="tasks")
    subject_kind = models.CharField(_("种类"), max_length=60)
    subject_id = models.BigIntegerField(_("编号"))
    subject_label = models.CharField(_("内容"), max_length=300)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("责任部门"), related_name="+")
    state = models.CharField(_("状态"), max_length=12, choices=TASK_WORKFLOW.choices, default=TASK_OPEN)
    revision = models.ForeignKey(
        ItemVersion, models.SET_NULL, verbose_name=_("修订版本"), null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("生成时间"))
    due_on = models.DateField(_("截止日"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    note = models.TextField(_("办理说明"), max_length=2000, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("调整任务")
        verbose_name_plural = _("调整任务")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=TASK_WORKFLOW.known(), name="adjustment_state_known"),
            models.UniqueConstraint(fields=["change", "tenant", "subject_kind", "subject_id"], name="adjustment_once"),
            models.CheckConstraint(
                condition=Q(state=TASK_OPEN) | Q(closed_at__isnull=False), name="adjustment_closed_at"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "subject_kind", "subject_id"], name="adjustments_by_subject")]

    def __str__(self) -> str:
        return self.subject_label

    def get_absolute_url(self) -> str:
        return reverse("items:adjustment", args=[self.tenant_id, self.pk])
