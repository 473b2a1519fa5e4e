"""Eight people ask for a number at the same moment."""

import time

from common.numbering import next_number
from tenancy.scope import scope


def test_eight_threads_get_the_numbers_one_to_eight(race, nanzheng):
    def ask(_number: int) -> int:
        with scope(nanzheng):
            number = next_number(nanzheng, "联席办文件", 2026)
            time.sleep(0.02)
            return number

    assert sorted(race(ask)) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_number_taken_back_is_given_again(race, nanzheng):
    def ask(number: int) -> int:
        with scope(nanzheng):
            taken = next_number(nanzheng, "联席办文件", 2026)
            if number == 0:
                raise ZeroDivisionError
            return taken

    answers = race(ask)
    assert isinstance(answers[0], ZeroDivisionError)
    assert sorted(answers[1:]) == [1, 2, 3, 4, 5, 6, 7]
