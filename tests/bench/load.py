"""A small load generator: some clients ask for one page, each over one connection, for some seconds."""

import http.client
import http.cookiejar
import re
import threading
import time
import urllib.parse
import urllib.request

CLIENTS = 8


def sign_in(url: str, login: str, password: str) -> str:
    """Sign in as a browser does; returns the Cookie header of the session."""
    cookies = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    page = opener.open(f"{url}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "login": login, "password": password}
    with opener.open(f"{url}/account/login/", urllib.parse.urlencode(form).encode()) as answer:
        if "/account/" in answer.url:
            raise RuntimeError(f"could not sign in as {login}")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)


def rate(address: str, path: str, cookie: str, seconds: float) -> float:
    """Answers a second, asked for by all clients for that many seconds. Raises RuntimeError when one is not 200."""
    counts: list[int] = []
    failures: list[str] = []
    started_at = time.perf_counter()
    until = started_at + seconds
    clients = [
        threading.Thread(target=_ask, args=(address, path, cookie, until, counts, failures)) for _ in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if failures:
        raise RuntimeError(f"{path}: {failures[0]}")
    return sum(counts) / (time.perf_counter() - started_at)


def _ask(address: str, path: str, cookie: str, until: float, counts: list[int], failures: list[str]) -> None:
    connection = http.client.HTTPConnection(address, timeout=30)
    count = 0
    while time.perf_counter() < until:
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "zh-CN"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            failures.append(f"{answer.status} {answer.headers.get('Location', '')}")
            return
        count += 1
    connection.close()
    counts.append(count)
