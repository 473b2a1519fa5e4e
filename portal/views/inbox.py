"""The inbox: what the platform told this member in this place."""

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from common.models import Notice
from common.notices import inbox, mark_read
from common.pages import Column, Empty, KeysetListPage
from portal.filters import NoticeFilterSet
from tenancy.guards import requires


class InboxPage(KeysetListPage):
    """Newest first; opening a notice marks it read and goes to the page it speaks of."""

    model = Notice
    permission = "workbench.view"
    title = _("消息")
    columns = [Column("subject", _("标题")), Column("body", _("内容")), Column("sent", _("时间")), Column("act", "")]
    filterset_class = NoticeFilterSet
    rows_template = "portal/_notice_rows.html"
    empty = Empty(_("没有消息"), _("有办理结果或需要您留意的事项时，会在这里告诉您。"))

    def get_queryset(self) -> models.QuerySet:
        return inbox(self.member, self.tenant)


@requires("workbench.view")
@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice read and go to where it leads."""
    notice = inbox(request.member, request.tenant).filter(pk=pk).first()
    if notice is None:
        raise Http404
    mark_read(Notice.objects.of(request.tenant).filter(pk=notice.pk), now=timezone.now())
    return redirect(notice.url or reverse("portal:inbox", args=[request.tenant]))


@requires("workbench.view")
@require_POST
def read_all_notices(request: HttpRequest) -> HttpResponse:
    """Mark everything in the inbox read."""
    mark_read(inbox(request.member, request.tenant), now=timezone.now())
    return redirect("portal:inbox", request.tenant)
