"""Uploaded files on their way in: the batch, and its rows as staged for a person to look at before anything is kept."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models.attachments import StoredFile
from tenancy.models import Department, Member, TenantModel


class ImportState(models.TextChoices):
    """A batch is read, shown, and ends in one of three ways.

    A register whose columns are not all recognised waits for a person; its rows are kept by a job.
    """

    UPLOADED = "uploaded", _("正在读取")
    MAPPING = "mapping", _("待对应列")
    REPORTED = "reported", _("待核对保存")
    KEEPING = "keeping", _("正在保存")
    KEPT = "kept", _("已保存")
    DISCARDED = "discarded", _("已放弃")
    FAILED = "failed", _("无法读取")


class Verdict(models.TextChoices):
    """What keeping would do with a row."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("变更")
    SAME = "same", _("无变化")
    DOUBTFUL = "doubtful", _("存疑")
    REJECTED = "rejected", _("有误")


class ImportBatch(StoredFile, TenantModel):
    """One uploaded file and what became of it. `columns` and `counts` are for the report.

    `columns` is a list of {label, heading, place, samples}, of a register also {field}; `counts` maps verdicts to
    numbers of rows, `faults` to what many of them have in common; `department` the one it was uploaded for. A batch
    whose file is forgotten has an empty `sha256`.
    """

    importer = models.CharField(_("导入类型"), max_length=60)
    state = models.CharField(_("状态"), max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    columns = models.JSONField(_("识别出的列"), default=list)
    counts = models.JSONField(_("各类行数"), default=dict)
    faults = models.JSONField(_("相同的问题"), default=dict)
    refusal = models.CharField(_("无法读取的原因"), max_length=500, blank=True)
    uploaded_by = models.ForeignKey(Member, models.PROTECT, verbose_name=_("上传人"), related_name="+")
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("上传部门"), null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("上传时间"))
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入批次")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known")]
        indexes = [models.Index(fields=["tenant", "importer", "-id"], name="import_newest")]

    @property
    def has_file(self) -> bool:
        return bool(self.sha256)

    def count(self, verdict: str) -> int:
        """How many rows got that verdict."""
        return self.counts.get(verdict, 0)


class ColumnMapping(TenantModel):
    """Which field each column of a kind of file holds, as a person assigned it.

    `signature` stands for the headings (`common.imports.columns.signature_of`); `fields` has a field's name or an empty
    text for every column, from the left.
    """

    importer = models.CharField(_("导入类型"), max_length=60)
    signature = models.CharField(_("表头特征"), max_length=64)
    fields = models.JSONField(_("各列的栏目"))
    assigned_by = models.ForeignKey(Member, models.PROTECT, verbose_name=_("指定人"), related_name="+")
    assigned_at = models.DateTimeField(_("指定时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("列的对应关系")
        verbose_name_plural = _("列的对应关系")
        ordering = ["-assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "importer", "signature"], name="mapping_once_a_heading_row")
        ]

    def __str__(self) -> str:
        return self.signature


class StagedPart(TenantModel):
    """Some hundred rows of a batch as they would be kept, column by column: one row of the database instead of many.

    `lines` holds the cells of each row as one text (`common.imports.staging`), in the order of `fields`. `numbers`,
    `verdicts` and `lines` have an entry for each row, the other lists too or none at all; `StagedRow` shows the rows
    one by one.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, verbose_name=_("导入批次"), related_name="+", db_index=False)
    first = models.PositiveIntegerField(_("第一行"))
    fields = ArrayField(models.CharField(max_length=60), verbose_name=_("栏目"))
    numbers = ArrayField(models.PositiveIntegerField(), verbose_name=_("文件中的行"))
    verdicts = ArrayField(models.CharField(max_length=10, choices=Verdict), verbose_name=_("结论"))
    lines = ArrayField(models.TextField(), verbose_name=_("内容"))
    targets = ArrayField(models.BigIntegerField(null=True), verbose_name=_("对应记录"))
    befores = ArrayField(models.JSONField(null=True), verbose_name=_("现有内容"))
    errors = ArrayField(models.JSONField(), verbose_name=_("错误"))
    doubts = ArrayField(models.JSONField(), verbose_name=_("存疑"))

    class Meta(TenantModel.Meta):
        verbose_name = _("待导入的一段")
        verbose_name_plural = _("待导入的各段")
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "first"], name="staged_part_once"),
            models.CheckConstraint(condition=Q(verdicts__contained_by=Verdict.values), name="staged_verdicts_known"),
        ]

    def __str__(self) -> str:
        return str(self.first)


class StagedRow(TenantModel):
    """One row of the file as it would be kept: a view of `StagedPart`, read only, behind the same wall.

    `target` is the number of the row it would change, `before` that row's present values; both empty for a new one.
    `errors` and `doubts` are lists of {sheet, address, value, why, mend}.
    """

    pk = models.CompositePrimaryKey("batch_id", "number")
    batch = models.ForeignKey(ImportBatch, models.DO_NOTHING, verbose_name=_("导入批次"), related_name="rows")
    part = models.ForeignKey(StagedPart, models.DO_NOTHING, verbose_name=_("待导入的一段"), related_name="+")
    number = models.PositiveIntegerField(_("文件中的行"))
    verdict = models.CharField(_("结论"), max_length=10, choices=Verdict)
    values = models.JSONField(_("内容"))
    target = models.BigIntegerField(_("对应记录"), null=True)
    before = models.JSONField(_("现有内容"), null=True)
    errors = models.JSONField(_("错误"))
    doubts = models.JSONField(_("存疑"))

    class Meta(TenantModel.Meta):
        verbose_name = _("待导入行")
        verbose_name_plural = _("待导入行")
        ordering = ["number"]
        managed = False

    def __str__(self) -> str:
        return str(self.number)
