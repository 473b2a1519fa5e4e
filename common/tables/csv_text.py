"""Comma- or tab-separated text, in the encodings Excel and WPS write: UTF-8, GBK, GB18030."""

import csv
import io
import re

from django.utils.translation import gettext as _

from common.tables.refusals import BadEncoding, BadQuotes, CellTooLong, TooManyColumns, TooManyRows
from common.tables.sheet import Limits, Place, Sheet, Trouble

_SEPARATORS = ",\t;"
_KEPT_TEXT = re.compile(r'="([^"=]*)"|\'([0-9A-Za-z-]+)')


def read_csv(data: bytes, limits: Limits) -> Sheet:
    """One sheet without a name. Errors: unreadable encoding, unbalanced quotes, too many or too long."""
    text = _decode(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            _check(row, len(rows), limits)
            rows.append(list(map(_as_meant, row)))
    except csv.Error as error:
        raise BadQuotes(line=reader.line_num) from error
    return Sheet("", "csv", rows, troubles=_formulas(rows))


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadEncoding(found=_("未知编码"))


def _separator(text: str) -> str:
    """The mark used most in the first lines; the comma when none is."""
    return max(_SEPARATORS, key=text[:4_000].count)


def _as_meant(text: str) -> str:
    """What is written to keep a number a text (`="0123"`, `'0123`) is that text."""
    if text.startswith(('="', "'")) and (found := _KEPT_TEXT.fullmatch(text.strip())):
        return found[1] or found[2]
    return text


def _check(row: list[str], number: int, limits: Limits) -> None:
    if number >= limits.rows:
        raise TooManyRows(sheet=_("文件"), limit=limits.rows)
    if len(row) > limits.columns:
        raise TooManyColumns(sheet=_("文件"), limit=limits.columns)
    for column, text in enumerate(row):
        if len(text) > limits.cell:
            address = Sheet("", "csv", []).address(number, column)
            raise CellTooLong(sheet=_("文件"), address=address, count=len(text), limit=limits.cell)


def _formulas(rows: list[list[str]]) -> dict[Place, Trouble]:
    trouble = Trouble(_("这一格以“=”开头，是公式而不是内容。"), _("请改为填写结果本身。"))
    return {
        (number, column): trouble
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text.startswith("=") and not text[1:].strip().isdecimal()  # “=1” in a plan is “exactly once”
    }
