"""Clues for tests, sent through the service."""

from typing import Any

from clues.models import Clue, SourceKind
from clues.services import Package, Source, raise_clue
from registry.models import SupervisedObject
from tenancy.models import Department, Member
from tests.factories.directory import acting

FACT, WHY = "后厨燃气软管老化", "燃气使用安全属于住建部门职责"


def make_clue(row: SupervisedObject, to: Department, actor: Member, number: str = "1", **values: Any) -> Clue:
    """What the actor's department found at `row`, sent to another."""
    package = Package(**{"matter": "对燃气使用的监管", "fact": FACT, "reason": WHY, **values})
    source = Source(SourceKind.FINDING, number, "联检〔2026〕1号", "/610703/findings/1/")
    with acting(actor):
        return raise_clue(row, package, source, sender=actor.hat.department, to=to, actor=actor)
