"""The yearly plan out of an uploaded file (附件2, R086), as the Import pattern wants it.

Rows go into the drafts of their lead departments for the year of their period: the one being planned, or another whose
season the coordinator has opened beforehand. What the wording of 检查数量 leaves open is kept as written and asked on
the entry's page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import Importer, Judged, Reading, register_importer
from common.models import ImportBatch, StagedRow
from common.tables import CellError, Line, Sheet
from directory.queries.roster import departments_by_key, wrong_department
from directory.roster_form import unit_key
from inspections.annex import COOPERATING, FIELDS, LABELS, LEAD, LINE_FIELDS, read_plan
from inspections.attributes import Role
from inspections.exports.plans import HEADINGS
from inspections.models import AnnualPlan, PlanEntry
from inspections.queries.entries import with_parts
from inspections.queries.plans import years_to_plan
from inspections.services.entries import EntryContent, LineContent, add_entry, change_entry
from inspections.services.plans import begin_plan
from inspections.states import DRAFT, IN_PREPARATION, STANDING
from inspections.wording import period_words, quantity_words, read_period, read_quantity
from tenancy.models import Department, Member, Region

Departments = Mapping[str, list[Department]]
Key = tuple[int, str, str]
"""Year, lead and name: by these an entry is known."""


class PlanImporter(Importer):
    """One row an entry with all its departments; an entry is known by its year, its lead and its name."""

    kind = "inspections.plan"
    label = gettext_lazy("年度监管计划")
    permission = "plans.import"
    fields = FIELDS

    def headings(self) -> list[str]:
        return [str(heading) for heading in HEADINGS[1:]]

    def labels(self) -> list[str]:
        return [str(LABELS[field]) for field in FIELDS]

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        return Reading.of(read_plan(sheets))

    def judge(self, tenant: Region, lines: Sequence[Line]) -> Iterator[Judged]:
        years = _years(tenant)
        known = departments_by_key(tenant)
        stored = {_key(entry): entry for entry in with_parts(_drafted(tenant, years))}
        closed = _closed(tenant, years)
        seen: set[Key] = set()
        for raw in lines:
            line = _canonical(raw, known, years[0])
            year = _year_of(line.values, years)
            key = (year, unit_key(_lead(line)), "".join(line.values["title"].split()))
            errors = [
                *_wrong(line, known, years),
                *_repeated(line, key in seen),
                *_under_way(line, known, closed.get(year, {})),
            ]
            seen.add(key)
            entry = stored.get(key)
            before = _values_of(entry) if entry else None
            yield Judged(line, entry.pk if entry else None, before, errors, _doubtful(line) if before is None else [])

    def judge_batch(self, batch: ImportBatch, lines: Sequence[Line]) -> Iterator[Judged]:
        """Each department makes its own plan: what another leads is refused before anything is kept."""
        for one in self.judge(batch.tenant, lines):
            yield replace(one, errors=[*one.errors, *_led_by_another(one.line, batch.department)])

    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        years = _years(tenant)
        known = departments_by_key(tenant)
        for row in rows:
            _keep(tenant, row, years, known, actor)


def _years(tenant: Region) -> list[int]:
    """The year that is planned now, then those whose season is opened already."""
    return years_to_plan(tenant, timezone.localdate())


def _year_of(values: Mapping[str, str], years: Sequence[int]) -> int:
    """The year of the period; of one that cannot be read, the year that is planned now."""
    period = read_period(values["period"], years[0])
    return period[0].year if period else years[0]


def _drafted(tenant: Region, years: Sequence[int]) -> Any:
    return PlanEntry.objects.of(tenant).filter(plan__year__in=years, plan__state=DRAFT)


def _closed(tenant: Region, years: Sequence[int]) -> dict[int, dict[int, str]]:
    """By year the departments whose plan is no draft, with its state in words."""
    plans = AnnualPlan.objects.of(tenant).filter(year__in=years)
    drafts = set(plans.filter(state=DRAFT).values_list("year", "department"))
    closed: dict[int, dict[int, str]] = {}
    for row in plans.filter(state__in=[*IN_PREPARATION, *STANDING]).exclude(state=DRAFT):
        if (row.year, row.department_id) not in drafts:
            closed.setdefault(row.year, {})[row.department_id] = str(row.get_state_display())
    return closed


def _key(entry: PlanEntry) -> Key:
    year = entry.plan.year if entry.plan else 0
    return year, unit_key(entry.department.name), "".join(entry.title.split())


def _lead(line: Line) -> str:
    roles, departments, _contents = (line.values[field].split("\n") for field in LINE_FIELDS)
    return next((name for role, name in zip(roles, departments, strict=True) if role == LEAD), "")


def _values_of(entry: PlanEntry) -> dict[str, str]:
    """A stored entry as the values of a read one."""
    lines = list(entry.lines.all())
    return {
        "title": entry.title,
        "roles": "\n".join(LEAD if line.role == Role.LEAD else COOPERATING for line in lines),
        "departments": "\n".join(line.department.name for line in lines),
        "contents": "\n".join(line.content for line in lines),
        "objects": entry.objects_text,
        "quantity": entry.quantity_text or quantity_words(entry.sample_count, entry.sample_ratio, entry.frequency),
        "period": period_words(entry.starts_on, entry.ends_on),
    }


def _canonical(line: Line, known: Departments, year: int) -> Line:
    """The same values as they are kept: full names, the lead first, the period in one way of writing."""
    parts = list(zip(*(line.values[field].split("\n") for field in LINE_FIELDS), strict=True))
    parts.sort(key=lambda part: part[0] != LEAD)
    values = dict(line.values) | {
        "roles": "\n".join(part[0] for part in parts),
        "departments": "\n".join(_full_name(part[1], known) for part in parts),
        "contents": "\n".join(part[2] for part in parts),
    }
    period = read_period(values["period"], year)
    values["period"] = period_words(*period) if period else values["period"]
    return Line(line.number, values, line.errors, line.doubts, line.sheet, line.addresses)


def _full_name(name: str, known: Departments) -> str:
    found = known.get(unit_key(name), [])
    return found[0].name if len(found) == 1 else name


def _wrong(line: Line, known: Departments, years: Sequence[int]) -> Iterator[CellError]:
    names = [name for name in line.values["departments"].split("\n") if name]
    for name in names:
        if wrong := wrong_department(name, known):
            yield line.error("departments", *wrong)
    if len({unit_key(name) for name in names}) < len(names):
        yield line.error("departments", _("同一部门写了两行。"), _("请把它的事项合并成一行。"))
    period = read_period(line.values["period"], years[0])
    if line.values["period"] and period is None:
        yield line.error("period", _("看不出起止时间。"), _("请写成“3月至10月”或“2026年3月1日至10月31日”。"))
    if period and not (period[0].year == period[1].year and period[0].year in years):
        why = _("检查时间不在%s年度内。") % _("、").join(str(year) for year in years)
        yield line.error("period", why, _("请改正时间；确属其他年度的，先请统筹管理员开启那个年度的计划季。"))


def _repeated(line: Line, is_repeated: bool) -> Iterator[CellError]:
    if is_repeated:
        yield line.error("title", _("前面已有同一牵头部门的同名计划。"), _("请只留一项，各配合部门写在它的下面。"))


def _under_way(line: Line, known: Departments, closed: Mapping[int, str]) -> Iterator[CellError]:
    found = known.get(unit_key(_lead(line)), [])
    state = closed.get(found[0].pk) if len(found) == 1 else None
    if state:
        why = _("%(department)s本年度的计划%(state)s，不能用导入改动。") % {"department": found[0], "state": state}
        yield line.error("title", why, _("请先退回，或办理变更建立新版草稿，再重新核对。"))


def _led_by_another(line: Line, own: Department | None) -> Iterator[CellError]:
    lead = _lead(line)
    if own is not None and lead and unit_key(lead) != unit_key(own.name):
        yield line.error("departments", _("这一项由%s牵头，不是本部门的计划。") % lead, _("请由该部门导入或编制。"))


def _doubtful(line: Line) -> list[CellError]:
    """What the wording of number, ratio and frequency leaves open; kept as written, to be filled in by a person."""
    mend = _("可以先导入，再在计划页面填写。")
    if not line.values["quantity"]:
        return [line.error("quantity", _("没有填写检查数量、比例、频次。"), mend)]
    return [line.error("quantity", why, mend) for why in read_quantity(line.values["quantity"]).questions]


def _keep(tenant: Region, row: StagedRow, years: Sequence[int], known: Departments, actor: Member) -> None:
    year = _year_of(row.values, years)
    entry = with_parts(_drafted(tenant, years)).filter(pk=row.target).first()
    parts = list(zip(*(row.values[field].split("\n") for field in LINE_FIELDS), strict=True))
    lines = [LineContent(known[unit_key(name)][0], content) for _role, name, content in parts]
    if entry is None:
        add_entry(_plan_of(lines[0].department, year, actor), _content(row.values, lines, year), actor=actor)
    else:
        change_entry(entry, _content(row.values, lines, year), actor=actor)


def _plan_of(department: Department, year: int, actor: Member) -> AnnualPlan:
    rows = AnnualPlan.objects.of(department.tenant_id).filter(department=department, year=year, state=DRAFT)
    plan = rows.select_related("tenant", "department").first()
    return plan or begin_plan(department, year, actor=actor)


def _content(values: Mapping[str, str], lines: Sequence[LineContent], year: int) -> EntryContent:
    """A kept row as content: what the wording decides becomes figures, the wording itself stays."""
    quantity, period = read_quantity(values["quantity"]), read_period(values["period"], year)
    is_two = quantity.count is not None and quantity.ratio is not None
    starts_on, ends_on = period or (None, None)
    return EntryContent(
        {
            "title": values["title"],
            "objects_text": values["objects"],
            "quantity_text": values["quantity"],
            "sample_count": None if is_two else quantity.count,
            "sample_ratio": None if is_two else quantity.ratio,
            "frequency": quantity.frequency,
            "starts_on": starts_on,
            "ends_on": ends_on,
        },
        lines,
    )


PLAN = register_importer(PlanImporter())
