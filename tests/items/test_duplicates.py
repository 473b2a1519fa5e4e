"""Which entries ask the same, and whose figures disagree."""

import pytest

from items.duplicates import Asked, find_groups, likeness, rules_disagree


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("是否公示营业执照", "检查营业执照公示情况"),
        ("燃气气瓶是否有充装标签和警示标识", "气瓶充装标签和警示标识是否齐全"),
        ("站点消防器材配置情况", "消防器材配置情况"),
        ("从业人员是否持有效健康证明", "查验从业人员健康证明"),
    ],
)
def test_the_same_question_in_other_words_is_found(first, second):
    assert find_groups([Asked(1, first), Asked(2, second)])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("是否取得燃气经营许可证", "是否取得食品经营许可证"),
        ("压力管道是否经定期检验合格", "电梯是否经定期检验合格"),
        ("是否按时足额支付工资", "是否依法参加社会保险"),
        ("是否按期申报纳税", "是否按期报送年度报告"),
    ],
)
def test_another_question_in_like_words_is_left_alone(first, second):
    assert find_groups([Asked(1, first), Asked(2, second)]) == []


def test_a_shared_fact_ties_whatever_the_words():
    (group,) = find_groups([Asked(1, "登记事项", fact=7), Asked(2, "亮照经营", fact=7), Asked(3, "其他")])
    assert (group.keys, group.likeness) == ((1, 2), 1.0)


def test_three_departments_make_one_group_and_order_does_not_matter():
    entries = [Asked(1, "营业执照公示"), Asked(2, "是否公示营业执照"), Asked(3, "营业执照是否公示"), Asked(4, "缴税")]
    assert [group.keys for group in find_groups(entries)] == [(1, 2, 3)]
    assert [set(group.keys) for group in find_groups(entries[::-1])] == [{1, 2, 3}]


@pytest.mark.parametrize(
    ("first", "second", "disagrees"),
    [
        ("不少于2具灭火器", "不少于4具灭火器", True),
        ("不少于两具灭火器", "不少于2具灭火器", False),
        ("每年1次", "每年１次", False),
        ("证照齐全", "每年1次", False),
    ],
)
def test_rules_disagree_when_both_name_figures_and_not_the_same(first, second, disagrees):
    assert rules_disagree(first, second) is disagrees


def test_texts_of_nothing_are_not_alike():
    assert likeness("", "") == 0.0
    assert likeness("税", "税") == 1.0
