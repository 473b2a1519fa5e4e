"""The journey starts on a platform as it is on its first day: places, departments and people, nothing else."""

from collections.abc import Iterator

import pytest

from tests.browser.site import FirstDay, Site, running_site
from tests.conftest import RedisNumbers


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, redis_numbers: RedisNumbers, first_day: FirstDay) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("journey")
    with running_site(folder, redis_numbers.journey, first_day, is_filled=False) as site:
        yield site
