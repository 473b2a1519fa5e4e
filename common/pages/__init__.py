"""The four kinds of page; an app's view declares what is shown and who may see it."""

from common.pages.base import Button, Crumb, Page
from common.pages.details import DetailPage
from common.pages.forms import FormPage, MovePage
from common.pages.lists import COUNT_CAP, Column, Empty, KeysetListPage, ListPage, TenantFilterSet, YesNoFilter
from common.pages.tabs import Tab, TabbedMixin

__all__ = [
    "COUNT_CAP",
    "Button",
    "Column",
    "Crumb",
    "DetailPage",
    "Empty",
    "FormPage",
    "KeysetListPage",
    "ListPage",
    "MovePage",
    "Page",
    "Tab",
    "TabbedMixin",
    "TenantFilterSet",
    "YesNoFilter",
]
