"""What an object's name is found by: one normal form, its old names, its initials. Pure, and fast enough for millions.

Whoever writes objects, one at a time or by COPY, fills the columns of `search_columns` with it.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from publication.initials import initials
from registry.names import normalise

_MOST_BYTES = 2_400
"""What an entry of the index `object_walk` holds; the longest real names with five old ones need a third of it."""
_BRACKETS = str.maketrans("", "", "()")
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class SearchColumns:
    """The columns of `SupervisedObject` that search reads: `name_key` for sameness, `search_key` for parts."""

    name_key: str
    search_key: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def plain(text: str) -> str:
    """Text as search compares it: half width, simplified, upper case, without blanks, marks and brackets."""
    return normalise(text).translate(_BRACKETS)


def search_columns(name: str, former_names: Sequence[str] = ()) -> SearchColumns:
    """The search columns of an object called `name`, once called `former_names`.

    A place in brackets is kept and left out: 华信(汉中)科技 is found by 华信科技 too. What the index
    cannot hold is cut off.
    """
    normal = normalise(name)
    key = normal.translate(_BRACKETS)
    bare = _BRACKETED.sub("", normal).translate(_BRACKETS)
    parts = [key, bare, *(plain(former) for former in former_names), initials(key)]
    return SearchColumns(key, _cut("|".join(dict.fromkeys(parts))))


def _cut(text: str) -> str:
    is_short = len(text) * 4 <= _MOST_BYTES
    return text if is_short else text.encode()[:_MOST_BYTES].decode(errors="ignore")
