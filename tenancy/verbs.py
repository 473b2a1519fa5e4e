"""The words for what was done: the audit ledger keeps a verb, people read a word.

Each app names its verbs in its own `verbs.py`; a test finds verbs that nobody named.
"""

from collections.abc import Mapping

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, str | Promise] = {}


def name_verbs(words: Mapping[str, str | Promise]) -> None:
    """Give `app.verb` its word."""
    _WORDS.update(words)


def word_for(verb: str) -> str:
    """How people read the verb; an unknown one stays as it is, for old entries outlive the code that wrote them."""
    return str(_WORDS.get(verb, verb))


def verb_choices() -> list[tuple[str, str | Promise]]:
    """Every verb with its word, for filters."""
    return sorted(_WORDS.items(), key=lambda named: named[0])


def kind_for(row_kind: str) -> str:
    """How people call the kind of a row: "tenancy.department" → 部门."""
    try:
        return str(apps.get_model(row_kind)._meta.verbose_name)
    except LookupError:
        return row_kind


name_verbs(
    {
        "account.sign_in": _("登录"),
        "account.sign_out": _("退出登录"),
        "account.sign_in_failed": _("登录失败"),
        "account.wrong_code": _("验证码错误"),
        "account.locked": _("账号锁定"),
        "account.unlocked": _("解锁账号"),
        "account.password_changed": _("修改密码"),
        "account.second_factor_added": _("启用两步验证"),
        "account.second_factor_removed": _("停用两步验证"),
        "account.second_factor_reset": _("重置两步验证"),
        "account.signed_out_everywhere": _("强制退出登录"),
        "account.sessions_ended": _("退出其他设备"),
        "reference.add": _("新增基础数据"),
        "reference.change": _("修改基础数据"),
    }
)
