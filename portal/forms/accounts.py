"""The forms of django-allauth in our words: no placeholder repeating a label, no link to a reset that is not there."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CODE = {"code": (_("验证码"), _("6 位数字，每 30 秒更换一次。"))}


class OwnWords:
    """Labels and help of each field, as `words` has them."""

    words: dict[str, tuple[Promise, Promise | str]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)


class OwnChangePasswordForm(OwnWords, ChangePasswordForm):
    words = {
        "oldpassword": (_("当前密码"), ""),
        "password1": (_("新密码"), _("至少 10 个字符，大写字母、小写字母、数字、符号至少用三种，不与姓名、工号相近。")),
        "password2": (_("再输一次新密码"), ""),
    }


class OwnReauthenticateForm(OwnWords, ReauthenticateForm):
    words = {"password": (_("密码"), "")}


class CodeForm(OwnWords, AuthenticateForm):
    words = {"code": (_("验证码或恢复码"), "")}


class CodeAgainForm(OwnWords, ReauthenticateByCodeForm):
    words = CODE


class FirstCodeForm(OwnWords, ActivateTOTPForm):
    words = CODE
