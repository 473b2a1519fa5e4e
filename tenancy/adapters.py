"""How django-allauth fits in: accounts are made by administrators, never by signing up."""

import base64
import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from tenancy.hats import hats_of, settings_of
from tenancy.models import Member
from tenancy.scope import scope


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("登录名或工号")
        login.help_text = _("工号在多个地区重复时，请在前面加上区划代码，如 610703/1024。")
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)
        password.help_text = ""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("登录名或密码不正确。连续输错五次，账号将锁定十五分钟。"),
        "too_many_login_attempts": _("尝试次数过多，请十五分钟后再试，或请本地区安全保密员解锁。"),
        "enter_current_password": _("当前密码不正确。"),
        "incorrect_password": _("密码不正确。"),
        "incorrect_code": _("验证码不正确。请核对手机时间，并使用最新的验证码。"),
        "rate_limited": _("操作过于频繁，请稍后再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Member, password: str) -> None:
        """A member who chose a password has met the demand to change the first one."""
        user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Signing in a few minutes ago proves as much as typing the password again."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("您的角色必须使用两步验证，不能停用。更换手机请联系本地区安全保密员。"),
    }

    def get_totp_label(self, user: Member) -> str:
        return user.username

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not while one of the member's hats demands it."""
        member = authenticator.user
        return not any(_demands(member, hat) for hat in hats_of(member, timezone.localdate()))

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def display_name(member: Member) -> str:
    return member.name


def _demands(member: Member, hat: Any) -> bool:
    with scope(hat.tenant, member=member):
        return hat.role in settings_of(hat.tenant).second_factor_roles


def _cipher() -> MultiFernet:
    """Seeds of second factors are stored encrypted; a rotated key is read as long as it is a fallback."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factor").derive(force_bytes(secret))
    return base64.urlsafe_b64encode(derived)
