"""Password rules beyond Django's own."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tenancy.models import Member

_CLASSES = (str.islower, str.isupper, str.isdigit, lambda mark: not mark.isalnum())


class LongEnoughValidator(MinimumLengthValidator):
    """Django's rule; its sentence is not translated in the version in use."""

    def get_error_message(self) -> str:
        return _("密码太短，至少要有 %(length)s 个字符。") % {"length": self.min_length}


class MixedCharactersValidator:
    """At least three of lower case, upper case, digits and other marks."""

    def validate(self, password: str, user: Member | None = None) -> None:
        kinds = sum(any(map(belongs, password)) for belongs in _CLASSES)
        if kinds < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("密码须包含大写字母、小写字母、数字、符号中的至少三类。")


class NotTheSameValidator:
    """A change must change something: the first password is known to whoever made the account."""

    def validate(self, password: str, user: Member | None = None) -> None:
        if user is not None and user.pk and check_password(password, user.password):
            raise ValidationError(self.get_help_text(), code="password_unchanged")

    def get_help_text(self) -> str:
        return _("新密码不能与原密码相同。")
