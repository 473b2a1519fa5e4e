"""States of plans and campaigns as badges."""

from typing import Any

TONES = {
    "draft": "grey",
    "conflict_check": "yellow",
    "department_approved": "blue",
    "coordinator_approved": "blue",
    "composing": "yellow",
    "submitted": "yellow",
    "approved": "blue",
    "filed": "blue",
    "published": "green",
    "running": "green",
    "finished": "green",
    "evaluated": "grey",
    "reported": "grey",
    "superseded": "grey",
}


def badge_of(row: Any) -> dict[str, str]:
    """The state as a badge."""
    return {"label": row.get_state_display(), "tone": TONES[row.state]}
