"""Each mistake an expert would laugh at has a test that bears its number (DOMAIN 5.2)."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import ROOT, tree_of

WATCHED = range(10, 32)
"""Objects, plans and draws, visits, publication."""
SPELLED = re.compile(r"test_mistake_(\d{2})_[a-z]")
NUMBERED = re.compile(r"test_(?:no|nos|mistake|number)_?\d")


def names() -> Iterator[str]:
    for path in (ROOT / "tests").rglob("test_*.py"):
        yield from (node.name for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef))


def test_each_mistake_of_the_catalogue_has_its_test():
    found = {int(match.group(1)) for match in map(SPELLED.match, names()) if match}
    assert [number for number in WATCHED if number not in found] == []


def test_a_mistake_is_spelled_in_one_way():
    assert [name for name in names() if NUMBERED.match(name) and not SPELLED.match(name)] == []
