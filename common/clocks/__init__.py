"""Statutory clocks: `clocks.start("clues.verify", clue, at=now)` and what is due when."""

from common.clocks.lengths import LengthInForce, drop_length, length_in_force, lengths_in_force, set_length
from common.clocks.rules import RULES, ClockRule, UnknownRule, register, rule_named
from common.clocks.running import ClockRefused, pause, recompute, recompute_after, resume, running_clock, start, stop
from common.clocks.states import (
    DueState,
    day_state,
    due_state,
    overdue_clocks,
    running_clocks,
    soon_day,
    waiting_clocks,
)
from common.clocks.yearbooks import YearRefused, calendar_for, enter_year, tell_places

__all__ = [
    "RULES",
    "ClockRefused",
    "ClockRule",
    "DueState",
    "LengthInForce",
    "UnknownRule",
    "YearRefused",
    "calendar_for",
    "day_state",
    "drop_length",
    "due_state",
    "enter_year",
    "length_in_force",
    "lengths_in_force",
    "overdue_clocks",
    "pause",
    "recompute",
    "recompute_after",
    "register",
    "resume",
    "rule_named",
    "running_clock",
    "running_clocks",
    "set_length",
    "soon_day",
    "start",
    "stop",
    "tell_places",
    "waiting_clocks",
]
