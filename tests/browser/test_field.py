"""An officer inspects where there is no network: everything arrives, once, and what disagrees is shown."""

import json
import time
from itertools import count

import pytest

from tests.browser import phones
from tests.browser.desk import PHONE
from tests.browser.phones import (
    PHOTO,
    answer,
    choose,
    crash,
    open_point,
    open_tab,
    photograph,
    sign,
    take_along,
    wait_until_sent,
)
from tests.factories.tenancy import PASSWORD

MAKE = """
import json
from django.utils import timezone
from inspections.models import Visit
from inspections.services import visits
from tenancy.models import Region
from tenancy.scope import scope
from tests.factories import claims, officers, registry, tenancy, visits as made
tenancy._numbers = iter(range({start}, {start} + 1000))
officers._numbers = iter(range({start}, {start} + 1000))
with scope(0):
    place = Region.objects.get(pk=610703000000)
bureau = tenancy.make_department(place, "区检查局{start}")
version = claims.make_item_in_force(bureau, [tenancy.make_department(place, "区配合局{start}")])
made.make_checklist(version, bureau)
crew = [tenancy.make_member(place, "officer", bureau) for _one in range(2)]
library = [officers.make_officer(bureau, one.name, member=one) for one in crew]
head = tenancy.make_member(place, "department_admin", bureau)
subject = registry.make_object(place, "南郑区老石桥面皮店{start}", uscc=registry.uscc({start}))
today = timezone.localdate()
days = {"starts_on": today, "ends_on": today}
visit = Visit(tenant=place, department=bureau, object=subject, origin="clue", title="用工检查", **days)
with scope(place, member=crew[0]):
    visits.plan_visit(visit, [visits.Part(bureau, [version], made.officers_of(bureau))], actor=crew[0])
with scope(place, member=head):
    visits.approve_visit(visit, actor=head)
with scope(place, member=crew[0]):
    visits.notify_visit(visit, materials="营业执照", contact="张三 0916-5512345", actor=crew[0])
print(json.dumps([visit.pk, [one.username for one in crew]]))
"""
APP = f"/610703/{phones.APP}"


@pytest.fixture
def phone(sit_down):
    """A function: a phone with an officer signed in and the app kept for later."""

    def taken(username: str):
        desk = sit_down(viewport=PHONE, has_touch=True, permissions=["microphone"])
        desk.sign_in(username, PASSWORD)
        desk.open(APP)
        desk.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return desk

    return taken


@pytest.fixture(scope="module")
def make_visit(site):
    """A function: a notified visit with two officers of the lead; its number and their accounts."""
    starts = count(int(time.time()) % 800_000 * 1_000, 1_000)  # a site may be used again
    return lambda: json.loads(site.python(MAKE.replace("{start}", str(next(starts)))))


def rows_of(site, table: str, visit: int) -> int:
    query = (
        f"SELECT count(*) FROM inspections_{table} AS row JOIN inspections_visitsection AS s ON s.id = row.section_id"
    )
    return site.sql(f"{query} WHERE s.visit_id = %s", visit)[0][0]


def test_mistake_24_a_whole_visit_without_network_arrives_once(site, phone, make_visit):
    visit, (account, _) = make_visit()
    desk = phone(account)
    desk.look("field-list")
    desk.page.set_viewport_size(PHONE)
    take_along(desk)

    desk.context.set_offline(True)
    desk.page.reload()
    desk.page.get_by_role("button", name="到达现场").click()
    desk.page.get_by_text("营业执照是否悬挂").first.click()
    desk.look("field-question")
    desk.page.set_viewport_size(PHONE)
    answer(desk, "pass")
    choose(desk, "fail")
    assert "请先写明具体情况" in desk.text()
    answer(desk, "fail", "两人未订立合同")
    photograph(desk)
    assert "待发送" in desk.text()

    crash(desk, f"{site.url}{APP}#sign/{visit}")
    desk.page.locator("[name=given_by]").fill("王五")
    desk.page.locator("[name=text]").fill("马上改正")
    desk.press("记下陈述")
    desk.page.get_by_text("王五：马上改正").wait_for()
    desk.page.get_by_label("现场检查", exact=True).check()
    desk.page.locator("[name=account]").fill("现场正常经营，有两人未订立劳动合同。")
    desk.press("完成记录，请当事人核对")
    desk.page.get_by_text("请当事人核对或向其宣读").wait_for()
    said = desk.page.locator(".field-said").all_inner_texts()
    assert "两人未订立合同" in said[0], "whoever signs reads every point"
    assert "王五：马上改正" in said[1]
    assert "门头照片" in said[2]
    desk.look("field-sign")
    desk.page.set_viewport_size(PHONE)
    sign(desk)
    sign(desk)
    sign(desk, "王五")
    assert "签字已齐" in desk.text()
    open_tab(desk, "提交")
    assert "条待发送" in desk.text()
    assert "劳动合同是否订立" in desk.text(), "which point waits to be sent"
    desk.look("field-waiting")
    desk.page.set_viewport_size(PHONE)
    assert rows_of(site, "sectionentry", visit) == 0

    desk.context.set_offline(False)
    wait_until_sent(desk)
    assert "已签字" in desk.text()
    found = [rows_of(site, table, visit) for table in ("sectionentry", "evidence", "statement", "signature")]
    assert found == [2, 1, 1, 3]


