"""The life of a session: it ends after idling, and a member's sessions can be ended."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase

from tenancy.models import Member, TenantSettings

SESSION_SEEN = "seen"
_PRECISION_SECONDS = 20


def touch(session: SessionBase, now: datetime, minutes: int | None = None) -> None:
    """A person asked for a page: idle time starts anew. `minutes` is what the place allows; None keeps what was said.

    Written every 20 seconds at most, so that most requests leave the session alone.
    """
    seen = session.get(SESSION_SEEN, {})
    allowed = minutes or seen.get("minutes") or TenantSettings._meta.get_field("idle_minutes").default
    if seen.get("minutes") != allowed or now.timestamp() - seen["at"] > _PRECISION_SECONDS:
        session[SESSION_SEEN] = {"at": now.timestamp(), "minutes": allowed}


def is_idle(session: SessionBase, now: datetime) -> bool:
    """Whether nobody has asked for anything longer than the place allows."""
    seen = session.get(SESSION_SEEN)
    return seen is not None and now.timestamp() - seen["at"] > seen["minutes"] * 60


def end_sessions(member: Member, *, but: str | None = None) -> int:
    """Sign the member out everywhere, except from the session with the key `but`; returns how many ended."""
    ended = UserSession.objects.filter(user=member).exclude(session_key=but or "")
    for session in ended:
        session.end()
    return len(ended)
