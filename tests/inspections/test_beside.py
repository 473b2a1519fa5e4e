"""Work beside the database: in order, in another thread, and a failure comes out where its result would have."""

import threading
from functools import partial

import pytest

from inspections.beside import results_of


def test_results_come_in_order_from_a_thread_while_the_caller_fetches_the_works():
    here = threading.current_thread()
    fetched_in, made_in = [], []

    def work(number: int) -> int:
        made_in.append(threading.current_thread())
        return number * 10

    def works():
        for number in range(5):
            fetched_in.append(threading.current_thread())
            yield partial(work, number)

    assert list(results_of(works())) == [0, 10, 20, 30, 40]
    assert set(fetched_in) == {here}
    assert here not in made_in


def test_the_next_work_is_fetched_before_the_first_is_done():
    is_fetched = threading.Event()

    def works():
        yield lambda: is_fetched.wait(10)
        is_fetched.set()
        yield lambda: "second"

    assert list(results_of(works())) == [True, "second"]


def test_what_a_work_raises_comes_where_its_result_would_have():
    def broken() -> int:
        raise ValueError("no code on the line")

    results = results_of(iter([lambda: 1, broken, lambda: 3]))
    assert next(results) == 1
    with pytest.raises(ValueError, match="no code on the line"):
        next(results)
