"""Lists of inspections as files."""

from inspections.exports import plans, visits

__all__ = ["plans", "visits"]
