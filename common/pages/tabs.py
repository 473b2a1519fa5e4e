"""The navigation inside one function: sibling pages, each only for those who may open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from common.pages.base import Page


@dataclass(frozen=True)
class Tab:
    """A sibling page: its word, its address name, who may open it."""

    label: str | Promise
    url_name: str
    permission: str


class TabbedMixin(Page):
    """A page that stands beside others; a function names its `siblings`, a page the `tab` it belongs to."""

    siblings: Sequence[Tab] = ()
    tab = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["tabs"] = [
            {"label": tab.label, "url": reverse(tab.url_name, args=[self.tenant]), "active": tab.url_name == self.tab}
            for tab in self.siblings
            if self.member.may(tab.permission)
        ]
        return super().get_context_data(**kwargs)
