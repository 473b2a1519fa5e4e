"""How a place is written in a URL: /610703/…"""

from typing import Any

from tenancy.regions import parse_code, short_code


class TenantConverter:
    """Six digits, nine for a township, twelve for anything smaller; in Python the 12-digit code."""

    regex = r"\d{12}|\d{9}|\d{6}"

    def to_python(self, value: str) -> int:
        code = parse_code(value)
        if short_code(code) != value:
            raise ValueError(value)
        return code

    def to_url(self, value: Any) -> str:
        return short_code(int(getattr(value, "pk", value)))
