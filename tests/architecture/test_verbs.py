"""What is written into the audit ledger can be read: every verb has its word."""

import ast
import sys

from common.workflow import Workflow
from tenancy.verbs import verb_choices
from tests.architecture.sources import APPS, nodes

WORDS = dict(verb_choices())


def verbs_recorded() -> dict[str, str]:
    """Each verb that stands literally in a call of `record`, and where."""
    return {
        text.value: place
        for place, call in nodes(ast.Call)
        if getattr(call.func, "id", getattr(call.func, "attr", "")) in ("record", "_note", "_note_attempt", "_set")
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        for text in ast.walk(argument)
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and is_verb(text.value)
    }


def is_verb(text: str) -> bool:
    head, dot, tail = text.partition(".")
    return bool(dot) and head.isidentifier() and tail.isidentifier() and text.islower()


def test_every_recorded_verb_has_its_word():
    found = verbs_recorded()
    assert len(found) > 20
    assert {verb: place for verb, place in found.items() if verb not in WORDS} == {}


def workflows() -> dict[str, Workflow]:
    """Every workflow of our apps, by the app it stands in."""
    return {
        f"{module.__name__.partition('.')[0]} {name}": value
        for module in list(sys.modules.values())
        if module.__name__.partition(".")[0] in APPS
        for name, value in vars(module).items()
        if isinstance(value, Workflow)
    }


def test_every_move_has_its_word():
    assert workflows()
    missing = [
        f"{place}: {move}"
        for place, workflow in workflows().items()
        for move in workflow.moves
        if not any(verb.endswith(f".{move}") for verb in WORDS)
    ]
    assert missing == []


def test_no_word_is_empty_and_none_is_english():
    assert [verb for verb, word in WORDS.items() if not str(word) or str(word).isascii()] == []
