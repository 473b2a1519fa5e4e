"""Clock rules: how long something may take, and by which law. Data in the code of the app that owns them."""

from dataclasses import dataclass

from django.utils.functional import Promise

from common.due import Unit
from common.models.clocks import SourceTag


@dataclass(frozen=True, slots=True)
class ClockRule:
    """`name` is app.verb, `source` tells whether the length is written law or only common knowledge (DOMAIN §6)."""

    name: str
    label: str | Promise
    unit: Unit
    length: int
    source: SourceTag
    basis: str | Promise = ""


RULES: dict[str, ClockRule] = {}


class UnknownRule(LookupError):
    """A clock rule nobody registered: a typo in the code."""


def register(rule: ClockRule) -> ClockRule:
    """Make a rule known by its name; naming two different rules alike is an error of the code."""
    if RULES.setdefault(rule.name, rule) != rule:
        raise ValueError(f"two clock rules are named {rule.name}")
    return rule


def rule_named(name: str) -> ClockRule:
    """Raises UnknownRule."""
    try:
        return RULES[name]
    except KeyError:
        raise UnknownRule(name) from None
