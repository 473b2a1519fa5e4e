"""Two texts side by side: which characters differ. Pure."""

from difflib import SequenceMatcher
from typing import NamedTuple


class Part(NamedTuple):
    """A run of characters; `differs` from the other side."""

    text: str
    differs: bool


def against(text: str, other: str) -> list[Part]:
    """`text` in runs that stand, or do not stand, in `other` too."""
    steps = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    return [Part(text[start:end], kind != "equal") for kind, start, end, _from, _to in steps if end > start]
