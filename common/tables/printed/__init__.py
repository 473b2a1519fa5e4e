"""Printed forms as officials know them: mark, title, table, notes; A4 on its side, .xlsx and .docx."""

from common.tables.printed.documents import printed_docx
from common.tables.printed.paper import DOCX_TYPE, XLSX_TYPE, Entry, Layout, Paper
from common.tables.printed.sheets import printed_xlsx

__all__ = ["DOCX_TYPE", "XLSX_TYPE", "Entry", "Layout", "Paper", "printed_docx", "printed_xlsx"]
