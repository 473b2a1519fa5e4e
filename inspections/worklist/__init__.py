"""What waits for a member around inspections."""

from inspections.worklist import draws, merges, plans, visits

__all__ = ["draws", "merges", "plans", "visits"]
