"""What stands between a request and its view: request id, headers, the row-security scope, the hat, the permission."""

import uuid
from collections.abc import Callable
from typing import Any

import structlog
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from tenancy.guards import ACCOUNT, OPEN, SIGNED_IN, permission_of, says
from tenancy.hats import choose_hat, hats_of, needs_second_factor, settings_of
from tenancy.models import Member
from tenancy.requests import PlaceRequest
from tenancy.scope import REQUEST_ID, enter, scope
from tenancy.sessions import is_idle, touch

GetResponse = Callable[[PlaceRequest], HttpResponse]

READING = ("GET", "HEAD")
PERMISSIONS_POLICY = "camera=(self), geolocation=(self), microphone=(self), payment=(), usb=(), browsing-topics=()"
"""Evidence is photographed, recorded and located on the spot; nothing else of the device is used."""


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


class HeadersMiddleware:
    """The security headers that Django and django-csp have no setting for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PlaceRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ScopeMiddleware:
    """Run the request in one transaction scoped to the signed-in member; roll it back when the page failed.

    A view that refuses (403, 404) is undone too: `ATOMIC_REQUESTS` gives each view a savepoint inside this transaction.
    Who reads the public site is nobody, and its pages ask another connection: nothing is opened for them, so that
    whatever they asked of ours would find nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PlaceRequest) -> HttpResponse:
        if request.method in READING and request.path_info.startswith(settings.PUBLIC_PATH):
            return self.get_response(request)
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
        request.tenant = request.member = None  # type: ignore[assignment]
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: PlaceRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        permission = permission_of(view)
        if permission is None:
            raise ImproperlyConfigured(f"{view} names no permission")
        if permission == OPEN:
            return None
        member = _present_member(request)
        if permission == ACCOUNT:
            return None
        if member is None:
            return _sign_in(request)
        tenant_code = kwargs.pop("tenant", 0 if permission == "reference.manage" else None)
        if tenant_code is not None:
            _enter_tenant(request, member, tenant_code, view)
        gate = _gate(request, member, view)
        if gate is None:
            _check(member, permission)
        return gate


def _present_member(request: PlaceRequest) -> Member | None:
    """Who is signed in; a session nobody has used for too long ends here.

    What a page asks for by itself (marked X-Poll) does not count as use.
    """
    if not request.user.is_authenticated:
        return None
    now = timezone.now()
    if is_idle(request.session, now):
        logout(request)
        messages.info(request, _("您长时间没有操作，已自动退出，请重新登录。"))
        return None
    if "X-Poll" not in request.headers:
        touch(request.session, now)
    member = request.member = request.user
    request.hats = SimpleLazyObject(lambda: hats_of(member, timezone.localdate()))  # type: ignore[assignment]
    return member


def _enter_tenant(request: PlaceRequest, member: Member, code: int, view: Callable) -> None:
    hat = choose_hat(request.hats, code, request.session)
    if hat is None or not hat.tenant.is_tenant:
        raise Http404
    member.hat = hat
    tenant = request.tenant = hat.tenant
    enter(tenant, member=member, down=says(view, "reads_down", False))
    structlog.contextvars.bind_contextvars(tenant=tenant.pk, member=member.pk)
    request.settings = settings_of(tenant)
    if "X-Poll" not in request.headers:
        touch(request.session, timezone.now(), request.settings.idle_minutes)


def _gate(request: PlaceRequest, member: Member, view: Callable) -> HttpResponse | None:
    """Before anything else: the first password changed, a second factor set up, the password typed again."""
    if member.must_change_password:
        return _go(request, resolve_url("account_change_password"))
    if request.tenant and needs_second_factor(member, request.settings):
        if not request.htmx:
            messages.info(request, _("您的角色须使用两步验证，启用后才能继续办理业务。"))
        return _go(request, resolve_url("mfa_activate_totp"))
    if says(view, "is_sensitive", False) and is_reauthentication_required(request, app=""):
        return _sign_in(request, "account_reauthenticate")
    return None


def _sign_in(request: PlaceRequest, page: str = "account_login") -> HttpResponse:
    """To the sign-in page and back to the page the reader was on."""
    current = request.htmx.current_url_abs_path if request.htmx else None
    answer = redirect_to_login(current or request.get_full_path(), resolve_url(page))
    return _go(request, answer.url)


def _go(request: PlaceRequest, url: str) -> HttpResponse:
    """Send the whole page there, also when only a part of it was asked for."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _check(member: Member, permission: str) -> None:
    if permission == SIGNED_IN or member.may(permission):
        return
    raise PermissionDenied(
        _("您当前的身份“%(hat)s”没有这项权限。请切换身份，或联系本地区统筹管理员。") % {"hat": member.hat}
    )
