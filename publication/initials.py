"""Pinyin initials, by which people type names in a hurry (DOMAIN 5.2 no. 56). Pure: no database."""

from pypinyin import Style, lazy_pinyin

_FIRST, _LAST = 0x4E00, 0x9FA5
_PHRASES = (
    ("重庆", "CQ"),
    ("长安", "CA"),
    ("银行", "YH"),
    ("乐山", "LS"),
    ("厦门", "XM"),
    ("朝阳", "CY"),
    ("音乐", "YY"),
)


class _Initials(dict[int, str]):
    """The first letter of the commonest reading of each Chinese character, looked up when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        read = lazy_pinyin(character, style=Style.FIRST_LETTER, errors="ignore") if _FIRST <= code <= _LAST else []
        self[code] = read[0].upper() if read else character
        return self[code]


_INITIALS = _Initials()


def initials(name: str) -> str:
    """Pinyin initials of normal text: 华信科技 → HXKJ; letters and digits stay."""
    for phrase, letters in _PHRASES:
        name = name.replace(phrase, letters)
    return name.translate(_INITIALS)
