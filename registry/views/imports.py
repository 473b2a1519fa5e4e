"""Pages of the import of large registers of supervised objects."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.models import ImportState
from common.pages import Button, Crumb, Page
from common.pages.imports import (
    XLSX_TYPE,
    ColumnsPage,
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
from registry.imports.objects import OBJECTS
from registry.imports.objects.columns import COLUMNS
from registry.models import MatchCase
from registry.states import MATCH_OPEN


class ObjectImportMixin(ImportMixin):
    """What the pages of this import share."""

    importer = OBJECTS
    url_name = "registry:object_import"
    permission = "objects.import"

    def crumbs_above(self) -> list[Crumb]:
        return [Crumb(_("监管对象"), reverse("registry:objects", args=[self.tenant]))]


class UploadObjectsPage(ObjectImportMixin, UploadPage):
    help_text = gettext_lazy(
        "表头不限次序和写法，认不出的列可以自己指定，系统会记住。部门导入的，同时纳入本部门名录；"
        "统筹管理员导入的只写共享信息，不纳入任何部门名录，联系人、许可等部门信息不导入。"
    )

    def get_moves(self) -> list[Button]:
        return [Button(_("疑似相同对象"), reverse("registry:matches", args=[self.tenant]))]

    def get_blank_forms(self) -> list[tuple[Any, str]]:
        return [(_("监管对象空表"), reverse("registry:object_import_blank", args=[self.tenant]))]


class ObjectsReportPage(ObjectImportMixin, ReportPage):
    def get_moves(self) -> list[Button]:
        """After keeping, the way to what a person must still judge."""
        moves = super().get_moves()
        cases = MatchCase.objects.of(self.tenant).filter(batch=self.object, state=MATCH_OPEN)
        if self.object.state == ImportState.KEPT and cases.exists():
            url = reverse("registry:matches", args=[self.tenant])
            moves.append(Button(_("判断疑似相同的对象"), f"{url}?state={MATCH_OPEN}", is_primary=True))
        return moves


class ObjectColumnsPage(ObjectImportMixin, ColumnsPage):
    """Which column holds what."""


class KeepObjectsPage(ObjectImportMixin, KeepPage):
    """Keep the report's rows."""


class RecheckObjectsPage(ObjectImportMixin, RecheckPage):
    """Read the file again."""


class DiscardObjectsPage(ObjectImportMixin, DiscardPage):
    """Give the import up."""


class RejectedObjectsPage(ObjectImportMixin, RejectedFilePage):
    """The wrong rows as a file."""


class BlankObjectsPage(Page):
    """An empty form with the headings that need no assigning."""

    permission = "objects.import"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        headings = [str(column.heading) for column in COLUMNS]
        return file_response(write_xlsx(_("监管对象"), headings, []), _("监管对象空表.xlsx"), XLSX_TYPE)


def import_crumb(page: Page) -> Crumb:
    """The way back to the upload page."""
    return Crumb(_("导入监管对象名录"), reverse("registry:object_import", args=[page.tenant]))
