"""Lists and papers as files: asked for on a page, made by a job, kept with their hash, fetched with the right again."""

from common.exports.files import (
    ExportTooLarge,
    forget_expired,
    may_fetch,
    request_document,
    request_export,
    title_of,
    write_document,
    write_export,
)
from common.exports.registry import Asked, ExportKind, Field, UnknownExport, export, export_kind, paper, paper_kind

__all__ = [
    "Asked",
    "ExportKind",
    "ExportTooLarge",
    "Field",
    "UnknownExport",
    "export",
    "export_kind",
    "forget_expired",
    "may_fetch",
    "paper",
    "paper_kind",
    "request_document",
    "request_export",
    "title_of",
    "write_document",
    "write_export",
]
