"""Unified social credit codes (GB 32100-2015): eighteen marks, the last one a check. Pure."""

from functools import lru_cache
from operator import mul

from django.utils.translation import gettext as _

from registry.names import normalise

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {mark: value for value, mark in enumerate(_ALPHABET)}
_WEIGHTS = [pow(3, place, 31) for place in range(17)]


def check_mark(body: str) -> str:
    """The check mark of the first seventeen marks. Raises `KeyError` for a mark not allowed (I, O, S, V, Z)."""
    total = sum(map(mul, map(_VALUES.__getitem__, body), _WEIGHTS))
    return _ALPHABET[(31 - total % 31) % 31]


@lru_cache(maxsize=50_000)
def is_valid(code: str) -> bool:
    """Whether the code has eighteen allowed marks and the right check mark; the region inside it is not judged."""
    if len(code) != 18:
        return False
    try:
        return check_mark(code[:17]) == code[17]
    except KeyError:
        return False


def clean_code(text: str) -> str:
    """The code in its normal form, empty for an empty text. Raises `ValueError` with a sentence for a wrong one."""
    code = normalise(text)
    if not code or is_valid(code):
        return code
    if len(code) == 15 and code.isdecimal():
        raise ValueError(_("这是15位的旧注册号，不是18位的统一社会信用代码。"))
    if len(code) != 18:
        raise ValueError(_("统一社会信用代码应为18位，这里是%(count)s位。") % {"count": len(code)})
    raise ValueError(_("统一社会信用代码的校验位不符，请对照营业执照（证书）核对。"))
