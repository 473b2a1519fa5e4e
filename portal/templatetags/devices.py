"""A browser's long identification in the words its owner knows it by."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

BROWSERS = [
    ("Edg/", "Edge"),
    ("360SE", "360"),
    ("QIHU", "360"),
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMS = [
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "鸿蒙"),
    ("Android", "Android"),
    ("Kylin", "麒麟"),
    ("UOS", "统信"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
]


@register.filter
def device(user_agent: str) -> str:
    """`Chrome（Windows）`; browsers name each other in their identification, so the first sign found counts."""
    browser = _first(BROWSERS, user_agent) or _("其他浏览器")
    system = _first(SYSTEMS, user_agent)
    return _("%(browser)s（%(system)s）") % {"browser": browser, "system": system} if system else browser


def _first(signs: list[tuple[str, str]], text: str) -> str:
    return next((word for sign, word in signs if sign in text), "")
