"""The demonstration's items: at every stage, published, loaded once."""

from datetime import date

import pytest

from directory.demo.loading import load_demo
from items.demo import abaga, hanzhong, restaurant
from items.demo.checking import load_checklists
from items.demo.loading import load_items
from items.demo.nanzheng import CAST, SAMPLES
from items.models import EntryConflict, ItemClaim, ItemVersion, Scenario
from items.queries.checklists import items_of_domain, items_of_scenario, merge_table
from items.queries.library import domains_for
from publication.models import PublicRecord
from tenancy.models import Region
from tenancy.scope import scope


@pytest.mark.django_db
def test_items_of_nanzheng_stand_at_every_stage_and_the_list_is_public():
    load_demo("Correct-Horse-9", date(2026, 11, 22))
    assert load_items() == len(SAMPLES) + len(hanzhong.SAMPLES) + len(abaga.SAMPLES)
    assert load_items() == 0
    with scope(CAST.place):
        states = list(ItemVersion.objects.of(CAST.place).order_by("item__number").values_list("state", flat=True))
        record = PublicRecord.objects.of(CAST.place).get(kind="item_list")
        claims = set(ItemClaim.objects.of(CAST.place).values_list("state", flat=True))
    assert states == [*(sample.until for sample in SAMPLES), "draft"]
    assert claims == {"offered", "accepted", "declined", "upper_changed"}
    leads = [sample.lead for sample in SAMPLES if sample.until == "in_force"]
    assert [row["lead"] for row in record.snapshot["items"]] == leads


@pytest.mark.django_db
def test_a_restaurant_is_one_matter_of_six_departments():
    load_demo("Correct-Horse-9", date(2026, 11, 22))
    load_items()
    load_checklists()
    with scope(CAST.place):
        place = Region.objects.get(pk=CAST.place)
        scenario = Scenario.objects.of(place).get(name=restaurant.SCENARIO["name"])
        table = merge_table(place, items_of_scenario(scenario))
        joint = scenario.joint_checklists.get()
        questions = set(EntryConflict.objects.of(place).values_list("question", flat=True))
        domain = domains_for(place).get(name="食品")
        found = {version.content for version in items_of_domain(place, domain)}
    assert len({entry.checklist.department for entry in table.entries}) == 6
    assert table.saved >= 3
    assert joint.entries.count() < len(table.entries)
    assert any("每90天至少清洗1次" in question and "每30天至少清洗1次" in question for question in questions)
    assert restaurant.FOOD in found