def test_what_is_typed_survives_a_look_elsewhere_and_a_crash(site, phone, make_visit):
    visit, (account, _) = make_visit()
    desk = phone(account)
    take_along(desk)
    desk.context.set_offline(True)
    desk.page.get_by_role("button", name="到达现场").click()
    open_point(desk, "营业执照是否悬挂")
    desk.page.locator("textarea").fill("挂在二楼办公室")
    desk.press("拍照取证")
    desk.page.locator("[name=place]").fill("二楼办公室")
    desk.page.locator("input[capture]").set_input_files(PHOTO)
    desk.page.get_by_text("SHA-256").first.wait_for()
    assert desk.page.locator("[name=place]").input_value() == "二楼办公室", "the next photo is taken in the same place"
    open_tab(desk, "签字")
    desk.page.get_by_label("现场检查", exact=True).check()
    desk.page.locator("[name=account]").fill("现场正常经营。")
    desk.page.get_by_text("草稿已存").wait_for()

    crash(desk, f"{site.url}{APP}#sign/{visit}")
    desk.page.get_by_role("button", name="记下陈述").wait_for()
    assert desk.page.locator("[name=account]").input_value() == "现场正常经营。"
    assert desk.page.get_by_label("现场检查", exact=True).is_checked()
    open_point(desk, "营业执照是否悬挂")
    assert desk.page.locator("textarea").input_value() == "挂在二楼办公室"
    answer(desk, "fail")
    desk.context.set_offline(False)
    wait_until_sent(desk)
    notes = "SELECT e.note FROM inspections_sectionentry e JOIN inspections_visitsection s ON s.id = e.section_id"
    assert site.sql(f"{notes} WHERE s.visit_id = %s", visit) == [("挂在二楼办公室",)]


def test_sound_goes_on_while_the_list_is_filled_in_and_outlives_a_crash(site, phone, make_visit):
    visit, (account, _) = make_visit()
    desk = phone(account)
    take_along(desk)
    desk.context.set_offline(True)
    desk.page.get_by_role("button", name="到达现场").click()
    open_tab(desk, "证据")
    desk.press("录音")
    assert "请写明证明什么" in desk.text(), "said before anything is recorded, not after"
    desk.page.locator("[name=description]").fill("询问负责人")
    desk.press("录音")
    desk.page.get_by_role("button", name="停止录音并固定").wait_for()
    open_point(desk, "营业执照是否悬挂")
    assert "正在录音" in desk.text()
    answer(desk, "pass")
    open_tab(desk, "签字")
    desk.press("完成记录，请当事人核对")
    assert "请先到“证据”里停止录音" in desk.text()
    desk.page.get_by_role("link", name="正在录音").click()
    desk.page.wait_for_timeout(1500)  # sound takes its time
    desk.press("停止录音并固定")
    desk.page.get_by_text("SHA-256").wait_for()
    desk.page.locator("[name=description]").fill("第二段询问")
    desk.press("录音")
    desk.page.get_by_role("button", name="停止录音并固定").wait_for()
    desk.page.wait_for_timeout(2500)

    crash(desk, f"{site.url}{APP}#evidence/{visit}")
    desk.page.get_by_text("第二段询问").wait_for()
    assert "停止录音并固定" not in desk.text()
    desk.context.set_offline(False)
    wait_until_sent(desk)
    pieces = "SELECT e.description, e.kind FROM inspections_evidence e JOIN inspections_visitsection s"
    found = site.sql(f"{pieces} ON s.id = e.section_id WHERE s.visit_id = %s ORDER BY e.number", visit)
    assert found == [("询问负责人", "audio"), ("第二段询问", "audio")]


