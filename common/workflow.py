"""Change state, the one way: lock the row, check the move, write it and its audit entry in one transaction.

A workflow is a table of moves. The same table draws the buttons (`open_to`) and refuses the act (`take`), so the screen
and the rule cannot disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.refusals import Refused
from tenancy.audit import record, record_all
from tenancy.models import Member


class MoveRefused(Refused):
    """A move that may not be made now."""


class UnknownMove(LookupError):
    """A move name the workflow does not have: a slip in the code."""


@dataclass(frozen=True)
class Move:
    """From which states, to which state, with which permission, and what must be given.

    `label` is the word on the button. `is_dangerous` puts it in the menu; `reason_required` asks for a note. `or_to`
    are other states it may lead to; who takes it says which.
    """

    source: frozenset[str] | set[str]
    target: str
    permission: str
    label: str | Promise = ""
    reason_required: bool = False
    is_dangerous: bool = False
    or_to: frozenset[str] | set[str] = frozenset()

    @property
    def targets(self) -> list[str]:
        """Every state it may lead to."""
        return sorted({self.target, *self.or_to})


@dataclass(frozen=True)
class OpenMove:
    """A move as one member finds it on one row."""

    name: str
    move: Move

    @property
    def label(self) -> str:
        return str(self.move.label or self.name)


@dataclass(frozen=True)
class Workflow:
    """The states of one model and the moves between them.

    `states` maps each state to its label. `Workflow(states, accept=Move(…), …)` keeps the moves in the order given.
    """

    states: Mapping[str, str | Promise]
    moves: Mapping[str, Move] = field(default_factory=dict)

    def __init__(self, states: Mapping[str, str | Promise], **moves: Move) -> None:
        object.__setattr__(self, "states", states)
        object.__setattr__(self, "moves", moves)
        for name, move in moves.items():
            unknown = {*move.source, *move.targets} - set(states)
            if unknown:
                raise ValueError(f"move {name} speaks of unknown states {sorted(unknown)}")

    @property
    def choices(self) -> list[tuple[str, str | Promise]]:
        """For the model's `state` field."""
        return list(self.states.items())

    def known(self) -> models.Q:
        """For the model's check constraint."""
        return models.Q(state__in=list(self.states))

    def open_to(self, row: Any, member: Member) -> list[OpenMove]:
        """The moves `member` may make on `row` as it stands: the page's buttons, in the table's order."""
        return [
            OpenMove(name, move)
            for name, move in self.moves.items()
            if row.state in move.source and member.may(move.permission, row)
        ]

    def take(
        self, row: Any, name: str, *, actor: Member | None, note: str = "", changes: Any = None, to: str = ""
    ) -> Any:
        """Make the move on `row` (locked, refreshed and saved) and record it as `app.move` in the audit ledger.

        `to` is the state it leads to, of several. Raises `MoveRefused` when the state, the permission or a missing
        reason forbids it. `actor` None is the system itself, which needs no permission.
        """
        move = self._named(name)
        with transaction.atomic():
            locked = type(row).everything.select_for_update(of=("self",)).get(pk=row.pk)
            self._check(move, locked, actor, note)
            row.state = self._target(move, to)
            type(row).everything.filter(pk=row.pk).update(state=row.state)
            told = {**self._change(locked.state, row.state), **(changes or {})}
            record(actor, f"{row._meta.app_label}.{name}", row, note=note, changes=told)
        return row

    def check(self, row: Any, name: str, *, actor: Member | None) -> None:
        """Raise `MoveRefused` where `take` would with a reason given; nothing is locked or changed."""
        self._check(self._named(name), row, actor, note=name)

    def take_all(
        self, rows: Sequence[Any], name: str, *, actor: Member | None, values: Mapping[str, Any] | None = None
    ) -> None:
        """`take` for rows of one model in one state, locked by the caller: all or none, in few statements.

        `values` are other columns written along, the same for all.
        """
        if not rows:
            return
        move, first = self._named(name), rows[0]
        for row in rows:
            self._check(move, row, actor, "")
        change = self._change(first.state, move.target)
        with transaction.atomic():
            type(first).everything.filter(pk__in=[row.pk for row in rows]).update(state=move.target, **(values or {}))
            for row in rows:
                row.state = move.target
            record_all(actor, f"{first._meta.app_label}.{name}", rows, changes=change)

    def _change(self, before: str, after: str) -> dict[str, Any]:
        return {_("状态"): [str(self.states[before]), str(self.states[after])]}

    def _target(self, move: Move, to: str) -> str:
        if to and to not in move.targets:
            raise UnknownMove(f"{move.label} does not lead to {to}")
        return to or move.target

    def _named(self, name: str) -> Move:
        try:
            return self.moves[name]
        except KeyError:
            raise UnknownMove(name) from None

    def _check(self, move: Move, row: Any, actor: Member | None, note: str) -> None:
        if row.state not in move.source:
            raise MoveRefused(self._wrong_state(move, row))
        if actor is not None and not actor.may(move.permission, row):
            raise MoveRefused(
                _("您当前的身份不能办理“%(move)s”，请切换身份或请有权限的人员办理。") % {"move": move.label}
            )
        if move.reason_required and not note.strip():
            raise MoveRefused(_("办理“%(move)s”须填写理由。") % {"move": move.label})

    def _wrong_state(self, move: Move, row: Any) -> str:
        return _("当前状态为“%(now)s”，只有“%(needed)s”时才能办理“%(move)s”。请刷新页面查看最新状态。") % {
            "now": self.states.get(row.state, row.state),
            "needed": self._names(move.source),
            "move": move.label,
        }

    def _names(self, states: Iterable[str]) -> str:
        return _("、").join(str(label) for state, label in self.states.items() if state in states)

    def diagram(self) -> str:
        """The workflow as a Mermaid state diagram, for `docs/`."""
        lines = ["stateDiagram-v2"]
        lines += [f"    {state}: {label}" for state, label in self.states.items()]
        for name, move in self.moves.items():
            pairs = [
                (source, target)
                for source in sorted(move.source)
                for target in move.targets
                if source != target or not move.or_to
            ]
            lines += [f"    {source} --> {target}: {move.label or name}" for source, target in pairs]
        return "\n".join(lines)
