"""The list as files: 附件1 and the extended list, the empty form, and the import of what comes back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from common.pages import Crumb, Page
from common.pages.imports import (
    DiscardPage,
    ImportMixin,
    KeepPage,
    RecheckPage,
    RejectedFilePage,
    ReportPage,
    UploadPage,
    file_response,
)
from items.exports import WRITERS, NumberedFace, paper_of
from items.imports import ANNEX
from items.queries.versions import list_in_force
from items.views.lists import items_crumb


class ListFilePage(Page):
    """The list in force as a file."""

    permission = "items.view"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        versions = list_in_force(self.tenant)
        return self.written([NumberedFace(str(version.item.number), version.face) for version in versions])

    def written(self, items: list[NumberedFace]) -> HttpResponse:
        writer = WRITERS.get(self.kwargs["kind"])
        if writer is None:
            raise Http404
        paper = paper_of(self.tenant)
        return file_response(writer.write(paper, items), f"{paper.title}.{writer.suffix}", writer.content_type)


class BlankListPage(ListFilePage):
    """The empty form."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.written([])


class AnnexImport(ImportMixin):
    """What the import pages of the list share."""

    importer = ANNEX
    permission = ANNEX.permission
    url_name = "items:import"

    def crumbs_above(self) -> list[Crumb]:
        return [items_crumb(self)]  # type: ignore[arg-type]


class ImportPage(AnnexImport, UploadPage):
    def get_blank_forms(self) -> list[tuple[Any, str]]:
        return [
            (_("附件1空表（.%(kind)s）") % {"kind": kind}, reverse("items:blank", args=[self.tenant, kind]))
            for kind in ("xlsx", "docx")
        ]


class ImportReportPage(AnnexImport, ReportPage):
    pass


class KeepImportPage(AnnexImport, KeepPage):
    pass


class RecheckImportPage(AnnexImport, RecheckPage):
    pass


class DiscardImportPage(AnnexImport, DiscardPage):
    pass


class RejectedRowsPage(AnnexImport, RejectedFilePage):
    pass
