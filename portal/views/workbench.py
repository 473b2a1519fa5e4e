"""The workbench 待办: what is waiting for me, by when, why, and what can I press."""

from django.utils.translation import gettext_lazy as _

from common.pages import Page


class WorkbenchPage(Page):
    permission = "workbench.view"
    title = _("工作台")
    template_name = "portal/workbench.html"
