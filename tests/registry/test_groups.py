"""Inspection groups: kept by a department, its officers in one group at most, through the pages people use (R095)."""

import pytest

from registry.models import InspectionGroup, Officer
from registry.services import groups, officers
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.officers import make_group, make_officer
from tests.factories.tenancy import make_department, make_member

BASE = "/610703/officers/groups/"


@pytest.fixture
def keeper(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def people(bureau):
    return [make_officer(bureau, name) for name in ("梁书远", "贺小满", "顾长风")]


@pytest.fixture
def group(bureau, people):
    return make_group(bureau, "食品一组", *people[:2])


def members(group) -> set[str]:
    with scope(group.tenant_id):
        return set(Officer.objects.of(group.tenant_id).filter(group=group).values_list("name", flat=True))


def history(group) -> list[AuditEntry]:
    rows = AuditEntry.objects.of(group.tenant_id).filter(row_kind="registry.inspectiongroup", row_id=str(group.pk))
    return list(rows.order_by("pk"))


def test_a_group_is_made_and_filled_in_two_steps(nanzheng, bureau, keeper, people, sign_in, no_second_factor):
    browser = sign_in(keeper)
    assert "还没有检查组" in browser.get(BASE).content.decode()
    assert browser.get(f"{BASE}add/").status_code == 200
    answer = browser.post(f"{BASE}add/", {"department": bureau.pk, "name": "食品一组"})
    with scope(nanzheng):
        group = InspectionGroup.objects.of(nanzheng).get()
    assert answer["Location"] == f"{BASE}{group.pk}/change/"
    form = browser.get(answer["Location"]).content.decode()
    assert "梁书远（食品）" in form
    chosen = {"name": "食品一组", "officers": [one.pk for one in people[:2]]}
    assert browser.post(f"{BASE}{group.pk}/change/", chosen)["Location"] == f"{BASE}{group.pk}/"
    assert members(group) == {"梁书远", "贺小满"}
    page = browser.get(f"{BASE}{group.pk}/").content.decode()
    assert "可抽取" in page and "梁书远" in page and "修改检查组" in page
    with scope(nanzheng):
        assert history(group)[-1].changes["成员"] == ["", "梁书远、贺小满"]


def test_the_list_says_who_of_a_group_may_not_be_drawn(group, bureau, keeper, sign_in, no_second_factor):
    make_group(bureau, "无证组", make_officer(bureau, "无证", days=None))
    page = sign_in(keeper).get(BASE).content.decode()
    assert "贺小满、顾长风" not in page
    assert "（无执法证）" in page
    assert "可抽取人员不足" in page
    assert "食品一组" not in sign_in(keeper).get(f"{BASE}?is_retired=True").content.decode()


def test_an_officer_is_in_one_group_in_use_at_most(nanzheng, bureau, keeper, people, group):
    other = make_group(bureau, "食品二组")
    with scope(nanzheng, member=keeper):
        with pytest.raises(groups.GroupRefused, match=r"梁书远已在检查组“食品一组”中.*请先把他从那一组移出"):
            groups.change_group(other, people, actor=keeper)
        groups.retire_group(group, note="重新编组", actor=keeper)
        groups.change_group(other, people, actor=keeper)
    assert members(other) == {"梁书远", "贺小满", "顾长风"}
    assert members(group) == set()


def test_who_is_not_chosen_any_more_leaves_the_group(nanzheng, keeper, people, group):
    with scope(nanzheng, member=keeper):
        groups.change_group(group, people[1:], actor=keeper)
    assert members(group) == {"贺小满", "顾长风"}


def test_people_of_another_department_are_not_put_in(nanzheng, keeper, group):
    stranger = make_officer(make_department(nanzheng, "区住建局"), "外单位")
    with scope(nanzheng, member=keeper), pytest.raises(groups.GroupRefused, match="外单位不是“食品一组”所属部门的人员"):
        groups.change_group(group, [stranger], actor=keeper)


def test_who_changes_the_department_leaves_the_group(nanzheng, people, group):
    with scope(nanzheng):
        officer = Officer.objects.of(nanzheng).get(pk=people[0].pk)
        officer.department = make_department(nanzheng, "区住建局")
        officers.change_officer(officer, actor=None)
    assert members(group) == {"贺小满"}


def test_names_are_told_apart_within_a_department(bureau, group, keeper, sign_in, no_second_factor):
    page = sign_in(keeper).post(f"{BASE}add/", {"department": bureau.pk, "name": "食品一组"})
    assert page.status_code == 422
    assert "本部门已有同名检查组，请换一个名称。" in page.content.decode()


def test_a_group_is_retired_and_taken_into_use_again_for_a_reason(nanzheng, group, keeper, sign_in, no_second_factor):
    browser = sign_in(keeper)
    assert "不再被抽取" in browser.get(f"{BASE}{group.pk}/retire/").content.decode()
    assert browser.post(f"{BASE}{group.pk}/retire/", {"note": ""}).status_code == 422
    browser.post(f"{BASE}{group.pk}/retire/", {"note": "机构改革"})
    assert "已停用" in browser.get(f"{BASE}{group.pk}/").content.decode()
    assert "不必重复办理" in browser.post(f"{BASE}{group.pk}/retire/", {"note": "再来"}).content.decode()
    browser.post(f"{BASE}{group.pk}/reinstate/", {"note": "恢复编组"})
    with scope(nanzheng):
        assert not InspectionGroup.objects.of(nanzheng).get().is_retired
        notes = [(one.verb, one.note) for one in history(group)]
    assert notes == [("registry.retire_group", "机构改革"), ("registry.reinstate_group", "恢复编组")]


def test_a_department_keeps_its_own_groups_and_the_librarian_all(
    nanzheng, bureau, group, people, sign_in, no_second_factor
):
    stranger = make_member(nanzheng, "department_admin", make_department(nanzheng, "区住建局"))
    for address in ("change/", "retire/", "reinstate/"):
        assert sign_in(stranger).get(f"{BASE}{group.pk}/{address}").status_code in (403, 404)
    with scope(nanzheng, member=stranger), pytest.raises(groups.GroupRefused, match="只能维护本部门的检查组"):
        groups.change_group(group, people, actor=stranger)
    librarian = make_member(nanzheng, "officer_librarian")
    browser = sign_in(librarian)
    chosen = {"name": "食品一组", "officers": [one.pk for one in people]}
    assert browser.post(f"{BASE}{group.pk}/change/", chosen).status_code == 302
    assert len(members(group)) == 3


def test_an_outsider_gets_404(group, outsider, sign_in):
    assert sign_in(outsider).get(BASE).status_code == 404
    assert sign_in(outsider).get(f"{BASE}{group.pk}/").status_code == 404
