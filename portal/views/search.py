"""The page behind the search box of the frame."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.pages import Page
from common.search import search


class SearchPage(Page):
    permission = "workbench.view"
    title = _("搜索")
    template_name = "portal/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.request.GET.get("q", "")
        return super().get_context_data(text=text, found=search(self.member, self.tenant, text), **kwargs)
