"""Shared fixtures. The walls are never down here: fixtures make rows through the same scopes as services do."""

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from celery import current_app
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from freezegun import configure, freeze_time
from freezegun.api import FrozenDateTimeFactory

from tenancy.models import Department, Member, Region, TenantSettings
from tenancy.scope import scope
from tests.committed import remembered_tables, restore_tables
from tests.factories.tenancy import PASSWORD, make_department, make_member, open_place
from tests.strictness import watch_gets, watch_variables
from tests.workers import RealWorker

NANZHENG, HANZHONG, ABAGA = 610703000000, 610700000000, 152522000000
configure(extend_ignore_list=["_pytest.timing"])  # a stopped clock would measure the tests
MOST_PROCESSES = 4
"""More would run out of the numbers that Valkey has for its databases, and of memory."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A process for each core; on one core none beside this one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_PROCESSES) if cores > 1 else 0


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """One test database made by the owner role; tests enter it as the application role, the public one as itself.

    With `--reuse-db` it stays for the next run, which brings it up to date; `--create-db` then begins anew.
    """
    is_kept, is_new = request.config.getoption("reuse_db"), request.config.getoption("create_db")
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set(), keepdb=is_kept and not is_new)
    yield
    with django_db_blocker.unblock():
        for connection in connections.all():
            connection.close()
        teardown_databases(made, verbosity=0, keepdb=is_kept)


@pytest.fixture(autouse=True)
def strictness(monkeypatch) -> None:
    watch_gets(monkeypatch)
    watch_variables()


@pytest.fixture(autouse=True)
def fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Pages name static files without a collected manifest, and no client looks through all of them before it asks."""
    settings.WHITENOISE_AUTOREFRESH = True
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def own_cache(settings, redis_address):
    """Sessions, locks and rate limits of one test do not meet those of another."""
    own = {"LOCATION": redis_address, "KEY_PREFIX": f"test-{uuid.uuid4().hex}"}
    settings.CACHES = {"default": {**settings.CACHES["default"], **own}}


@pytest.fixture
def frozen_time() -> Iterator[FrozenDateTimeFactory]:
    """A clock that stands still until `frozen_time.tick(…)`."""
    with freeze_time(timezone.now()) as frozen:
        yield frozen


@dataclass(frozen=True)
class RedisNumbers:
    """The databases of the one Valkey that this process has for its tests and for the sites it runs: a worker that two
    have would take the other's messages.
    """

    tests: int
    site: int
    journey: int


@pytest.fixture(scope="session")
def redis_numbers(worker_id) -> RedisNumbers:
    """Number 0 is nobody's; 15 is the last."""
    first = 1 if worker_id == "master" else 3 * int(worker_id.removeprefix("gw")) + 1
    return RedisNumbers(first, first + 1, first + 2)


@pytest.fixture(scope="session", autouse=True)
def redis_address(redis_numbers) -> str:
    """Where the messages of these tests go."""
    address = urlunsplit(urlsplit(settings.REDIS_URL)._replace(path=f"/{redis_numbers.tests}"))
    current_app.conf.broker_url = address
    return address


@pytest.fixture
def committed(transactional_db) -> Iterator[None]:
    """Rows are committed, so that threads and other processes see them; afterwards all is as before."""
    remembered_tables()
    yield
    restore_tables()
    current_app.control.purge()


@pytest.fixture(scope="session")
def real_worker(django_db_setup, redis_address) -> Iterator[RealWorker]:
    worker = RealWorker(redis_address)
    yield worker
    worker.stop()


@pytest.fixture
def shared_redis(committed, settings) -> None:
    """The test and worker processes see the same keys."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": "supervision"}}


@pytest.fixture
def worker(shared_redis, real_worker) -> Iterator[RealWorker]:
    """A real Celery worker, running, in its own process on the test database; rows are committed.

    It rests between the tests that ask for it: jobs sent by others would write while their rows are taken away.
    """
    real_worker.listen()
    yield real_worker
    real_worker.rest()


@pytest.fixture
def stopped_worker(shared_redis, real_worker) -> Iterator[RealWorker]:
    """The same, not running: the test starts it, and kills it."""
    real_worker.stop()
    yield real_worker
    real_worker.rest()


@pytest.fixture
def own_files(settings, tmp_path) -> Path:
    """Uploaded files go to a folder of this test's own."""
    settings.FILES_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def nanzheng(db) -> Region:
    return open_place(NANZHENG)


@pytest.fixture
def hanzhong(db) -> Region:
    """The city above 南郑区."""
    return open_place(HANZHONG)


@pytest.fixture
def abaga(db) -> Region:
    """A place far away: where outsiders come from."""
    return open_place(ABAGA)


@pytest.fixture
def bureau(nanzheng) -> Department:
    return make_department(nanzheng, "区市场监管局")


@pytest.fixture
def admin(nanzheng) -> Member:
    """District admin of 南郑区; without `no_second_factor` she is sent to set one up."""
    return make_member(nanzheng, "district_admin", name="统筹员")


@pytest.fixture
def no_second_factor(nanzheng) -> None:
    """南郑区 demands two steps of nobody."""
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])


@pytest.fixture
def officer(nanzheng, bureau) -> Member:
    return make_member(nanzheng, "officer", bureau, name="办案员")


@pytest.fixture
def outsider(abaga) -> Member:
    """District admin of another place."""
    return make_member(abaga, "district_admin", name="外地统筹员")


@pytest.fixture
def sign_in(db):
    """A function: `sign_in(member)` gives a client signed in with the password, as the browser does it."""

    def signed_in(member: Member) -> Client:
        client = Client()
        response = client.post("/account/login/", {"login": member.username, "password": PASSWORD})
        assert response.status_code == 302, response.content.decode()
        return client

    return signed_in
