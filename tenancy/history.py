"""Row history by database triggers: every insert, update and delete of a tracked model leaves an event row."""

from collections.abc import Callable
from typing import Any

import pghistory


def track(**options: Any) -> Callable:
    """Decorate a model to keep its history; `exclude` names fields that must not be kept (secrets, personal data).

    The event model is `<Model>Event`; its migration needs `Wall("<model>event")` like any tenant-owned table.
    """
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options)


def track_changes(**options: Any) -> Callable:
    """Like `track`, for tables of millions: the row as it was, whenever it is changed or deleted; nothing on insert."""
    return pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), **options)
