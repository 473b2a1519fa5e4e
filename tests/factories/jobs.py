"""Jobs for tests; the worker includes this module. What they did is seen by the departments they made."""

import os
import signal
import time
from datetime import timedelta

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, every, job, progress
from common.models import JobRun
from common.refusals import Refused
from tenancy.models import Department
from tenancy.scope import scope

GATE = "probe:gate"


class Flaky(Exception):
    """An error worth another try."""


def _leave_trace(run: JobRun, name: str) -> None:
    with scope(run.tenant_id):
        Department.objects.of(run.tenant_id).create(name=name)


@job("probe.greet", label=_("打招呼"))
def greet(run: JobRun, name: str) -> None:
    _leave_trace(run, f"{name}（{run.row}）")


@job("probe.count", label=_("数到十"))
def count(run: JobRun) -> None:
    """Counts to five, waits for the gate, then counts to ten."""
    _leave_trace(run, "数到十")
    progress(run, 5, 10, "已数到五")
    while cache.get(GATE) is None:
        time.sleep(0.02)
        progress(run, 5, 10, "已数到五")
    progress(run, 10, 10, "数完了")


@job("probe.endless", label=_("没完没了"), limit=timedelta(seconds=1))
def endless(run: JobRun) -> None:
    _leave_trace(run, "不该留下")
    while True:
        time.sleep(0.02)


@job("probe.refuse", label=_("不办"))
def refuse(run: JobRun) -> None:
    _leave_trace(run, "不该留下")
    if cache.get(GATE) is None:
        raise Refused("名称为空，请补填后再办理。")


@job("probe.stumble", label=_("绊倒"))
def stumble(run: JobRun) -> None:
    _leave_trace(run, "不该留下")
    raise ZeroDivisionError


@job("probe.flaky", label=_("再试"), retry=(Flaky,), tries=2)
def flaky(run: JobRun) -> None:
    raise Flaky


@job("probe.suicide", label=_("自尽"))
def suicide(run: JobRun) -> None:
    """Kills its worker process the first time."""
    _leave_trace(run, "起死回生")
    if cache.add(GATE, 1):
        os.kill(os.getpid(), signal.SIGKILL)


@daily("probe.daily", at="02:10", label=_("每日一次"))
def once_a_day(run: JobRun) -> None:
    _leave_trace(run, f"{run.day}")


@every("probe.chore", minutes=5, label=_("每五分钟"))
def chore(run: JobRun) -> None:
    _leave_trace(run, "杂务")
