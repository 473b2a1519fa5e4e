"""A hundred thousand companies from a workbook into a walled table, our way and the barest way. Runs inside the site.

Ours is what the worker does: read, check, stage, compare, keep. The barest way reads the same workbook by calamine,
copies the rows into a table without walls, and merges them into the same kind of table by one statement.
"""

import csv
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import xlsxwriter
from django.core.files.base import ContentFile
from django.db import connection, connections, models, transaction
from python_calamine import CalamineWorkbook

from common.imports import (
    Column,
    Frame,
    Question,
    RegisterImporter,
    ask_to_keep,
    finish_keeping,
    read_batch,
    register_importer,
    upload_file,
)
from common.imports.staging import ROWS_OF_BATCH, cells_of
from common.models import ImportBatch, Verdict
from tenancy.models import Member, Region, TenantModel
from tenancy.scope import scope
from tenancy.walls import Wall
from tests.factories.tenancy import make_member, open_place

FIELDS = ("uscc", "name", "legal", "address", "industry", "founded", "authority", "status", "phone", "note")
HEADINGS = ("代码", "名称", "负责人", "住所", "行业", "成立日期", "登记机关", "状态", "电话", "备注")
MARKS = "华信盛源鑫德顺达宏泰祥瑞福隆兴安康和美佳乐天成广丰金玉明辉永恒诚博海润山川东升旭日凯旋百草仁济同德惠民春雨"
LIST = ", ".join(FIELDS)
CELL = cells_of(FIELDS)
NANZHENG = 610703000000


class BenchCompany(TenantModel):
    """What a register holds of one company."""

    uscc = models.TextField()
    name = models.TextField()
    legal = models.TextField()
    address = models.TextField()
    industry = models.TextField()
    founded = models.TextField()
    authority = models.TextField()
    status = models.TextField()
    phone = models.TextField()
    note = models.TextField()

    class Meta(TenantModel.Meta):
        app_label = "bench"
        db_table = "bench_company"
        constraints = [models.UniqueConstraint(fields=["uscc", "tenant"], name="bench_company_once")]


class CompanyRegister(RegisterImporter):
    """The register of `BenchCompany`."""

    kind = "bench.companies"
    label = "企业名录"
    permission = "departments.manage"
    columns = tuple(
        Column(name, heading, is_required=name in FIELDS[:2]) for name, heading in zip(FIELDS, HEADINGS, strict=True)
    )

    def check(self, batch: ImportBatch, frame: Frame) -> None:
        first: dict[str, int] = {}
        for at, code in enumerate(frame.values["uscc"]):
            if first.setdefault(code, at) != at:
                frame.reject(at, "uscc", "重复", "只留一行")

    def stored(self, batch: ImportBatch) -> Question:
        pairs = ", ".join(f"'{name}', company.{name}" for name in FIELDS)
        return Question(
            f"SELECT row.number, company.id, jsonb_build_object({pairs}) FROM common_stagedrow AS row"
            " JOIN bench_company AS company USING (tenant_id)"
            f" WHERE company.uscc = row.{CELL['uscc']} AND row.tenant_id = %s AND row.batch_id = %s",
            [batch.tenant_id, batch.pk],
        )

    def keep_staged(self, batch: ImportBatch, verdicts: Sequence[Verdict], *, actor: Member) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO bench_company (tenant_id, {LIST}) SELECT tenant_id, {', '.join(CELL.values())}"
                f" FROM {ROWS_OF_BATCH} WHERE verdict = 'new'",
                [batch.tenant_id, batch.pk],
            )
            return cursor.rowcount


COMPANIES = register_importer(CompanyRegister())


def companies(count: int) -> Iterator[list[str]]:
    """Made-up companies; the same ones every time."""
    dice = random.Random(count)
    for number in range(count):
        brand, street = "".join(dice.choices(MARKS, k=3)), "".join(dice.choices(MARKS, k=2))
        day = f"20{dice.randrange(10, 26)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        yield [
            f"9161070{number:010}A",
            f"汉中市{brand}{dice.choice(('商贸', '科技', '建材', '餐饮管理'))}有限公司",
            f"张{dice.choice(MARKS)}",
            f"陕西省汉中市南郑区大河坎镇{street}路{dice.randrange(1, 400)}号",
            str(dice.randrange(1000, 9999)),
            day,
            "南郑区市场监督管理局",
            "存续",
            f"139{dice.randrange(10**8):08}",
            "无",
        ]


def workbook(count: int) -> bytes:
    """The companies as an official would send them."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("主体")
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(companies(count), start=1):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def build() -> None:
    """Make the table with its walls, and the bare one."""
    state = SimpleNamespace(apps=SimpleNamespace(get_model=lambda _app, _name: BenchCompany))
    with connections["owner"].schema_editor() as editor:
        editor.create_model(BenchCompany)
        Wall("benchcompany").database_forwards("bench", editor, None, state)
        editor.execute(f"CREATE TABLE bench_copied ({', '.join(f'{name} text' for name in FIELDS)})")


def ours(place: Region, member: Member, content: bytes) -> tuple[float, float]:
    """Seconds for reading and staging, and for keeping."""
    with scope(place, member=member):
        batch = upload_file(COMPANIES, place, ContentFile(content, "企业.xlsx"), actor=member)
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
        count = BenchCompany.objects.of(place).count()
        batch.refresh_from_db()
        if batch.count(Verdict.NEW) != count:
            raise RuntimeError(f"{count} rows kept: {batch.counts} {batch.refusal}")
    return read_at - started_at, kept_at - read_at


def barest(path: Path) -> tuple[float, float]:
    """Seconds for calamine and COPY, and for the merge."""
    started_at = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    text.seek(0)
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.copy_expert(f"COPY bench_copied ({LIST}) FROM STDIN WITH (FORMAT csv)", text)
    copied_at = time.perf_counter()
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO bench_company (tenant_id, {LIST}) SELECT {NANZHENG}, {LIST} FROM bench_copied"
            " ON CONFLICT (uscc, tenant_id) DO NOTHING"
        )
    return copied_at - started_at, time.perf_counter() - copied_at


def clear() -> None:
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE bench_company, bench_copied")


def run(count: int, rounds: int) -> None:
    """Both ways in turn; prints the best times of each as JSON."""
    build()
    place = open_place(NANZHENG)
    member = make_member(place, "district_admin", username="bench.import")
    content = workbook(count)
    times: dict[str, list[tuple[float, float]]] = {"ours": [], "barest": []}
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        for _ in range(rounds):
            times["barest"].append(barest(Path(file.name)))
            clear()
            times["ours"].append(ours(place, member, content))
            clear()
    best: dict[str, Any] = {name: [min(column) for column in zip(*found, strict=True)] for name, found in times.items()}
    best["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    sys.stdout.write(json.dumps(best))
