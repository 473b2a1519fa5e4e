"""Is everything up: the database, its schema, Redis, a worker, beat."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from redis.exceptions import RedisError

from common.jobs.worker import BEAT_SEEN, WORKER_SEEN, last_seen


@dataclass(frozen=True)
class Check:
    """One part of the platform and whether it works."""

    name: str
    label: str | Promise
    works: Callable[[], bool]

    @property
    def words(self) -> str:
        return _("正常") if self.works() else _("异常")


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def schema_is_current() -> bool:
    """Whether every migration of this code has been applied."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return False
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def redis_answers() -> bool:
    try:
        cache.get("health")
    except RedisError:
        return False
    return True


def worker_lives() -> bool:
    return redis_answers() and last_seen(WORKER_SEEN) is not None


def beat_lives() -> bool:
    return redis_answers() and last_seen(BEAT_SEEN) is not None


CHECKS = [
    Check("database", gettext_lazy("数据库"), database_answers),
    Check("schema", gettext_lazy("数据库结构"), schema_is_current),
    Check("redis", gettext_lazy("缓存与队列"), redis_answers),
    Check("worker", gettext_lazy("后台任务进程"), worker_lives),
    Check("beat", gettext_lazy("定时进程"), beat_lives),
]
