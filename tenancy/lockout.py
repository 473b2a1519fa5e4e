"""What django-axes counts by: the account that was meant, however it was typed, and the address it came from."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest
from django.utils import timezone

from tenancy.backends import login_id
from tenancy.models import Member

_ACCOUNT = "member:"


def account_key(member_id: int) -> str:
    """How failures of one account are counted."""
    return f"{_ACCOUNT}{member_id}"


def member_of_key(key: str) -> int | None:
    """The reverse of `account_key`; None for a name that means no account."""
    return int(key.removeprefix(_ACCOUNT)) if key.startswith(_ACCOUNT) else None


def attempted_account(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The key of the account meant by this attempt.

    Its 登录名 and its 工号 count together. A name that means nobody is kept as a digest: it may be a password typed
    into the wrong field.
    """
    given = credentials or {}
    typed = given.get("username") or given.get("login") or request.POST.get("login") or ""
    found = login_id(typed)
    return account_key(found) if found else "unknown:" + hashlib.sha256(typed.encode()).hexdigest()[:24]


def client_address(request: HttpRequest) -> str:
    """The address the request came from; forwarded headers count only behind trusted proxies."""
    return get_client_ip(request) or "0.0.0.0"  # noqa: S104 no address to listen on


def locked_accounts(*, of: Member | None = None) -> dict[int, datetime]:
    """Number of a locked member → when all its addresses may try again; of one member or of all, of whatever place."""
    span = get_cool_off() or timedelta()
    tries = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - span)
    tries = tries.filter(username=account_key(of.pk)) if of else tries.filter(username__startswith=_ACCOUNT)
    by_address = tries.values("username", "ip_address").annotate(
        failures=Sum("failures_since_start"), newest=Max("attempt_time")
    )
    locks = by_address.filter(failures__gte=settings.AXES_FAILURE_LIMIT).order_by("newest")
    return {member_of_key(lock["username"]) or 0: lock["newest"] + span for lock in locks}


def forgive(member: Member) -> int:
    """Forget the failed sign-ins of an account, from every address; returns how many rows there were."""
    return reset(username=account_key(member.pk))
