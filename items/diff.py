"""What changed between two versions of an item, in plain words (R030). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from items.faces import ItemFace, LineFace

LABELS = {
    "domain": gettext_lazy("监管领域"),
    "lead": gettext_lazy("行业主管（牵头监管）部门"),
    "content": gettext_lazy("牵头部门监管事项"),
    "basis": gettext_lazy("设定依据"),
    "objects": gettext_lazy("监管对象"),
    "organising_levels": gettext_lazy("组织层级"),
    "supervision_levels": gettext_lazy("监管层级"),
}


@dataclass(frozen=True)
class Change:
    """One difference: what it is about, how it was, how it is; empty when there was or is nothing."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before:
            return _("%(label)s：新增“%(after)s”") % {"label": self.label, "after": self.after}
        if not self.after:
            return _("%(label)s：删去“%(before)s”") % {"label": self.label, "before": self.before}
        return _("%(label)s：由“%(before)s”改为“%(after)s”") % {
            "label": self.label,
            "before": self.before,
            "after": self.after,
        }


def differences(old: ItemFace | None, new: ItemFace) -> list[Change]:
    """Every field and every cooperating line that differs; `old` None for something new."""
    if old is None:
        return []
    changes = [
        Change(str(label), getattr(old, name), getattr(new, name))
        for name, label in LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    changes += _lines(old, new)
    changes += [
        Change(label, old.more.get(label, ""), new.more.get(label, ""))
        for label in dict.fromkeys([*old.more, *new.more])
        if old.more.get(label, "") != new.more.get(label, "")
    ]
    return changes


def _lines(old: ItemFace, new: ItemFace) -> Iterator[Change]:
    """Lines are the same line when the department is the same."""
    before, after = _by_department(old), _by_department(new)
    for department in dict.fromkeys([*before, *after]):
        was, now = before.get(department), after.get(department)
        if was is None or now is None:
            yield Change(_("配合监管部门"), _line_words(was), _line_words(now))
        else:
            yield from _one_line(department, was, now)


def _by_department(face: ItemFace) -> dict[str, LineFace]:
    return {line.department: line for line in face.lines}


def _line_words(line: LineFace | None) -> str:
    return _("%(department)s：%(content)s") % {"department": line.department, "content": line.content} if line else ""


def _one_line(department: str, was: LineFace, now: LineFace) -> Iterator[Change]:
    if was.content != now.content:
        yield Change(_("%s的配合监管事项") % department, was.content, now.content)
    if was.basis != now.basis:
        yield Change(_("%s的设定依据") % department, was.basis, now.basis)
