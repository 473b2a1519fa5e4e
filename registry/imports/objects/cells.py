"""Cells of a register as departments write them: codes, and days in every form that tables know. Pure."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from registry.kinds import Detail
from registry.uscc import clean_code, is_valid

_DAY = Detail("", "", "day")
_NOTHING = {"无", "暂无", "没有", "不详", "未知", "未办理", "空", "-", "--", "—", "——", "/"}
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,2}")
_SIGNS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd\U0001f000-\U0001faff]")
_CITIZEN = re.compile(r"[1-6]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dXx]")
_EXCEL_BEGAN, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 18_264, 73_050
"""Serial numbers of days, from 1950 to 2099."""


def not_scientific(text: str) -> str:
    """The text as it is. Raises `ValueError` for a number that a table has shortened to 9.16E+17."""
    if _SCIENTIFIC.fullmatch(text):
        raise ValueError(_("号码变成了科学计数法，后几位已丢失；须把该列设为“文本”格式后重新输入。"))
    return text


def has_signs(text: str) -> bool:
    """Whether the text holds pictures, or marks that only machines make."""
    return bool(_SIGNS.search(text))


def readable(text: str) -> str:
    """The text as it is. Raises `ValueError` for signs that are no part of any name, address or number."""
    if has_signs(text):
        raise ValueError(_("含有表情或看不见的控制字符。"))
    return text


def no_citizen(text: str) -> str:
    """The text as it is. Raises `ValueError` for an identity number, which has no business in a telephone's column."""
    if _CITIZEN.fullmatch(text):
        raise ValueError(_("这像是公民身份号码，不得填在联系电话栏。"))
    return text


def uscc_of(text: str) -> str:
    """A unified social credit code, empty for 无 or /. Raises `ValueError` with a sentence for what is none."""
    if not text or is_valid(text):
        return text
    if text in _NOTHING:
        return ""
    if _CITIZEN.fullmatch(text) and not is_valid(text.upper()):
        raise ValueError(_("这像是公民身份号码，不得填在本栏；个体工商户请填写营业执照上的统一社会信用代码。"))
    if len(re.findall(r"[\u4e00-\u9fff]", text)) > 2:
        raise ValueError(_("这一格是文字，不是代码，可能填错了列。"))
    return clean_code(text)


def day(text: str) -> str | None:
    """A day: 2028-03-01, 2028.3.1, 20280301, with a time, or a table's own serial number. Raises `ValueError`."""
    if text in _NOTHING:
        return None
    if text.isdecimal() and len(text) == 5 and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return (_EXCEL_BEGAN + timedelta(days=int(text))).isoformat()
    if text.isdecimal() and len(text) == 8:
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?", text):
        raise ValueError(_("“%(text)s”没有写到日，请按“2026-03-01”的样式填写。") % {"text": text})
    found: str | None = _DAY.clean(re.sub(r"[ T]+\d{1,2}:\d{2}(:\d{2})?$", "", text))
    return found
