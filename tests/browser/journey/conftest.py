"""The journey starts on a platform as it is on its first day: places, departments and people, nothing else."""

from collections.abc import Iterator

import pytest

from tests.browser.site import Site, running_site


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, redis_numbers: tuple[int, int], first_day: str) -> Iterator[Site]:
    """It ends before the site of the other browser tests begins, and so may use the same Redis database."""
    folder = tmp_path_factory.mktemp("journey")
    with running_site(folder, redis_numbers[1], "--empty", template=first_day) as site:
        yield site
