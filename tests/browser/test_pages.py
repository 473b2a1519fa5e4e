"""Every page: reached by following links as some role, accessible in light and dark, fit for a phone."""

from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.urls import resolve
from playwright.sync_api import APIResponse, Error, Response

ACCOUNTS = [
    "nanzheng.admin",
    "nanzheng.department",
    "nanzheng.leader",
    "nanzheng.librarian",
    "nanzheng.auditor",
    "nanzheng.security",
    "nanzheng.operator",
    "platform.operator",
]


class Judged:
    """The names of pages that were judged, also by the processes beside this one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def __contains__(self, name: str) -> bool:
        return (self.folder / name).exists()

    def claim(self, name: str) -> bool:
        """Whether nobody has claimed it before."""
        try:
            (self.folder / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


@pytest.fixture(scope="session")
def judged(tmp_path_factory, worker_id) -> Judged:
    own = tmp_path_factory.getbasetemp()
    return Judged((own if worker_id == "master" else own.parent) / "judged")


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_page_behind_a_link_is_in_order(site, desk, account, judged):
    desk.sign_in(account, site.password)
    waiting, met, faults = deque([("the entrance", desk.path)]), set(), []
    while waiting:
        source, path = waiting.popleft()
        match = resolve(path)
        if match.view_name in met or match.app_names[:1] == ["admin"]:
            continue
        name = match.view_name.replace(":", "-")
        is_new = name not in judged
        answer = opened(desk, path) if is_new else fetched(desk, path)
        if not answer.ok:
            faults.append(f"a link on {source} leads to {path}, which answers {answer.status}")
        if not is_page(answer):
            continue
        met.add(match.view_name)
        if is_new and judged.claim(name):
            faults += desk.faults(name)
        waiting.extend((path, link) for link in links(answer))
    assert not faults, "\n".join(faults)
    assert len(met) > 3


def fetched(desk, path) -> APIResponse:
    """The answer without a window: nobody looks at it."""
    return desk.context.request.get(f"{desk.site.url}{path}")


def opened(desk, path) -> Response | APIResponse:
    """The answer in the window; a file, which no window shows, is fetched."""
    address = f"{desk.site.url}{path}"
    try:
        return desk.go(address) or desk.go(address)
    except Error as error:
        if not any(reason in error.message for reason in ("Download is starting", "ERR_ABORTED")):
            raise
        answer = fetched(desk, path)
        assert not is_page(answer), f"{path} does not open"
        return answer


def is_page(answer) -> bool:
    """Whether the answer is a page and not a file or a refusal."""
    is_file = "content-disposition" in answer.headers
    return answer.ok and answer.headers["content-type"].startswith("text/html") and not is_file


def links(answer) -> list[str]:
    """Where the links of the page lead on this site."""
    page = lxml.html.fromstring(answer.body(), base_url=answer.url)
    addresses = [urljoin(answer.url, link.get("href")) for link in page.iter("a") if link.get("href")]
    return [urlsplit(address).path for address in addresses if urlsplit(address)[:2] == urlsplit(answer.url)[:2]]
