"""What people type into cells, made comparable: blanks, full-width letters and digits, marks nobody can see."""

import re
import unicodedata
from collections.abc import Sequence

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u180e\ufeff")) | {
    sign: None
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069))
    for sign in range(first, last + 1)
}
_HALF_WIDTH = {
    0xFEE0 + ascii_code: ascii_code
    for first, last in ("09", "AZ", "az")
    for ascii_code in range(ord(first), ord(last) + 1)
}
_TIDY = _INVISIBLE | _HALF_WIDTH
_NOTES = re.compile(r"[（(\[【].*?[)）\]】]")
_BLANKS = re.compile(r"\s+")
_UNTIDY = re.compile(f"[{''.join(map(chr, _TIDY))}\\s]")
_FENCE = "\ue01e"  # of the private use area: nobody types it
_MARKS = re.compile(r"[:：*＊]")


def clean(text: str) -> str:
    """Drop invisible marks, make full-width letters and digits half-width, fold every run of blanks into one.

    Chinese punctuation stays as typed.
    """
    return _BLANKS.sub(" ", text.translate(_TIDY)).strip()


def clean_all(texts: Sequence[str]) -> list[str]:
    """`clean` for a whole column at once, ten times as fast."""
    whole = _FENCE.join(texts)
    if whole.count(_FENCE) != len(texts) - 1:
        return [clean(text) for text in texts]
    if not _UNTIDY.search(whole):
        return list(texts)
    whole = _BLANKS.sub(" ", whole.translate(_TIDY))
    return [text.strip() for text in whole.split(_FENCE)]


def squash(text: str) -> str:
    """A heading without blanks, line breaks, notes in brackets, colons and stars: “手机 号码（必填）：” → 手机号码."""
    return _MARKS.sub("", _NOTES.sub("", _BLANKS.sub("", clean(text))))


def digits_only(text: str) -> str:
    """A number as typed, without blanks and brackets and the hyphens between digits, in half-width characters."""
    number = re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", clean(text)))
    return re.sub(r"(?<=\d)[-‐-―](?=\d)", "", number)
