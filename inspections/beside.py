"""Work of the processor beside work of the database: both cores are busy. The thread here never touches a database."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def results_of(works: Iterable[Callable[[], T]]) -> Iterator[T]:
    """What each of the works gives, in order, made in a thread while the caller fetches the next or uses the last.

    At most two are in memory. Raises what a work raised, where its result would have come.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        made: Future[T] | None = None
        for work in works:
            ready, made = made, thread.submit(work)
            if ready is not None:
                yield ready.result()
        if made is not None:
            yield made.result()
