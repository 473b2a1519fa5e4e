"""The directory's pages: who may open them, what the forms do, what they say when something is wrong."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Responsible, Transfer
from directory.services import coordination, grants
from tenancy.models import CoordinatorFunction, Department, DepartmentGrant, Member, Membership, Region, TenantSettings
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.tenancy import make_department, make_member

PLACE = 610703000000


@pytest.fixture
def browser(admin, no_second_factor, sign_in):
    return sign_in(admin)


@pytest.fixture
def rows(nanzheng, admin, officer, bureau):
    """One row of everything that a page may be about."""
    with acting(admin):
        function = coordination.assign_function(bureau, actor=admin, function="overall")
        right = grants.grant(bureau, actor=admin, member=officer, permission="roster.manage")
        head = Responsible.objects.of(nanzheng).create(
            department=bureau, duty="first", name="局长", starts_on=date(2024, 1, 1)
        )
        move = Transfer.objects.of(nanzheng).create(
            source=bureau,
            target=Department.objects.of(nanzheng).create(name="区综合监管局"),
            effective_on=timezone.localdate(),
            basis="机构改革方案",
        )
    return {
        "department": bureau.pk,
        "member": officer.pk,
        "hat": officer.hat.pk,
        "function": function.pk,
        "grant": right.pk,
        "responsible": head.pk,
        "transfer": move.pk,
    }


EVERYONE = ["departments", "members", "functions", "places", "codes"]
EVERYONE_ABOUT = [("department", "department"), ("member", "member")]
ADMIN = [
    "add_department",
    "add_member",
    "invite_member",
    "grants",
    "add_grant",
    "transfers",
    "add_transfer",
    "settings",
    "add_zone",
]
ADMIN_ABOUT = [
    ("change_department", "department"),
    ("end_department", "department"),
    ("name_responsible", "department"),
    ("end_responsible", "responsible"),
    ("change_member", "member"),
    ("deactivate_member", "member"),
    ("reactivate_member", "member"),
    ("reset_password", "member"),
    ("unlock_member", "member"),
    ("put_on_hat", "member"),
    ("take_off_hat", "hat"),
    ("release_function", "function"),
    ("revoke_grant", "grant"),
    ("transfer", "transfer"),
    ("transfer_progress", "transfer"),
    ("schedule_transfer", "transfer"),
    ("cancel_transfer", "transfer"),
]


def address(name, *rest):
    return reverse(f"directory:{name}", args=[PLACE, *rest])


def addresses(rows):
    yield from (address(name) for name in EVERYONE + ADMIN)
    yield from (address(name, rows[kind]) for name, kind in EVERYONE_ABOUT + ADMIN_ABOUT)
    yield address("assign_function", "credit")


def test_the_administrator_opens_every_page(rows, browser):
    for url in addresses(rows):
        assert browser.get(url).status_code == 200, url


def test_an_outsider_finds_nothing(rows, outsider, no_second_factor, sign_in, abaga):
    with acting(outsider):
        TenantSettings.objects.of(abaga).create(second_factor_roles=[])
    browser = sign_in(outsider)
    for url in addresses(rows):
        assert browser.get(url).status_code == 404, url


def test_rows_of_another_place_do_not_exist_here(abaga, browser, admin, outsider):
    foreign = make_department(abaga, "旗司法局")
    for name, pk in [("department", foreign.pk), ("member", outsider.pk), ("take_off_hat", outsider.hat.pk)]:
        assert browser.get(address(name, pk)).status_code == 404


def test_an_officer_reads_and_changes_nothing(rows, officer, sign_in):
    browser = sign_in(officer)
    for url in (*map(address, EVERYONE), *(address(name, rows[kind]) for name, kind in EVERYONE_ABOUT)):
        response = browser.get(url)
        assert response.status_code == 200, url
        assert not re.search(r"/610703/\w+/(\d+/)?(change|end|add|password|deactivate)/", response.content.decode()), (
            url
        )
    for url in (*map(address, ADMIN), *(address(name, rows[kind]) for name, kind in ADMIN_ABOUT)):
        assert browser.get(url).status_code == 403, url
        assert browser.post(url).status_code == 403, url


def test_a_department_administrator_sees_only_the_own_buttons(nanzheng, rows, bureau, admin, sign_in):
    browser = sign_in(make_member(nanzheng, "department_admin", bureau))
    other = make_department(nanzheng, "区司法局")
    assert address("change_department", bureau.pk) in browser.get(address("department", bureau.pk)).content.decode()
    assert address("change_department", other.pk) not in browser.get(address("department", other.pk)).content.decode()
    assert browser.get(address("change_department", other.pk)).status_code == 403
    assert browser.get(address("reset_password", admin.pk)).status_code == 403
    assert browser.get(address("reset_password", rows["member"])).status_code == 200
    assert browser.get(address("add_grant")).status_code == 403


def test_a_department_is_founded_and_changed_in_the_browser(nanzheng, hanzhong, browser):
    upper = make_department(hanzhong, "市司法局")
    values = {"name": "区司法局", "kinds": ["justice_department"], "counterpart": upper.pk}
    response = browser.post(address("add_department"), values)
    with scope(nanzheng):
        made = Department.objects.of(nanzheng).get(name="区司法局")
    assert response.url == made.get_absolute_url()
    page = browser.get(made.get_absolute_url()).content.decode()
    assert "汉中市　市司法局" in page
    assert "变更记录" in page
    browser.post(address("change_department", made.pk), values | {"name": "区司法行政局"})
    assert "区司法局 → 区司法行政局" in browser.get(made.get_absolute_url()).content.decode()


def test_a_name_taken_is_said_beside_the_field_and_what_was_typed_stays(browser, bureau):
    response = browser.post(address("add_department"), {"name": bureau.name, "short_name": "新简称"})
    assert response.status_code == 422
    assert response.context["form"].errors["name"] == ["本地区已有同名部门，请核对名称，或先撤并原部门。"]
    assert "新简称" in response.content.decode()


def test_departments_of_another_place_are_not_offered(abaga, browser):
    foreign = make_department(abaga, "旗司法局")
    page = browser.get(address("add_department")).content.decode()
    assert "旗司法局" not in page
    response = browser.post(
        address("add_department"), {"name": "新局", "parent": foreign.pk, "counterpart": foreign.pk}
    )
    assert set(response.context["form"].errors) == {"parent", "counterpart"}


def test_a_member_is_made_and_the_password_shown_once(nanzheng, browser, bureau):
    values = {"name": "新同志", "username": "new.one", "role": "officer", "department": bureau.pk}
    response = browser.post(address("add_member"), values | {"starts_on": "2026-01-01"})
    password = re.search(r'class="once">([^<]+)<', response.content.decode()).group(1)
    assert response.headers["Cache-Control"] == "no-store"
    with scope(nanzheng):
        made = Member.objects.get(username="new.one")
    assert made.check_password(password)
    assert password not in browser.get(address("member", made.pk)).content.decode()


def test_an_employee_number_taken_is_said_beside_its_field(browser, officer, bureau):
    values = {"username": officer.username, "name": officer.name, "employee_number": "0815"}
    assert browser.post(address("change_member", officer.pk), values).status_code == 302
    response = browser.post(
        address("add_member"),
        values | {"username": "new.one", "role": "officer", "department": bureau.pk, "starts_on": "2026-01-01"},
    )
    (said,) = response.context["form"].errors["employee_number"]
    assert said == "本地区已有人使用这个工号，请核对；是同一个人的，请给原有账号增加岗位，不要另建。"


def test_a_departmental_role_without_a_department_is_said_beside_the_field(browser, officer):
    response = browser.post(address("put_on_hat", officer.pk), {"role": "legal_reviewer", "starts_on": "2026-01-01"})
    assert response.context["form"].errors["department"] == ["这个角色必须选择所在部门。"]


@pytest.mark.parametrize("page", ["put_on_hat", "add_member", "invite_member"])
def test_nobody_began_before_there_were_departments(browser, officer, bureau, page):
    where = address(page, officer.pk) if page == "put_on_hat" else address(page)
    response = browser.post(where, {"role": "officer", "department": bureau.pk, "starts_on": "0026-01-01"})
    assert response.context["form"].errors["starts_on"] == ["任职不会早于1949年10月1日，请核对年份。"]


def test_separated_roles_are_said_beside_the_role(nanzheng, browser):
    guard = make_member(nanzheng, "security_officer")
    response = browser.post(address("put_on_hat", guard.pk), {"role": "auditor", "starts_on": "2026-01-01"})
    assert response.status_code == 422
    assert "必须由不同的人担任" in response.context["form"].errors["role"][0]


def test_self_escalation_is_refused_in_the_browser(nanzheng, browser, admin):
    response = browser.post(address("put_on_hat", admin.pk), {"role": "auditor", "starts_on": "2026-01-01"})
    assert response.context["form"].errors["role"] == ["不能给自己添加角色，请由其他统筹管理员办理。"]
    with scope(nanzheng):
        assert Membership.objects.of(nanzheng).filter(member=admin).count() == 1


def test_a_hat_ends_and_the_history_says_so(nanzheng, browser, officer):
    browser.post(address("take_off_hat", officer.hat.pk), {"on": "2026-06-30", "note": "调离"})
    page = browser.get(address("member", officer.pk)).content.decode()
    assert "结束日期：空 → 2026-06-30" in page
    assert "不在任期" in page or timezone.localdate() <= date(2026, 6, 30)


def test_a_person_of_another_place_gets_a_hat_by_sign_in_name(nanzheng, abaga, browser, outsider):
    values = {"role": "leader", "starts_on": "2026-01-01"}
    response = browser.post(address("invite_member"), values | {"login": "nobody.here"})
    assert "没有这个登录名" in response.context["form"].errors["login"][0]
    response = browser.post(address("invite_member"), values | {"login": outsider.username})
    assert response.url == address("member", outsider.pk)
    page = browser.get(response.url).content.decode()
    assert "账号由阿巴嘎旗建立" in page
    assert address("reset_password", outsider.pk) not in page


def test_the_people_list_filters_and_sorts(nanzheng, browser, officer, bureau, hanzhong):
    make_member(nanzheng, "leader", name="领导甲")
    page = browser.get(address("members"), {"role": "officer", "sort": "-username"}).content.decode()
    assert officer.name in page
    assert "领导甲" not in page
    assert officer.name not in browser.get(address("members"), {"q": "领导"}).content.decode()
    assert officer.name in browser.get(address("members"), {"department": bureau.pk}).content.decode()


def test_mobiles_are_for_officials(nanzheng, browser, officer, sign_in):
    with scope(nanzheng):
        Member.objects.filter(pk=officer.pk).update(mobile="19900001234")
    assert "19900001234" in browser.get(address("member", officer.pk)).content.decode()
    auditor = make_member(nanzheng, "auditor")
    assert "19900001234" not in sign_in(auditor).get(address("member", officer.pk)).content.decode()


def test_functions_and_grants_are_given_and_taken_in_the_browser(nanzheng, browser, bureau, officer):
    browser.post(address("assign_function", "credit"), {"department": bureau.pk, "basis": "工作方案"})
    browser.post(address("add_grant"), {"department": bureau.pk, "permission": "roster.manage", "person": officer.pk})
    with scope(nanzheng):
        function = CoordinatorFunction.objects.of(nanzheng).get(function="credit")
        right = DepartmentGrant.objects.of(nanzheng).get(user=officer)
    browser.post(address("release_function", function.pk), {"note": "调整"})
    browser.post(address("revoke_grant", right.pk), {"note": "调岗"})
    with scope(nanzheng):
        assert not CoordinatorFunction.objects.of(nanzheng).exists()
        assert not DepartmentGrant.objects.of(nanzheng).exists()
    assert browser.get(address("assign_function", "nonsense")).status_code == 404


def test_a_transfer_is_drafted_previewed_and_confirmed(nanzheng, browser, officer, bureau):
    target = make_department(nanzheng, "区综合监管局")
    on = timezone.localdate() + timedelta(days=3)
    values = {"source": bureau.pk, "target": target.pk, "effective_on": on, "basis": "机构改革方案"}
    response = browser.post(address("add_transfer"), values)
    page = browser.get(response.url).content.decode()
    assert "将划转的内容" in page
    assert "人员任职" in page
    row = int(response.url.rstrip("/").split("/")[-1])
    assert "名下的1项" in browser.get(address("schedule_transfer", row)).content.decode()
    browser.post(address("schedule_transfer", row), {"note": ""})
    with scope(nanzheng):
        assert Transfer.objects.of(nanzheng).get(pk=row).state == "scheduled"
    refused = browser.post(address("schedule_transfer", row), {"note": ""})
    assert "只有“草稿”时才能办理" in refused.content.decode()
    assert browser.post(address("cancel_transfer", row), {"note": ""}).status_code == 422
    browser.post(address("cancel_transfer", row), {"note": "方案调整"})
    with scope(nanzheng):
        assert Transfer.objects.of(nanzheng).get(pk=row).state == "cancelled"


def test_settings_are_changed_in_the_browser(nanzheng, browser):
    browser.post(address("settings"), {"second_factor_roles": ["auditor"], "idle_minutes": 20})
    with scope(nanzheng):
        row = TenantSettings.objects.of(nanzheng).get()
    assert (row.second_factor_roles, row.idle_minutes, row.notices_by_email) == (["auditor"], 20, False)
    assert browser.post(address("settings"), {"idle_minutes": 1}).status_code == 422


def test_a_zone_is_added_and_switched_on(nanzheng, browser, admin, django_capture_on_commit_callbacks):
    page = browser.get(address("add_zone")).content.decode()
    code = re.search(r'name="code" value="(\d+)"', page).group(1)
    browser.post(address("add_zone"), {"name": "南郑工业园区管委会", "code": code})
    zone = Region.objects.get(name="南郑工业园区管委会")
    assert zone.parent_id == PLACE
    browser.post(address("open_place", zone.pk), {"administrator": admin.pk})
    assert Region.objects.get(pk=zone.pk).is_tenant
    assert browser.post(address("add_zone"), {"name": "甲", "code": "61x"}).status_code == 422
    assert browser.get(address("open_place", 610702000000)).status_code == 404


def test_a_retired_code_is_looked_up(browser):
    page = browser.get(address("codes"), {"code": "612321"}).content.decode()
    assert "现为 南郑区，代码 610703" in page
    assert "1996年 同名改码：612321 南郑县 → 610721 南郑县" in page
    assert "没有找到代码 990101" in browser.get(address("codes"), {"code": "990101"}).content.decode()
    assert "代码为6位" in browser.get(address("codes"), {"code": "abc"}).content.decode()


def test_an_empty_list_offers_its_first_step_to_those_who_may_take_it(nanzheng, browser, sign_in):
    leader = sign_in(make_member(nanzheng, "leader"))
    assert "/610703/departments/add/" in browser.get("/610703/departments/").content.decode()
    page = leader.get("/610703/departments/").content.decode()
    assert "还没有部门" in page
    assert "/610703/departments/add/" not in page
