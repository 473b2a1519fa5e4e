"""What an officer does on the phone in the field."""

from tests.factories.visits import PNG

APP = "visits/field/"
PHOTO = {"name": "photo.png", "mimeType": "image/png", "buffer": PNG}


def take_along(desk) -> None:
    desk.press("下载")
    desk.page.get_by_role("button", name="到达现场").wait_for()


def choose(desk, outcome: str) -> None:
    desk.page.locator(f"[data-outcome={outcome}]").click()


def answer(desk, outcome: str, note: str = "") -> None:
    """Answer the question on the screen; another comes, or the overview."""
    here = desk.page.evaluate("location.hash")
    if note:
        desk.page.locator("textarea").fill(note)
    choose(desk, outcome)
    desk.until("here => location.hash !== here", here)


def open_tab(desk, label: str) -> None:
    desk.page.locator(".field-tabs").get_by_text(label, exact=True).click()
    desk.page.locator(".field-tabs [aria-current]").get_by_text(label, exact=True).wait_for()


def scribble(desk, pad) -> None:
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    desk.page.mouse.move(box["x"] + 20, box["y"] + 40)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 120, box["y"] + 60, steps=4)
    desk.page.mouse.up()


def sign(desk, name: str = "") -> None:
    """Sign the first field there is."""
    signer = desk.page.locator("[data-slot=pads] .field-signer").first
    before = desk.page.locator("[data-slot=pads] .field-signer").count()
    if name:
        signer.locator("[name=name]").fill(name)
    scribble(desk, signer.locator("canvas"))
    signer.get_by_role("button", name="确认签字").click()
    desk.until("n => document.querySelectorAll('[data-slot=pads] .field-signer').length < n", before)


def photograph(desk) -> None:
    open_tab(desk, "证据")
    desk.page.locator("[name=description]").fill("门头照片")
    desk.page.locator("input[capture]").set_input_files(PHOTO)
    desk.page.get_by_text("SHA-256").first.wait_for()


def wait_until_sent(desk) -> None:
    open_tab(desk, "提交")
    desk.page.get_by_text("全部内容都已送达").wait_for()


def open_point(desk, text: str) -> None:
    open_tab(desk, "清单")
    desk.page.get_by_text(text).first.click()
    desk.page.get_by_role("button", name="拍照取证").wait_for()


def crash(desk, address: str) -> None:
    """The battery, the crash, the closed tab: the app begins anew at the address."""
    desk.page.close(run_before_unload=False)
    desk.page = desk.context.new_page()
    desk.page.goto(address)
