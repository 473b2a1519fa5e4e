"""Who did what to which row: entries nobody can rewrite, sealed into hash-chained blocks (R101)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenancy.models.base import TenantModel
from tenancy.verbs import kind_for, word_for


class AuditBlock(TenantModel):
    """A seal over the entries since the block before; each block's hash covers its predecessor's."""

    number = models.PositiveIntegerField(_("区块序号"))
    previous_hash = models.CharField(_("前一区块哈希"), max_length=64)
    entry_hashes = ArrayField(models.CharField(max_length=64), verbose_name=_("条目哈希"))
    hash = models.CharField(_("区块哈希"), max_length=64)
    sealed_at = models.DateTimeField(_("封存时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("审计区块")
        verbose_name_plural = _("审计区块")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="audit_block_number")]

    def __str__(self) -> str:
        return f"{self.tenant_id}-{self.number}"


class AuditEntry(TenantModel):
    """One act. The row is named by kind, number and label as they were, so it outlives what it speaks of."""

    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(
        "tenancy.Member", models.PROTECT, verbose_name=_("操作人"), null=True, related_name="+", db_constraint=False
    )
    actor_name = models.CharField(_("操作人姓名"), max_length=100)
    hat = models.CharField(_("身份"), max_length=200, blank=True)
    verb = models.CharField(_("动作"), max_length=80)
    row_kind = models.CharField(_("对象类型"), max_length=80)
    row_id = models.CharField(_("对象编号"), max_length=40)
    row_label = models.CharField(_("对象"), max_length=300)
    note = models.TextField(_("说明"), blank=True)
    changes = models.JSONField(_("变更内容"), default=dict, blank=True)
    request_id = models.CharField(_("请求编号"), max_length=40, blank=True)
    block = models.ForeignKey(AuditBlock, models.PROTECT, verbose_name=_("区块"), null=True, related_name="entries")

    class Meta(TenantModel.Meta):
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计记录")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["tenant", "-id"], name="audit_newest"),
            models.Index(fields=["tenant", "row_kind", "row_id"], name="audit_life_of_row"),
            models.Index(fields=["tenant", "id"], condition=Q(block__isnull=True), name="audit_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.row_label}"

    @property
    def verb_word(self) -> str:
        return word_for(self.verb)

    @property
    def kind_word(self) -> str:
        return kind_for(self.row_kind)

    @property
    def changes_words(self) -> str:
        """The changes as a sentence: 状态：草稿 → 已确认；简称：— → 市监局。"""
        return gettext("；").join(
            f"{label}：{before or '—'} → {after or '—'}" for label, (before, after) in self.changes.items()
        )

    @property
    def block_number(self) -> int | None:
        """The block that seals this entry; None within its first minute."""
        return self.block.number if self.block else None
