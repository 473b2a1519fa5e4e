"""What is measured of the library of objects, inside the site: our queries and jobs, and the raw way beside them."""

import csv
import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from django.core.files.base import ContentFile
from django.db import connections, transaction
from django.db.models import QuerySet
from django.utils import timezone
from python_calamine import CalamineWorkbook

from common.imports import ask_to_keep, finish_keeping, read_batch, upload_file
from common.models import ImportState
from common.pages import COUNT_CAP
from publication.initials import initials
from registry.imports.objects import OBJECTS
from registry.invention import Place, invent
from registry.management.commands.make_objects import counties, fill
from registry.models import LAST_VERIFIED, SupervisedObject
from registry.names import take_apart
from registry.queries.lines import page_of_lines, page_of_names
from registry.queries.objects import count_names, held_by, listed
from registry.searching import search_columns
from registry.services.candidates import find_candidates
from registry.services.doubles import find_doubles
from tenancy.models import Department, Member, Region
from tenancy.models.regions import RegionLevel
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place

SHAANXI, NANZHENG, HANTAI = 610000000000, 610703000000, 610702000000
PLACES = {"county": NANZHENG, "province": SHAANXI}
PAGE, REPEATS, SECONDS = 50, 15, 3
TABLE = "registry_supervisedobject"
RAW = """
    SELECT object.id, object.tenant_id, object.name, object.kind, object.uscc, object.state, object.verified_on,
        place.name, town.name, ARRAY(
            SELECT department.name FROM registry_objectenrolment AS enrolment
              JOIN tenancy_department AS department ON department.id = enrolment.department_id
             WHERE enrolment.object_id = object.id AND enrolment.state <> 'ended')
      FROM registry_supervisedobject AS object
      JOIN tenancy_region AS place ON place.code = object.tenant_id
      LEFT JOIN tenancy_region AS town ON town.code = object.town_id
     WHERE object.tenant_id BETWEEN %s AND %s AND object.merged_into_id IS NULL"""
COUNTED = f"""
    SELECT count(*) FROM (
        SELECT FROM {TABLE} AS object
         WHERE object.tenant_id BETWEEN %s AND %s AND object.merged_into_id IS NULL{{}}
         LIMIT {COUNT_CAP + 1}) AS counted"""
SHARES = {"名录一科": 2, "名录二科": 8, "名录三科": 40}
"""Which department of a county supervises every how many of its objects."""
ENROL = f"""
    INSERT INTO registry_objectenrolment (tenant_id, object_id, department_id, state, basis, grade, permit_number,
        contact, contact_mobile, note, source, enrolled_on, follows_object)
    SELECT object.tenant_id, object.id, department.id, 'enrolled', '', '', '', '', '', '', 'import', current_date, false
      FROM {TABLE} AS object JOIN tenancy_department AS department USING (tenant_id)
     WHERE department.name = %s AND object.id %% %s = 0
    ON CONFLICT DO NOTHING"""
DAY = "coalesce(object.verified_on, '0001-01-01')"
COMMON = "商贸"
HEADINGS = ("统一社会信用代码", "企业名称", "法定代表人", "住所", "行业代码", "许可证编号", "联系人", "联系电话")
COPIED = ("uscc", "name", "head", "address", "industry", "permit", "contact", "mobile")


