"""What happens to accounts goes to the audit ledger of the member's home: libraries tell it by their signals.

No address, device or typed name is written down: who, what and when is all an auditor needs.
"""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.handlers.proxy import AxesProxyHandler
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from tenancy.audit import record
from tenancy.lockout import attempted_account, member_of_key
from tenancy.models import Member
from tenancy.scope import scope
from tenancy.sessions import end_sessions, touch


class AxesRequest(HttpRequest):
    """A request as django-axes marks it. For annotations only."""

    axes_locked_out: bool
    axes_failures_since_start: int | None


def _note(verb: str, member: Member, *, actor: Member | None, note: str = "") -> None:
    with scope(member.home_id, member=member):
        record(actor, verb, member, note=note)


def _note_attempt(verb: str, key: str) -> None:
    """Somebody tried: the actor is unknown, the account may be."""
    member_id = member_of_key(key)
    if member_id is not None:
        with scope(member=member_id):
            _note(verb, Member.objects.get(pk=member_id), actor=None)


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest, user: Member, **_: Any) -> None:
    touch(request.session, timezone.now())
    _note("account.sign_in", user, actor=user)


@receiver(user_logged_out)
def note_sign_out(user: Member | None, **_: Any) -> None:
    if user is not None:
        _note("account.sign_out", user, actor=user)


@receiver(user_login_failed)
def note_failed_sign_in(credentials: dict[str, Any], request: AxesRequest, **_: Any) -> None:
    """Failures while the account is locked are not noted one by one: the lock was."""
    if not request.axes_locked_out:
        _note_attempt("account.sign_in_failed", attempted_account(request, credentials))


@receiver(user_locked_out)
def note_lockout(request: AxesRequest, username: str, **_: Any) -> None:
    """Note the failure that locked, and drop whatever this browser had begun."""
    request.session.flush()
    if request.axes_failures_since_start:
        _note_attempt("account.locked", username)


@receiver(authentication_failed)
def note_wrong_code(sender: Any, request: HttpRequest, user: Member, **_: Any) -> None:
    """A wrong second factor counts towards the lock like a wrong password."""
    _note("account.wrong_code", user, actor=None)
    AxesProxyHandler.user_login_failed(sender, {"username": user.username}, request)


@receiver(password_changed)
def note_password(user: Member, **_: Any) -> None:
    _note("account.password_changed", user, actor=user)


@receiver(post_save, sender=Authenticator)
def note_second_factor(instance: Authenticator, created: bool, **_: Any) -> None:
    """Noted when the row is made, in its transaction: allauth's own signal comes after the commit."""
    if created:
        _note("account.second_factor_added", instance.user, actor=instance.user, note=instance.get_type_display())


@receiver(authenticator_added)
def end_unproved_sessions(request: HttpRequest, user: Member, **_: Any) -> None:
    """Sessions opened with the password alone end when a second factor is set up in another one."""
    with scope(member=user):
        end_sessions(user, but=request.session.session_key)


@receiver(authenticator_removed)
def note_second_factor_removed(user: Member, authenticator: Authenticator, **_: Any) -> None:
    _note("account.second_factor_removed", user, actor=user, note=authenticator.get_type_display())
