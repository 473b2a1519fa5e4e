"""Entries as they are read, what departments may inspect, and what an entry still lacks (R037, R038, R086; 5.2)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from inspections.attributes import Role, stratum_word
from inspections.faces import EntryFace, LineFace
from inspections.models import PlanEntry, PlanEntryLine, PlanLimits
from inspections.queries.points import point_problems
from inspections.queries.pools import Measure
from inspections.wording import period_words, quantity_words, ratio_words, read_quantity
from items.attributes import Grade
from items.models import ItemVersion, LegalBasis
from items.states import IN_FORCE
from tenancy.models import Department, Region


def with_parts(entries: QuerySet) -> QuerySet:
    """Join and prefetch what faces, problems and measures read."""
    return entries.select_related("tenant", "department", "plan", "campaign").prefetch_related(
        "lines__department",
        "lines__items__checklist",
        "lines__items__item_version__item",
        "lines__items__item_version__bases",
        "lines__items__item_version__lines",
        "strata",
        "points__point__parts__checklist",
    )


def face_of(entry: PlanEntry) -> EntryFace:
    """The entry as printed; needs `with_parts`."""
    return EntryFace(
        number=str(entry.number),
        title=entry.title,
        lines=tuple(
            LineFace(str(line.get_role_display()), line.department.name, line.content) for line in entry.lines.all()
        ),
        objects=entry.objects_text,
        quantity=quantity_words(entry.sample_count, entry.sample_ratio, entry.frequency) or entry.quantity_text,
        period=period_words(entry.starts_on, entry.ends_on),
    )


def limits_of(tenant: Region) -> PlanLimits:
    """The place's limits for general items; unsaved and empty when it set none."""
    return PlanLimits.objects.of(tenant).first() or PlanLimits(tenant=tenant)


# --- what a department may inspect (5.2 no. 4) ------------------------------------------------------------------------


def versions_open_to(tenant: Region, departments: Iterable[Department] = ()) -> QuerySet[ItemVersion]:
    """Items in force in which these departments, or any, have a part."""
    rows = ItemVersion.objects.of(tenant).filter(state=IN_FORCE).select_related("item", "department")
    wanted = list(departments)
    if wanted:
        rows = rows.filter(Q(department__in=wanted) | Q(lines__department__in=wanted)).distinct()
    return rows.prefetch_related("lines__department", "bases").order_by("item__number")


def ground_of(version: ItemVersion, department_id: int) -> str | None:
    """The department's own matter in the item; None where it has none, empty text never. Needs lines of the version."""
    if version.department_id == department_id:
        return version.content
    return next((line.content for line in version.lines.all() if line.department_id == department_id), None)


def has_own_basis(version: ItemVersion, department_id: int) -> bool:
    """Whether the department's part in the item rests on a law of its own; 配合 is no blank cheque."""
    return bool(own_bases(version, department_id))


def own_bases(version: ItemVersion, department_id: int) -> list[LegalBasis]:
    """The laws the department's own part in the item rests on (R003); none where it has no part in it.

    The lead's are those of the item itself, a cooperating department's those of its line. Needs lines and bases.
    """
    bases = version.bases.all()
    if version.department_id == department_id:
        return [basis for basis in bases if basis.line_id is None]
    lines = {line.pk for line in version.lines.all() if line.department_id == department_id}
    return [basis for basis in bases if basis.line_id in lines]


# --- what has to be settled before an entry is submitted --------------------------------------------------------------


def problems_of(entry: PlanEntry, measured: Measure, limits: PlanLimits) -> list[str]:
    """What stands against submitting the entry, each with what to do; empty when it is ready. Needs `with_parts`."""
    return [
        *_quantity_problems(entry, measured),
        *_limit_problems(entry, limits),
        *_party_problems(entry),
        *_item_problems(entry),
        *_stratum_problems(entry),
        *point_problems(entry),
    ]


def _quantity_problems(entry: PlanEntry, measured: Measure) -> Iterator[str]:
    if not entry.pool_query:
        yield _("没有选定对象范围，请在“对象范围”里至少选一个条件。")
    elif not measured.size:
        yield _("对象范围内没有存续的监管对象，请调整范围或先补充名录。")
    if entry.covers_all:
        yield from _cover_problems(entry)
    elif entry.sample_count is None and entry.sample_ratio is None and not entry.strata.all():
        yield _("没有填写检查数量或抽查比例，请填写其一，或设定分层标准。")
    if entry.frequency is None:
        yield _("没有填写每年检查几次，请填写频次。")
    if measured.size and entry.sample_count is not None and entry.sample_count > measured.size:
        numbers = {"count": entry.sample_count, "size": measured.size}
        yield _("检查数量%(count)d户，多于对象范围内的%(size)d户，请改正数量或范围。") % numbers


