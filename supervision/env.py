"""Read settings from the environment, each name with its type; a test compares the names to `.env.example`."""

import os
from urllib.parse import unquote, urlsplit

NAMES: set[str] = set()


def text(name: str, default: str = "") -> str:
    NAMES.add(name)
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    return int(text(name, str(default)))


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def required(name: str) -> str:
    """A secret or an address without which the platform must not start."""
    value = text(name)
    if not value:
        raise SystemExit(f"{name} is not set: see .env.example")
    return value


def database(url: str) -> dict[str, object]:
    """A Django database from postgres://role:password@host:port/name.

    Long lists are read through a cursor of the server; a pooler that lends connections by the transaction loses it.
    """
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": flag("DATABASE_POOLED"),
    }
