"""A company checks a pass on its own phone: without signing in, without network, without being believed blindly."""

from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest

from tests.browser.desk import PHONE

MAKE = """
from datetime import timedelta
from django.utils import timezone
from inspections.passes import PassFacts, PassOfficer, make_token
from inspections.queries.passes import present_signer
now = timezone.now()
print(make_token(PassFacts(
    code="{code}", number="南郑联检〔2026〕12号", place="汉中市南郑区", subject="汉中汉山春茶业有限公司",
    task="食品生产企业联合抽查",
    items=[("食品生产安全监督检查", "《食品安全法》第一百一十条"), ("特种设备安全检查", "《特种设备安全法》第57条")],
    papers=["营业执照", "食品生产许可证"],
    officers=[PassOfficer("张小南", "6107030001", "区市场监管局"), PassOfficer("李大郑", "6107030002", "区应急局")],
    valid_from=now + timedelta(hours={start}), valid_until=now + timedelta(hours={end}),
    visits_left=[("本年度入企检查", 2)], contact="区司法局 0916-5512345"), present_signer()))
"""


TAKE_BACK = """
from datetime import timedelta
from django.utils import timezone
from inspections.models import Visit, VisitPass
from tenancy.scope import scope
now = timezone.now()
with scope(610703000000):
    visit = Visit.objects.of(610703000000).order_by("pk").first()
    VisitPass.objects.of(610703000000).create(
        visit=visit, code="ta2kenb4", key_id="k", token="-", valid_from=now, valid_until=now + timedelta(days=1),
        issued_at=now, revoked_at=now, revoke_reason="换人")
"""


@pytest.fixture
def make_pass(site):
    """A function that signs a pass valid between hours from now."""

    def made(start=-1, end=8, code="kq3v8x2m"):
        values = {"{start}": str(start), "{end}": str(end), "{code}": code}
        return site.python(reduce(lambda text, one: text.replace(*one), values.items(), MAKE))

    return made


def outcome(desk, token: str) -> str:
    """What the page says of a pass."""
    desk.page.goto("about:blank")
    desk.page.goto(f"{desk.site.url}/pass/#{token}")
    shown = desk.page.locator("[data-outcome]:visible")
    shown.wait_for()
    return shown.get_attribute("data-outcome")


def test_a_good_pass_is_verified_without_network(sit_down, make_pass):
    desk, token = sit_down(viewport=PHONE), make_pass()
    assert outcome(desk, token) == "good"
    assert "张小南" in desk.text()
    assert "已联网核对，没有被收回" in desk.text()
    assert "本年度入企检查 还可2次" in desk.text()
    desk.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    desk.look("pass")
    desk.context.set_offline(True)
    assert outcome(desk, token) == "good"
    assert "检查码真实有效" in desk.text()
    assert "食品生产安全监督检查" in desk.text()
    desk.context.set_offline(False)


def test_without_network_a_phone_says_until_when_it_knows_what_was_taken_back(site, sit_down, make_pass):
    desk, token = sit_down(viewport=PHONE), make_pass(code="ta2kenb4")
    assert outcome(desk, token) == "good"
    desk.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    desk.context.set_offline(True)
    desk.page.clock.set_fixed_time(datetime.now(tz=UTC) + timedelta(hours=1))
    assert outcome(desk, token) == "good"
    assert "已联网核对" not in desk.text()
    assert "之后是否收回，请联网后重新打开本页核对" in desk.text()
    desk.look("pass-offline")
    desk.context.set_offline(False)
    site.python(TAKE_BACK)
    assert outcome(desk, token) == "revoked"
    desk.context.set_offline(True)
    assert outcome(desk, token) == "revoked"
    desk.context.set_offline(False)


def test_no_part_of_a_pass_reaches_the_server(site, desk, make_pass):
    asked = []
    desk.page.on("request", lambda request: asked.append(request.url))
    token = make_pass()
    assert outcome(desk, token) == "good"
    assert not [url for url in asked if token[:20] in url.partition("#")[0]]
    assert not any(token[:20] in log.read_text() for log in site.folder.glob("*.log"))


def test_a_forged_a_foreign_and_an_old_pass_are_refused(desk, make_pass):
    (one, signature), (other, _) = make_pass().split("."), make_pass(end=9).split(".")
    assert outcome(desk, f"{other}.{signature}") == "forged"
    assert "不可信" in desk.text()
    assert "张小南" not in desk.text()
    assert outcome(desk, f"{one}.{signature[:-2]}AA") == "forged"
    assert outcome(desk, one[:40]) == "garbled"
    assert outcome(desk, make_pass(-9, -1)) == "expired"
    assert outcome(desk, make_pass(2, 3)) == "early"
    assert outcome(desk, "") == "none"
    assert desk.faults("pass-none") == []


def test_the_rating_takes_number_and_code_from_the_letter_and_refuses_a_wrong_one(sit_down, make_pass):
    desk = sit_down(viewport=PHONE)
    assert outcome(desk, make_pass()) == "good"
    desk.follow("评议这次检查")
    assert desk.page.locator("[name=code]").input_value() == ""
    desk.page.goto("about:blank")
    desk.open("/pass/rate/#2026-12-ABCDEFGH23")
    desk.until("document.querySelector('[name=code]').value !== ''")
    assert desk.page.locator("[name=number]").input_value() == "联检〔2026〕12号"
    desk.look("pass-rate")
    for name, value in {
        "score": "4",
        "certificates_shown": "yes",
        "within_list": "yes",
        "asked_for_more": "no",
    }.items():
        desk.page.locator(f"[name={name}][value='{value}']").check()
    desk.press("提交评议")
    assert "检查编号和评议码对不上" in desk.text()
    desk.look("pass-rate-refused")
