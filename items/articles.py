"""The articles of a pasted law, and how two wordings of one differ (R030). Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from items.bases import ARTICLE

LONGEST_TEXT = 8_000
_HEADING = re.compile(r"^第\s*[一二三四五六七八九十百千零〇两0-9]+\s*[编章节](?:\s|$)")
_SPACED = re.compile(rf"^({ARTICLE.pattern})(?:\s+|$)(.*)$")
_TIGHT = re.compile(rf"^({ARTICLE.pattern})()(.*)$")
_SHORTEST_SAME = 2
"""A single sign that happens to be the same between two changes is read as changed with them."""


@dataclass(frozen=True)
class Piece:
    """A part of a text compared: `sign` is `=` kept, `-` struck out, `+` put in."""

    sign: str
    text: str


def split_articles(text: str) -> dict[str, str]:
    """The articles of a law by number, in the order of the text; 编章节 headings and what precedes 第一条 are left out.

    Errors: `ValueError`, with a sentence, when a number stands twice or an article is empty or too long.
    """
    lines = [line.strip() for line in text.splitlines()]
    start = _SPACED if any(_SPACED.match(line) for line in lines) else _TIGHT
    found: dict[str, list[str]] = {}
    number = ""
    for line in lines:
        opening = start.match(line)
        if opening:
            number = "".join(opening.group(1).split())
            if number in found:
                raise ValueError(_("%(number)s出现了两次，请核对后再贴。") % {"number": number})
            found[number] = [opening.groups()[-1].strip()]
        elif number and line and not _HEADING.match(line):
            found[number].append(line)
    return {one: _whole(one, parts) for one, parts in found.items()}


def compare(before: str, after: str) -> list[Piece]:
    """What was struck out and put in, sign by sign, as one reads it."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces: list[Piece] = []
    for kind, one, two, three, four in matcher.get_opcodes():
        old, new = before[one:two], after[three:four]
        if kind == "equal" and not (len(old) < _SHORTEST_SAME and one > 0 and two < len(before)):
            pieces.append(Piece("=", old))
        else:
            pieces += [Piece("-", old), Piece("+", new)]
    return list(_joined(pieces))


def _whole(number: str, parts: list[str]) -> str:
    text = "\n".join(part for part in parts if part)
    if not text:
        raise ValueError(_("%(number)s没有正文，请核对后再贴。") % {"number": number})
    if len(text) > LONGEST_TEXT:
        raise ValueError(_("%(number)s太长，看不出它到哪里为止，请核对分条。") % {"number": number})
    return text


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbouring changes as one struck out and one put in."""
    struck = put = ""
    for piece in [*pieces, Piece("=", "")]:
        if piece.sign == "-":
            struck += piece.text
        elif piece.sign == "+":
            put += piece.text
        else:
            yield from (Piece(sign, text) for sign, text in (("-", struck), ("+", put), ("=", piece.text)) if text)
            struck = put = ""
