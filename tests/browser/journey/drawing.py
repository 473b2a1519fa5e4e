"""From the published plan to visits that companies know of: commit, reveal, draw, pair, approve, notify."""

import re
from pathlib import Path

from django.utils import timezone

from tests.browser.desk import Desk
from tests.browser.journey.people import People, move


def freeze(people: People) -> None:
    """The lead opens the round and freezes the pool."""
    place = people.place
    lead = people.at(place.lead.head)
    lead.follow("计划")
    lead.follow(f"{timezone.localdate().year}年度")
    lead.page.locator("tbody a", has_text=place.lead.name).click()
    lead.follow(place.title)
    lead.follow("建立抽查任务")
    lead.press("建立")
    lead.follow("准备抽取")
    lead.look(f"journey-09-pool-{place.code}")
    lead.press("冻结对象池")
    lead.page.locator(".fingerprint span", has_text=re.compile("^[0-9a-f]{8}$")).first.wait_for()


def room_of(people: People) -> str:
    """Where the draw is held; everybody finds it through the task."""
    lead = people.at(people.place.lead.head)
    lead.follow("抽查")
    lead.page.locator("tbody a").first.click()
    lead.page.locator("main a", has_text="第1次抽取").first.click()
    return lead.path


def commit_and_reveal(people: People) -> None:
    """Three departments seal their secrets, the commitment is public, three departments reveal."""
    place, room = people.place, room_of(people)
    kept = {}
    for bureau in place.bureaus:
        kept[bureau.head] = seal(people.at(bureau.head), room, people.folder / f"{bureau.head}.txt")
    lead = people.at(place.lead.head)
    lead.open(room)
    move(lead, "公布承诺")
    for bureau in place.bureaus:
        reveal(people.at(bureau.head), room, kept[bureau.head])
    lead.open(room)
    lead.page.get_by_text("密值已揭示").first.wait_for()
    lead.look(f"journey-10-revealed-{place.code}")


def draw_and_pair(people: People) -> None:
    """Objects, then officers; the coordinator confirms."""
    place, room = people.place, room_of(people)
    lead = people.at(place.lead.head)
    move(lead, "抽取对象")
    lead.page.get_by_text("随机种子").wait_for()
    lead.open(room)
    move(lead, "匹配执法人员")
    lead.page.locator(".room:not([hx-get])").wait_for()
    coordinator = people.at(place.coordinator)
    coordinator.open(room)
    coordinator.look(f"journey-11-paired-{place.code}")
    move(coordinator, "确认抽取结果")
    assert "已确认" in coordinator.text()


def notify(people: People) -> None:
    """The lead's head approves all visits of the round and tells the companies: officers know only of their own."""
    place = people.place
    head = people.at(place.lead.head)
    head.follow("抽查")
    head.page.locator("tbody a").first.click()
    task = head.path
    head.look(f"journey-12-task-{place.code}")
    head.follow("批准全部检查（3）")
    head.press("批准全部检查")
    head.page.get_by_text("已批准3次检查").wait_for()
    head.open(task)
    head.follow("通知全部对象（3）")
    head.fill(materials="营业执照\n从业人员健康证明", contact=f"{place.lead.officers[0]} 0916-5550101")
    head.press("通知全部对象")
    head.page.get_by_text("已通知3次检查").wait_for()


def seal(desk: Desk, room: str, file: Path) -> Path:
    """Make a secret in the browser, keep the file, hand in the seal."""
    desk.open(f"{room}seal/")
    with desk.page.expect_download() as fetched:
        desk.press("生成密值并下载文件")
    fetched.value.save_as(file)
    desk.page.get_by_text("密值文件已下载").wait_for()
    desk.press("封存")
    return file


def reveal(desk: Desk, room: str, file: Path) -> None:
    """Choose the file kept since the seal, hand in what it holds."""
    desk.open(f"{room}reveal/")
    desk.page.set_input_files("[data-unseal-file]", str(file))
    desk.until("document.querySelector('[name=secret]').value.length === 64")
    desk.press("揭示")
