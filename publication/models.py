"""The ledger of what is public, what stands in it now, and who still owes a publication (R113–R127)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models.attachments import StoredFile
from publication.kinds import LONGEST_CODE, kind_named
from publication.states import DUTY_WORKFLOW
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


class Event(models.TextChoices):
    """What an entry of the ledger does."""

    PUBLISHED = "published", _("公示")
    CORRECTED = "corrected", _("更正")
    WITHDRAWN = "withdrawn", _("撤下")
    EXPIRED = "expired", _("期满")


class WithdrawalGround(models.TextChoices):
    """Why something published is taken down again."""

    REPAIR = "repair", _("信用修复")
    OBJECTION = "objection", _("异议成立")
    COURT = "court", _("司法裁判或行政复议")
    ERROR = "error", _("公示有误")
    REPEALED = "repealed", _("依据废止")


class ExemptionGround(models.TextChoices):
    """The one catalogue of exceptions (R116, R117)."""

    STATE_SECRET = "state_secret", _("涉及国家秘密")
    NATIONAL_SECURITY = "national_security", _("危及国家安全")
    PUBLIC_SAFETY = "public_safety", _("危及公共安全")
    PUBLIC_INTEREST = "public_interest", _("损害社会公共利益")
    TRADE_SECRET = "trade_secret", _("涉及商业秘密")
    PRIVACY = "privacy", _("涉及个人隐私")


class LedgerEntry(TenantModel):
    """One act of publication; never changed, never deleted, each chained to the one before in its place.

    `snapshot` is the sanitised text as it was approved; a withdrawal carries none, so that forgetting is complete on
    every public page while the authority keeps the history.
    """

    number = models.PositiveBigIntegerField(_("序号"))
    event = models.CharField(_("行为"), max_length=10, choices=Event)
    kind = models.CharField(_("种类"), max_length=40)
    ref = models.CharField(_("来源编号"), max_length=80)
    title = models.CharField(_("标题"), max_length=300)
    snapshot = models.JSONField(_("公示内容"), default=dict, blank=True)
    basis = models.CharField(_("依据"), max_length=500)
    ground = models.CharField(_("撤下理由"), max_length=20, choices=WithdrawalGround, blank=True)
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


@track(exclude=["recorded"])
class Duty(TenantModel):
    """A department owes a publication: of what, by when (its clock), and how far it has come (R115, R118)."""

    state = models.CharField(_("状态"), max_length=20, choices=DUTY_WORKFLOW.choices, default="due")
    kind = models.CharField(_("种类"), max_length=40)
    ref = models.CharField(_("来源编号"), max_length=80)
    title = models.CharField(_("标题"), max_length=300)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("责任部门"), related_name="+")
    snapshot = models.JSONField(_("拟公示内容"), default=dict, blank=True)
    recorded = models.JSONField(_("来源记录的内容"), default=dict, blank=True)
    basis = models.CharField(_("依据"), max_length=500)
    withheld_fields = ArrayField(
        models.CharField(max_length=60), verbose_name=_("不公示的字段"), default=list, blank=True
    )
    subject_code = models.CharField(_("对象代码"), max_length=LONGEST_CODE, blank=True)
    told_on = models.DateField(_("告知日期"), null=True, blank=True)
    told_how = models.CharField(_("告知方式"), max_length=200, blank=True)
    opened_at = models.DateTimeField(_("产生时间"))
    due_on = models.DateField(_("公示截止日"), null=True, blank=True)
    prepared_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("拟稿人"), null=True, related_name="+", db_constraint=False
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("公示任务")
        verbose_name_plural = _("公示任务")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=DUTY_WORKFLOW.known(), name="duty_state_known"),
            models.UniqueConstraint(
                fields=["tenant", "kind", "ref"],
                condition=~Q(state__in=["published", "exempted"]),
                name="duty_one_open",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") | Q(told_on__isnull=False) & ~Q(told_how=""),
                name="duty_told_somehow",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publication:duty", args=[self.tenant_id, self.pk])

    @property
    def kind_label(self) -> str:
        return str(kind_named(self.kind).label)

    @property
    def concerns_subject(self) -> bool:
        return kind_named(self.kind).concerns_subject

    @property
    def shown_fields(self) -> list[tuple[str, Any]]:
        """(label, value) of every field of the kind, in its order, as it would be published."""
        fields = kind_named(self.kind).fields
        return [(str(fields[name].label), self.snapshot.get(name, "")) for name in fields]

    @property
    def rewritten_fields(self) -> list[tuple[str, Any, Any]]:
        """(label, what the record says, what would be published) of each field that was written anew."""
        fields = kind_named(self.kind).fields
        both = [(name, told, self.snapshot.get(name, "")) for name, told in self.recorded.items()]
        return [(str(fields[name].label), told, shown) for name, told, shown in both if told != shown]


@track()
class Exemption(TenantModel):
    """A request not to publish: ground, scope, reason; decided by another person; reviewed on a date (R116)."""

    duty = models.ForeignKey(Duty, models.PROTECT, verbose_name=_("公示任务"), related_name="exemptions")
    ground = models.CharField(_("法定情形"), max_length=20, choices=ExemptionGround)
    fields = ArrayField(
        models.CharField(max_length=60), verbose_name=_("不公示的字段（空为全部）"), default=list, blank=True
    )
    reason = models.TextField(_("具体理由"))
    requested_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("申请人"), related_name="+", db_constraint=False
    )
    requested_at = models.DateTimeField(_("申请时间"))
    is_granted = models.BooleanField(_("是否批准"), null=True)
    decided_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("批准人"), null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    review_on = models.DateField(_("复核日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("不予公示申请")
        verbose_name_plural = _("不予公示申请")
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=ExemptionGround.values), name="exemption_ground_known"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("requested_by")),
                name="exemption_decided_by_another",
                violation_error_message=_("申请人不能批准自己的申请。"),
            ),
            models.UniqueConstraint(fields=["duty"], condition=Q(is_granted__isnull=True), name="exemption_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.duty}：{self.get_ground_display()}"

    @property
    def field_labels(self) -> list[str]:
        """Labels of the fields kept back."""
        known = kind_named(self.duty.kind).fields
        return [str(known[name].label) for name in self.fields]


@track()
class Objection(TenantModel):
    """The subject disagrees with what is to be published of it; nothing is published until it is answered (R123)."""

    duty = models.ForeignKey(Duty, models.PROTECT, verbose_name=_("公示任务"), related_name="objections")
    received_on = models.DateField(_("收到日期"))
    claim = models.TextField(_("异议内容"), max_length=2000)
    registered_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("登记人"), null=True, related_name="+", db_constraint=False
    )
    is_upheld = models.BooleanField(_("异议是否成立"), null=True)
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("决定人"), null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("公示异议")
        verbose_name_plural = _("公示异议")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty"], condition=Q(is_upheld__isnull=True), name="objection_one_open"),
            models.CheckConstraint(
                condition=Q(is_upheld=None) | ~Q(answer=""),
                name="objection_decided_with_answer",
                violation_error_message=_("请写明答复。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}：{self.claim[:40]}"


class DutyAct(models.TextChoices):
    """What may be done to many duties at once."""

    PREPARE = "prepare", _("批量拟稿")
    TELL = "tell", _("批量登记告知")
    CHECK = "check", _("批量核对")


class DutyBatch(TenantModel):
    """One person's act on many duties: what is said of all of them, and when it was through."""

    act = models.CharField(_("办理事项"), max_length=8, choices=DutyAct)
    told_on = models.DateField(_("告知日期"), null=True, blank=True)
    told_how = models.CharField(_("告知方式"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("办理人"), related_name="+", db_constraint=False
    )
    asked_at = models.DateTimeField(_("提交时间"))
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("批量办理")
        verbose_name_plural = _("批量办理")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=DutyAct.values), name="duty_batch_act_known"),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") & ~Q(act=DutyAct.TELL)
                | Q(told_on__isnull=False) & ~Q(told_how="") & ~Q(act=DutyAct.CHECK),
                name="duty_batch_told_somehow",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_act_display())

    def get_absolute_url(self) -> str:
        return reverse("publication:batch", args=[self.tenant_id, self.pk])


