"""The liaison roster out of an uploaded file (附件3, R014), as the Import pattern wants it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import FoundColumn, Importer, Judged, Reading, register_importer
from common.models import StagedRow
from common.tables import CellError, Line, Sheet
from directory.exports.roster import headings
from directory.models import LiaisonEntry
from directory.queries.roster import departments_by_key, mend_department, roster_of
from directory.roster_columns import FIELDS, HEADINGS, UNIT
from directory.roster_form import RosterTable, read_roster, unit_key
from directory.services.roster import Filing, keep_filings
from tenancy.models import Department, Member, Region

SAMPLES = 3


class RosterImporter(Importer):
    """One line a department; a department is found by its full or short name."""

    kind = "directory.roster"
    label = gettext_lazy("工作联络表")
    permission = "roster.import"
    fields = FIELDS

    def headings(self) -> list[str]:
        return headings()

    def labels(self) -> list[str]:
        return [str(HEADINGS[field]) for field in FIELDS]

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        table = read_roster(sheets)
        return Reading([_column(table, field) for field in FIELDS], table.rows)

    def judge(self, tenant: Region, lines: Sequence[Line]) -> Iterator[Judged]:
        known = departments_by_key(tenant)
        stored = {entry.department_id: entry for entry in roster_of(tenant)}
        found = {line.number: known.get(unit_key(line.values[UNIT]), []) for line in lines}
        lines_of = defaultdict(list)
        for number, departments in found.items():
            if len(departments) == 1:
                lines_of[departments[0].pk].append(number)
        for line in lines:
            departments = found[line.number]
            if len(departments) != 1:
                yield Judged(line, errors=[_unknown(line, departments, known)])
                continue
            others = [number for number in lines_of[departments[0].pk] if number != line.number]
            yield _compared(line, departments[0], stored.get(departments[0].pk), others)

    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        known = departments_by_key(tenant)
        filings = [Filing(known[unit_key(row.values[UNIT])][0], row.values) for row in rows]
        keep_filings(tenant, filings, actor=actor, today=timezone.localdate())


def _column(table: RosterTable, field: str) -> FoundColumn:
    heading, place = table.columns.heading(field)
    return FoundColumn(str(HEADINGS[field]), heading, place, [line.values[field] for line in table.rows[:SAMPLES]])


def _unknown(line: Line, departments: Sequence[Department], known: dict[str, list[Department]]) -> CellError:
    """No department of that name, or several that share a short name."""
    name = line.values[UNIT]
    if departments:
        names = _("、").join(department.name for department in departments)
        return line.error(UNIT, _("有几个部门都叫这个简称：%(names)s。") % {"names": names}, _("请写全称。"))
    return line.error(UNIT, _("本地区的部门名录里没有这个单位。"), mend_department(name, known))


def _compared(line: Line, department: Department, entry: LiaisonEntry | None, others: Sequence[int]) -> Judged:
    """The line under the department's own name, beside what is stored."""
    errors = []
    if others and not line.errors:
        numbers = _("、").join(map(str, others))
        why = _("与第%(numbers)s行是同一个单位（%(name)s）。") % {"numbers": numbers, "name": department.name}
        errors.append(line.error(UNIT, why, _("一个单位只报一行，请只留正确的一行。")))
    line = replace(line, values={**line.values, UNIT: department.name})
    return Judged(line, entry.pk if entry else None, entry.values if entry else None, errors)


ROSTER = register_importer(RosterImporter())