def _cover_problems(entry: PlanEntry) -> Iterator[str]:
    """Who covers everything names no share of it (R107)."""
    words = {"regime": entry.get_regime_display()}
    if entry.sample_ratio not in (None, 1) or entry.sample_count is not None:
        yield _("“%(regime)s”检查范围内的全部对象，请去掉抽查比例和检查数量，或者改选监管类型。") % words
    if entry.strata.all():
        yield _("“%(regime)s”不分层抽取，请去掉分层标准，或者改选监管类型。") % words


def _limit_problems(entry: PlanEntry, limits: PlanLimits) -> Iterator[str]:
    """Random checks of general items keep to the limits of the place; key items have none (R037, R092)."""
    if entry.grade == Grade.KEY or entry.covers_all:
        return
    ratio = max([row.ratio for row in entry.strata.all()] + [entry.sample_ratio or Decimal(0)])
    if limits.most_ratio is not None and ratio > limits.most_ratio:
        yield _("一般事项抽查比例不超过%(most)s，现为%(ratio)s，请调低，或确认事项等级。") % {
            "most": ratio_words(limits.most_ratio),
            "ratio": ratio_words(ratio),
        }
    if limits.most_count is not None and (entry.sample_count or 0) > limits.most_count:
        numbers = {"most": limits.most_count, "count": entry.sample_count}
        yield _("一般事项检查数量不超过%(most)d户，现为%(count)d户，请调低，或确认事项等级。") % numbers
    frequency = max([row.frequency or 0 for row in entry.strata.all()] + [entry.frequency or 0])
    if limits.most_frequency is not None and frequency > limits.most_frequency:
        numbers = {"most": limits.most_frequency, "times": frequency}
        yield _("一般事项每年检查不超过%(most)d次，现为%(times)d次，请调低，或确认事项等级。") % numbers


def _party_problems(entry: PlanEntry) -> Iterator[str]:
    roles = [line.role for line in entry.lines.all()]
    if Role.LEAD not in roles:
        yield _("没有牵头部门的监管事项，请补上。")
    if Role.COOPERATING not in roles and not entry.apart_reason:
        yield _("没有配合部门。联合检查是常态，单部门检查请写明不参加联合抽查的情形和依据，或增加配合部门。")
    if Role.COOPERATING in roles and entry.apart_reason:
        yield _("已写明不参加联合抽查，却安排了配合部门，请去掉其中一样。")


def _item_problems(entry: PlanEntry) -> Iterator[str]:
    for line in entry.lines.all():
        picked = list(line.items.all())
        if not picked:
            yield _("%s没有选定清单里的事项，请在“事项与检查表”里勾选。") % line.department
        for one in picked:
            yield from _version_problems(entry, line, one.item_version)


def _version_problems(entry: PlanEntry, line: PlanEntryLine, version: ItemVersion) -> Iterator[str]:
    words: dict[str, Any] = {"department": line.department, "item": version}
    if version.state != IN_FORCE:
        yield _("事项“%(item)s”已不是现行版本，请为%(department)s重新勾选。") % words
    if ground_of(version, line.department_id) is None:
        yield _("事项“%(item)s”里没有%(department)s的职责，不能由它检查。") % words
    elif not has_own_basis(version, line.department_id):
        yield _("%(department)s在事项“%(item)s”里没有自己的设定依据，配合不等于有权检查，请先补齐清单。") % words
    if version.exemption_reason and not entry.apart_reason:
        words["reason"] = version.get_exemption_reason_display()
        yield _("事项“%(item)s”不纳入联合抽查（%(reason)s），不能并入联合检查，请单列。") % words


def _stratum_problems(entry: PlanEntry) -> Iterator[str]:
    rows = list(entry.strata.all())
    if len({row.basis for row in rows}) > 1:
        yield _("分层标准混用了信用等级和风险等级，请只按一种分层。")
    if rows and all(row.ratio == 0 for row in rows):
        yield _("各层的抽查比例都是0，等于不检查，请至少给一层写上比例。")
    for row in rows:
        if row.ratio > 0 and row.frequency == 0:
            yield _("%s写了比例却写检查0次，请改正。") % stratum_word(row.basis, row.value)


def questions_of(entry: PlanEntry) -> list[str]:
    """What the wording that was handed in leaves open and nobody has filled in yet."""
    if not entry.quantity_text or ((entry.sample_ratio or entry.sample_count) and entry.frequency):
        return []
    sentence = _("原文“%(text)s”：%(question)s")
    return [
        sentence % {"text": entry.quantity_text, "question": question}
        for question in read_quantity(entry.quantity_text).questions
    ]
