"""The import of a ledger of gradings: four steps and the empty form; an app says which ledger."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import RegisterImporter
from common.pages import Crumb, Page
from common.pages.imports import XLSX_TYPE, ImportMixin, UploadPage, file_response
from common.tables import write_xlsx


class GradingImport(ImportMixin):
    """What the pages of one ledger's import share; the app's subclass names `importer`, `permission`, `url_name`."""

    importer: RegisterImporter

    def crumbs_above(self) -> list[Crumb]:
        app = self.url_name.partition(":")[0]
        return [Crumb(str(self.importer.label), reverse(f"{app}:list", args=[self.tenant]))]


class UploadGradingsPage(UploadPage):
    """Step one."""

    help_text = gettext_lazy(
        "按统一社会信用代码对应名录库里的对象；表头不限次序和写法，认不出的列可以自己指定。"
        "导入只增加新的评定，不改写历史；名录库里没有的代码逐行说明，可下载后改正再导入。"
    )

    def get_blank_forms(self) -> list[tuple[Any, str]]:
        return [(_("空表（.xlsx）"), reverse(f"{self.url_name}_blank", args=[self.tenant]))]


class BlankGradingsPage(Page):
    """An empty form with the headings that need no assigning."""

    importer: RegisterImporter

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        data = write_xlsx(str(self.importer.label), self.importer.headings(), [])
        return file_response(data, f"{self.importer.label}.xlsx", XLSX_TYPE)