def test_a_phone_that_is_full_says_so(phone, make_visit):
    _visit, (account, _) = make_visit()
    desk = phone(account)
    take_along(desk)
    desk.page.evaluate(
        "() => { IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    desk.page.get_by_role("button", name="到达现场").click()
    desk.page.get_by_text("刚才这一步没有保存到手机里").wait_for()
    desk.complaints[:] = [one for one in desk.complaints if "full" not in one]


def test_a_sending_whose_answer_was_lost_is_sent_again_and_kept_once(site, phone, make_visit):
    visit, (account, _) = make_visit()
    desk = phone(account)
    take_along(desk)
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            return route.abort()
        return route.continue_()

    desk.context.set_offline(True)
    desk.page.get_by_role("button", name="到达现场").click()
    desk.page.get_by_text("营业执照是否悬挂").first.click()
    answer(desk, "pass")
    desk.context.route(f"**/visits/{visit}/field/", lose)
    desk.context.set_offline(False)
    desk.page.wait_for_timeout(500)
    wait_until_sent(desk)
    assert len(lost) == 1
    assert rows_of(site, "sectionentry", visit) == 1
    desk.complaints[:] = [one for one in desk.complaints if "ERR_FAILED" not in one]


def test_two_phones_that_disagree_are_both_kept_and_shown(site, phone, make_visit):
    visit, accounts = make_visit()
    first, second = (phone(account) for account in accounts)
    for desk in (first, second):
        take_along(desk)
    first.page.get_by_role("button", name="到达现场").click()
    wait_until_sent(first)
    for desk in (first, second):
        desk.context.set_offline(True)
    second.page.get_by_role("button", name="到达现场").click()
    for desk, outcome, note in ((first, "pass", ""), (second, "fail", "已过期")):
        open_tab(desk, "清单")
        desk.page.get_by_text("营业执照是否悬挂").first.click()
        answer(desk, outcome, note)
    for desk in (first, second):
        desk.context.set_offline(False)
        wait_until_sent(desk)
    assert rows_of(site, "sectionentry", visit) == 2
    assert "几份填写不一致" in second.text()
    first.press("立即发送")
    first.page.get_by_text("几份填写不一致").wait_for()
    open_point(second, "营业执照是否悬挂")
    said = second.page.locator("[data-slot=rivals] li").all_inner_texts()
    assert ["合格" in said[0], "不合格 已过期" in said[1]] == [True, True], "whoever settles it reads both"
    second.look("field-rivals")
    second.page.set_viewport_size(PHONE)
    answer(second, "fail", "共同核对：已过期")
    wait_until_sent(second)
    assert "几份填写不一致" not in second.text()
    assert rows_of(site, "sectionentry", visit) == 3


def test_an_officer_who_corrects_himself_without_network_disagrees_with_nobody(site, phone, make_visit):
    visit, (account, _) = make_visit()
    desk = phone(account)
    take_along(desk)
    desk.context.set_offline(True)
    desk.page.get_by_role("button", name="到达现场").click()
    for outcome, note in (("fail", "未悬挂"), ("pass", "在门厅，刚才看漏")):
        open_point(desk, "营业执照是否悬挂")
        answer(desk, outcome, note)
    desk.context.set_offline(False)
    wait_until_sent(desk)
    assert "不一致" not in desk.text()
    kept = "SELECT e.outcome, e.is_conflict FROM inspections_sectionentry e JOIN inspections_visitsection s"
    found = site.sql(f"{kept} ON s.id = e.section_id WHERE s.visit_id = %s ORDER BY e.id", visit)
    assert found == [("fail", False), ("pass", False)]


def test_the_signed_out_and_the_stranger_get_nothing(site, phone, make_visit, sit_down):
    visit, (account, _) = make_visit()
    desk = phone(account)
    take_along(desk)
    desk.context.clear_cookies()
    desk.page.goto("about:blank")
    desk.page.goto(f"{site.url}{APP}#check/{visit}")
    desk.page.wait_for_url("**/account/login/**")
    visitor = sit_down()
    visitor.open(f"/610703/visits/{visit}/field/")
    assert visitor.path == "/account/login/"
