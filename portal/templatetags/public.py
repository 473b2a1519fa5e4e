"""What public pages write for machines."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""So that no text can end the script it stands in."""


@register.filter
def linked_data(value: Mapping[str, Any]) -> SafeString:
    """A schema.org description as the data block search engines read; browsers do not run it."""
    text = SafeString(json.dumps(value, ensure_ascii=False).translate(ESCAPES))
    return format_html('<script type="application/ld+json">{}</script>', text)
