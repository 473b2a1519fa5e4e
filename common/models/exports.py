"""Files the platform makes: lists as spreadsheets, papers as PDF. Each is made by a job and fetched from its page."""

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models.attachments import StoredFile
from tenancy.models import Member, TenantModel


class MadeFile(StoredFile, TenantModel):
    """A file made by a job: nameless and without bytes (`sha256` empty) until the job is done."""

    maker = models.CharField(_("种类"), max_length=80)
    requested_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("申请人"), null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(_("申请时间"))
    job = models.ForeignKey(
        "common.JobRun", models.SET_NULL, verbose_name=_("后台任务"), null=True, blank=True, related_name="+"
    )

    class Meta(TenantModel.Meta):
        abstract = True

    @property
    def is_ready(self) -> bool:
        return bool(self.sha256)


class Export(MadeFile):
    """The rows of a list as a file. `query` is the list's own query string, so that screen and file agree."""

    query = models.CharField(_("筛选条件"), max_length=2000, blank=True)
    row_count = models.PositiveIntegerField(_("行数"), null=True, blank=True)
    expires_at = models.DateTimeField(_("保留至"))

    class Meta(MadeFile.Meta):
        abstract = False
        verbose_name = _("导出")
        verbose_name_plural = _("导出")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["expires_at"], name="export_expires")]
        constraints = [models.CheckConstraint(condition=Q(kind__in=["xlsx", "csv", "docx"]), name="export_kind_known")]

    def get_absolute_url(self) -> str:
        return reverse("portal:export_file", args=[self.tenant_id, self.pk])


class Document(MadeFile):
    """A paper about one row, as PDF. Its number, where the paper has one, is given when it is made."""

    row_kind = models.CharField(_("对象类型"), max_length=80)
    row_id = models.BigIntegerField(_("对象编号"))
    number = models.CharField(_("文号"), max_length=80, blank=True)

    class Meta(MadeFile.Meta):
        abstract = False
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["tenant", "row_kind", "row_id"], name="document_of_row")]

    def get_absolute_url(self) -> str:
        return reverse("portal:document", args=[self.tenant_id, self.pk])

    @property
    def row(self) -> models.Model | None:
        """The row it is about; None when that is gone."""
        return apps.get_model(self.row_kind).objects.of(self.tenant_id).filter(pk=self.row_id).first()
