"""Unified social credit codes (GB 32100-2015): eighteen marks, the last one a check. Pure."""

from functools import lru_cache
from operator import mul

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
