"""The demonstration's items: at every stage, published, loaded once."""

from datetime import date

import pytest

from directory.demo.loading import load_demo
from items.demo import hanzhong
from items.demo.loading import load_items
from items.demo.nanzheng import CAST, SAMPLES
from items.models import ItemClaim, ItemVersion
from publication.models import PublicRecord
from tenancy.scope import scope


@pytest.mark.django_db
def test_items_of_nanzheng_stand_at_every_stage_and_the_list_is_public():
    load_demo("Correct-Horse-9", date(2026, 11, 22))
    assert load_items() == len(SAMPLES) + len(hanzhong.SAMPLES)
    assert load_items() == 0
    with scope(CAST.place):
        states = list(ItemVersion.objects.of(CAST.place).order_by("item__number").values_list("state", flat=True))
        record = PublicRecord.objects.of(CAST.place).get(kind="item_list")
        claims = set(ItemClaim.objects.of(CAST.place).values_list("state", flat=True))
    assert states == [*(sample.until for sample in SAMPLES), "draft"]
    assert claims == {"offered", "accepted", "declined", "upper_changed"}
    assert [row["lead"] for row in record.snapshot["items"]] == ["区人力资源和社会保障局", "区住建局"]
