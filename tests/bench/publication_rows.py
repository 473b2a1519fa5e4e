"""What is measured of publishing many results, inside the site, and the raw way beside."""

import resource
import time
from collections.abc import Callable
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from common.clocks import running
from common.models import Clock
from inspections.published import INSPECTION_RESULT
from publication.models import Duty, LedgerEntry, PublicRecord
from publication.services import batches
from publication.services.batches import Told
from publication.services.duties import PUBLISH_RULE, publish_checked
from tenancy.models import Department, Member, Region
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place

PLACE = 610702000000
AT_ONCE = 5_000
BARE = (
    """
    INSERT INTO bench_ledger (id, number, event, kind, ref, title, snapshot, basis, ground, reason, at,
                              previous_hash, hash, actor_id, department_id, tenant_id)
    SELECT id, number, event, kind, ref, title, snapshot, basis, ground, reason, at, previous_hash,
           encode(sha256(convert_to(previous_hash || title || snapshot::text || basis || at, 'UTF8')), 'hex'),
           actor_id, department_id, tenant_id
      FROM publication_ledgerentry WHERE tenant_id = %s""",
    "INSERT INTO bench_public SELECT * FROM publication_publicrecord WHERE tenant_id = %s",
)
"""Ledger and public rows once more, a hash made of each, into tables with the same indexes."""
CHANGED = (
    "UPDATE bench_duty SET state = 'draft', prepared_by_id = 1, told_on = current_date, told_how = '当面送达'",
    "UPDATE bench_duty SET state = 'checked'",
)


def publication(count: int) -> dict[str, float]:
    """Seconds of drafting and checking `AT_ONCE` of so many results, and of publishing them all; the raw ways."""
    place = open_place(PLACE)
    department = make_department(place, "公示测量科")
    writer, checker = (
        make_member(place, "department_admin", department, username=f"bench.{name}") for name in ("writer", "checker")
    )
    owe(place, department, count)
    with scope(place):
        numbers = list(Duty.objects.of(place).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    found = {"count": len(numbers), "changed": _changed(numbers), "handled": _handled(place, numbers, writer, checker)}
    with scope(place, member=checker):
        rest = Duty.objects.of(place).filter(state="due")
        rest.update(state="checked", told_on=timezone.localdate(), told_how="当面送达")
        seconds, published = timed(lambda: publish_checked(place, actor=checker, tell=lambda *_told: None))
    if published < count:
        raise RuntimeError(f"{published} published")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found | {"published": seconds, "bare": _bare(), "megabytes": megabytes}


def owe(place: Region, department: Department, count: int) -> None:
    """So many results owed to the public, each with its clock."""
    now = timezone.now()
    with scope(place):
        for start in range(0, count, AT_ONCE):
            numbers = range(start, min(count, start + AT_ONCE))
            duties = Duty.objects.of(place).bulk_create([_duty(place, department, number, now) for number in numbers])
            clock = running.start(PUBLISH_RULE.name, duties[0], at=now)
            Clock.objects.of(place).bulk_create([_clock_like(clock, duty) for duty in duties[1:]])
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE publication_duty, common_clock")


def _duty(place: Region, department: Department, number: int, now: Any) -> Duty:
    snapshot = {
        "subject": f"汉中第{number}商贸有限责任公司",
        "subject_code": f"91610702MA6{number:07d}",
        "visit_title": "全区监管对象跨部门联合抽查",
        "task_number": "汉台双随机〔2026〕3号",
        "origin": "双随机抽查",
        "department": str(department),
        "content": "登记事项检查；公示信息检查；特种设备使用单位的安全管理制度和人员持证情况",
        "techniques": "现场检查、书面检查",
        "visited_on": "2026-11-20",
        "officers": "王建国（陕F0702000123）、李小红（陕F0702000456）",
        "result": "发现问题已责令改正" if number % 5 == 0 else "未发现问题",
        "findings": "特种设备台账未按月更新（《特种设备安全法》第三十五条）：已改正" if number % 5 == 0 else "",
        "follow_up": "责令改正" if number % 5 == 0 else "无需处理",
        "remedy": f"对结果有异议的，可以向{department}提出；不服行政处理的，可以依法申请行政复议或者提起行政诉讼。",
    }
    return Duty(
        tenant=place, kind=INSPECTION_RESULT.name, ref=f"bench{number}", title=f"{snapshot['subject']}检查结果",
        department=department, snapshot=snapshot, basis="《优化营商环境条例》第五十四条", opened_at=now,
        subject_code=snapshot["subject_code"],
    )  # fmt: skip


def _clock_like(clock: Clock, duty: Duty) -> Clock:
    values = {field.attname: getattr(clock, field.attname) for field in Clock._meta.concrete_fields}
    return Clock(**values | {"id": None, "subject_id": str(duty.pk), "subject_label": str(duty)})


def _handled(place: Region, numbers: list[int], writer: Member, checker: Member) -> float:
    """Seconds of drafting with telling, and of checking, as people ask for it and the jobs do it."""
    told = Told(timezone.localdate(), "当面送达")
    return sum(
        timed(lambda act=act, told=told, member=member: _act(place, act, numbers, told, member))[0]
        for act, told, member in (("prepare", told, writer), ("check", None, checker))
    )


def _act(place: Region, act: str, numbers: list[int], told: Told | None, member: Member) -> None:
    with scope(place, member=member):
        duties = Duty.objects.of(place).filter(pk__in=numbers).select_related("department", "tenant")
        run = batches.ask_for_batch(place, act, list(duties), told=told, actor=member)
        batches.handle_batch(run.row, actor=member, tell=lambda *_told: None)


def _changed(numbers: list[int]) -> float:
    """The same columns of the same rows changed in two statements, where nobody keeps a history."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE bench_duty (LIKE publication_duty INCLUDING ALL)")
        cursor.execute("INSERT INTO bench_duty SELECT * FROM publication_duty WHERE id = ANY (%s)", [numbers])
        seconds = timed(lambda: [cursor.execute(statement) for statement in CHANGED])[0]
        cursor.execute("DROP TABLE bench_duty")
    return seconds


def _bare() -> float:
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        for table, model in (("bench_ledger", LedgerEntry), ("bench_public", PublicRecord)):
            cursor.execute(f"CREATE TABLE {table} (LIKE {model._meta.db_table} INCLUDING ALL)")
        seconds = timed(lambda: [cursor.execute(statement, [PLACE]) for statement in BARE])[0]
        cursor.execute("DROP TABLE bench_ledger, bench_public")
    return seconds


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    started_at = time.perf_counter()
    result = act()
    return time.perf_counter() - started_at, result
