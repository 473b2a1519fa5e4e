"""What is measured of the library of objects, inside the site: our queries and jobs, and the raw way beside them."""

import csv
import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.files.base import ContentFile
from django.db import connections, transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook

from common.imports import ask_to_keep, finish_keeping, read_batch, upload_file
from common.models import ImportState
from registry.imports.objects import OBJECTS
from registry.invention import Place, invent
from registry.management.commands.make_objects import counties, fill
from registry.models import SupervisedObject
from registry.queries.lines import lines
from registry.queries.objects import page_of_names
from registry.searching import initials, search_columns
from registry.services.doubles import find_doubles
from tenancy.models import Department, Member, Region
from tenancy.regions import last_code
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
ORDER = f" ORDER BY object.tenant_id DESC, object.id DESC LIMIT {PAGE}"
COMMON = "商贸"
HEADINGS = ("统一社会信用代码", "企业名称", "法定代表人", "住所", "行业代码", "许可证编号", "联系人", "联系电话")
COPIED = ("uscc", "name", "head", "address", "industry", "permit", "contact", "mobile")


def grow(count: int, seed: int) -> None:
    """Make objects up in all counties of the province."""
    fill(list(counties(SHAANXI)), count, seed + 1)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {TABLE}")


def show(found: Any) -> None:
    sys.stdout.write(json.dumps(found))


# --- pages ------------------------------------------------------------------------------------------------------------


def questions() -> dict[str, tuple[float, float]]:
    """Milliseconds of our query and of the raw one, the best of some, asked in turn."""
    found = {}
    for level, code in PLACES.items():
        place = Region.objects.get(pk=code)
        for what, ours, raw, values in _questions(place):
            found[f"{what}, {level}"] = _in_turn(place, ours, raw, [code, last_code(code), *values])
    return found


def _questions(place: Region) -> Iterator[tuple[str, Callable[[], Any], str, list[Any]]]:
    """(what, our query, the raw one, its values); the names asked for are those of a company of the county."""

    def rows() -> Any:
        return lines(SupervisedObject.objects.under(place)).order_by("-tenant_id", "-pk")

    def by_name(text: str) -> list[Any]:
        return list(page_of_names(rows(), text, most=PAGE))

    companies = SupervisedObject.everything.using("owner").filter(tenant=NANZHENG, kind="enterprise").exclude(uscc="")
    company = companies.earliest("pk")
    pair, three = company.name_key[2:4], company.name_key[2:5]
    like = " AND search_key LIKE %s" + ORDER
    paired = f"{RAW} AND registry_bigrams(search_key) @> ARRAY[%s]{ORDER}"
    yield "list", lambda: list(rows()[:PAGE]), RAW + ORDER, []
    school = f"{RAW} AND object.kind = 'school'{ORDER}"
    yield "filter by kind", lambda: list(rows().filter(kind="school")[:PAGE]), school, []
    yield "name, 3 characters", lambda: by_name(three), RAW + like, [f"%{three}%"]
    yield "name, 2 characters", lambda: by_name(pair), paired, [pair]
    yield "name, common", lambda: by_name(COMMON), RAW + like, [f"%{COMMON}%"]
    yield "initials, 2 letters", lambda: by_name(initials(pair)), RAW + like, [f"%{initials(pair)}%"]
    yield "code", lambda: by_name(company.uscc), f"{RAW} AND object.uscc = %s{ORDER}", [company.uscc]


def _in_turn(place: Region, ours: Callable[[], Any], raw: str, values: list[Any]) -> tuple[float, float]:
    times = []
    until = time.perf_counter() + SECONDS
    while len(times) < REPEATS and (len(times) < 3 or time.perf_counter() < until):
        with scope(place, down=True):
            first = _seconds(ours)
        with connections["owner"].cursor() as cursor:
            times.append((first, _seconds(lambda: (cursor.execute(raw, values), cursor.fetchall()))))
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
    started_at = time.perf_counter()
    for county in counties(SHAANXI):
        with scope(county.code):
            cases += find_doubles(Region.objects.get(pk=county.code), now=now)
    seconds = time.perf_counter() - started_at
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM registry_matchcase")
    return {"seconds": seconds, "cases": cases, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


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
    search_columns("")  # the table of initials is made once in a worker's life
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
