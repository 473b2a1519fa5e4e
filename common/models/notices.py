"""What a member is told: a line in the inbox, perhaps also by e-mail."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenancy.models import Member, TenantModel


class Notice(TenantModel):
    """One notice to one member in one place. `url` is the page it speaks of, inside the platform."""

    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("收件人"), related_name="+")
    kind = models.CharField(_("类别"), max_length=60)
    subject = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("内容"), blank=True)
    url = models.CharField(_("页面"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)
    is_mailed = models.BooleanField(_("须发送邮件"), default=False)
    mailed_at = models.DateTimeField(_("邮件发出时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(url="") | Q(url__startswith="/"), name="notice_leads_inside")]
        indexes = [
            models.Index(fields=["tenant", "member", "-id"], name="notice_inbox"),
            models.Index(fields=["tenant", "member"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["tenant"], condition=Q(is_mailed=True, mailed_at__isnull=True), name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("portal:inbox", args=[self.tenant_id])
