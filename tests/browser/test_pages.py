"""Every page: reached by following links as some role, accessible in light and dark, fit for a phone."""

from collections import deque
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.urls import resolve

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


@pytest.fixture(scope="session")
def is_first(tmp_path_factory, worker_id):
    """A function: whether nobody has asked for this name before, also in the processes beside this one."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "judged"
    folder.mkdir(exist_ok=True)

    def claimed(name: str) -> bool:
        try:
            (folder / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return claimed


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_page_behind_a_link_is_in_order(site, desk, account, is_first):
    desk.sign_in(account, site.password)
    waiting, met, faults = deque([("the entrance", desk.path)]), set(), []
    while waiting:
        source, path = waiting.popleft()
        match = resolve(path)
        if match.view_name in met or match.app_names[:1] == ["admin"]:
            continue
        answer = desk.context.request.get(f"{desk.site.url}{path}")
        if not answer.ok:
            faults.append(f"a link on {source} leads to {path}, which answers {answer.status}")
        if not is_page(answer):
            continue
        met.add(match.view_name)
        name = match.view_name.replace(":", "-")
        if is_first(name):
            desk.open(path)
            faults += desk.faults(name)
        waiting.extend((path, link) for link in links(answer))
    assert not faults, "\n".join(faults)
    assert len(met) > 3


def is_page(answer) -> bool:
    """Whether the answer is a page and not a file or a refusal."""
    is_file = "content-disposition" in answer.headers
    return answer.ok and answer.headers["content-type"].startswith("text/html") and not is_file


def links(answer) -> list[str]:
    """Where the links of the page lead on this site."""
    page = lxml.html.fromstring(answer.body(), base_url=answer.url)
    addresses = [urljoin(answer.url, link.get("href")) for link in page.iter("a") if link.get("href")]
    return [urlsplit(address).path for address in addresses if urlsplit(address)[:2] == urlsplit(answer.url)[:2]]
