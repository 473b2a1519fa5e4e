"""What administrators do for the accounts of their place; every act is recorded."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from tenancy.audit import record
from tenancy.lockout import forgive
from tenancy.models import Member
from tenancy.scope import scope
from tenancy.sessions import end_sessions


@transaction.atomic
def unlock_account(member: Member, *, actor: Member, note: str = "") -> None:
    """Let a locked account try again at once; needs the scope of the member's home."""
    forgive(member)
    record(actor, "account.unlocked", member, note=note)


@transaction.atomic
def reset_second_factor(member: Member, *, actor: Member, note: str = "") -> None:
    """Forget a lost telephone and the recovery codes, and sign the member out everywhere."""
    Authenticator.objects.filter(user=member).delete()
    end_sessions(member)
    record(actor, "account.second_factor_reset", member, note=note)


@transaction.atomic
def sign_out_everywhere(member: Member, *, actor: Member) -> None:
    """End every session of the member."""
    end_sessions(member)
    record(actor, "account.signed_out_everywhere", member)


@transaction.atomic
def end_own_sessions(member: Member, sessions: list[UserSession]) -> None:
    """A member ends some of the own sessions: a lost device, a forgotten sign-out."""
    for session in sessions:
        session.end()
    if sessions:
        with scope(member.home_id, member=member):
            record(member, "account.sessions_ended", member)
