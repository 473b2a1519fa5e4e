"""From closed sections to the public: results, the draw laid open, and everybody's own check of it."""

import subprocess
import sys

from supervision.local.state import CHECKOUT
from tests.browser.journey.drawing import room_of
from tests.browser.journey.people import People, move


def publish_duty(people: People, author: str, checker: str, title: str) -> None:
    """One writes the text, another checks it and makes it public."""
    writer = people.at(author)
    writer.follow("公示")
    writer.page.locator("tbody a", has_text=title).first.click()
    duty = writer.path
    writer.follow("拟稿")
    writer.press("保存")
    if writer.page.get_by_role("link", name="登记告知").count():
        move(writer, "登记告知", told_how="当面告知")
    second = people.at(checker)
    second.open(duty)
    move(second, "核对通过")
    move(second, "公示")
    assert "已公示" in second.text()


def publish_results(people: People) -> None:
    """Each department words its result, tells the company, another person checks and publishes."""
    for bureau in people.place.bureaus:
        publish_duty(people, bureau.author, bureau.head, f"检查结果（{bureau.name}）")


def disclose(people: People) -> None:
    """Every visit is over: the lead lays the draw open at once."""
    room = room_of(people)
    lead = people.at(people.place.lead.head)
    move(lead, "公开抽取全过程")
    assert "已公开" in lead.text()
    lead.open(room)
    lead.look(f"journey-17-disclosed-{people.place.code}")


def look_as_the_public(people: People) -> None:
    """Anybody: the results, the proof, and the files for the verifier."""
    place, visitor = people.place, people.sit_down(accept_downloads=True)
    visitor.open(f"/open/{place.code}/")
    visitor.look(f"journey-18-public-{place.code}")
    visitor.page.locator("a", has_text="检查结果（").first.click()
    assert "未发现问题" in visitor.text()
    visitor.look(f"journey-19-result-{place.code}")
    visitor.open(f"/open/{place.code}/")
    visitor.page.locator("a", has_text="第1次抽取").first.click()
    visitor.follow("抽取公平性：证明了什么，怎样核验")
    visitor.page.locator("[data-checked]").wait_for()
    assert "不一致：" not in visitor.text()
    visitor.look(f"journey-20-fairness-{place.code}")
    for name in ("draw.json", "pool.csv"):
        (people.folder / name).write_bytes(visitor.download(name).getvalue())


def verify(people: People) -> None:
    """The stand-alone program agrees with every step, in a process of its own that knows nothing of the project."""
    program = CHECKOUT / "static" / "verify" / "verify_draw.py"
    command = [sys.executable, "-I", str(program), "draw.json", "pool.csv"]
    done = subprocess.run(command, cwd=people.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "不一致" not in done.stdout
