"""What is wrong with the settings, said before the platform starts rather than at somebody's door."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from inspections.queries.passes import public_keys
from inspections.signing import SHORTEST_SECRET, BadKey


@register(Tags.security, deploy=True)
def check_pass_keys(**_options: Any) -> list[Error]:
    """Passes can be signed and checked."""
    if len(settings.PASS_SIGNING_KEY) < SHORTEST_SECRET:
        return [Error(f"PASS_SIGNING_KEY needs at least {SHORTEST_SECRET} characters.", id="inspections.E001")]
    try:
        public_keys()
    except BadKey as problem:
        return [Error(f"PASS_RETIRED_KEYS: {problem}.", id="inspections.E002")]
    return []
