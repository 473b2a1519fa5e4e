"""The officer library out of an uploaded file (R061), as the Import pattern wants it; known by certificate number."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import Importer, Judged, Reading, register_importer
from common.models import StagedRow
from common.tables import CellError, Line, Sheet
from directory.queries.roster import departments_by_key, wrong_department
from directory.roster_form import unit_key
from registry.domains import join_words, split_words
from registry.models import Certificate, JobKind
from registry.officer_table import FIELDS, HEADINGS, read_officers
from registry.queries.officers import known_domains
from registry.services.officer_rows import keep_rows
from tenancy.models import Department, Member, Region

Departments = Mapping[str, list[Department]]


class OfficersImporter(Importer):
    """One line an officer with the certificate in force; a line with a later period renews it."""

    kind = "registry.officers"
    label = gettext_lazy("执法人员名录")
    permission = "officers.import"
    fields = FIELDS

    def headings(self) -> list[str]:
        return [str(HEADINGS[field]) for field in FIELDS]

    def labels(self) -> list[str]:
        return self.headings()

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        reading = Reading.of(read_officers(sheets))
        return replace(reading, lines=[_in_words(line) for line in reading.lines])

    def judge(self, tenant: Region, lines: Sequence[Line]) -> Iterator[Judged]:
        departments, domains = departments_by_key(tenant), known_domains(tenant)
        stored = stored_values(tenant)
        seen = Counter(line.values["number"] for line in lines)
        for raw in lines:
            line = _under_own_name(raw, departments)
            number = line.values["number"]
            errors = [*_unknown_department(raw, departments), *_twice(line, seen[number])]
            target, before = stored.get(number, (None, None))
            errors += _other_person(line, before)
            doubts = _unknown_domains(line, domains) if before != line.values else []
            yield Judged(line, target, before, errors, list(doubts))

    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        departments = departments_by_key(tenant)
        lines = [(departments[unit_key(row.values["department"])][0], row.values) for row in rows]
        keep_rows(tenant, lines, actor=actor, today=timezone.localdate())


def stored_values(tenant: Region) -> dict[str, tuple[int, dict[str, str]]]:
    """Certificate number → (certificate, values of its line); of two periods the later one."""
    rows = Certificate.objects.of(tenant).filter(revoked_on__isnull=True).select_related("officer__department")
    return {row.number: (row.pk, values_of(row)) for row in rows.order_by("ends_on", "pk")}


def values_of(certificate: Certificate) -> dict[str, str]:
    """A stored certificate as the values of a read line."""
    officer = certificate.officer
    return {
        "name": officer.name,
        "department": officer.department.name,
        "job_kind": str(officer.get_job_kind_display()),
        "number": certificate.number,
        "issuing_body": certificate.issuing_body,
        "domains": join_words(certificate.domains),
        "starts_on": certificate.starts_on.isoformat(),
        "ends_on": certificate.last_day,
        "specialties": join_words(officer.specialties),
    }


def _in_words(line: Line) -> Line:
    """The job kind as its label, as the report shows it."""
    kind = line.values["job_kind"]
    shown = str(JobKind(kind).label) if kind in JobKind.values else kind
    return replace(line, values={**line.values, "job_kind": shown})


def _under_own_name(line: Line, departments: Departments) -> Line:
    found = departments.get(unit_key(line.values["department"]), [])
    name = found[0].name if len(found) == 1 else line.values["department"]
    return replace(line, values={**line.values, "department": name})


def _unknown_department(line: Line, departments: Departments) -> Iterator[CellError]:
    name = line.values["department"]
    if name and (wrong := wrong_department(name, departments)):
        yield line.error("department", *wrong)


def _twice(line: Line, times: int) -> Iterator[CellError]:
    if times > 1 and line.values["number"]:
        why = _("这个证号在文件里出现了%d次。") % times
        yield line.error("number", why, _("一本证件只报一行，请只留正确的一行。"))


def _other_person(line: Line, before: Mapping[str, str] | None) -> Iterator[CellError]:
    if before is not None and before["name"] != line.values["name"]:
        why = _("这个证号登记在“%s”名下。") % before["name"]
        yield line.error("name", why, _("请核对证号和姓名；确系改名的，请先在该人员的页面修改。"))


def _unknown_domains(line: Line, domains: Sequence[str]) -> Iterator[CellError]:
    """A domain nobody uses is probably another spelling of a known one; it could never be drawn for."""
    for word in split_words(line.values["domains"]):
        if word not in domains:
            near = get_close_matches(word, domains, n=1, cutoff=0.5)
            mend = _("是不是“%s”？") % near[0] if near else ""
            mend += _("抽取时按监管领域目录匹配，确认无误也可以导入。")
            yield line.error("domains", _("监管领域目录里没有“%s”。") % word, mend)


OFFICERS = register_importer(OfficersImporter())
