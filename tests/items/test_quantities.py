"""Official wording for ratio and frequency: read where it is plain, asked where it is not."""

from fractions import Fraction

import pytest

from items.quantities import YEAR, Amount, Quota, amount_words, read_pace, read_quota


@pytest.mark.parametrize(
    ("text", "ratio", "is_asked"),
    [
        ("10%", Amount(Fraction(1, 10), Fraction(1, 10)), False),
        ("１００％", Amount(Fraction(1), Fraction(1)), False),
        ("全覆盖", Amount(Fraction(1), Fraction(1)), False),
        ("不低于3%", Amount(Fraction(3, 100), None), False),
        ("抽查比例不少于2‰", Amount(Fraction(1, 500), None), False),
        ("不超过总数的2%", Amount(None, Fraction(1, 50)), False),
        ("不超过10%/年", Amount(None, Fraction(1, 10)), False),
        ("5%～10%", Amount(Fraction(1, 20), Fraction(1, 10)), False),
        ("不低于3%或按专项计划确定", Amount(Fraction(3, 100), None), True),
        ("根据实际需要，一般不超过 10%/年", Amount(None, Fraction(1, 10)), True),
        ("市局抽查比例不少于30%", Amount(Fraction(3, 10), None), True),
        ("按专项计划确定", None, True),
        ("根据实际情况确定", None, True),
        ("结合登记事项检查一并开展", None, True),
        ("每年对三级定点医疗机构抽查比例之和≥50%,二级定点医疗机构抽查比例之和≥30%", None, True),
    ],
)
def test_ratios_as_officially_worded(text, ratio, is_asked):
    quota = read_quota(text)
    assert (quota.ratio, bool(quota.questions)) == (ratio, is_asked)


def test_a_number_stands_beside_the_ratio():
    assert read_quota("5%；7户") == Quota(Amount(Fraction(1, 20), Fraction(1, 20)), Amount(Fraction(7), Fraction(7)))
    assert read_quota("5%；3户(以实际工作抽查数为准。)").questions == ("“为准”留给以后确定，请按年度计划填写。",)


def test_nothing_written_asks_nothing():
    assert read_quota(" ") == Quota()
    assert read_pace("").questions == ()


@pytest.mark.parametrize(
    ("text", "times", "months", "is_asked"),
    [
        ("每年1次", Amount(Fraction(1), Fraction(1)), YEAR, False),
        ("每年一次", Amount(Fraction(1), Fraction(1)), YEAR, False),
        ("2次/年", Amount(Fraction(2), Fraction(2)), YEAR, False),
        ("1—2次/年", Amount(Fraction(1), Fraction(2)), YEAR, False),
        ("每年不少于2次", Amount(Fraction(2), None), YEAR, False),
        ("对同一用能产品生产单位，每年度抽查不超过2次", Amount(None, Fraction(2)), YEAR, False),
        ("对同一单位每2年抽查不超过1次", Amount(None, Fraction(1)), 2 * YEAR, False),
        ("每两年1次", Amount(Fraction(1), Fraction(1)), 2 * YEAR, False),
        ("每季度1次", Amount(Fraction(1), Fraction(1)), 3, False),
        ("每学期1次", Amount(Fraction(1), Fraction(1)), 6, False),
        ("对同一个定量包装商品生产、销售单位同一年度内不超过2次", Amount(None, Fraction(2)), YEAR, False),
        ("一般不超过2次/年", Amount(None, Fraction(2)), YEAR, True),
        ("市级局每年组织1次；县级局每月组织1次", Amount(Fraction(1), Fraction(1)), None, True),
        ("每年1次33%；或者每年分次达到33%", Amount(Fraction(1), Fraction(1)), YEAR, True),
        ("每年1次20%；或者每年2次各10%", None, YEAR, True),
        ("在许可有效期内同一单位不超过2次", Amount(None, Fraction(2)), None, True),
        (">=1", Amount(Fraction(1), None), None, True),
        ("=1", Amount(Fraction(1), Fraction(1)), None, True),
        ("根据实际情况确定", None, None, True),
    ],
)
def test_frequencies_as_officially_worded(text, times, months, is_asked):
    pace = read_pace(text)
    assert (pace.times, pace.months, bool(pace.questions)) == (times, months, is_asked)


@pytest.mark.parametrize(
    ("text", "words"),
    [("不低于3%", "不低于3%"), ("不超过总数的2%", "不超过2%"), ("2‰", "0.2%"), ("5%-10%", "5%—10%"), ("按计划", "")],
)
def test_what_was_read_is_said_back(text, words):
    assert amount_words(read_quota(text).ratio, as_percent=True) == words
