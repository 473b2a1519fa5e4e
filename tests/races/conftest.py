"""Races: real threads, each with its own connection, on committed rows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

THREADS = 8


@pytest.fixture
def race(committed) -> Callable[..., list[Any]]:
    """A function: `race(act)` calls `act(number)` in eight threads at the same moment.

    It gives what each returned, or the exception it raised, in the order of the numbers.
    """

    def run(act: Callable[[int], Any], threads: int = THREADS) -> list[Any]:
        start = Barrier(threads)

        def runner(number: int) -> Any:
            start.wait(60)
            try:
                return act(number)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(threads) as pool:
            futures = [pool.submit(runner, number) for number in range(threads)]
        return [future.exception() or future.result() for future in futures]

    return run
