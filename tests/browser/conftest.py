"""Browser tests drive the real thing: Chromium against gunicorn, Celery, PostgreSQL and Valkey, with committed data.

Playwright runs an event loop in this thread, so its fixtures end with this package, before tests that use the ORM.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.desk import OFFICE, Desk
from tests.browser.site import FirstDay, Site, made_first_day, running_site
from tests.conftest import RedisNumbers

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]
WAIT_MS = 120_000  # a busy machine takes its time, and on its first day a worker has papers to write before all else
HERE = Path(__file__).parent
VISITOR = {"viewport": OFFICE, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


SPREAD = {"test_journey", "test_pages"}
"""Files of long tests that need nothing of each other; those of any other stay together in one process, on one site."""


@pytest.hookimpl(tryfirst=True)  # before xdist asks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if item.path.stem not in SPREAD:
                item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("There is no `chromium` on this machine: install it, or leave these out with -m 'not browser'.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory, redis_numbers: RedisNumbers) -> Iterator[FirstDay]:
    with made_first_day(tmp_path_factory.mktemp("first-day"), redis_numbers.site) as first_day:
        yield first_day


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, redis_numbers: RedisNumbers, first_day: FirstDay) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site"), redis_numbers.site, first_day) as site:
        yield site


@pytest.fixture
def sit_down(browser: Browser, site: Site) -> Iterator[Callable[..., Desk]]:
    """A function: `sit_down()` gives a desk with a fresh browser; at the end nobody may have complained."""
    desks: list[Desk] = []

    def take(**options: object) -> Desk:
        context = browser.new_context(**VISITOR | options)
        context.set_default_timeout(WAIT_MS)
        desks.append(Desk(context, site))
        return desks[-1]

    yield take
    for desk in desks:
        desk.context.close()
    assert [complaint for desk in desks for complaint in desk.complaints] == []
    assert site.new_errors() == []


@pytest.fixture
def desk(sit_down: Callable[..., Desk]) -> Desk:
    return sit_down()
