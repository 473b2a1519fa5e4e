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
JOURNEY = {
    "journey-01": "journey-01-list-610703-light",
    "journey-02": "journey-02-register-610703-light",
    "journey-03": "journey-05-entry-610703-light",
    "journey-04": "journey-06-simulation-610703-light",
    "journey-05": "journey-07-merge-610703-light",
    "journey-06": "journey-08-place-plan-610703-light",
    "journey-07": "journey-10-revealed-610703-light",
    "journey-08": "journey-11-paired-610703-light",
    "journey-09": "journey-12-task-610703-light",
    "journey-10": "journey-14-pass-610703-phone",
    "journey-11": "journey-15-waiting-610703-phone",
    "journey-12": "journey-16-sections-610703-light",
    "journey-13": "journey-18-public-610703-light",
    "journey-14": "journey-20-fairness-610703-light",
    "journey-15": "journey-18-public-152522-light",
}
"""One piece of work in its order, from the first file to the public page; the last is the other place's."""
COLOURS = 64


def main() -> None:
    """Copy the pictures of pages and of the journey."""
    copy(PICTURES | JOURNEY)


def copy(pictures: dict[str, str]) -> None:
    """Copy each picture with few colours; a missing screen is an error, for the README shows it."""
    TOUR.mkdir(parents=True, exist_ok=True)
    for name, screen in pictures.items():
        with Image.open(SCREENS / f"{screen}.png") as picture:
            picture.convert("RGB").quantize(COLOURS).save(TOUR / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
