"""Files people hand in. The bytes lie outside of the web root, named by their hash; here stands what they are."""

from django.apps import apps
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenancy.models import Member, TenantModel


class StoredFile(models.Model):
    """What is known of stored bytes: the name people see, the type decided by content, size and SHA-256."""

    name = models.CharField(_("文件名"), max_length=200)
    kind = models.CharField(_("文件类型"), max_length=8)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def size_words(self) -> str:
        """The size as people say it: 7.2 KB."""
        return filesizeformat(self.size)


class Attachment(StoredFile, TenantModel):
    """A file that belongs to a row of a model which names its `reading_permission`."""

    row_kind = models.CharField(_("对象类型"), max_length=80)
    row_id = models.BigIntegerField(_("对象编号"))
    uploaded_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("上传人"), null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("上传时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("附件")
        verbose_name_plural = _("附件")
        ordering = ["pk"]
        indexes = [models.Index(fields=["tenant", "row_kind", "row_id"], name="attachment_of_row")]

    def get_absolute_url(self) -> str:
        return reverse("portal:attachment", args=[self.tenant_id, self.pk])

    @property
    def row(self) -> models.Model | None:
        """The row it belongs to; None when that is gone."""
        return apps.get_model(self.row_kind).objects.of(self.tenant_id).filter(pk=self.row_id).first()
