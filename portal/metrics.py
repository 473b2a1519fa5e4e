"""Figures for Prometheus, computed when asked for.

Requests are counted in one Redis hash that all web processes share, so that any of them can answer for all.
"""

from collections.abc import Iterator
from functools import cache

import redis
import structlog
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from redis.exceptions import RedisError

from common.jobs.timetable import queue_length
from common.jobs.worker import BEAT_SEEN, WORKER_SEEN, last_seen
from common.models import JobRun, JobState
from tenancy.regions import COUNTRY
from tenancy.scope import scope

log = structlog.get_logger(__name__)
BUCKETS = ("0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf")
"""Upper bounds in seconds."""


@cache
def _connections(address: str) -> redis.ConnectionPool:
    return redis.ConnectionPool.from_url(address)


@cache
def _redis(address: str) -> redis.Redis:
    """The one client of the shared connections: to make one takes as long as to count a request. One with connections
    of its own would close them when it is dropped: of two first requests at once, each in a thread, one would cut the
    other's line.
    """
    return redis.Redis(connection_pool=_connections(address))


def _key() -> str:
    return f"{settings.CACHES['default']['KEY_PREFIX']}:requests"


def count_request(view: str, method: str, status: int, seconds: float) -> None:
    """Count one answered request: by view, method and status, and its time by bucket."""
    bucket = next(bound for bound in BUCKETS if seconds <= float(bound))
    line = _redis(settings.REDIS_URL).pipeline(transaction=False)
    line.hincrby(_key(), f"count|{view}|{method}|{status}", 1)
    line.hincrby(_key(), f"bucket|{bucket}", 1)
    line.hincrbyfloat(_key(), "sum", seconds)
    try:
        line.execute()
    except RedisError:
        log.warning("request not counted, Redis is unreachable")


def exposition() -> bytes:
    """All figures in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Figures())
    return generate_latest(registry)


class _Figures:
    """Collects on each scrape; what cannot be asked is left out and its `_up` is 0."""

    def collect(self) -> Iterator[Metric]:
        try:
            yield from [*_redis_figures(), _up("redis", True)]
        except RedisError:
            yield _up("redis", False)
        try:
            yield from [*_job_figures(), _up("database", True)]
        except DatabaseError:
            yield _up("database", False)

    def describe(self) -> list[Metric]:
        return []


def _up(name: str, is_up: bool) -> Metric:
    return GaugeMetricFamily(f"supervision_{name}_up", f"1 when {name} answers", value=int(is_up))


def _redis_figures() -> Iterator[Metric]:
    counted = {key.decode(): value for key, value in _redis(settings.REDIS_URL).hgetall(_key()).items()}
    requests = CounterMetricFamily("supervision_requests", "Requests answered", labels=["view", "method", "status"])
    for key, value in sorted(counted.items()):
        if key.startswith("count|"):
            requests.add_metric(key.split("|")[1:], int(value))
    yield requests
    yield _latency(counted)
    yield GaugeMetricFamily("supervision_queue_length", "Messages waiting in the broker", value=queue_length())
    for name, sign in (("worker", WORKER_SEEN), ("beat", BEAT_SEEN)):
        seconds = last_seen(sign)
        yield _up(name, seconds is not None)


def _latency(counted: dict[str, bytes]) -> Metric:
    buckets, so_far = [], 0
    for bound in BUCKETS:
        so_far += int(counted.get(f"bucket|{bound}", 0))
        buckets.append((bound, so_far))
    family = HistogramMetricFamily("supervision_request_seconds", "Seconds until the answer")
    family.add_metric([], buckets, float(counted.get("sum", 0)))
    return family


def _job_figures() -> Iterator[Metric]:
    with scope(COUNTRY, down=True):
        runs = JobRun.objects.under(COUNTRY).order_by()
        counts = dict(runs.values_list("state").annotate(number=Count("pk")))
        oldest = runs.filter(state=JobState.QUEUED).aggregate(oldest=Min("due_at"))["oldest"]
    jobs = GaugeMetricFamily("supervision_jobs", "Runs of jobs by state", labels=["state"])
    for state in JobState.values:
        jobs.add_metric([state], counts.get(state, 0))
    yield jobs
    waiting = max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0
    yield GaugeMetricFamily("supervision_jobs_oldest_seconds", "How long the oldest due run waits", value=waiting)
