"""Password rules beyond Django's own."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_CLASSES = (str.islower, str.isupper, str.isdigit, lambda mark: not mark.isalnum())


class MixedCharactersValidator:
    """At least three of lower case, upper case, digits and other marks."""

    def validate(self, password: str, user: object = None) -> None:
        kinds = sum(any(map(belongs, password)) for belongs in _CLASSES)
        if kinds < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("密码须包含大写字母、小写字母、数字、符号中的至少三类。")
