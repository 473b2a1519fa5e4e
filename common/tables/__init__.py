"""Tables out of uploaded files: .xlsx, .csv and .docx become plain sheets of text, and nothing hostile gets through.

A file is known by its content, never by its name alone. Whatever could harm the reader (bombs, macros, giant sparse
sheets) or mislead the clerk (formulas, links to other files) is refused in words before a parser sees it.
"""

from common.tables.kinds import kind_of
from common.tables.reading import read_tables, refuse_unreadable
from common.tables.refusals import TableRefused
from common.tables.sheet import CellError, Limits, Line, Place, Sheet, Trouble
from common.tables.text import clean, clean_all, digits_only, squash
from common.tables.writing import FORMULA_SIGNS, printable, write_xlsx

__all__ = [
    "FORMULA_SIGNS",
    "CellError",
    "Limits",
    "Line",
    "Place",
    "Sheet",
    "TableRefused",
    "Trouble",
    "clean",
    "clean_all",
    "digits_only",
    "kind_of",
    "printable",
    "read_tables",
    "refuse_unreadable",
    "squash",
    "write_xlsx",
]
