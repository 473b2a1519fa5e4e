"""A large register for tests: names and short names of departments; the worker includes this module.

It stops where `HOLD` says ("check" or "keep") until that is taken away, and says in `AT` where it is.
"""

import time
from collections.abc import Sequence

from django.core.cache import cache
from django.db import connection

from common.imports import Column, Frame, Question, RegisterImporter, register_importer
from common.models import ImportBatch, Verdict
from tenancy.models import Department, Member, Region

HOLD, AT = "probe:hold", "probe:at"
STORED = """
    SELECT row.number, department.id,
        jsonb_build_object('name', department.name, 'short_name', department.short_name)
    FROM common_stagedrow AS row
    JOIN tenancy_department AS department
        ON department.tenant_id = row.tenant_id AND department.name = row.cells[1]
    WHERE row.tenant_id = %s AND row.batch_id = %s
"""
KEEP = """
    INSERT INTO tenancy_department (tenant_id, name, short_name, kinds, enforcement_fields, has_enforcement_force,
        is_vertical)
    SELECT tenant_id, cells[1], cells[2], '{}', '{}', false, false
    FROM common_stagedrow WHERE tenant_id = %s AND batch_id = %s AND verdict = ANY (%s) AND target IS NULL
"""
CHANGE = """
    UPDATE tenancy_department AS department SET short_name = row.cells[2]
    FROM common_stagedrow AS row
    WHERE row.tenant_id = %s AND row.batch_id = %s AND row.verdict = ANY (%s) AND department.id = row.target
"""


class ProbeRegister(RegisterImporter):
    kind = "probe.register"
    label = "名录"
    permission = "departments.manage"
    columns = (
        Column("name", "单位名称", ("名称",), is_required=True),
        Column("short_name", "简称"),
    )

    def check(self, batch: ImportBatch, frame: Frame) -> None:
        seen: dict[str, int] = {}
        for at, name in enumerate(frame.values["name"]):
            if name in seen:
                frame.reject(at, "name", f"与第{seen[name]}行重复。", "请只留一行。")
            seen.setdefault(name, frame.numbers[at])
        wait_at("check")

    def stored(self, batch: ImportBatch) -> Question:
        return Question(STORED, [batch.tenant_id, batch.pk])

    def keep_staged(self, batch: ImportBatch, verdicts: Sequence[Verdict], *, actor: Member) -> int:
        count = 0
        with connection.cursor() as cursor:
            for statement in (KEEP, CHANGE):
                cursor.execute(statement, [batch.tenant_id, batch.pk, list(verdicts)])
                count += cursor.rowcount
        wait_at("keep")
        return count


def wait_at(step: str) -> None:
    """Stop here while the test says so."""
    while cache.get(HOLD) == step:
        cache.set(AT, step)
        time.sleep(0.02)


def departments(place: Region) -> dict[str, str]:
    """What the register has written: short names by name."""
    return dict(Department.objects.of(place).values_list("name", "short_name"))


PROBE = register_importer(ProbeRegister())
