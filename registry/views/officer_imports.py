"""The import of the officer library, and its empty form."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
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
from registry.imports.officers import OFFICERS
from registry.views.officer_tabs import officers_crumb


class BlankOfficersPage(Page):
    """The empty form with one example line, which is passed over when it comes back."""

    permission = "officers.view"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        name = _("执法人员名录")
        data = write_xlsx(name, OFFICERS.headings(), [_example()])
        return file_response(data, f"{name}.xlsx", XLSX_TYPE)


def _example() -> list[str]:
    return [
        _("例：张三"), _("区市场监管局"), _("行政执法类公务员"), "61070300001", _("陕西省司法厅"), _("食品、药品"),
        "2025-03-01", "2030-02-28", _("特种设备检验"),
    ]  # fmt: skip


class OfficersImport(ImportMixin):
    """What the import pages of the library share."""

    importer = OFFICERS
    permission = OFFICERS.permission
    url_name = "registry:officer_import"

    def crumbs_above(self) -> list[Crumb]:
        return [officers_crumb(self)]  # type: ignore[arg-type]


class ImportOfficersPage(OfficersImport, UploadPage):
    def get_blank_forms(self) -> list[tuple[Any, str]]:
        return [(_("执法人员名录空表（.xlsx）"), reverse("registry:officer_blank", args=[self.tenant]))]


class OfficersReportPage(OfficersImport, ReportPage):
    pass


class KeepOfficersPage(OfficersImport, KeepPage):
    pass


class RecheckOfficersPage(OfficersImport, RecheckPage):
    pass


class DiscardOfficersPage(OfficersImport, DiscardPage):
    pass


class RejectedOfficersPage(OfficersImport, RejectedFilePage):
    pass
