"""Models of the mechanisms every app uses."""

from common.models.clocks import CalendarDay, CalendarYear, Clock, ClockPause

__all__ = ["CalendarDay", "CalendarYear", "Clock", "ClockPause"]
