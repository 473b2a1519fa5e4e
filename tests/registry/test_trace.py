"""Where a batch comes from and where it went (R058)."""

import pytest

from registry.models import ObjectRelation
from registry.queries.trace import trace_of
from registry.services.relations import relate
from tenancy.scope import scope
from tests.factories.registry import make_object


@pytest.fixture
def chain(nanzheng):
    """A mill makes flour; a batch goes by a wholesaler to a shop; another shop sells it, unexplained."""
    names = {"mill": "汉中面粉厂", "wholesaler": "南郑粮油批发部", "shop": "大河坎粮油店", "stray": "梁山副食店"}
    rows = {key: make_object(nanzheng, name) for key, name in names.items()}
    rows["flour"] = make_object(nanzheng, "秦岭牌面粉", kind="product")
    rows["batch"] = make_object(nanzheng, "秦岭牌面粉20261101", kind="batch")
    for first, kind, second in (
        ("mill", "produces", "flour"),
        ("batch", "batch_of", "flour"),
        ("mill", "supplies", "wholesaler"),
        ("wholesaler", "supplies", "shop"),
        ("shop", "supplies", "mill"),
        ("shop", "sells", "batch"),
        ("stray", "sells", "flour"),
    ):
        with scope(nanzheng):
            relate(ObjectRelation(tenant=nanzheng, first=rows[first], kind=kind, second=rows[second]), actor=None)
    return rows


def test_a_batch_is_traced_from_its_maker_to_its_sellers(chain, nanzheng):
    with scope(nanzheng):
        found = trace_of(chain["batch"])
    assert found.producers == [chain["mill"]]
    assert found.products == [chain["flour"]]
    steps = [(one.step, one.giver, one.taker) for one in found.deliveries]
    assert steps == [
        (1, chain["mill"], chain["wholesaler"]),
        (2, chain["wholesaler"], chain["shop"]),
        (3, chain["shop"], chain["mill"]),
    ]
    assert found.sellers == [chain["shop"], chain["stray"]]
    assert found.unexplained == [chain["stray"]]


def test_a_product_knows_its_batches(chain, nanzheng):
    with scope(nanzheng):
        assert trace_of(chain["flour"]).batches == [chain["batch"]]


def test_nobody_known_is_an_empty_trace(nanzheng):
    row = make_object(nanzheng, "无名产品", kind="product")
    with scope(nanzheng):
        found = trace_of(row)
    assert (found.producers, found.deliveries, found.sellers) == ([], [], [])


def test_the_page_shows_the_chain_and_its_gaps(chain, officer, sign_in):
    reader = sign_in(officer)
    page = reader.get(f"/610703/objects/{chain['batch'].pk}/trace/").content.decode()
    assert "南郑粮油批发部" in page
    assert "没有登记进货来源" in page
    assert "来源去向追溯" in reader.get(f"/610703/objects/{chain['batch'].pk}/").content.decode()
    assert reader.get(f"/610703/objects/{chain['mill'].pk}/trace/").status_code == 404
