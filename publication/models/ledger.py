"""The ledger of what is public, and what the public sees of it now (R113–R127)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models.attachments import StoredFile
from publication.kinds import KINDS, LONGEST_CODE, offer_of
from tenancy.models import Department, Member, TenantModel


class Event(models.TextChoices):
    """What an entry of the ledger does."""

    PUBLISHED = "published", _("公示")
    CORRECTED = "corrected", _("更正")
    WITHDRAWN = "withdrawn", _("撤下")
    EXPIRED = "expired", _("期满")


_TOLD = (Event.PUBLISHED, Event.CORRECTED)
"""After these something is public."""


class WithdrawalGround(models.TextChoices):
    """Why something published is taken down again."""

    REPAIR = "repair", _("信用修复")
    OBJECTION = "objection", _("异议成立")
    COURT = "court", _("司法裁判或行政复议")
    ERROR = "error", _("公示有误")
    REPEALED = "repealed", _("依据废止")


class LedgerEntry(TenantModel):
    """One act of publication; never changed, never deleted, each chained to the one before in its place.

    `snapshot` is the sanitised text as it was approved; a withdrawal carries none, so that forgetting is complete on
    every public page while the authority keeps the history. `reason` says to the public why something was corrected.
    """

    number = models.PositiveBigIntegerField(_("序号"))
    event = models.CharField(_("行为"), max_length=10, choices=Event)
    kind = models.CharField(_("种类"), max_length=40)
    ref = models.CharField(_("来源编号"), max_length=80)
    title = models.CharField(_("标题"), max_length=300)
    snapshot = models.JSONField(_("公示内容"), default=dict, blank=True)
    basis = models.CharField(_("依据"), max_length=500)
    ground = models.CharField(_("撤下理由"), max_length=20, choices=WithdrawalGround, blank=True)
    reason = models.CharField(_("更正说明"), max_length=500, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("公示部门"), null=True, blank=True, related_name="+"
    )
    actor = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("办理人"), null=True, related_name="+", db_constraint=False
    )
    at = models.DateTimeField(_("时间"))
    previous_hash = models.CharField(_("前一条哈希"), max_length=64)
    hash = models.CharField(_("哈希"), max_length=64)

    class Meta(TenantModel.Meta):
        verbose_name = _("公示记录")
        verbose_name_plural = _("公示台账")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="ledger_entry_number"),
            models.CheckConstraint(condition=Q(event__in=Event.values), name="ledger_event_known"),
            models.CheckConstraint(
                condition=~Q(event=Event.WITHDRAWN) | Q(ground__in=WithdrawalGround.values),
                name="ledger_withdrawal_has_ground",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "kind", "ref", "-number"], name="ledger_life_of_ref")]

    def __str__(self) -> str:
        return f"{self.number} {Event(self.event).label} {self.title}"

    @property
    def event_word(self) -> str:
        """What was done; of what goes on in steps, which step it was."""
        step = offer_of(self.kind).step
        return step(self.snapshot) if step and self.event in _TOLD else self.get_event_display()


class PublicRecord(TenantModel):
    """What the public sees now of one (kind, ref): the last entry's snapshot, or a tombstone without a name.

    The only table, with the places, that the public site's role may read. Made anew from the ledger at any time.
    """

    kind = models.CharField(_("种类"), max_length=40)
    ref = models.CharField(_("来源编号"), max_length=80)
    title = models.CharField(_("标题"), max_length=300)
    snapshot = models.JSONField(_("公示内容"), default=dict, blank=True)
    basis = models.CharField(_("依据"), max_length=500, blank=True)
    department_name = models.CharField(_("公示部门"), max_length=120, blank=True)
    subject_code = models.CharField(_("对象代码"), max_length=LONGEST_CODE, blank=True)
    search_text = models.TextField(_("检索文本"), blank=True)
    since_number = models.PositiveBigIntegerField(_("本次公示起始序号"))
    entry_number = models.PositiveBigIntegerField(_("台账序号"))
    entry_hash = models.CharField(_("台账哈希"), max_length=64)
    version = models.PositiveIntegerField(_("版次"), default=1)
    published_at = models.DateTimeField(_("公示时间"))
    changed_at = models.DateTimeField(_("更新时间"))
    expires_on = models.DateField(_("公示期满"), null=True, blank=True)
    is_withdrawn = models.BooleanField(_("已撤下"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("公示信息")
        verbose_name_plural = _("公示信息")
        ordering = ["-changed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "kind", "ref"], name="public_record_once")]
        indexes = [
            models.Index(fields=["tenant", "kind", "-changed_at"], name="public_record_newest"),
            models.Index(fields=["tenant", "-entry_number"], name="public_record_head"),
            models.Index(fields=["subject_code"], condition=~Q(subject_code=""), name="public_record_of_subject"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="public_record_search"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def outcome(self) -> str:
        """What it came to, where its kind says so."""
        kind = KINDS.get(self.kind)
        return str(self.snapshot.get(kind.outcome) or "") if kind and kind.outcome else ""


class PublicFile(StoredFile, TenantModel):
    """A file that goes with a public record, e.g. the frozen pool of a draw: made by us, of hashes and numbers only.

    `is_listed` offers it for download; another serves a page, such as the tree that proofs are read from.
    """

    record_kind = models.CharField(_("种类"), max_length=40)
    ref = models.CharField(_("来源编号"), max_length=80)
    is_listed = models.BooleanField(_("提供下载"), default=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("公示文件")
        verbose_name_plural = _("公示文件")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "record_kind", "ref", "name"], name="public_file_once")
        ]


class PublicLine(TenantModel):
    """One line of a public record that is found by its exact key alone, never listed or searched.

    `key` is a hash of what the visitor types, so that not even the table tells whose line it is.
    """

    record_kind = models.CharField(_("种类"), max_length=40)
    ref = models.CharField(_("来源编号"), max_length=80)
    key = models.CharField(_("查询值"), max_length=64)
    data = models.JSONField(_("内容"), default=dict)

    class Meta(TenantModel.Meta):
        verbose_name = _("公示查询")
        verbose_name_plural = _("公示查询")
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["tenant", "record_kind", "ref", "key"], name="public_line_once")]

    def __str__(self) -> str:
        return self.key
