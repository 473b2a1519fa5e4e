"""A task that covers every object, its progress, and a check from afar before anybody sets out."""


def test_every_key_unit_is_looked_at_from_afar_first(site, sit_down):
    officer = sit_down()
    officer.sign_in("nanzheng.builder", site.password)
    officer.open("/610703/tasks/")
    officer.page.locator("table a", has_text="全覆盖检查").first.click()
    officer.page.get_by_text("检查进度").first.wait_for()
    officer.look("coverage-task")
    officer.follow("非现场已办结")
    officer.look("coverage-visits")
    officer.page.locator("td.cell-main a").first.click()
    officer.page.get_by_text("已达到检查目的").first.wait_for()
    officer.look("coverage-settled")


def test_the_petrol_stations_of_abaga_have_been_visited(site, desk):
    desk.sign_in("abaga.trade", site.password)
    desk.open("/152522/tasks/")
    desk.follow("成品油零售经营企业联合抽查")
    desk.look("coverage-abaga")
    desk.open("/152522/findings/")
    assert "3号加油机检定证书" in desk.text()
    desk.look("coverage-abaga-findings")
