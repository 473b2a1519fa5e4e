"""Three hundred draws of one pool: quotas exact, everyone equally often, every pair equally often."""

from collections import Counter

import pytest

from inspections.fairness import chi_square_tail, inclusion_p_value
from inspections.teams import Inspector, Team, group_leaf, pair
from tests.inspections.draws import MadeDraw

DRAWS = 300
UNLIKELY = 0.001


@pytest.fixture(scope="module")
def draws():
    return [MadeDraw(number=number) for number in range(DRAWS)]


def test_each_stratum_gives_exactly_its_quota(draws):
    for draw in draws:
        assert {number: len(leaves) for number, leaves in draw.drawn.items()} == draw.quotas


def test_no_company_is_drawn_more_than_chance_allows(draws):
    counts = Counter(draw.codes[one] for draw in draws for leaves in draw.drawn.values() for one in leaves)
    for number, size in draws[0].sizes.items():
        codes = [code for code in draws[0].salts if code[7] == str(number)]
        assert len(codes) == size
        assert inclusion_p_value([counts[code] for code in codes], draws[0].quotas[number], DRAWS) > UNLIKELY


def test_no_pair_of_visit_and_inspector_is_more_likely(draws):
    """Nobody recused: at every place of the draw each inspector of a department is met equally often."""
    sent = [pair(draw.seed, draw.visits, draw.teams) for draw in draws]
    for index, first in enumerate(sent[0]):
        inspectors = next(team.inspectors for team in draws[0].teams if team.department == first.department)
        counts = Counter(one for assignments in sent for one in assignments[index].inspectors)
        assert inclusion_p_value([counts[one.leaf] for one in inspectors], 2, DRAWS) > UNLIKELY


def test_no_group_is_more_likely(draws):
    """At every place of the draw each of six groups is met equally often, whatever its size."""
    people = [[bytes([number, place]) * 16 for place in range(2 + number % 3)] for number in range(6)]
    groups = tuple(Inspector(group_leaf(members), members=tuple(members)) for members in people)
    team = Team("610703-01", 1, groups, least=2)
    sent = [pair(draw.seed, draw.visits, [team]) for draw in draws]
    for index in range(len(draws[0].visits)):
        counts = Counter(assignments[index].inspectors[0] for assignments in sent)
        assert inclusion_p_value([counts[one.leaf] for one in groups], 1, DRAWS) > UNLIKELY
    assert all(len(one.officers) >= 2 for assignments in sent for one in assignments)


def test_a_draw_that_favours_is_found_out():
    fair = [60] * 50
    assert inclusion_p_value(fair, 10, 300) > 0.99
    assert inclusion_p_value([90] * 5 + [57] * 30 + [56] * 15, 10, 300) < UNLIKELY


@pytest.mark.parametrize(("statistic", "degrees", "tail"), [(9.488, 4, 0.05), (29.588, 10, 0.001), (49.335, 50, 0.5)])
def test_the_tail_agrees_with_the_tables(statistic, degrees, tail):
    assert chi_square_tail(statistic, degrees) == pytest.approx(tail, abs=0.002)


def test_counts_of_other_draws_are_refused():
    with pytest.raises(ValueError, match="counts"):
        inclusion_p_value([1, 1], 1, 3)
    with pytest.raises(ValueError, match="Chance"):
        inclusion_p_value([3, 3], 2, 3)
