"""The journey starts on a platform as it is on its first day: places, departments and people, nothing else."""

from collections.abc import Iterator

import pytest

from tests.browser.site import Site, running_site


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, redis_numbers: tuple[int, int]) -> Iterator[Site]:
    """It ends before the site of the other browser tests begins, and so may use the same Redis database."""
    with running_site(tmp_path_factory.mktemp("journey"), redis_numbers[1], "--empty") as site:
        yield site
