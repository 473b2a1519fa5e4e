"""Results of many visits in one act: drafted and told, with a preview and a report."""


def test_all_drafts_of_the_department_are_written_and_told_at_once(site, sit_down):
    officer = sit_down()
    officer.sign_in("nanzheng.officer", site.password)
    officer.open("/610703/publication/")
    officer.page.get_by_label("全选本页").check()
    officer.look("batches-list")
    officer.page.locator("summary", has_text="批量办理").click()
    officer.follow("批量拟稿")
    officer.look("batches-preview")
    officer.fill(told_how="现场笔录由负责人签字")
    officer.page.locator("button.btn-primary").click()
    officer.page.get_by_role("link", name="查看结果").click()
    officer.look("batches-report")
    assert "已办理" in officer.text()
    assert "现场笔录由负责人签字" in officer.text()
