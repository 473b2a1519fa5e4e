"""The imports of experts and third parties, and their empty forms."""

from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from common.pages import Crumb, Page
from common.pages.imports import (
    XLSX_TYPE,
    DiscardPage,
    ImportMixin,
    KeepPage,
    RecheckPage,
    RejectedFilePage,
    ReportPage,
    UploadPage,
    file_response,
)
from common.tables import write_xlsx
from registry.imports.assistants import BODIES, EXPERTS, AssistantImporter
from registry.views.assistants import assistants_crumb


class AssistantsImport(ImportMixin):
    """What the import pages of the two libraries share."""

    importer: AssistantImporter = EXPERTS
    url_name = ""
    permission = EXPERTS.permission

    def crumbs_above(self) -> list[Crumb]:
        return [assistants_crumb(self, self.importer.model)]


class BlankPage(AssistantsImport, Page):
    """The empty form."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        name = str(self.importer.label)
        return file_response(write_xlsx(name, self.importer.headings(), []), f"{name}.xlsx", XLSX_TYPE)


class UploadAssistantsPage(AssistantsImport, UploadPage):
    def get_blank_forms(self) -> list[tuple[Any, str]]:
        words = {"name": self.importer.label}
        return [(_("%(name)s空表（.xlsx）") % words, reverse(f"{self.url_name}_blank", args=[self.tenant]))]


class AssistantsReportPage(AssistantsImport, ReportPage):
    pass


class KeepAssistantsPage(AssistantsImport, KeepPage):
    pass


class RecheckAssistantsPage(AssistantsImport, RecheckPage):
    pass


class DiscardAssistantsPage(AssistantsImport, DiscardPage):
    pass


class RejectedAssistantsPage(AssistantsImport, RejectedFilePage):
    pass


def addresses(folder: str, name: str, importer: AssistantImporter) -> list[URLPattern]:
    """The addresses of one of the two imports below its library's folder."""
    given: dict[str, Any] = {"importer": importer, "url_name": f"registry:{name}_import"}
    pages: dict[str, tuple[str, Any]] = {
        "": ("import/", UploadAssistantsPage),
        "_blank": ("import/blank/", BlankPage),
        "_batch": ("import/<int:pk>/", AssistantsReportPage),
        "_keep": ("import/<int:pk>/keep/", KeepAssistantsPage),
        "_recheck": ("import/<int:pk>/recheck/", RecheckAssistantsPage),
        "_discard": ("import/<int:pk>/discard/", DiscardAssistantsPage),
        "_rejected": ("import/<int:pk>/rejected/", RejectedAssistantsPage),
    }
    return [
        path(f"{folder}/{address}", page.as_view(**given), name=f"{name}_import{part}")
        for part, (address, page) in pages.items()
    ]


ADDRESSES = [*addresses("experts", "expert", EXPERTS), *addresses("third-parties", "body", BODIES)]
