"""From three departments' plans to one published plan of the place: tried out, merged, approved."""

from django.utils import timezone

from tests.browser.journey.people import People, confirm, move, pick
from tests.browser.journey.places import CATERING
from tests.browser.journey.publishing import publish_duty


def plan(people: People) -> None:
    """Each of the three departments plans a check of the same restaurants with one partner; its head approves."""
    place, today = people.place, timezone.localdate()
    for bureau in place.bureaus:
        author = people.at(bureau.author)
        author.follow("计划")
        author.follow(f"{today.year}年度")
        author.follow("编制计划")
        author.press("开始编制")
        author.follow("添加计划")
        pick(author, "pool_industry", CATERING)
        author.fill(
            title=f"{place.domain}单位检查（{bureau.name}）",
            lead_content=bureau.matter,
            objects_text=f"{place.name}{place.domain}单位",
            sample_count="3",
            frequency="1",
            starts_on=today.isoformat(),
            ends_on=f"{today.year}-12-31",
        )
        pick(author, "regime", "双随机")
        pick(author, "technique", "现场")
        author.page.locator("#measure .meaning").wait_for()
        author.look(f"journey-05-entry-{place.code}")
        author.press("保存")
        author.follow("事项与检查表")
        partner = place.bureaus[1] if bureau is place.lead else place.lead
        for one in (bureau, partner):
            author.page.locator("main form").get_by_label(f"{one.name}：").check()
        author.press("保存勾选")
        author.page.locator(".crumbs a").last.click()
        move(author, "提交审定")
        head = people.at(bureau.head)
        head.open(author.path)
        move(head, "部门审定")


def simulate(people: People) -> None:
    """The year is tried out before anybody approves it."""
    place, year = people.place, timezone.localdate().year
    desk = people.at(place.coordinator)
    desk.open(place.path(f"simulations/new/?year={year}"))
    desk.press("开始模拟")
    desk.page.get_by_role("link", name="查看结果").wait_for()
    desk.follow("查看结果")
    assert "每户会被查几次" in desk.text()
    desk.look(f"journey-06-simulation-{place.code}")


def find_merges(people: People) -> None:
    """The coordinator sees that the three go to the same door; the others agree; one joint check is made."""
    place, year = people.place, timezone.localdate().year
    desk = people.at(place.coordinator)
    desk.follow("计划")
    desk.follow("合并检查")
    desk.open(f"{desk.path}?year={year}")
    desk.page.locator("tbody a[href*='/merges/']").first.click()
    desk.look(f"journey-07-merge-{place.code}")
    proposal = desk.path
    for bureau in place.bureaus[1:]:
        other = people.at(bureau.author)
        other.open(proposal)
        other.follow("同意合并")
        confirm(other)
    desk.open(proposal)
    move(desk, "合成联合检查", title=place.title)
    assert "已合并" in desk.text()


def approve_and_publish(people: People) -> None:
    """The coordinator approves the plan of the place, two people of the coordinating department publish it."""
    place = people.place
    desk = people.at(place.coordinator, "plans/place/")
    desk.page.locator("tbody a").first.click()
    desk.look(f"journey-08-place-plan-{place.code}")
    move(desk, "批准统筹计划")
    publish_duty(people, place.lead.author, place.lead.head, "工作计划")
    desk.page.reload()
    move(desk, "公示统筹计划")
    assert "已公示" in desk.text()
