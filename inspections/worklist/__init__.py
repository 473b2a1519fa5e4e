"""What waits for a member around inspections."""

from inspections.worklist import draws, figures, merges, plans, visits

__all__ = ["draws", "figures", "merges", "plans", "visits"]
