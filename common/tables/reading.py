"""The one door: bytes in, sheets out."""

from common.tables.csv_text import read_csv
from common.tables.docx import read_docx
from common.tables.kinds import kind_of, refuse_other_name
from common.tables.packages import package_kind, peek, unpack
from common.tables.refusals import FileTooLarge
from common.tables.sheet import Limits, Sheet
from common.tables.xlsx import read_xlsx

DEFAULT = Limits()


def refuse_unreadable(data: bytes, *, name: str = "", limits: Limits = DEFAULT) -> None:
    """Refuse at once what `read_tables` would refuse whatever stands in it: another kind, old, encrypted, dangerous.

    Shapes and errors: as for `read_tables`. Takes a moment even for the largest file.
    """
    _refuse_large(data, limits)
    if kind_of(data, name) != "csv":
        refuse_other_name(package_kind(peek(data, limits)), name)


def read_tables(data: bytes, *, name: str = "", limits: Limits = DEFAULT) -> list[Sheet]:
    """Every sheet or table of an uploaded file.

    Shapes: `data` the whole file; `name` as the clerk named it, used only to refuse a name that lies.
    Errors: a subclass of `TableRefused`, whose text says what is wrong and how to mend it.
    """
    _refuse_large(data, limits)
    if kind_of(data, name) == "csv":
        return [read_csv(data, limits)]
    parts = unpack(data, limits)
    kind = package_kind(parts)
    refuse_other_name(kind, name)
    return read_xlsx(parts, limits) if kind == "xlsx" else read_docx(parts, limits)


def _refuse_large(data: bytes, limits: Limits) -> None:
    if len(data) > limits.size:
        raise FileTooLarge(size=len(data) >> 20, limit=limits.size >> 20)
