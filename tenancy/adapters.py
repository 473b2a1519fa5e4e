"""How django-allauth fits in: accounts are made by administrators, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from tenancy.models import Member


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Member, password: str) -> None:
        """A member who chose a password has met the demand to change the first one."""
        user.must_change_password = False
        super().set_password(user, password)


class SecondFactorAdapter(DefaultMFAAdapter):
    def get_totp_label(self, user: Member) -> str:
        return user.username

    def get_totp_issuer(self) -> str:
        return "跨部门综合监管平台"
