"""The three-way comparison: what only one side changed is clear, what both changed is asked."""

import pytest

from items.bases import Basis
from items.merging import Decision, Difference, LineSheet, Outcome, Part, Sheet, Take, Undecided, differences, merge

OLD = Sheet({"content": "查登记", "frequency": "每年1次"}, {"tax": LineSheet("查缴税"), "market": LineSheet("查年报")})


def changed(sheet: Sheet = OLD, lines: dict | None = None, **values) -> Sheet:
    kept = {key: line for key, line in {**sheet.lines, **(lines or {})}.items() if line is not None}
    return Sheet({**sheet.values, **values}, kept)


def outcomes(upper: Sheet, local: Sheet, base: Sheet | None = OLD) -> dict[Part, Outcome]:
    return {one.part: one.outcome for one in differences(base, upper, local)}


def test_equal_items_differ_in_nothing():
    assert differences(OLD, OLD, OLD) == []


def test_who_changed_a_field_is_told_apart():
    upper, local = changed(content="查用工", frequency="每年2次"), changed(frequency="每季1次")
    assert outcomes(upper, local) == {Part("content"): Outcome.UPPER, Part("frequency"): Outcome.BOTH}
    assert outcomes(OLD, local) == {Part("frequency"): Outcome.LOCAL}


def test_the_same_change_on_both_sides_is_no_difference():
    assert differences(OLD, changed(content="查用工"), changed(content="查用工")) == []


@pytest.mark.parametrize(
    ("upper", "local", "expected"),
    [
        ({"fire": LineSheet("查消防")}, {}, {Part(line="fire"): Outcome.UPPER}),
        ({}, {"fire": LineSheet("查消防")}, {Part(line="fire"): Outcome.LOCAL}),
        ({"tax": None}, {}, {Part(line="tax"): Outcome.UPPER}),
        ({}, {"tax": None}, {Part(line="tax"): Outcome.LOCAL}),
        ({"tax": None}, {"tax": LineSheet("查发票")}, {Part(line="tax"): Outcome.BOTH}),
        ({"tax": LineSheet("查发票")}, {}, {Part("content", "tax"): Outcome.UPPER}),
        ({"tax": LineSheet("查缴税", (Basis("税法"),))}, {}, {Part("bases", "tax"): Outcome.UPPER}),
        ({"fire": LineSheet("查消防")}, {"fire": LineSheet("查器材")}, {Part("content", "fire"): Outcome.BOTH}),
    ],
)
def test_lines_are_matched_by_their_department(upper, local, expected):
    assert outcomes(changed(lines=upper), changed(lines=local)) == expected


def test_without_a_common_origin_every_difference_is_asked():
    found = differences(None, changed(content="查用工"), changed(lines={"tax": None}))
    assert {one.part: one.outcome for one in found} == {Part("content"): Outcome.BOTH, Part(line="tax"): Outcome.BOTH}


def test_a_local_adaptation_is_never_overwritten():
    local = changed(frequency="每季1次", lines={"market": None})
    upper = changed(content="查用工", lines={"fire": LineSheet("查消防")})
    merged = merge(local, differences(OLD, upper, local), {})
    assert merged == Sheet(
        {"content": "查用工", "frequency": "每季1次"}, {"tax": LineSheet("查缴税"), "fire": LineSheet("查消防")}
    )


def test_what_both_changed_needs_a_decision():
    upper, local = changed(content="查用工"), changed(content="查合同")
    found = differences(OLD, upper, local)
    with pytest.raises(Undecided) as refused:
        merge(local, found, {})
    assert refused.value.parts == [Part("content")]
    for decision, content in (
        (Decision(Take.UPPER), "查用工"),
        (Decision(Take.LOCAL), "查合同"),
        (Decision(Take.EDIT, "查用工和合同"), "查用工和合同"),
    ):
        assert merge(local, found, {Part("content"): decision}).values["content"] == content


def test_a_decision_may_go_against_the_proposal():
    upper = changed(lines={"tax": LineSheet("查发票"), "market": None})
    found = differences(OLD, upper, OLD)
    kept = {Part(line="market"): Decision(Take.LOCAL), Part("content", "tax"): Decision(Take.EDIT, "查税")}
    assert merge(OLD, found, kept) == changed(lines={"tax": LineSheet("查税")})


def test_merging_all_of_the_upper_side_gives_the_upper_side():
    upper = changed(content="查用工", lines={"tax": None, "fire": LineSheet("查消防")})
    local = changed(frequency="每季1次", lines={"health": LineSheet("查卫生")})
    found = differences(OLD, upper, local)
    take = {one.part: Decision(Take.UPPER) for one in found}
    assert merge(local, found, take) == upper
    assert all(isinstance(one, Difference) for one in found)
