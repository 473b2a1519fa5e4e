"""What stands on a member's workbench."""

from datetime import date

from common.worklist import TO_DO, WAITING, Board, Desk, Section, Task, tasks_for
from tenancy.models import Member, Region


def tasks_of(member: Member, tenant: Region, today: date, *keys: str) -> list[Task]:
    """The lines of the sections called `keys`, of all where none is named; the caller has opened the scope."""
    board: Board[Section] = Board()
    for section in [*TO_DO.entries.values(), *WAITING.entries.values()]:
        if not keys or section.key in keys:
            board.register(section)
    return tasks_for(Desk(member, tenant, today), board)[0]
