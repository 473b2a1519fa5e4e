"""The ways of supervision that the policies name are all there, regimes apart from techniques (R098)."""

import pytest

from items.attributes import AT_THE_DOOR, Regime, Technique
from items.catalogue import MODES
from items.queries.checklists import timing_of
from items.queries.cleanups import on_site_items
from tenancy.scope import scope
from tests.factories.claims import make_item_in_force

pytestmark = pytest.mark.usefixtures("no_second_factor")

NAMED = (
    "双随机、一公开 信用监管 智慧监管 重点监管 网格化监管 审管联动 河长制 巡查检查 实地核查 书面检查 飞行检查 体系检查 "
    "抽检检测 网络监测 年度考核"
).split()


def test_every_name_of_the_policy_is_one_regime_or_one_technique():
    assert [mode.name for mode in MODES] == NAMED
    assert {type(mode.kind) for mode in MODES} == {Regime, Technique}
    assert len({mode.kind for mode in MODES}) == len(NAMED)
    assert all("〔2023〕44号" in mode.source for mode in MODES)


def test_the_form_of_an_item_offers_them_and_says_where_they_come_from(author, sign_in):
    page = sign_in(author).get("/610703/items/new/").content.decode()
    assert "飞行检查" in page
    assert "河长制" in page
    assert "南政办发〔2023〕44号）（九）所列" in page


@pytest.mark.parametrize("technique", AT_THE_DOOR)
def test_who_comes_by_another_name_comes_to_the_door_too(labour, tax, technique):
    version = make_item_in_force(labour, [tax], techniques=[technique.value], regime="grid")
    with scope(version.tenant):
        assert [one.pk for one in on_site_items(version.tenant)] == [version.pk]
        assert timing_of(version).is_joint
