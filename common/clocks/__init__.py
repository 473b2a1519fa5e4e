"""Statutory clocks: `clocks.start("clues.verify", clue, at=now)` and what is due when."""

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
    "UnknownRule",
    "YearRefused",
    "calendar_for",
    "day_state",
    "due_state",
    "enter_year",
    "overdue_clocks",
    "pause",
    "recompute",
    "recompute_after",
    "register",
    "resume",
    "rule_named",
    "running_clock",
    "running_clocks",
    "soon_day",
    "start",
    "stop",
    "tell_places",
    "waiting_clocks",
]
