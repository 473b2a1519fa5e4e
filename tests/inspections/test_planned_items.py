"""The heat map says which items no plan of the year rests on."""

import pytest
from django.utils import timezone

from inspections.queries.planned_items import planned_items
from items.queries.checks import heat_of
from tenancy.scope import scope
from tests.factories.claims import make_item_in_force
from tests.factories.plans import make_entry, make_plan
from tests.factories.tenancy import make_department

YEAR = timezone.localdate().year


@pytest.fixture
def version(nanzheng):
    return make_item_in_force(make_department(nanzheng, "区人社局"), [make_department(nanzheng, "区税务局")])


def rest(version, **plan):
    """A plan of the item's lead whose entry rests on the item."""
    entry = make_entry(make_plan(version.department, **plan))
    with scope(version.tenant):
        entry.lines.get().items.create(tenant_id=version.tenant_id, item_version=version)


def gaps(version) -> dict[str, str]:
    with scope(version.tenant):
        (row,) = heat_of(version.tenant, lambda permission, version: True)
    return {square.check.key: square.url for square in row.squares if square.is_missing}


def test_an_item_without_a_plan_is_red_and_leads_to_the_board(version):
    assert gaps(version)["plan"] == "/610703/plans/"


@pytest.mark.parametrize(
    ("state", "year", "is_missing"),
    [
        ("published", YEAR, False),
        ("running", YEAR, False),
        ("draft", YEAR, True),
        ("published", YEAR - 1, True),
    ],
)
def test_only_a_public_plan_of_the_year_counts(version, state, year, is_missing):
    rest(version, state=state, year=year)
    assert ("plan" in gaps(version)) is is_missing


def test_plans_of_another_place_do_not_count(version, hanzhong):
    rest(version, state="published", year=YEAR)
    with scope(hanzhong, down=True):
        assert planned_items(hanzhong, YEAR) == set()
        assert planned_items(version.tenant, YEAR) == {version.item_id}
