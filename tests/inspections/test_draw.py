"""The draw: reproducible, never rounded down to nothing, and blind to the order of the pool."""

import hashlib
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.draw import (
    Step,
    canonical,
    drawn,
    inclusion_proof,
    is_seat,
    leaf,
    merkle_root,
    order_key,
    ranks,
    root_of_proof,
    salts,
    sealed,
    seed_of,
)
from inspections.draw import leaves_of as hashes_of
from inspections.quotas import TooFew, apportion, quota
from inspections.teams import Inspector, Team, pair
from tests.inspections.draws import MadeDraw

SEED = hashlib.sha256(b"seed").digest()


def leaves_of(count: int) -> list[bytes]:
    return sorted(hashlib.sha256(f"{number}".encode()).digest() for number in range(count))


def root_by_definition(leaves: list[bytes]) -> bytes:
    """The tree from above: children are the largest whole subtrees that are smaller than it."""
    if len(leaves) == 1:
        return leaves[0]
    span = 1
    while span * 16 < len(leaves):
        span *= 16
    children = [root_by_definition(leaves[start : start + span]) for start in range(0, len(leaves), span)]
    return hashlib.sha256(b"\x01" + b"".join(children)).digest()


@pytest.mark.parametrize("count", [1, 2, 15, 16, 17, 33, 256, 257, 4096, 4097, 4112, 20000, 65537])
def test_the_root_is_that_of_the_definition(count):
    leaves = leaves_of(count)
    assert merkle_root(iter(leaves)) == root_by_definition(leaves)


def test_no_candidate_has_a_root_of_zeros():
    assert merkle_root([]) == bytes(32)


@given(st.integers(1, 300), st.data())
def test_a_proof_leads_to_the_root_and_a_changed_leaf_does_not(count, data):
    leaves = leaves_of(count)
    position = data.draw(st.integers(0, count - 1))
    steps = inclusion_proof(leaves, position)
    assert root_of_proof(leaves[position], steps) == merkle_root(leaves)
    assert root_of_proof(hashlib.sha256(b"another").digest(), steps) != merkle_root(leaves)


@given(st.integers(1, 5_000), st.data())
def test_a_proof_is_that_of_one_seat_alone(count, data):
    seat, other = (data.draw(st.integers(0, count - 1)) for _ in range(2))
    steps = inclusion_proof([bytes(32)] * count, seat)
    assert is_seat(steps, seat, count)
    assert is_seat(steps, other, count) == (seat == other)
    assert not is_seat([*steps, Step((), ())], seat, count)
    assert not steps or not is_seat(steps[:-1], seat, count)


def test_mistake_12_a_quota_is_never_rounded_down_to_nothing():
    assert quota(20, Fraction("0.03")) == 1
    assert quota(1, Fraction("0.002")) == 1
    assert quota(100, Fraction("0.03")) == 3
    assert quota(0, Fraction("0.5")) == 0
    assert quota(7, Fraction(1)) == 7


def test_a_number_is_divided_by_size_and_weight_with_one_for_the_smallest():
    assert apportion(10, {1: 90, 2: 9, 3: 1}) == {1: 8, 2: 1, 3: 1}
    assert apportion(10, {1: 50, 2: 50}, {1: Fraction(1), 2: Fraction(3)}) == {1: 3, 2: 7}
    assert apportion(10, {1: 3, 2: 0, 3: 4}) == {1: 3, 2: 0, 3: 4}
    with pytest.raises(TooFew):
        apportion(1, {1: 5, 2: 5})


@given(
    st.dictionaries(st.integers(1, 6), st.integers(0, 40), min_size=1),
    st.dictionaries(st.integers(1, 6), st.fractions(0, 5)),
    st.integers(0, 60),
)
def test_what_is_divided_adds_up(sizes, weights, more):
    in_play = {number for number, size in sizes.items() if size and weights.get(number, 1)}
    total = len(in_play) + more
    quotas = apportion(total, sizes, weights)
    assert sum(quotas.values()) == min(total, sum(sizes[number] for number in in_play))
    assert all(0 <= quotas[number] <= size for number, size in sizes.items())
    assert {number for number, one in quotas.items() if one} == in_play


