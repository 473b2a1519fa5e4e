"""Models of the mechanisms every app uses."""

from common.models.clocks import CalendarDay, CalendarYear, Clock, ClockPause
from common.models.jobs import JobRun, JobState, Timetable

__all__ = ["CalendarDay", "CalendarYear", "Clock", "ClockPause", "JobRun", "JobState", "Timetable"]
