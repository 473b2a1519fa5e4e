"""The list as files: 附件1 and the extended list, the empty form, and the import of what comes back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from items.exports import WRITERS, NumberedFace, paper_of
from items.imports import ANNEX, RANDOM_LIST
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


class RandomListImport(AnnexImport):
    """What the import pages of random-inspection items share."""

    importer = RANDOM_LIST
    url_name = "items:random_import"


class RandomListPage(RandomListImport, UploadPage):
    help_text = gettext_lazy(
        "各部门已有的随机抽查事项清单（.xlsx、.csv、.docx），每行一项，导入后成为草稿。"
        "比例、数量、频次原文照存；“县级以上市场监管部门”这样的写法按职能对应到本地部门，请在报告中核对。"
    )

    def get_blank_forms(self) -> list[tuple[Any, str]]:
        return [(_("随机抽查事项清单空表（.xlsx）"), reverse("items:random_blank", args=[self.tenant]))]


class RandomListReportPage(RandomListImport, ReportPage):
    pass


class KeepRandomListPage(RandomListImport, KeepPage):
    pass


class RecheckRandomListPage(RandomListImport, RecheckPage):
    pass


class DiscardRandomListPage(RandomListImport, DiscardPage):
    pass


class RejectedRandomRowsPage(RandomListImport, RejectedFilePage):
    pass


class BlankRandomListPage(Page):
    """An empty list with its headings."""

    permission = RANDOM_LIST.permission

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        title = str(RANDOM_LIST.label)
        return file_response(write_xlsx(title, RANDOM_LIST.headings(), []), f"{title}.xlsx", XLSX_TYPE)
