"""Versions with what their faces need, and what is wrong with one."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from items.bases import doubts
from items.models import CoSignature, Handover, ItemChain, ItemVersion
from items.quantities import Pace, Quota, amount_words, read_pace, read_quota
from items.states import ENDED_STATES, IN_FORCE
from tenancy.models import Region

ELEMENTS = ("objects_text", "content", "frequency", "techniques", "procedure", "division")
"""对象、内容、频次、方式、程序、分工: what element-based management asks of every item (R027)."""

ALSO_NEEDED = ("organising_levels", "supervision_levels", "grade", "regime", "power_entry")
SHORTEST_CONTENT = 8


def with_faces(versions: QuerySet) -> QuerySet:
    """Join and prefetch what `ItemVersion.face` reads."""
    return versions.select_related("tenant", "item", "department").prefetch_related("lines__department", "bases__law")


def current_versions(tenant: Region) -> QuerySet[ItemVersion]:
    """Versions in force or in preparation."""
    return ItemVersion.objects.of(tenant).exclude(state__in=ENDED_STATES)


def list_in_force(tenant: Region) -> list[ItemVersion]:
    """The list of the place as it stands: versions in force by their number, ready to be printed."""
    rows = ItemVersion.objects.of(tenant).filter(state=IN_FORCE)
    return list(with_faces(rows).order_by("item__number"))


def chain_of(tenant: Any) -> ItemChain:
    """How the place prepares its list; unsaved with the defaults when it never said so."""
    code = getattr(tenant, "pk", tenant)
    return ItemChain.objects.of(code).first() or ItemChain(tenant_id=code)


def co_signatures_of(version: ItemVersion) -> QuerySet[CoSignature]:
    """Those asked in the running round."""
    return CoSignature.objects.of(version.tenant_id).filter(version=version, round=version.round, is_void=False)


def sampling_read(version: ItemVersion) -> list[tuple[str, str]]:
    """(label, words) of what was read out of the wording of the three fields; the wording stays (R037, R086)."""
    pace = read_pace(version.frequency)
    within = _("%d个月内") % pace.months if pace.months else ""
    times = amount_words(pace.times)
    read = [
        (_("识别的抽查比例"), amount_words(read_quota(version.ratio).ratio, as_percent=True)),
        (_("识别的检查数量"), amount_words(read_quota(version.quantity or version.ratio).count)),
        (_("识别的检查频次"), _("%(within)s%(times)s次") % {"within": within, "times": times} if times else ""),
    ]
    return [(label, words) for label, words in read if words]


def _sampling_questions(version: ItemVersion) -> list[str]:
    """What the wording leaves open, for a person to answer."""
    asked: list[tuple[str, Quota | Pace]] = [
        ("ratio", read_quota(version.ratio)),
        ("quantity", read_quota(version.quantity)),
        ("frequency", read_pace(version.frequency)),
    ]
    sentence = _("%(label)s“%(text)s”：%(question)s")
    return [
        sentence % {"label": version.label_of(name), "text": getattr(version, name), "question": question}
        for name, read in asked
        for question in read.questions
    ]


def handover_of(version: ItemVersion) -> Handover | None:
    """The handover this version opened by a new relation of approval and supervision (R011)."""
    return Handover.objects.of(version.tenant_id).filter(version=version).first()


def previous_version(version: ItemVersion) -> ItemVersion | None:
    """The version before this one, ready to be compared."""
    rows = ItemVersion.objects.of(version.tenant_id).filter(item=version.item_id, number__lt=version.number)
    return with_faces(rows).order_by("-number").first()


def missing_elements(version: ItemVersion) -> list[str]:
    """Labels of what an item lacks before it can be sent or come into force (R027, R043)."""
    missing = [version.label_of(name) for name in (*ELEMENTS, *ALSO_NEEDED) if not getattr(version, name)]
    face = version.face
    if not face.bases:
        missing.append(_("设定依据"))
    if not face.lines:
        missing.append(_("配合监管部门"))
    return missing + [_("%s的设定依据") % line.department for line in face.lines if not line.bases]


def warnings_of(version: ItemVersion) -> list[str]:
    """What does not forbid anything but should be looked at (R024)."""
    face = version.face
    found = doubts([*face.bases, *(basis for line in face.lines for basis in line.bases)])
    texts = [face.content, *(line.content for line in face.lines)]
    found += [_("“%s”没有说明具体检查内容（附件1注2）。") % text for text in texts if 0 < len(text) < SHORTEST_CONTENT]
    found += _sampling_questions(version)
    ended = [basis.law for basis in version.bases.all() if basis.law and basis.law.is_repealed]
    return found + [_("%s已废止。") % law for law in ended]
