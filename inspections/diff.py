"""What a version of a plan changes, entry by entry, in plain words (R087). Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.faces import EntryFace, LineFace
from items.diff import Change

LABELS = {
    "title": gettext_lazy("综合监管计划名称"),
    "objects": gettext_lazy("监管对象"),
    "quantity": gettext_lazy("检查数量（比例、频次）"),
    "period": gettext_lazy("检查起止时间"),
}


@dataclass(frozen=True)
class EntryChange:
    """What happened to an entry: `word` says changed, new or taken out; `changes` are those of one that stays."""

    title: str
    word: str
    changes: tuple[Change, ...] = ()


def entry_changes(pairs: Sequence[tuple[EntryFace | None, EntryFace | None]]) -> Iterator[EntryChange]:
    """Of entries as (before, after) those that differ; None for one that was not there, or is there no more."""
    for old, new in pairs:
        if new is None:
            yield EntryChange(old.title if old else "", _("删去"))
        elif old is None:
            yield EntryChange(new.title, _("新增"))
        elif changes := tuple(_changes(old, new)):
            yield EntryChange(new.title, _("修改"), changes)


def _changes(old: EntryFace, new: EntryFace) -> Iterator[Change]:
    for name, label in LABELS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(str(label), before, after)
    was, now = _lines(old), _lines(new)
    for department in dict.fromkeys([*was, *now]):
        if was.get(department) != now.get(department):
            yield Change(department, was.get(department, ""), now.get(department, ""))


def _lines(face: EntryFace) -> dict[str, str]:
    return {line.department: f"{line.part}：{line.content}" for line in face.lines}


def public_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What a published plan changes, in sentences: entries are the same where they are called the same."""
    was, now = _published(before), _published(after)
    pairs = [(was.get(title), now.get(title)) for title in dict.fromkeys([*was, *now])]
    return [
        _("%(word)s“%(title)s”") % {"word": one.word, "title": one.title}
        + (_("：%s") % _("；").join(map(str, one.changes)) if one.changes else "")
        for one in entry_changes(pairs)
    ]


def _published(snapshot: Mapping[str, Any]) -> dict[str, EntryFace]:
    return {row["title"]: _face(row) for row in snapshot.get("entries") or []}


def _face(row: Mapping[str, Any]) -> EntryFace:
    lines = tuple(LineFace(one["part"], one["department"], one["content"]) for one in row["lines"])
    return EntryFace(row["number"], row["title"], lines, row["objects"], row["quantity"], row["period"])


def plan_step(snapshot: Mapping[str, Any]) -> str:
    """What a version of a plan is to the public: a plan that changes was not wrong before."""
    return _("变更") if snapshot.get("change") else _("公示")
