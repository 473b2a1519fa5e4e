"""The row-security scope: which tenant this transaction reads and writes, and for whom.

PostgreSQL row-level security compares every tenant-owned row with four settings that live as long as the
transaction: `app.lo` and `app.hi` (the range that may be read), `app.tenant` (the one that may be written) and
`app.member` (who is signed in). Nothing set means nothing seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pghistory
from django.db import connection, transaction

from tenancy.regions import last_code

if TYPE_CHECKING:
    from tenancy.models import Member, Region

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


@dataclass(frozen=True)
class Scope:
    """What one transaction may see: codes `lo`–`hi` for reading, `tenant` for writing, acting as `member`."""

    lo: int | None = None
    hi: int | None = None
    tenant: int | None = None
    member: int | None = None


NOTHING = Scope()
_NO_RANGE = (0, -1)
"""Nothing lies between; `deploy/roles.sql` gives every connection the same until a scope is opened."""
_current: ContextVar[Scope] = ContextVar("scope", default=NOTHING)


def current_scope() -> Scope:
    """The scope of the running transaction; `NOTHING` outside of one."""
    return _current.get()


def _apply(new: Scope) -> None:
    """Tell PostgreSQL; the settings end with the transaction, also behind a pooler."""
    lo, hi = _NO_RANGE if new.lo is None or new.hi is None else (new.lo, new.hi)
    values = [str(lo), str(hi), *("" if value is None else str(value) for value in (new.tenant, new.member))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.lo', %s, true), set_config('app.hi', %s, true),"
            " set_config('app.tenant', %s, true), set_config('app.member', %s, true)",
            values,
        )


def _number(row: "Region | Member | int | None") -> int | None:
    return row if row is None or isinstance(row, int) else row.pk


def _scope_of(tenant: "Region | int | None", member: "Member | int | None", down: bool) -> Scope:
    code = _number(tenant)
    highest = last_code(code) if down and code is not None else code
    return Scope(lo=code, hi=highest, tenant=code, member=_number(member))


@contextmanager
def scope(
    tenant: "Region | int | None" = None, *, member: "Member | int | None" = None, down: bool = False
) -> Iterator[Scope]:
    """Open a transaction that sees one tenant.

    Shapes: `tenant` is a region code or a `Region` (its primary key is the code); `member` an id or a `Member`.
    With `down` the places below may be read too, never written. Scopes nest; leaving restores the one before.
    After an error the rollback of the savepoint restores PostgreSQL's settings by itself.
    """
    new = _scope_of(tenant, member, down)
    before = _current.get()
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        token = _current.set(new)
        _apply(new)
        try:
            with pghistory.context(member=new.member, request=REQUEST_ID.get()):
                yield new
        finally:
            _current.reset(token)
        if not is_outermost and not connection.needs_rollback:
            _apply(before)


def enter(tenant: "Region | int | None" = None, *, member: "Member | int | None" = None, down: bool = False) -> None:
    """Change the running scope in place: the middleware learns the member and the tenant while it serves a request."""
    reenter(_scope_of(tenant, member, down))


def reenter(new: Scope) -> None:
    """Change the running scope in place to one had before."""
    pghistory.context(member=new.member)
    _current.set(new)
    _apply(new)
