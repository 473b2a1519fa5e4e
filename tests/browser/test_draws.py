"""A draw as two departments hold it in the meeting room, and as a visitor checks one in the own browser."""

import re

from inspections.draw import leaf, order_key


def test_two_departments_draw_together(site, sit_down, tmp_path):
    lead, partner = sit_down(accept_downloads=True), sit_down(accept_downloads=True)
    lead.sign_in("nanzheng.department", site.password)
    partner.sign_in("nanzheng.housing", site.password)
    lead.open("/610703/tasks/")
    lead.look("inspections-tasks")
    lead.page.locator("table a", has_text="联合抽查").first.click()
    lead.look("inspections-task")
    open_round(lead)
    lead.follow("准备抽取")
    lead.look("inspections-prepare")
    lead.press("冻结对象池")
    lead.page.locator(".fingerprint span", has_text=re.compile("^[0-9a-f]{8}$")).first.wait_for()
    room = lead.path
    kept = [seal(desk, room, tmp_path / name) for desk, name in ((lead, "lead.txt"), (partner, "partner.txt"))]
    lead.open(room)
    lead.look("inspections-room-sealed")
    lead.follow("公布承诺")
    lead.press("公布承诺")
    reveal(lead, room, kept[0])
    assert "已揭示" in lead.text()
    lead.look("inspections-room-revealing")
    reveal(partner, room, kept[1])
    lead.page.get_by_text("密值已揭示").first.wait_for()
    lead.open(room)
    lead.follow("抽取对象")
    lead.look("inspections-draw")
    lead.press("开始抽取")
    lead.page.get_by_text("随机种子").wait_for()
    lead.open(room)
    assert "再抽" not in lead.text()
    lead.follow("匹配执法人员")
    lead.press("匹配人员")
    lead.page.locator(".room:not([hx-get])").wait_for()
    lead.open(room)
    lead.look("inspections-room-paired")
    lead.follow("抽中名单（按权限查看）")
    lead.look("inspections-drawn")
    lead.page.locator("a", has_text="替换").first.click()
    lead.fill(note="企业已歇业，现场核实无人经营")
    lead.press("替换")
    assert "递补" in lead.text()
    lead.open(room)
    lead.follow("确认抽取结果")
    lead.press("确认结果")
    assert "已确认" in lead.text()
    replace_after_acceptance(lead)


def replace_after_acceptance(desk) -> None:
    """The visit arranged ends, the successor's is there."""
    desk.follow("抽中名单（按权限查看）")
    desk.page.locator("a", has_text="替换").first.click()
    desk.fill(note="企业已迁往外地")
    desk.press("替换")
    assert "已由递补对象代替" in desk.text()
    desk.look("inspections-drawn-visits")
    desk.page.locator("tr", has_text="企业已迁往外地").locator("a", has_text="联检").click()
    assert "企业已迁往外地" in desk.text()
    desk.look("visits-replaced")


def open_round(desk) -> None:
    """The next round of the demonstration's entry."""
    desk.follow("查看所依计划")
    desk.follow("建立抽查任务")
    desk.look("inspections-task_new")
    desk.press("建立")


def seal(desk, room: str, file):
    """Make a secret in the browser, keep the file, hand in the seal."""
    desk.open(f"{room}seal/")
    desk.look("inspections-seal")
    with desk.page.expect_download() as fetched:
        desk.press("生成密值并下载文件")
    fetched.value.save_as(file)
    desk.page.get_by_text("密值文件已下载").wait_for()
    desk.press("封存")
    return file


def reveal(desk, room: str, file) -> None:
    desk.open(f"{room}reveal/")
    desk.page.set_input_files("[data-unseal-file]", str(file))
    desk.until("document.querySelector('[name=secret]').value.length === 64")
    desk.look("inspections-reveal")
    desk.press("揭示")


def test_a_visitor_checks_where_a_company_stood(site, desk):
    desk.open("/open/610703/")
    desk.page.locator("a", has_text="第1次抽取").last.click()
    desk.look("public-draw")
    desk.follow("抽取公平性：证明了什么，怎样核验")
    desk.page.locator("[data-checked]").wait_for()
    draw = desk.page.evaluate("JSON.parse(document.getElementById('proof').textContent).draw")
    with desk.page.expect_download() as fetched:
        desk.follow("pool.csv")
    pool = fetched.value.path().read_text()
    told = desk.download("draw.json").read().decode()
    code = re.search(r'"code": "([0-9A-Z]{18})"', told).group(1)
    desk.fill(code=code)
    desk.press("查询")
    desk.page.locator("[data-checked]").wait_for()
    desk.look("public-draw-fairness")
    text = desk.text()
    assert "抽中" in text
    assert text.count("一致：") == 6
    assert "不一致：" not in text
    company = desk.page.evaluate("JSON.parse(document.getElementById('proof').textContent).company")
    one = leaf(bytes.fromhex(company["salt"]), code)
    assert one.hex() in pool
    key = order_key(bytes.fromhex(draw["seed"]), company["stratum"], company["position"])
    assert key <= int(draw["limits"][str(company["stratum"])], 16)
