"""Two files become one and come apart again; nothing is lost on either way."""

import pytest

from registry.models import MergeRecord, ObjectRelation
from registry.queries.objects import named, objects_of
from registry.services.merging import MergeRefused, merge_objects, unmerge
from registry.services.objects import Codes, ObjectRefused, change_object, move_object
from registry.services.relations import relate
from registry.sides import against
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.registry import TODAY, fresh, make_enrolment, make_object, uscc
from tests.factories.tenancy import make_department

BASE = "/610703/objects/"


@pytest.fixture
def fire(nanzheng):
    return make_department(nanzheng, "区消防救援大队")


@pytest.fixture
def pair(nanzheng, bureau, fire):
    """Two files of one company: one enrolled by both departments, one by the fire brigade with code and relation."""
    kept = make_object(nanzheng, "陕西华信（汉中）科技有限公司", department=bureau, detail={"capital": "100"})
    gone = make_object(
        nanzheng, "陕西华信科技公司", uscc=uscc(31), address="江南西路12号", detail={"capital": "9", "employees": "12"}
    )
    lift = make_object(nanzheng, "华信大厦1号电梯", kind="facility")
    make_enrolment(kept, bureau)
    make_enrolment(gone, bureau)
    make_enrolment(gone, fire)
    with scope(nanzheng):
        change_object(gone, actor=None, today=TODAY, codes=Codes([("permit", "JY1")]))
        relate(ObjectRelation(tenant=nanzheng, first=gone, kind="uses", second=lift), actor=None)
    return kept, gone


def departments(row):
    with scope(row.tenant_id):
        return sorted(row.enrolments.values_list("department__name", flat=True))


def merged(pair, reason="同一家企业重复建档"):
    with scope(pair[0].tenant):
        return merge_objects(*pair, actor=None, reason=reason)


def test_what_one_file_lacks_comes_from_the_other(pair, nanzheng):
    merged(pair)
    kept, gone = fresh(pair[0]), fresh(pair[1])
    assert gone.merged_into_id == kept.pk
    assert departments(kept) == ["区市场监管局", "区消防救援大队"]
    assert departments(gone) == ["区市场监管局"]
    assert (kept.uscc, kept.address) == (uscc(31), "江南西路12号")
    assert kept.detail == {"capital": "100", "employees": "12"}
    assert kept.former_names == ["陕西华信科技公司"]
    with scope(nanzheng):
        assert kept.identifiers.get().value == "JY1"
        assert kept.relations_out.count() == 1
        assert list(named(objects_of(nanzheng), "陕西华信科技公司")) == [kept]


def test_apart_again_both_are_as_before(pair, nanzheng):
    before = [departments(row) for row in pair]
    merge = merged(pair)
    with scope(nanzheng):
        unmerge(merge, actor=None, reason="核实为两家企业")
    kept, gone = fresh(pair[0]), fresh(pair[1])
    assert [departments(row) for row in pair] == before
    assert (kept.uscc, kept.address, kept.former_names, kept.detail) == ("", "", [], {"capital": "100"})
    assert (gone.uscc, gone.merged_into_id) == (uscc(31), None)
    with scope(nanzheng):
        assert gone.relations_out.count() == 1
        assert AuditEntry.objects.of(nanzheng).filter(verb__in=["registry.merge", "registry.unmerge"]).count() == 3


def test_what_changed_since_stays_changed(pair, nanzheng):
    merge = merged(pair)
    kept = fresh(pair[0])
    with scope(nanzheng):
        kept.address = "江南西路15号"
        change_object(kept, actor=None, today=TODAY)
        unmerge(merge, actor=None, reason="核实为两家企业")
    assert fresh(kept).address == "江南西路15号"


def test_nothing_is_written_to_a_file_that_went_into_another(pair, nanzheng):
    merged(pair)
    with scope(nanzheng):
        for act in (
            lambda: change_object(fresh(pair[1]), actor=None, today=TODAY),
            lambda: move_object(fresh(pair[1]), "cancel", actor=None, today=TODAY, note="注销"),
            lambda: merge_objects(pair[0], fresh(pair[1]), actor=None, reason="再来一次"),
        ):
            with pytest.raises(ObjectRefused, match="已并入"):
                act()


def test_merges_that_make_no_sense_are_refused(nanzheng):
    one, other = make_object(nanzheng, "甲公司", uscc=uscc(1)), make_object(nanzheng, "甲公司", uscc=uscc(2))
    lift = make_object(nanzheng, "甲电梯", kind="facility")
    with scope(nanzheng):
        for gone, sentence in ((one, "不能并入自己"), (other, "代码不同"), (lift, "类别不同")):
            with pytest.raises(MergeRefused, match=sentence):
                merge_objects(one, gone, actor=None, reason="重复")
        twin = make_object(nanzheng, "甲公司")
        with pytest.raises(MergeRefused, match="合并理由"):
            merge_objects(one, twin, actor=None, reason=" ")


def test_a_merge_is_undone_once_and_from_the_outside_in(nanzheng):
    one, two, three = (make_object(nanzheng, f"甲公司{n}") for n in range(3))
    with scope(nanzheng):
        inner = merge_objects(two, one, actor=None, reason="重复")
        merge_objects(three, two, actor=None, reason="重复")
        with pytest.raises(MergeRefused, match="先拆分那次合并"):
            unmerge(inner, actor=None, reason="错了")
        outer = MergeRecord.objects.of(nanzheng).get(gone=two)
        with pytest.raises(MergeRefused, match="拆分理由"):
            unmerge(outer, actor=None, reason="")
        unmerge(outer, actor=None, reason="错了")
        with pytest.raises(MergeRefused, match="已经拆分"):
            unmerge(outer, actor=None, reason="错了")


def test_the_way_on_the_pages(no_second_factor, pair, nanzheng, admin, officer, sign_in):
    kept, gone = pair
    browser = sign_in(admin)
    address = f"{BASE}{kept.pk}/merge/"
    page = browser.get(f"{address}?other={gone.pk}").content.decode()
    assert uscc(31) in page
    assert browser.post(address, {"other": uscc(31), "note": "同一家企业"}).status_code == 302
    with scope(nanzheng):
        merge = MergeRecord.objects.of(nanzheng).get()
    file = browser.get(f"{BASE}{kept.pk}/").content.decode()
    assert f"merges/{merge.pk}/undo/" in file
    assert "已并入" in browser.get(f"{BASE}{gone.pk}/").content.decode()
    assert browser.post(f"{BASE}merges/{merge.pk}/undo/", {"note": "不是同一家"}).status_code == 302
    assert fresh(gone).merged_into_id is None
    assert sign_in(officer).get(address).status_code == 403


def test_differing_characters_are_marked():
    assert against("华信科技", "华兴科技") == [("华", False), ("信", True), ("科技", False)]
    assert against("", "甲") == []


def test_the_file_to_stay_may_be_the_other(no_second_factor, nanzheng, admin, sign_in):
    poor = make_object(nanzheng, "南郑区安泰然气有限公司", address="大河坎镇南环路96号")
    rich = make_object(nanzheng, "南郑区安泰燃气有限公司", address="大河坎镇南环路96号", uscc=uscc(77))
    browser = sign_in(admin)
    turned = f"{BASE}{rich.pk}/merge/?other={poor.pk}"
    assert turned in browser.get(f"{BASE}{poor.pk}/merge/").content.decode()
    assert browser.get(turned).context["form"]["other"].value() == poor.name
