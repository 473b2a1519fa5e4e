"""Sign-in by name or employee number, through row-level security."""

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import Value

from tenancy.models import Member
from tenancy.prepared import Blank, Rows
from tenancy.scope import current_scope, enter, reenter


class SignInBackend(AuthenticationBackend):
    """Finds the account by 登录名, 工号, or 区划代码/工号 where an employee number exists in several places."""

    def _authenticate_by_username(self, username: str, password: str) -> Member | None:
        before = current_scope()
        member = self._check_password(load_member(login_id(username)), password)
        if member is None:
            reenter(before)  # whoever mistyped acts for nobody
        return member

    def get_user(self, user_id: Any) -> Member | None:
        member = load_member(user_id)
        return member if member and self.user_can_authenticate(member) else None


def login_id(text: str) -> int | None:
    """The account a sign-in name means, or None; a definer function looks where nobody is signed in yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT login_id(%s)", [text.replace("\0", "").strip()])
        return cursor.fetchone()[0]


def load_member(member_id: Any) -> Member | None:
    """The member with that id, who from here on is the one this transaction acts for."""
    if member_id is None:
        return None
    if current_scope().member != int(member_id):
        enter(current_scope().tenant, member=int(member_id))
    return next(iter(_member().ask({Blank.MEMBER: member_id})), None)


@cache
def _member() -> Rows[Member]:
    return Rows(Member.objects.filter(pk=Value(Blank.MEMBER)).select_related("home").order_by())
