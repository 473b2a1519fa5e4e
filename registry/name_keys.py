"""What a name can be found by among millions, however it is written. Pure: no database."""

import re
from operator import eq

from registry.glyphs import sound
from registry.names import Name

LONG = 6
"""From so many characters on a name is also found by its sounds without one of them."""

_AGAIN = re.compile(r"(.)\1+")


def keys(name: Name) -> set[int]:
    """What a name can be found by: `close_keys`, its sounds with one left out, and its brand."""
    found = close_keys(name)
    if len(sounds := _sounds(_squeezed(name.core))) >= LONG:
        found |= _with_one_left_out(sounds)
    if len(name.brand) >= 2:
        found.add(hash(f"brand {name.brand}"))
    return found


def close_keys(name: Name) -> set[int]:
    """What two writings of one name have in common: its core as spoken, as written, and with one character left out.

    A key is the sum of what its characters hash to, so two in the wrong order do not matter, nor one that was taken for
    another. Names of different characters hardly ever share one, and each pair that does is compared.
    """
    core = _squeezed(name.core)
    found = {hash(f"flat {name.flat}"), sum(_sounds(core))} | _with_one_left_out(list(map(hash, core)))
    if name.whole != name.core:
        found |= _with_one_left_out(list(map(hash, _squeezed(name.whole))))
    return found


def _with_one_left_out(marks: list[int]) -> set[int]:
    """The sum of all and, of three or more, the sums without one."""
    whole = sum(marks)
    found = {whole - mark for mark in marks} if len(marks) >= 3 else set()
    found.add(whole)
    return found


def _sounds(text: str) -> list[int]:
    return [hash(sound(mark)) for mark in text]


def _squeezed(text: str) -> str:
    """The text without characters that repeat the one before."""
    return _AGAIN.sub(r"\1", text) if any(map(eq, text, text[1:])) else text
