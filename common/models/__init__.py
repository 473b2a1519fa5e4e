"""Models of the mechanisms every app uses."""

from common.models.attachments import Attachment
from common.models.clocks import CalendarDay, CalendarYear, Clock, ClockLength, ClockPause
from common.models.exports import Document, Export
from common.models.filters import SavedFilter
from common.models.imports import ColumnMapping, ImportBatch, ImportState, StagedPart, StagedRow, Verdict
from common.models.jobs import JobRun, JobState, Timetable
from common.models.notices import Notice
from common.models.numbering import Counter

__all__ = [
    "Attachment",
    "CalendarDay",
    "CalendarYear",
    "Clock",
    "ClockLength",
    "ClockPause",
    "ColumnMapping",
    "Counter",
    "Document",
    "Export",
    "ImportBatch",
    "ImportState",
    "JobRun",
    "JobState",
    "Notice",
    "SavedFilter",
    "StagedPart",
    "StagedRow",
    "Timetable",
    "Verdict",
]
