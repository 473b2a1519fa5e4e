"""Every page: reached by following links as some role, accessible in light and dark, fit for a phone."""

from collections import deque
from urllib.parse import urlsplit

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
seen: set[str] = set()


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_page_behind_a_link_is_in_order(site, desk, account):
    desk.sign_in(account, site.password)
    waiting, met, faults = deque([desk.path]), set(), []
    while waiting:
        path = waiting.popleft()
        match = resolve(path)
        if match.view_name in met or match.app_names[:1] == ["admin"]:
            continue
        answer = desk.context.request.get(f"{desk.site.url}{path}")
        if not answer.ok:
            faults.append(f"a link leads to {path}, which answers {answer.status}")
        if not is_page(answer):
            continue
        met.add(match.view_name)
        desk.open(path)
        if match.view_name not in seen:
            seen.add(match.view_name)
            faults += desk.faults(match.view_name.replace(":", "-"))
        waiting.extend(links(desk))
    assert faults == []
    assert len(met) > 3


def is_page(answer) -> bool:
    """Whether the answer is a page and not a file or a refusal."""
    is_file = "content-disposition" in answer.headers
    return answer.ok and answer.headers["content-type"].startswith("text/html") and not is_file


def links(desk) -> list[str]:
    """Where the links of the page lead on this site."""
    addresses = desk.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [urlsplit(address).path for address in addresses if address.startswith(desk.site.url)]
