"""From the pass to closed sections: the company checks who comes, officers inspect offline, departments close."""

from dataclasses import dataclass

from tests.browser import phones
from tests.browser.desk import PHONE, Desk
from tests.browser.journey.people import People, confirm, move
from tests.browser.journey.places import Bureau

OTHERS = 2
"""Doors at which nobody is found, of the three that are drawn."""


@dataclass(frozen=True)
class Visit:
    """A visit as its page tells it."""

    path: str
    company: str
    text: str

    def account_of(self, bureau: Bureau) -> str:
        """The account of one of the bureau's officers who were drawn for it."""
        drawn = [login for name in bureau.officers if f"{name}（" in self.text and (login := bureau.account_of(name))]
        return drawn[0]


def visit_of(people: People, state: str) -> Visit:
    """A visit in the state of that name, found by the lead's head in the list."""
    desk = people.at(people.place.lead.head, "visits/")
    desk.page.locator("tbody tr", has_text=state).locator("a").first.click()
    desk.page.wait_for_load_state("domcontentloaded")
    return Visit(desk.path, desk.page.locator("h1").inner_text(), desk.text())


def issue_pass(people: People) -> None:
    """The lead issues the pass of one visit; the company checks it on its own phone without network."""
    place = people.place
    visit_of(people, "已通知")
    head = people.at(place.lead.head)
    head.look(f"journey-13-visit-{place.code}")
    move(head, "签发检查码", contact="0916-5550102")
    address = head.page.get_by_role("link", name="看企业看到的页面").get_attribute("href")
    company = people.sit_down(viewport=PHONE)
    company.page.goto(address)
    company.page.locator("[data-outcome=good]:visible").wait_for()
    company.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    company.context.set_offline(True)
    company.page.reload()
    company.page.locator("[data-outcome=good]:visible").wait_for()
    assert place.title in company.text()
    company.look(f"journey-14-pass-{place.code}")
    company.context.set_offline(False)


def inspect(people: People) -> None:
    """One drawn officer of each department inspects on the phone with the network cut; all is sent afterwards."""
    place, visit = people.place, visit_of(people, "已发检查码")
    going = [(bureau, people.phone(visit.account_of(bureau))) for bureau in place.bureaus]
    for _bureau, phone in going:
        phone.open(place.path(phones.APP))
        phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        phone.page.locator(".field-cards li", has_text=visit.company).get_by_role("button", name="下载").click()
        phone.page.get_by_role("button", name="到达现场").wait_for()
        phone.context.set_offline(True)
    for bureau, phone in going:
        fill_in(phone, bureau)
    lead = going[0][1]
    phones.open_tab(lead, "提交")
    lead.look(f"journey-15-waiting-{place.code}")
    lead.page.set_viewport_size(PHONE)
    for _bureau, phone in going:
        phone.context.set_offline(False)
        phones.wait_until_sent(phone)
        assert "已签字" in phone.text()


def fill_in(phone: Desk, bureau: Bureau) -> None:
    """Every question, a photograph, what the company says, the record, everybody's signature."""
    phone.page.get_by_role("button", name="到达现场").click()
    for text, _rule, _basis in bureau.questions:
        phones.open_tab(phone, "清单")
        phone.page.get_by_text(text).first.click()
        phones.answer(phone, "pass")
    phones.photograph(phone)
    phones.open_tab(phone, "签字")
    phone.page.locator("[name=given_by]").fill("王五")
    phone.page.locator("[name=text]").fill("无异议")
    phone.press("记下陈述")
    phone.page.get_by_text("王五：无异议").wait_for()
    phone.page.get_by_label("现场检查", exact=True).check()
    phone.page.locator("[name=account]").fill("正常经营，各项符合要求。")
    phone.press("完成记录，请当事人核对")
    phone.page.get_by_text("请当事人核对或向其宣读").wait_for()
    phones.sign(phone)
    phones.sign(phone)
    phones.sign(phone, "王五")


def find_nobody(people: People) -> None:
    """At the two other doors nobody is found: recorded with the reason, confirmed by every other department."""
    place = people.place
    for _other in range(OTHERS):
        visit = visit_of(people, "已通知")
        officer = people.at(visit.account_of(place.lead))
        officer.open(visit.path)
        move(officer, "对象联系不上…", note="现场已停止经营，登记电话停机，已向周边商户核实。")
        for bureau in place.bureaus[1:]:
            assert f"{bureau.name}：尚未确认未能检查" in officer.text()
            other = people.at(visit.account_of(bureau))
            other.open(visit.path)
            move(other, "确认本部门未能检查")
            assert f"{bureau.name}：尚未确认未能检查" not in other.text()


def close_sections(people: People) -> None:
    """Each department sets its result and closes its own section; the lead leaves the site and closes the visit."""
    place, visit = people.place, visit_of(people, "检查中")
    lead = people.at(visit.account_of(place.lead))
    lead.open(visit.path)
    move(lead, "离开现场")
    for bureau in place.bureaus:
        officer = people.at(visit.account_of(bureau))
        officer.open(visit.path)
        officer.follow(bureau.name)
        officer.follow("确定检查结果")
        officer.page.get_by_label("未发现问题").check()
        confirm(officer)
        move(officer, "确定是否公示")
        move(officer, "办结检查单")
        assert "已办结" in officer.text()
    author = people.at(place.lead.author)
    author.open(visit.path)
    author.look(f"journey-16-sections-{place.code}")
    move(author, "办结检查")
    assert "已办结" in author.text()