class BatchLine(TenantModel):
    """One duty of a batch: done, or refused and why; neither while the batch waits."""

    batch = models.ForeignKey(DutyBatch, models.CASCADE, verbose_name=_("批量办理"), related_name="lines")
    duty = models.ForeignKey(Duty, models.PROTECT, verbose_name=_("公示任务"), related_name="+")
    is_done = models.BooleanField(_("已办理"), null=True)
    reason = models.CharField(_("未办理的原因"), max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("批量办理明细")
        verbose_name_plural = _("批量办理明细")
        ordering = ["is_done", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "duty"], name="batch_line_once"),
            models.CheckConstraint(
                condition=Q(is_done=False) & ~Q(reason="")
                | Q(is_done__isnull=True, reason="")
                | Q(is_done=True, reason=""),
                name="batch_line_refused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.duty)


class WithheldCount(TenantModel):
    """How many publications of a kind are kept back on a ground: all the public learns of them (R127)."""

    kind = models.CharField(_("种类"), max_length=40)
    ground = models.CharField(_("法定情形"), max_length=20, choices=ExemptionGround)
    count = models.PositiveIntegerField(_("件数"))

    class Meta(TenantModel.Meta):
        verbose_name = _("不予公示件数")
        verbose_name_plural = _("不予公示件数")
        ordering = ["kind", "ground"]
        constraints = [models.UniqueConstraint(fields=["tenant", "kind", "ground"], name="withheld_count_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_ground_display()} {self.count}"
