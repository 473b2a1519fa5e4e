"""Apps that work without network: their service worker is three lines of values before one shared script.

The version is made of the files themselves, so that a changed file is a new worker and a new cache.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

SHARED = "js/worker.js"


def worker_script(app: str, *, entries: Sequence[str], modules: Sequence[str], pages: Sequence[str]) -> str:
    """The worker of `app`: `entries` are static files that pages name, `modules` those that scripts import themselves
    (their names stay plain), `pages` addresses to keep. It governs what lies below its own address.
    """
    values = {
        "APP": app,
        "VERSION": version_of(SHARED, *entries, *modules),
        "ASSETS": [*map(static, entries), *map(plain_address, modules)],
        "PAGES": list(pages),
    }
    lines = [f"const {name} = {json.dumps(value)};" for name, value in values.items()]
    return "\n".join([*lines, f"importScripts({json.dumps(static(SHARED))});", ""])


def plain_address(name: str) -> str:
    """The address of a static file without the hash of its content."""
    return f"{settings.STATIC_URL}{name}"


@cache
def version_of(*names: str) -> str:
    """Twelve hex digits that change with the content of any of the static files."""
    content = hashlib.sha256()
    for name in names:
        found = finders.find(name)
        if found is None:
            raise FileNotFoundError(name)
        content.update(Path(found).read_bytes())
    return content.hexdigest()[:12]
