"""What stands between a request and its view: request id, the row-security scope, the hat, the permission."""

import uuid
from collections.abc import Callable
from typing import Any

import structlog
from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tenancy.guards import OPEN, SIGNED_IN, permission_of
from tenancy.hats import choose_hat, needs_second_factor, settings_of
from tenancy.models import Member, Region
from tenancy.requests import PlaceRequest
from tenancy.scope import REQUEST_ID, enter, scope

GetResponse = Callable[[PlaceRequest], HttpResponse]

_WAY_IN = {"account_change_password", "account_logout", "account_reauthenticate"}
_TO_SECOND_FACTOR = _WAY_IN | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}


class RequestIdMiddleware:
    """Give every request a number that its log lines, history rows and audit entries share."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PlaceRequest) -> HttpResponse:
        number = uuid.uuid4().hex[:16]
        token = REQUEST_ID.set(number)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=number)
        try:
            response = self.get_response(request)
        finally:
            REQUEST_ID.reset(token)
        response["X-Request-Id"] = number
        return response


class ScopeMiddleware:
    """Run the request in one transaction scoped to the signed-in member; roll it back when the page failed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PlaceRequest) -> HttpResponse:
        with scope(member=_session_member(request)):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def _session_member(request: PlaceRequest) -> int | None:
    """Who the session belongs to, also between password and second factor."""
    signed_in = request.session.get(SESSION_KEY)
    if signed_in is not None:
        return int(signed_in)
    pending = request.session.get("account_login") or {}
    number = pending.get("user_pk")
    return url_str_to_user_pk(number) if number else None


class GuardMiddleware:
    """Before any view: who may call it, in which place, wearing which hat.

    An outsider gets 404, because existence is information; a member whose role lacks the permission is told so.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PlaceRequest) -> HttpResponse:
        request.tenant = None  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: PlaceRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        permission = permission_of(view)
        if permission is None:
            raise ImproperlyConfigured(f"{view} names no permission")
        member = request.user if request.user.is_authenticated else None
        request.member = member  # type: ignore[assignment]
        if permission == OPEN:
            return None
        if member is None:
            return redirect_to_login(request.get_full_path())
        tenant_code = kwargs.pop("tenant", 0 if permission == "reference.manage" else None)
        if tenant_code is not None:
            _enter_tenant(request, member, tenant_code, view)
        gate = _gate(request, member)
        if gate is None:
            _check(member, permission)
        return gate


def _enter_tenant(request: PlaceRequest, member: Member, code: int, view: Callable) -> None:
    tenant = Region.objects.filter(pk=code, is_tenant=True).first()
    hat = choose_hat(member, tenant, request.session, timezone.localdate()) if tenant else None
    if tenant is None or hat is None:
        raise Http404
    member.hat = hat
    request.tenant = tenant
    enter(tenant, member=member, down=getattr(getattr(view, "view_class", view), "reads_down", False))
    structlog.contextvars.bind_contextvars(tenant=tenant.pk, member=member.pk)
    _prolong(request, tenant)


def _prolong(request: PlaceRequest, tenant: Region) -> None:
    """Idle time starts anew with every page a person asks for, not with what a page asks for by itself."""
    if "X-Poll" not in request.headers:
        request.session.set_expiry(settings_of(tenant).idle_minutes * 60)


def _gate(request: PlaceRequest, member: Member) -> HttpResponse | None:
    """The first password is changed, and a second factor set up, before anything else."""
    name = request.resolver_match.url_name if request.resolver_match else None
    if member.must_change_password and name not in _WAY_IN:
        return redirect("account_change_password")
    if name not in _TO_SECOND_FACTOR and needs_second_factor(member):
        return redirect("mfa_activate_totp")
    return None


def _check(member: Member, permission: str) -> None:
    if permission == SIGNED_IN or member.may(permission):
        return
    raise PermissionDenied(
        _("您当前的身份“%(hat)s”没有这项权限。请切换身份，或联系本地区统筹管理员。") % {"hat": member.hat}
    )
