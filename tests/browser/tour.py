"""`make tour`: the pictures of the README, out of the screens that the browser tests keep."""

from PIL import Image

from supervision.local.state import CHECKOUT
from tests.browser.desk import SCREENS

TOUR = CHECKOUT / "docs" / "tour"
PICTURES = {
    "workbench": "portal-workbench-light",
    "heat": "items-heat-light",
    "merge": "merge-table-light",
    "objects": "registry-objects-light",
    "register": "register-report-light",
    "officers": "registry-officers-light",
    "members": "directory-members-light",
    "roster": "directory-roster-light",
    "import": "import-report-light",
    "calendar": "portal-calendars-light",
    "phone": "items-items-phone",
    "items": "items-items-light",
    "audit": "portal-audit-light",
    "jobs": "portal-operator_jobs-light",
    "plan": "inspections-consolidated-light",
    "simulation": "inspections-simulation-light",
    "room": "inspections-room-paired-light",
    "visit": "inspections-visit-light",
    "fairness": "public-draw-fairness-light",
    "clues": "clues-list-light",
    "field": "field-question-phone",
    "pass": "pass-phone",
}
COLOURS = 64


def main() -> None:
    """Copy each picture with few colours; a missing screen is an error, for the README shows it."""
    TOUR.mkdir(parents=True, exist_ok=True)
    for name, screen in PICTURES.items():
        with Image.open(SCREENS / f"{screen}.png") as picture:
            picture.convert("RGB").quantize(COLOURS).save(TOUR / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
