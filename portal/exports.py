"""What of the portal's lists becomes a file."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.exports import Asked, Field, export
from portal.filters import AuditFilterSet
from tenancy.models import AuditEntry


@export(
    "audit",
    label=_("审计记录"),
    permission="audit.view",
    columns=[
        Field(_("记录号"), "pk"),
        Field(_("时间"), "at", width=20),
        Field(_("操作人"), "actor_name"),
        Field(_("身份"), "hat", width=28),
        Field(_("动作"), "verb_word"),
        Field(_("对象类型"), "kind_word"),
        Field(_("对象编号"), "row_id"),
        Field(_("对象"), "row_label", width=32),
        Field(_("说明"), "note", width=32),
        Field(_("变更内容"), "changes_words", width=48),
        Field(_("请求编号"), "request_id", width=20),
        Field(_("区块"), "block_number"),
    ],
)
def audit_entries(asked: Asked) -> QuerySet[AuditEntry]:
    """The acts the auditor's list shows, newest first."""
    rows = AuditEntry.objects.of(asked.tenant).select_related("block")
    return AuditFilterSet(asked.GET, queryset=rows, request=asked).qs.order_by("-pk")
