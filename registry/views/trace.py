"""The trace of a product or a batch: origin, hand-overs, destination, who answers for it (R058)."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from common.pages import Crumb, DetailPage
from registry.queries.trace import TRACEABLE, trace_of
from registry.views.objects import ObjectMixin, objects_crumb


class TracePage(ObjectMixin, DetailPage):
    permission = "objects.view"
    reads_down = True
    title = _("来源去向追溯")
    template_name = "registry/trace.html"
    help_text = _("根据登记的“生产、供货、销售、批次”关系逐级追溯；环节不全的，请在有关对象的档案中登记关系。")

    def get_object(self) -> Any:
        row = super().get_object()
        if row.kind not in TRACEABLE:
            raise Http404
        return row

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_facts(self) -> list[tuple[str, Any]]:
        row = self.object
        return [(str(_("名称")), row.name), (str(_("类别")), row.get_kind_display()), *row.plain_identifiers]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(trace=trace_of(self.object), **kwargs)
