"""Unified social credit codes (GB 32100-2015): eighteen marks, the last one a check. Pure."""

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {mark: value for value, mark in enumerate(_ALPHABET)}
_WEIGHTS = [pow(3, place, 31) for place in range(17)]


def check_mark(body: str) -> str:
    """The check mark of the first seventeen marks. Raises `KeyError` for a mark not allowed (I, O, S, V, Z)."""
    total = sum(_VALUES[mark] * weight for mark, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """Whether the code has eighteen allowed marks and the right check mark; the region inside it is not judged."""
    if len(code) != 18 or any(mark not in _VALUES for mark in code):
        return False
    return check_mark(code[:17]) == code[17]
