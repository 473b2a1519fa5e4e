"""The published list read back out of its snapshot: its items, and what changed from one list to the next (R033). Pure.

A snapshot holds text as it was approved, so a basis comes back as the words it was printed with.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from items.bases import Basis
from items.diff import differences
from items.faces import ItemFace, LineFace


def faces_of(snapshot: Mapping[str, Any]) -> dict[str, ItemFace]:
    """序号 → item, in the list's order; none when the items were lawfully withheld."""
    rows = snapshot.get("items")
    return {row["number"]: _face(row) for row in rows} if isinstance(rows, list) else {}


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What differs between two published lists, a sentence each: items that came, went, and changed."""
    before, after = faces_of(old), faces_of(new)
    words: list[str] = []
    for number in dict.fromkeys([*before, *after]):
        was, now = before.get(number), after.get(number)
        if was is None or now is None:
            words += _came_or_went(number, was, now)
        else:
            words += [
                _("第%(number)s项%(change)s") % {"number": number, "change": one} for one in differences(was, now)
            ]
    return words


def _came_or_went(number: str, was: ItemFace | None, now: ItemFace | None) -> list[str]:
    if now is not None:
        return [_("新增第%(number)s项“%(content)s”") % {"number": number, "content": now.content}]
    return [_("删去第%(number)s项“%(content)s”") % {"number": number, "content": was.content}] if was else []


def _face(row: Mapping[str, Any]) -> ItemFace:
    return ItemFace(
        **{name: row[name] for name in ("domain", "lead", "content", "objects")},
        bases=_printed(row["basis"]),
        organising_levels=row["organising_levels"],
        supervision_levels=row["supervision_levels"],
        lines=tuple(LineFace(line["department"], line["content"], _printed(line["basis"])) for line in row["lines"]),
    )


def _printed(text: str) -> tuple[Basis, ...]:
    return (Basis(text, is_bare=True),) if text else ()
