"""Papers of inspections."""

from inspections.documents import draws, visits

__all__ = ["draws", "visits"]
