"""Everybody of a place at the own desk, signed in once; how they open, move and wait."""

from collections.abc import Callable
from pathlib import Path

from tests.browser.desk import PHONE, Desk
from tests.browser.journey.places import Place
from tests.browser.site import Site


class People:
    """The desks of a place by account; `folder` takes the files that go to and fro."""

    def __init__(self, place: Place, site: Site, sit_down: Callable[..., Desk], folder: Path) -> None:
        self.place, self.site, self.sit_down, self.folder = place, site, sit_down, folder
        self._desks: dict[str, Desk] = {}

    def at(self, login: str, page: str | None = None) -> Desk:
        """The desk of that account, at a page of the place when one is named."""
        if login not in self._desks:
            self._desks[login] = self.sit_down(accept_downloads=True)
            self._desks[login].sign_in(login, self.site.password)
        desk = self._desks[login]
        if page is not None:
            desk.open(self.place.path(page))
        return desk

    def phone(self, login: str) -> Desk:
        """That person's phone, signed in."""
        desk = self.sit_down(viewport=PHONE, has_touch=True)
        desk.sign_in(login, self.site.password)
        return desk


def confirm(desk: Desk) -> None:
    """Press the one button of a page that asks to go ahead."""
    with desk.page.expect_navigation(wait_until="domcontentloaded"):
        desk.page.locator("main form button[type=submit]").first.click()


def move(desk: Desk, label: str, **values: str) -> None:
    """Choose a move of the page, fill in what it asks, confirm; what is refused stays on the screen and fails."""
    head = desk.page.locator("main")
    link = head.get_by_role("link", name=label, exact=True)
    if not link.first.is_visible():
        desk.page.locator(".menu summary", has_text="更多").first.click()
    link.first.click()
    desk.page.wait_for_load_state("domcontentloaded")
    desk.fill(**values)
    confirm(desk)
    refused = desk.page.locator(".form-errors, .field-error").all_inner_texts()
    assert not refused, refused


def upload(desk: Desk, file: Path) -> None:
    """Hand a file in and wait until it has been read."""
    desk.page.locator("[name=file]").set_input_files(file)
    desk.press("上传并核对")
    desk.page.get_by_role("heading", name="核对报告").wait_for()


def pick(desk: Desk, name: str, words: str) -> None:
    """Choose the option of a list that has these words."""
    field = desk.page.locator(f"select[name='{name}']")
    field.select_option(value=field.locator("option", has_text=words).first.get_attribute("value"))
