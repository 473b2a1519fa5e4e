"""Industries as forms and filters ask for them."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from registry.models import Industry

_SHOWN = 8


def within(code: str) -> QuerySet[Industry]:
    """An entry and everything below it: C → all of 制造业, 01 → 01, 011, 0111 …"""
    return Industry.objects.filter(section=code) if code.isalpha() else Industry.objects.filter(code__startswith=code)


def section_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The 门类 with their 大类, as grouped choices."""
    rows = (
        Industry.objects.filter(level__lte=2)
        .order_by("section", "code")
        .values_list("level", "code", "name", "section")
    )
    groups: dict[str, list[tuple[str, str]]] = {}
    labels: dict[str, str] = {}
    for level, code, name, section in rows:
        if level == 1:
            labels[section] = f"{code} {name}"
        groups.setdefault(section, []).append((code, f"{code} {name}"))
    return [(labels[section], groups[section]) for section in sorted(groups)]


def read_industry(text: str) -> Industry | None:
    """The entry whose code or name was typed; None for nothing. Raises `ValueError` with a sentence and suggestions."""
    wanted = "".join(text.split())
    if not wanted:
        return None
    code = wanted.upper()
    exact = list(Industry.objects.filter(Q(code=code) | Q(name=wanted)).order_by("-level")[:1])
    if exact:
        return exact[0]
    alike = Industry.objects.filter(Q(name__contains=wanted) | Q(code__startswith=code)).order_by("-level", "code")
    found = [str(row) for row in alike[: _SHOWN + 1]]
    if not found:
        raise ValueError(
            _("国民经济行业分类（GB/T 4754-2017）中没有“%(text)s”，请填写行业代码或名称。") % {"text": text}
        )
    if len(found) == 1:
        return alike[0]
    words = {"text": text, "found": _("；").join(found[:_SHOWN])}
    raise ValueError(_("“%(text)s”对应多个行业，请填写其中一个代码：%(found)s。") % words)
