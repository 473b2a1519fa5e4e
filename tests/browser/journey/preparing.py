"""From the first file to checklists in force: what a place has to have before it can plan."""

from django.utils import timezone

from tests.browser.desk import Desk
from tests.browser.journey import files
from tests.browser.journey.people import People, confirm, move, pick, upload
from tests.browser.journey.places import Place

REST = {
    "frequency": "每年1次",
    "ratio": "不低于2‰",
    "procedure": "制定方案、抽取、联合检查、结果公示。",
    "division": "牵头部门组织，各部门按各自检查表检查。",
}
"""What the uploaded form has no column for."""


def import_list(people: People) -> None:
    """The coordinator imports the list of items in the form of the place's policy."""
    place = people.place
    desk = people.at(place.coordinator, "items/")
    if place.code == "610703":
        desk.open(place.path("items/import/"))
        form = desk.download("附件1空表（.xlsx）")
        upload(desk, files.annex_file(place, form, people.folder))
    else:
        desk.open(place.path("items/random/"))
        upload(desk, files.random_list_file(place, people.folder))
    desk.look(f"journey-01-list-{place.code}")
    confirm(desk)


def put_in_force(people: People) -> None:
    """What the file had no column for is filled in; two departments co-sign, the lawyer checks, the leader approves."""
    place = people.place
    desk = people.at(place.coordinator, "items/?state=draft")
    desk.follow(place.lead.matter)
    path = desk.path
    desk.follow("修改")
    fill_in(desk, place)
    desk.press("保存")
    move(desk, "送审")
    for bureau in place.bureaus[1:]:
        signer = people.at(bureau.head)
        signer.open(path)
        signer.follow("会签")
        signer.page.get_by_label("同意").check()
        confirm(signer)
    reviewer = people.at(place.legal)
    reviewer.open(path)
    move(reviewer, "审核通过")
    leader = people.at(place.leader)
    leader.open(path)
    move(leader, "批准")
    move(leader, "发布生效")
    assert "现行有效" in leader.text()


def fill_in(desk: Desk, place: Place) -> None:
    """The rest of the item's form, and each cooperating department's own matter and basis."""
    desk.fill(**REST, power_entry=f"{place.lead.matter}（行政检查）")
    desk.page.locator("[name=grade]").select_option("general")
    desk.page.locator("[name=regime]").select_option("random")
    for name, value in (("techniques", "on_site"), ("organising_levels", "county"), ("supervision_levels", "county")):
        desk.page.locator(f'[name={name}][value="{value}"]').check()
    for number, bureau in enumerate(place.bureaus[1:]):
        desk.fill(**{f"lines-{number}-content": bureau.matter, f"lines-{number}-bases": bureau.basis})


def write_checklists(people: People) -> None:
    """Each department writes its questions; another person of it puts them in force."""
    for bureau in people.place.bureaus:
        author = people.at(bureau.author, "checklists/")
        author.follow("编制检查表")
        pick(author, "item", people.place.lead.matter)
        author.press("下一步：填写要点")
        for number, (text, rule, basis) in enumerate(bureau.questions):
            author.fill(
                **{
                    f"entries-{number}-{name}": value
                    for name, value in {"text": text, "rule": rule, "basis": basis}.items()
                }
            )
        author.press("保存")
        head = people.at(bureau.head)
        head.open(author.path)
        move(head, "启用")
        assert "已启用" in head.text() or "现行" in head.text(), head.text()


def import_register(people: People) -> None:
    """The lead sends its register of 20,000 firms and shops."""
    place = people.place
    desk = people.at(place.lead.head)
    desk.follow("监管对象")
    desk.follow("导入")
    upload(desk, files.register_file(place, people.folder))
    desk.look(f"journey-02-register-{place.code}")
    desk.page.locator("form.form button[type=submit]").click()
    desk.page.get_by_text("已保存").first.wait_for()
    desk.look(f"journey-03-register-kept-{place.code}")


def import_officers(people: People) -> None:
    place = people.place
    desk = people.at(place.librarian)
    desk.follow("执法人员")
    desk.follow("导入")
    upload(desk, files.officers_file(place, people.folder, timezone.localdate()))
    confirm(desk)
    desk.open(place.path("officers/"))
    assert "共 9 条" in desk.text()
    desk.look(f"journey-04-officers-{place.code}")
