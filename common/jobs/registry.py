"""Which jobs there are: functions of `tasks.py` modules, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Outcome:
    """How a job ended, for whoever asked: `subject` may be mailed and names no person and no file, `body` may."""

    subject: str
    body: str = ""


JobFunction = Callable[..., Outcome | None]
LIMIT = timedelta(hours=1)
"""How long a run may work unless its job says otherwise."""


class UnknownJob(LookupError):
    """A job name nobody registered: a slip in the code, or a worker older than the web."""


@dataclass(frozen=True)
class Job:
    """A job: what it is called, what it does, which errors are worth another try.

    `at` makes it daily, for every tenant, or for tenant 0 alone if it is a `platform` job; `every` makes it a short,
    idempotent chore of the whole platform that leaves no run behind unless it fails. `tells` says that whoever asked
    gets a notice at the end. A run that works longer than `limit` is stopped.
    """

    name: str
    label: str | Promise
    function: JobFunction
    retry: tuple[type[Exception], ...] = ()
    tries: int = 5
    at: time | None = None
    every: timedelta | None = None
    platform: bool = False
    tells: bool = True
    limit: timedelta = LIMIT

    def slot(self, now: datetime) -> datetime:
        """The instant this entry was last due at `now` (aware, local): its hour today or yesterday, or the interval."""
        if self.every is not None:
            seconds = int(self.every.total_seconds())
            return now - timedelta(seconds=now.timestamp() % seconds)
        today = datetime.combine(now.date(), self.at or time(), tzinfo=now.tzinfo)
        return today if today <= now else today - timedelta(days=1)

    @property
    def rhythm(self) -> timedelta:
        return self.every or timedelta(days=1)


JOBS: dict[str, Job] = {}


def find_job(name: str) -> Job:
    """The job with that name; raises `UnknownJob`."""
    try:
        return JOBS[name]
    except KeyError:
        raise UnknownJob(name) from None


def label_of(name: str) -> str:
    """The job's name as people read it; a job that no longer exists keeps its code."""
    return str(JOBS[name].label) if name in JOBS else name


def job(
    name: str,
    *,
    label: str | Promise,
    retry: tuple[type[Exception], ...] = (),
    tries: int = 5,
    tells: bool = True,
    limit: timedelta = LIMIT,
) -> Callable[[JobFunction], JobFunction]:
    """Register a function `(run, **ids)` that finds its row (`run.row`) and calls one service as `run.actor`.

    It runs in one transaction inside the run's place; its effects and the word "done" are committed together, so a
    job that was killed has done nothing and is begun again. The errors in `retry` are tried again, `tries` times in
    all, waiting longer each time; any other error ends the run, and so does the `limit` of time. It stops where it
    tells its `progress` when somebody cancelled it. Whoever asked is told at the end, if it `tells`: that it is done,
    or the `Outcome` that the function gives.
    """
    return _register(name, label=label, retry=retry, tries=tries, tells=tells, limit=limit)


def daily(
    name: str,
    *,
    at: str,
    label: str | Promise,
    retry: tuple[type[Exception], ...] = (),
    platform: bool = False,
) -> Callable[[JobFunction], JobFunction]:
    """Register a function `(run)` that runs once a day for every tenant, after `at` ("02:10", Asia/Shanghai).

    `run.day` is the day it runs for. When the machine slept at that hour, it runs as soon as it wakes that day.
    """
    return _register(name, label=label, retry=retry, platform=platform, at=time.fromisoformat(at))


def every(name: str, *, minutes: int, label: str | Promise) -> Callable[[JobFunction], JobFunction]:
    """Register a short function `(run)` for every few minutes, once for the whole platform.

    It asks which places have work and opens the scope of each; twice at the same time must do no harm.
    """
    return _register(name, label=label, platform=True, every=timedelta(minutes=minutes))


def _register(name: str, **options: Any) -> Callable[[JobFunction], JobFunction]:
    def keep(function: JobFunction) -> JobFunction:
        known = JOBS.get(name)
        if known is not None and known.function.__module__ != function.__module__:
            raise ValueError(f"two jobs are called {name}")
        JOBS[name] = Job(name=name, function=function, **options)
        return function

    return keep
