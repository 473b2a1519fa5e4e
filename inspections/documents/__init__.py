"""Papers of inspections."""

from inspections.documents import draws, ratings, visits

__all__ = ["draws", "ratings", "visits"]
