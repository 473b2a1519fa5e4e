"""What waits for a member around inspections."""

from inspections.worklist import merges, plans, visits

__all__ = ["merges", "plans", "visits"]