def grow(count: int, seed: int) -> None:
    """Make objects up in all counties of the province: half of them some department's, an eighth two's or three's."""
    places = list(counties(SHAANXI))
    fill(places, count, seed + 1)
    departments = Department.everything.using("owner")
    if not departments.filter(name__in=SHARES).exists():
        departments.bulk_create(Department(tenant_id=place.code, name=name) for place in places for name in SHARES)
    with connections["owner"].cursor() as cursor:
        for name, every in SHARES.items():
            cursor.execute(ENROL, [name, every])
        for table in (TABLE, "registry_objectenrolment", "tenancy_department"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def show(found: Any) -> None:
    sys.stdout.write(json.dumps(found))


# --- pages ------------------------------------------------------------------------------------------------------------


class Question(NamedTuple):
    """A page of the list and its count, as ours asks for them and as `where` says in SQL, with its values."""

    what: str
    page: Callable[[], Any]
    count: Callable[[], Any]
    where: str = ""
    values: Sequence[str | int] = ()
    order: str = "object.tenant_id DESC, object.id DESC"


def questions() -> dict[str, tuple[float, float]]:
    """Milliseconds of our page with its count and of the raw statements, the best of some, asked in turn."""
    found = {}
    for level, code in PLACES.items():
        place = Region.objects.get(pk=code)
        for question in _questions(place):
            found[f"{question.what}, {level}"] = _in_turn(place, question)
    return found


def _questions(place: Region) -> Iterator[Question]:
    """The names asked for are those of a company of the county."""
    rows = listed(SupervisedObject.objects.under(place))
    companies = SupervisedObject.everything.using("owner").filter(tenant=NANZHENG, kind="enterprise").exclude(uscc="")
    company = companies.earliest("pk")
    pair, three = company.name_key[2:4], company.name_key[2:5]
    paired = "strpos(search_key, %s) <> 0 AND registry_bigrams(search_key) @> ARRAY[%s]"
    department = Department.everything.using("owner").get(tenant=NANZHENG, name="名录二科")
    enrolled = "SELECT object_id FROM registry_objectenrolment WHERE department_id = %s AND state <> 'ended'"
    yield _by_rows("list", rows)
    yield _by_last_look(place, rows)
    yield _by_rows("filter by kind", rows.filter(kind="school"), "object.kind = 'school'")
    yield _by_rows("filter by department", held_by(rows, department), f"object.id IN ({enrolled})", department.pk)
    yield _by_name("name, 3 characters", three, "search_key LIKE %s", f"%{three}%")
    yield _by_name("name, 2 characters", pair, paired, pair, pair)
    yield _by_name("name, common", COMMON, "search_key LIKE %s", f"%{COMMON}%")
    yield _by_name("initials, 2 letters", initials(pair), "search_key LIKE %s", f"%{initials(pair)}%")
    yield _by_name("code", company.uscc, "object.uscc = %s", company.uscc)


def _by_rows(what: str, rows: QuerySet, where: str = "", *values: str | int) -> Question:
    page = rows.order_by("-tenant_id", "-pk")[:PAGE]
    counted = rows.order_by()[: COUNT_CAP + 1]
    return Question(what, lambda: page_of_lines(page.all()), counted.count, where, values)


def _by_last_look(place: Region, rows: QuerySet) -> Question:
    """The list by its last column, as the page orders it: above a county the day comes first."""
    is_county = place.level == RegionLevel.COUNTY
    keyset = ("tenant_id", "last_verified", "pk") if is_county else ("last_verified", "tenant_id", "pk")
    columns = {"tenant_id": "object.tenant_id", "last_verified": DAY, "pk": "object.id"}
    page = rows.alias(last_verified=LAST_VERIFIED).order_by(*keyset)[:PAGE]
    counted = rows.order_by()[: COUNT_CAP + 1]
    order = ", ".join(columns[name] for name in keyset)
    return Question("list by last look", lambda: page_of_lines(page.all()), counted.count, order=order)


def _by_name(what: str, text: str, where: str, *values: str | int) -> Question:
    return Question(
        what, lambda: page_of_names(text, most=PAGE), lambda: count_names(text, most=COUNT_CAP + 1), where, values
    )


def _in_turn(place: Region, question: Question) -> tuple[float, float]:
    narrowed = f" AND {question.where}" if question.where else ""
    raw = [f"{RAW}{narrowed} ORDER BY {question.order} LIMIT {PAGE}", COUNTED.format(narrowed)]
    values = [place.code, place.last, *question.values]
    times = []
    until = time.perf_counter() + SECONDS
    while len(times) < REPEATS and (len(times) < 3 or time.perf_counter() < until):
        with scope(place, down=True):
            ours = _seconds(lambda: (question.page(), question.count()))
        with connections["owner"].cursor() as cursor:
            times.append((ours, _seconds(lambda: [(cursor.execute(one, values), cursor.fetchall()) for one in raw])))
    return min(a for a, _ in times) * 1000, min(b for _, b in times) * 1000


def _seconds(act: Callable[[], Any]) -> float:
    started_at = time.perf_counter()
    act()
    return time.perf_counter() - started_at


# --- doubles ----------------------------------------------------------------------------------------------------------


def doubles() -> dict[str, float]:
    """The nightly job over all counties; seconds, cases and the process's greatest memory."""
    now = timezone.now()
    cases = 0
    search_columns("")
    take_apart("")
    started_at = time.perf_counter()
    for county in counties(SHAANXI):
        with scope(county.code):
            cases += find_doubles(Region.objects.get(pk=county.code), now=now)
    seconds = time.perf_counter() - started_at
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM registry_matchcase")
    return {"seconds": seconds, "found": cases, "megabytes": _megabytes()}


def candidates() -> dict[str, float]:
    """The nightly comparison of what several departments supervise, over all counties; as `doubles`."""
    today = timezone.localdate()
    found = 0
    started_at = time.perf_counter()
    for county in counties(SHAANXI):
        with scope(county.code):
            found += find_candidates(Region.objects.get(pk=county.code), today=today)
    seconds = time.perf_counter() - started_at
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM registry_jointcandidate")
    return {"seconds": seconds, "found": found, "megabytes": _megabytes()}


def _megabytes() -> float:
    """The process's greatest memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- a register -------------------------------------------------------------------------------------------------------


def register(count: int, seed: int) -> dict[str, Any]:
    """A department's register of new objects: ours into one county, calamine + COPY + one merge into its neighbour."""
    place = open_place(NANZHENG)
    with scope(place):
        department = Department.objects.of(place).filter(name="测量科").first() or make_department(place, "测量科")
    neighbour = open_place(HANTAI)
    with scope(neighbour):
        other = Department.objects.of(neighbour).filter(name="测量科").first() or make_department(neighbour, "测量科")
    member = make_member(place, "department_admin", department, username=f"bench.register.{seed}")
    content = _workbook(count, seed)
    search_columns("")  # the tables of initials and of places are made once in a worker's life
    take_apart("")
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_register")
        cursor.execute(f"CREATE TABLE bench_register ({', '.join(f'{name} text' for name in COPIED)})")
    theirs = _barest(content, other)
    return {"barest": theirs, "ours": _ours(place, member, content, count)}


def _workbook(count: int, seed: int) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名录")
        sheet.write_row(0, 0, HEADINGS)
        number = 0
        for one in invent([Place(NANZHENG, "南郑")], count * 2, seed=seed):
            if one.uscc and one.kind in ("enterprise", "sole_trader") and number < count:
                number += 1
                line = (
                    one.uscc,
                    one.name,
                    one.head,
                    one.address,
                    one.industry,
                    f"JY{number:08}",
                    one.head,
                    "13900000000",
                )
                sheet.write_row(number, 0, line)
    return file.getvalue()


def _ours(place: Region, member: Member, content: bytes, count: int) -> list[float]:
    with scope(place, member=member):
        batch = upload_file(OBJECTS, place, ContentFile(content, "名录.xlsx"), actor=member)
    started_at = time.perf_counter()
    with scope(place, member=member):
        read_batch(batch, tell=lambda *_told: None)
    read_at = time.perf_counter()
    with scope(place, member=member):
        batch.refresh_from_db()
        ask_to_keep(batch, actor=member)
        finish_keeping(batch, actor=member)
    kept_at = time.perf_counter()
    with scope(place, member=member):
        batch.refresh_from_db()
    if batch.state != ImportState.KEPT or batch.count("new") < count * 0.9:
        raise RuntimeError(f"{batch.state} {batch.counts} {batch.refusal}")
    return [read_at - started_at, kept_at - read_at]


def _barest(content: bytes, department: Department) -> list[float]:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        started_at = time.perf_counter()
        rows = CalamineWorkbook.from_path(str(Path(file.name))).get_sheet_by_index(0).to_python()[1:]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    text.seek(0)
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.copy_expert(f"COPY bench_register ({', '.join(COPIED)}) FROM STDIN WITH (FORMAT csv)", text)
    copied_at = time.perf_counter()
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute(MERGE, {"tenant": HANTAI, "department": department.pk})
    return [copied_at - started_at, time.perf_counter() - copied_at]


MERGE = f"""
    WITH fresh AS (
        INSERT INTO {TABLE} (tenant_id, kind, name, former_names, uscc, state, department_id, address, industry_id,
            detail, source, verified_on, name_key, search_key, created_at)
        SELECT %(tenant)s, 'enterprise', name, '{{}}', uscc, 'active', %(department)s, address, industry,
            jsonb_build_object('legal_representative', head), 'import', current_date, name, name, now()
        FROM bench_register ON CONFLICT (uscc, tenant_id) WHERE uscc <> '' AND merged_into_id IS NULL DO NOTHING
        RETURNING id, uscc
    )
    INSERT INTO registry_objectenrolment (tenant_id, object_id, department_id, state, basis, grade, permit_number,
        contact, contact_mobile, note, source, enrolled_on, follows_object)
    SELECT %(tenant)s, fresh.id, %(department)s, 'enrolled', '', '', permit, contact, mobile, '', 'import',
        current_date, false
    FROM fresh JOIN bench_register USING (uscc)
"""
