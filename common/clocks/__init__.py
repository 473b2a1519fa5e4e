"""Statutory clocks: `clocks.start("clues.verify", clue, at=now)` and what is due when."""

from common.clocks.rules import RULES, ClockRule, UnknownRule, register, rule_named
from common.clocks.running import ClockRefused, pause, recompute, resume, running_clock, start, stop
from common.clocks.states import DueState, due_state, overdue_clocks, running_clocks, soon_day, waiting_clocks

__all__ = [
    "RULES",
    "ClockRefused",
    "ClockRule",
    "DueState",
    "UnknownRule",
    "due_state",
    "overdue_clocks",
    "pause",
    "recompute",
    "register",
    "resume",
    "rule_named",
    "running_clock",
    "running_clocks",
    "soon_day",
    "start",
    "stop",
    "waiting_clocks",
]
