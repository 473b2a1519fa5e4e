"""What the directory's tests act with: a scope with somebody in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from tenancy.models import Member
from tenancy.scope import scope


@contextmanager
def acting(member: Member) -> Iterator[Member]:
    """Inside the place of the member's hat, as a request of that member is."""
    with scope(member.hat.tenant_id, member=member):
        yield member
