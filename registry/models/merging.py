"""Two files that were one object: what was moved when they were merged, so that it can be taken apart again."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.objects import SupervisedObject
from tenancy.models import Member, TenantModel


class MergeRecord(TenantModel):
    """`gone` was merged into `kept`; `moved` names the rows that changed hands and the names and codes added.

    Shape of `moved`: {"enrolments": [id], "tags": [id], "identifiers": [id], "relations": [[id, side]],
    "persons": [id], "former_names": [text], "filled": {field: value}}.
    """

    kept = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("保留的档案"), related_name="merges")
    gone = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("并入的档案"), related_name="merged_by")
    moved = models.JSONField(_("移动的内容"))
    reason = models.CharField(_("理由"), max_length=500)
    merged_at = models.DateTimeField(_("合并时间"))
    merged_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("合并人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    undone_at = models.DateTimeField(_("拆分时间"), null=True, blank=True)
    undone_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("拆分人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    undo_reason = models.CharField(_("拆分理由"), max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("合并记录")
        verbose_name_plural = _("合并记录")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
