"""What waits for a member around inspections."""

from inspections.worklist import plans, visits

__all__ = ["plans", "visits"]