def key_by_definition(stratum: int, seat: int) -> bytes:
    hashed = hashlib.sha256(SEED + stratum.to_bytes(2, "big") + (seat // 4).to_bytes(8, "big")).digest()
    return hashed[8 * (seat % 4) :][:8]


@pytest.mark.parametrize(("size", "number", "after"), [(1, 1, 0), (12, 12, 0), (13, 5, 9), (70_001, 40, 9), (0, 3, 0)])
def test_the_order_is_that_of_the_keys(size, number, after):
    order = sorted(range(size), key=lambda seat: (key_by_definition(7, seat), seat))
    assert drawn(SEED, 7, size, number, after=after) == order[after : after + number]


def test_the_seats_of_two_strata_are_drawn_apart():
    assert drawn(SEED, 1, 500, 20) != drawn(SEED, 2, 500, 20)


def test_drawing_says_how_far_it_is():
    told: list[int] = []
    drawn(SEED, 1, 150_000, 3, tell=told.append)
    assert told[-1] == 150_000
    assert len(told) > 1


def test_keys_closer_together_than_likely_are_drawn_all_the_same(monkeypatch):
    monkeypatch.setattr("inspections.draw.isqrt", lambda wanted: -wanted // 8)
    assert drawn(SEED, 1, 2_000, 500) == sorted(range(2_000), key=lambda seat: order_key(SEED, 1, seat))[:500]


def test_the_rank_says_who_is_drawn(monkeypatch):
    monkeypatch.setattr("inspections.draw._SEATS_RANKED_AT_ONCE", 8)
    places = ranks(SEED, 3, 30)
    for place, seat in enumerate(drawn(SEED, 3, 30, 30), start=1):
        assert places[seat] == place


def test_many_leaves_are_those_of_each():
    codes = ["91610703MA6YQ00000", "电梯-0017"]
    salted = salts(bytes(32), 5, 2)
    each = [leaf(salted[:16], codes[0]), leaf(salted[16:], codes[1])]
    assert hashes_of(salted, [code.encode() for code in codes]) == each
    assert not {salts(bytes(32), 4, 1), salts(b"\x01" * 32, 5, 1)} & {salted[:16], salted[16:]}


def test_mistake_13_the_same_inputs_give_the_same_draw_and_each_input_counts():
    first, again = MadeDraw(beacon="上证指数收盘"), MadeDraw(beacon="上证指数收盘")
    assert first.file() == again.file()
    sealed_only = seed_of("aa", {"1": sealed("x")})
    assert len({seed_of("aa", {"1": "x"}), seed_of("ab", {"1": "x"}), seed_of("aa", {"1": "x"}, "v"), sealed_only}) == 4


def test_another_language_can_write_the_same_document():
    assert canonical({"b": [1, "区"], "a": {"z": "〔2026〕"}}) == '{"a":{"z":"〔2026〕"},"b":[1,"区"]}'.encode()


def test_a_leaf_tells_nothing_without_its_salt():
    code = "91610703MA6YQ00000"
    assert leaf(b"\x01" * 16, code) != leaf(b"\x02" * 16, code)
    assert leaf(b"\x01" * 16, code) == hashlib.sha256(b"\x00" + b"\x01" * 16 + code.encode()).digest()


# Pairing


def team(size: int, inspectors: int, department: str = "01") -> Team:
    return Team(department, size, tuple(Inspector(leaf(bytes(16), f"{department}-{n}")) for n in range(inspectors)))


def test_mistake_15_every_department_sends_its_own_two():
    visits = leaves_of(9)
    assignments = pair(SEED, visits, [team(2, 5, "01"), team(2, 3, "02")])
    assert len(assignments) == 18
    assert all(len(set(one.inspectors)) == 2 and not one.is_short for one in assignments)
    own = {
        "01": {one.leaf for one in team(2, 5, "01").inspectors},
        "02": {one.leaf for one in team(2, 3, "02").inspectors},
    }
    assert all(set(one.inspectors) <= own[one.department] for one in assignments)


def test_work_is_spread_and_what_is_on_hand_counts():
    one = team(2, 4)
    busy = Team("01", 2, (Inspector(one.inspectors[0].leaf, load=100), *one.inspectors[1:]))
    visits = leaves_of(6)
    sent = [inspector for assignment in pair(SEED, visits, [busy]) for inspector in assignment.inspectors]
    assert one.inspectors[0].leaf not in sent
    assert {sent.count(inspector.leaf) for inspector in one.inspectors[1:]} == {4}


def test_mistake_14_the_recused_are_never_sent_and_too_few_is_said():
    visits, one = leaves_of(2), team(2, 3)
    barred = {(visits[0], one.inspectors[0].leaf), (visits[0], one.inspectors[1].leaf)}
    first, second = pair(SEED, visits, [one], barred)
    assert first.is_short
    assert first.inspectors == (one.inspectors[2].leaf,)
    assert not second.is_short


def test_pairing_does_not_depend_on_the_order_people_are_listed_in():
    visits, one = leaves_of(8), team(2, 6)
    shuffled = list(one.inspectors)
    random.Random(1).shuffle(shuffled)
    assert pair(SEED, visits, [one]) == pair(SEED, visits, [Team("01", 2, tuple(shuffled))])
