"""Reading 检查数量（比例、频次） and 检查起止时间 of real plans; what they leave open is asked, never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from inspections.wording import period_words, quantity_words, ratio_words, read_period, read_quantity, read_ratio

YEAR = 2026


@pytest.mark.parametrize(
    ("text", "count", "ratio", "frequency"),
    [
        ("不低于3%，每年1次", None, "0.03", 1),
        ("2‰，每年1次", None, "0.002", 1),
        ("20户，每年2次", 20, None, 2),
        ("全覆盖，每季度1次", None, "1", 4),
        ("比例5%，每半年一次", None, "0.05", 2),
    ],
)
def test_wording_that_says_all_gives_three_figures(text, count, ratio, frequency):
    read = read_quantity(text)
    assert (read.count, read.ratio, read.frequency) == (count, ratio and Decimal(ratio), frequency)
    assert read.questions == ()


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("3%", "没有写频次，请填写每年检查几次。"),
        ("不超过5%，每年1次", "比例写的是上限或范围，请填写本年度要执行的数。"),
        ("5%—10%，每年1次", "比例写的是上限或范围，请填写本年度要执行的数。"),
        ("5%，10户，每年1次", "比例和数量都写了，请选定按哪一个执行。"),
        ("每年1次33%；或者分次达到", "写了几种办法，请选定一种。"),
        ("20%，每2年1次", "折合每年不是整数次，请填写本年度检查几次。"),
        ("每年1次", "看不出比例或数量，请按年度计划填写。"),
        ("按专项计划确定", "“按专项计划”留给以后确定，请按年度计划填写。"),
    ],
)
def test_what_wording_leaves_open_becomes_a_question(text, question):
    assert question in read_quantity(text).questions


def test_what_is_asked_is_not_guessed():
    assert read_quantity("不超过5%，每年1次").ratio is None
    assert read_quantity("每年1次33%；或者分次达到").frequency is None
    assert read_quantity("20%，每2年1次").frequency is None


@pytest.mark.parametrize(
    ("text", "starts_on", "ends_on"),
    [
        ("2026年3月1日至10月31日", (3, 1), (10, 31)),
        ("2026年3月1日—2026年10月31日", (3, 1), (10, 31)),
        ("2026.3.1-2026.10.31", (3, 1), (10, 31)),
        ("2026-03-01至2026-05-31", (3, 1), (5, 31)),
        ("3月—10月", (3, 1), (10, 31)),
        ("3-10月", (3, 1), (10, 31)),
        ("2月至4月底", (2, 1), (4, 30)),
        ("6月", (6, 1), (6, 30)),
        ("全年", (1, 1), (12, 31)),
        ("2026年全年", (1, 1), (12, 31)),
        ("下半年", (7, 1), (12, 31)),
        ("第二季度", (4, 1), (6, 30)),
    ],
)
def test_periods_as_people_write_them(text, starts_on, ends_on):
    assert read_period(text, YEAR) == (date(YEAR, *starts_on), date(YEAR, *ends_on))


@pytest.mark.parametrize("text", ["", "适时开展", "13月", "2月30日", "10月至3月", "3月、6月", "3月至6月至9月"])
def test_a_period_that_cannot_be_read_is_none(text):
    assert read_period(text, YEAR) is None


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("3", "0.03"),
        ("3%", "0.03"),
        ("２‰", "0.002"),
        ("100", "1"),
        ("0", "0"),
        ("0.5％", "0.005"),
        ("不低于3%", "0.03"),
    ],
)
def test_a_typed_ratio_is_a_share_of_one(typed, share):
    assert read_ratio(typed) == Decimal(share)


@pytest.mark.parametrize("typed", ["101", "三成", "-3", "3%5", "不超过3%"])
def test_what_is_no_ratio_is_none(typed):
    assert read_ratio(typed) is None


def test_figures_are_printed_as_people_write_them():
    assert quantity_words(None, Decimal("0.030000"), 1) == "比例3%，每年1次"
    assert quantity_words(20, None, None) == "20户"
    assert ratio_words(Decimal("0.002")) == "0.2%"
    assert ratio_words(Decimal(1)) == "100%"
    assert period_words(date(2026, 3, 1), date(2026, 10, 31)) == "2026年3月1日至10月31日"
    assert read_period(period_words(date(2026, 11, 1), date(2027, 1, 31)), 2026) == (
        date(2026, 11, 1),
        date(2027, 1, 31),
    )
