"""Behind the scenes: the operator gets a failed job going again, the auditor reads what happened to a row."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.rosters import GOOD, fill_form
from tests.browser.site import Site, connected

WAITING_FOR_A_LOCK = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND wait_event_type = 'Lock'
"""


@contextmanager
def rows_locked(site: Site) -> Iterator[None]:
    """Nobody can write the rows of an import meanwhile."""
    with connected(site.settings["DATABASE_OWNER_URL"]) as cursor:
        cursor.execute("BEGIN; LOCK TABLE common_stagedrow")
        yield
        cursor.execute("ROLLBACK")


def break_connection(site: Site) -> None:
    """Cut the database connection of the worker that waits for the lock."""
    with connected(site.settings["DATABASE_URL"]) as cursor:
        cursor.execute(WAITING_FOR_A_LOCK)
        while not (waiting := cursor.fetchall()):
            time.sleep(0.2)
            cursor.execute(WAITING_FOR_A_LOCK)
        for (pid,) in waiting:
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


def test_the_operator_retries_a_failed_job_and_its_progress_is_seen_live(site, desk, sit_down, tmp_path):
    desk.sign_in("nanzheng.admin", site.password)
    file = fill_form(desk, tmp_path, GOOD)
    with rows_locked(site):
        desk.open("/610703/roster/import/")
        desk.page.locator("[name=file]").set_input_files(file)
        desk.press("上传并核对")
        desk.page.get_by_text("正在办理").wait_for()
        desk.look("import-progress")
        break_connection(site)
        desk.page.locator("#import:not([hx-get])").wait_for()
    desk.look("import-interrupted")
    assert any("worker.log" in error for error in site.new_errors())

    operator = sit_down()
    operator.sign_in("nanzheng.operator", site.password)
    operator.follow("运行维护")
    operator.look("jobs-failed")
    operator.page.locator("tr[data-row]", has_text="未能完成").first.locator(".cell-main a").click()
    operator.look("job-failed")
    operator.follow("重新办理")
    operator.press("重新办理")
    operator.page.get_by_text("已重新送交办理").wait_for()

    desk.page.reload()
    desk.page.get_by_text("待核对保存").wait_for()


def test_the_auditor_follows_a_row_through_its_life(site, desk, sit_down):
    coordinator = sit_down()
    coordinator.sign_in("nanzheng.admin", site.password)
    coordinator.open("/610703/departments/add/")
    coordinator.fill(name="区林业局")
    coordinator.press("保存")
    coordinator.follow("修改")
    coordinator.fill(short_name="林业局")
    coordinator.press("保存")

    desk.sign_in("nanzheng.auditor", site.password)
    desk.follow("审计")
    desk.look("audit")
    desk.page.locator("tr[data-row]", has_text="区林业局").first.locator(".cell-main a").click()
    desk.look("audit-entry")
    desk.follow("查看对象经历")
    life = desk.page.locator("main").inner_text()
    assert "区林业局" in life
    assert "简称" in life
    assert "林业局" in life
    desk.look("audit-life")
    desk.open("/610703/departments/add/", status=403)
