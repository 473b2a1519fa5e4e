"""Tags (R050): shared ones and a department's own, given with reason, source and validity."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.objects import Source, SupervisedObject
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class ObjectTag(TenantModel):
    """A word that sorts objects, e.g. 危险化学品; without a department it is shared by the place."""

    name = models.CharField(_("标签"), max_length=40)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("所属部门"), null=True, blank=True, related_name="object_tags"
    )
    meaning = models.CharField(_("含义"), max_length=300, blank=True)
    is_retired = models.BooleanField(_("停用"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("标签")
        verbose_name_plural = _("标签")
        ordering = ["department__name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "department", "name"],
                nulls_distinct=False,
                name="tag_name_once",
                violation_error_message=_("已有同名标签，请直接使用，或换一个名称。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class TagAssignment(TenantModel):
    """A tag on an object: who gave it, why, and until when."""

    object = models.ForeignKey(SupervisedObject, models.CASCADE, verbose_name=_("监管对象"), related_name="tags")
    tag = models.ForeignKey(ObjectTag, models.PROTECT, verbose_name=_("标签"), related_name="assignments")
    reason = models.CharField(_("理由"), max_length=300)
    source = models.CharField(_("来源"), max_length=10, choices=Source, default=Source.MANUAL)
    starts_on = models.DateField(_("生效日期"))
    ends_on = models.DateField(_("有效期至"), null=True, blank=True)
    given_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("标注人"), null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("对象标签")
        verbose_name_plural = _("对象标签")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(source__in=Source.values), name="tagging_source_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="tagging_ends_after_start",
                violation_error_message=_("有效期不能早于生效日期。"),
            ),
            models.UniqueConstraint(
                fields=["tag", "object", "starts_on"],
                name="tagging_once_a_day",
                violation_error_message=_("这个对象今天已标注过这个标签。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag}：{self.object}"
