"""Jobs: registered by name in `tasks.py`, asked for by services, run by the worker, seen by people and the operator."""

from common.jobs.registry import Outcome, UnknownJob, daily, every, job
from common.jobs.runs import JobRefused, Progress, cancel, enqueue, progress, progress_of, result_url, retry, title_of

__all__ = [
    "JobRefused",
    "Outcome",
    "Progress",
    "UnknownJob",
    "cancel",
    "daily",
    "enqueue",
    "every",
    "job",
    "progress",
    "progress_of",
    "result_url",
    "retry",
    "title_of",
]
