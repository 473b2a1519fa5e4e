"""Addresses of the import of a ledger of gradings, for the app that holds the ledger."""

from django.urls import URLPattern, path

from common.pages.imports import (
    ColumnsPage,
    DiscardPage,
    KeepPage,
    RecheckPage,
    RejectedFilePage,
    ReportPage,
)
from registry.views.grading_imports import BlankGradingsPage, GradingImport, UploadGradingsPage

_PAGES = {
    "": UploadGradingsPage,
    "blank": BlankGradingsPage,
    "batch": ReportPage,
    "columns": ColumnsPage,
    "keep": KeepPage,
    "recheck": RecheckPage,
    "discard": DiscardPage,
    "rejected": RejectedFilePage,
}


def import_urls(shared: type[GradingImport], prefix: str) -> list[URLPattern]:
    """The pages of one ledger's import, each made of `shared` and the common page, under `<prefix>/import/`."""
    return [_address(shared, prefix, step, page) for step, page in _PAGES.items()]


def _address(shared: type[GradingImport], prefix: str, step: str, page: type) -> URLPattern:
    view = type(f"{shared.__name__}{page.__name__}", (shared, page), {"__module__": shared.__module__})
    row = "" if step in ("", "blank") else "<int:pk>/"
    tail = "" if step in ("", "batch") else f"{step}/"
    name = f"import_{step}" if step else "import"
    return path(f"{prefix}/import/{row}{tail}", view.as_view(), name=name)  # type: ignore[attr-defined]
