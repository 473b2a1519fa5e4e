"""Real threads against real locks: everyone starts at the same instant on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from common.refusals import Refused


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts side by side; each result is what the act returned, or the refusal it met."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=60)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
