"""A person at a browser: opens pages, signs in, and complains about everything a page must not do."""

import base64
import hmac
import io
import json
import os
import struct
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Response

from supervision.local.state import CHECKOUT
from tests.browser.site import Site
from tests.workers import wait_until

OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
SCREENS = CHECKOUT / ".state" / "screens"
AXE = CHECKOUT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""What a theme can break; it changes colours and nothing else."""
VIOLATIONS = """async rules => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    const brief = ({target, html}) => ({target, html});
    return found.violations.map(({id, nodes}) => ({id, nodes: nodes.map(brief)}));
}"""
"""Of all that axe-core tells, what it objects to: the rest takes longer to hand over than to find."""
IS_WATCHED = "CI" not in os.environ
"""Whether somebody will look at pictures of pages that are in order."""


class Desk:
    """One browser window of one person. `complaints` gathers what the browser itself objects to."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context = context
        self.site = site
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.last_step = -1
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        """Errors of the console; Content Security Policy reports its violations there too."""
        if message.type == "error" and not is_in_order(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _see(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def open(self, path: str, status: int = 200) -> None:
        """Go to a page of the site."""
        address = f"{self.site.url}{path}"
        response = self.go(address) or self.go(address)
        assert response is not None
        assert response.status == status, f"{path}: {response.status}"

    def go(self, address: str) -> Response | None:
        """The answer, unless the page before goes elsewhere at that moment: its state has changed, a form was sent."""
        try:
            return self.page.goto(address)
        except Error as error:
            if "interrupted by another navigation" not in error.message:
                raise
            self.page.wait_for_load_state("domcontentloaded")
            return None

    def text(self) -> str:
        """What the page says, once it is all there."""
        self.page.wait_for_load_state("domcontentloaded")
        return self.page.locator("body").inner_text()

    def focused(self) -> str:
        """The words of what has the keyboard."""
        return self.page.evaluate("document.activeElement.innerText")

    def press(self, label: str) -> None:
        """Press the button of that name."""
        self.page.get_by_role("button", name=label, exact=True).click()
        self.page.wait_for_load_state("domcontentloaded")

    def follow(self, label: str) -> None:
        """Follow the link of that name, out of the menu of a list if it stands there."""
        link = self.page.locator(".moves .menu-panel").get_by_text(label, exact=True)
        if link.count() and not link.first.is_visible():
            self.page.locator(".moves .menu > summary").last.click()
        self.page.get_by_role("link", name=label, exact=True).first.click()
        self.page.wait_for_load_state("domcontentloaded")

    def fill(self, **values: str) -> None:
        """Fill fields by their names."""
        for name, value in values.items():
            self.page.locator(f'[name="{name}"]').fill(value)

    def until(self, holds: str, given: Any = None) -> None:
        """Wait until the script says yes. It is asked from outside again and again: the page itself may not eval."""
        wait_until(lambda: self.page.evaluate(holds, given))

    def download(self, label: str) -> io.BytesIO:
        """Follow the link of that name to a file, and fetch it."""
        with self.page.expect_download() as fetched:
            self.follow(label)
        return io.BytesIO(Path(fetched.value.path()).read_bytes())

    # --- signing in --------------------------------------------------------------------------------------------------

    def sign_in(self, login: str, password: str, secret: str = "") -> None:
        """Sign in with the password, and with the second factor where the account has one."""
        self.open("/account/login/")
        self.fill(login=login, password=password)
        self.press("登录")
        if secret:
            self.fill(code=self.code(secret))
            self.press("登录")

    def sign_out(self) -> None:
        self.page.locator(".bar-tools summary").last.click()
        self.press("退出登录")

    def code(self, secret: str) -> str:
        """The six digits that an authenticator shows now; each is used only once, so wait for the next if need be."""
        while (step := int(time.time()) // 30) == self.last_step:
            time.sleep(0.5)
        self.last_step = step
        return one_time_code(secret, step)

    # --- looking -----------------------------------------------------------------------------------------------------

    def look(self, name: str) -> None:
        """Keep pictures of the page; nothing on it may be at fault."""
        faults = self.faults(name)
        assert faults == [], "\n".join(faults)

    def faults(self, name: str) -> list[str]:
        """Keep pictures of the page and check it: accessible in light and dark, no sideways scrolling on a phone."""
        faults = []
        for theme, rules in (("dark", COLOUR_RULES), ("light", RULES)):
            self.page.emulate_media(color_scheme=theme)
            faults += self._seen(f"{name}-{theme}", theme, self.axe_faults(rules))
        self.page.set_viewport_size(PHONE)
        faults += self._seen(f"{name}-phone", "phone", [*self.wide_parts(), *self.axe_faults(RULES)])
        self.page.set_viewport_size(OFFICE)
        return faults

    def _seen(self, name: str, where: str, faults: list[str]) -> list[str]:
        if faults or IS_WATCHED:
            self.picture(SCREENS / f"{name}.png")
        return [f"{self.path} {where}: {fault}" for fault in faults]

    def picture(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=file)

    def axe_faults(self, rules: list[str]) -> list[str]:
        """Violations of the rules, or of those with these tags, that axe-core can see."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
            self.page.add_init_script(path=AXE)  # pages to come have it from the browser: handing it over is slow
        found = self.page.evaluate(VIOLATIONS, rules)
        return [fault_line(violation, node) for violation in found for node in violation["nodes"]]

    def wide_parts(self) -> list[str]:
        """What sticks out to the right when the page can be scrolled sideways; what scrolls by itself does not."""
        return self.page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
                [...document.querySelectorAll("body *")]
                    .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
                    .filter(part => { while ((part = part.parentElement))
                        if (getComputedStyle(part).overflowX !== "visible") return false; return true; })
                    .map(part => "too wide: " + part.outerHTML.slice(0, 120)).slice(0, 5)"""
        )


def is_in_order(text: str) -> bool:
    """Pages that refuse (403, 404), forms with mistakes (422), an overtaken search, a network that a test cut."""
    overtaken = text.startswith(("htmx:afterRequest", "htmx:sendAbort"))
    is_cut = "net::ERR_INTERNET_DISCONNECTED" in text
    return overtaken or is_cut or any(f"status of {status}" in text for status in (403, 404, 422))


def fault_line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{violation['id']}: {json.dumps(node['target'])} {node['html'][:160]}"


def one_time_code(secret: str, step: int) -> str:
    """RFC 6238 with SHA-1, 30 seconds and six digits, as authenticator apps compute it."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
