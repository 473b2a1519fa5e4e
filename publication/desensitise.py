"""Take personal data out of text before it becomes public (DOMAIN 5.2 no. 26). Pure: no database.

The rules are a table: what it is, how it looks, what stands in its place. Names of companies and of officials acting in
their office stay; what identifies or reaches a private person goes.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publication.kinds import Kind, withheld_note

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ID_CHECKS = "10X98765432"


@dataclass(frozen=True)
class Rule:
    """One kind of personal data: `pattern` finds candidates, `is_it` decides, `mask` says what stays readable."""

    name: str
    pattern: re.Pattern[str]
    mask: Callable[[str], str]
    is_it: Callable[[str], bool] = bool


@dataclass(frozen=True)
class Masked:
    """One place where something was taken out: the field's path, what it was, and what stands there now."""

    path: str
    rule: str
    shown: str


def is_identity_number(text: str) -> bool:
    """Whether eighteen marks are a resident identity number (GB 11643): a date inside and the right check mark."""
    body, check = text[:17], text[17:].upper()
    if not body.isdecimal() or not ("1900" <= body[6:10] <= "2099") or not ("01" <= body[10:12] <= "12"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == check


def passes_luhn(text: str) -> bool:
    """Whether digits carry a bank card's check digit."""
    digits = [int(digit) for digit in reversed(text)]
    doubled = [value * 2 - 9 * (value > 4) for value in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _ends(first: int, last: int) -> Callable[[str], str]:
    """Keep so many marks at either end."""
    return lambda text: text[:first] + "*" * (len(text) - first - last) + (text[-last:] if last else "")


def _name_of_mail(text: str) -> str:
    name, _, host = text.partition("@")
    return f"{name[:1]}***@{host}"


def _without_door(text: str) -> str:
    """An address down to the street or village; building, unit and room go."""
    return re.sub(r"\d+(?:号楼|栋|幢|单元|室|号|组|户).*$", "***", text)


RULES = [
    Rule("居民身份证号", re.compile(r"(?<![0-9A-Z])\d{17}[0-9Xx](?![0-9A-Z])"), _ends(6, 0), is_identity_number),
    Rule("银行卡号", re.compile(r"(?<![0-9A-Z])\d{16,19}(?![0-9A-Z])"), _ends(0, 4), passes_luhn),
    Rule("手机号码", re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), _ends(3, 4)),
    Rule("电子邮箱", re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"), _name_of_mail),
    Rule("机动车号牌", re.compile(f"[{_PLATES}][A-Z][A-Z0-9]{{5,6}}(?![A-Z0-9])"), _ends(2, 0)),
    Rule("家庭住址", re.compile(r"(?<=住址[:：])[^,，。;；\s]+|(?<=住所[:：])[^,，。;；\s]+"), _without_door),
]  # fmt: skip


_ANY = re.compile("|".join(rule.pattern.pattern for rule in RULES))
"""What no rule could find anything in, as nearly every text, is looked through once."""


def mask_text(text: str) -> tuple[str, list[str]]:
    """The text without personal data, and the names of the rules that found some, in the order of the table."""
    found: list[str] = []
    if not _ANY.search(text):
        return text, found
    for rule in RULES:

        def put(match: re.Match[str], rule: Rule = rule) -> str:
            value = match.group()
            if not rule.is_it(value) or rule.mask(value) == value:
                return value
            found.append(rule.name)
            return rule.mask(value)

        text = rule.pattern.sub(put, text)
    return text, list(dict.fromkeys(found))


def desensitise(snapshot: Any, path: str = "") -> tuple[Any, list[Masked]]:
    """A snapshot (nested dicts, lists, text, numbers) with every text masked, and what was masked where."""
    if isinstance(snapshot, str):
        shown, rules = mask_text(snapshot)
        return shown, [Masked(path, rule, shown) for rule in rules]
    if isinstance(snapshot, dict | list):
        clean, masked = {}, []
        for key, value in _items(snapshot):
            clean[key], more = desensitise(value, f"{path}.{key}" if path else str(key))
            masked += more
        return (clean if isinstance(snapshot, dict) else list(clean.values())), masked
    return snapshot, []


def sanitised(kind: Kind, snapshot: Mapping[str, Any], withheld: Sequence[str]) -> dict[str, Any]:
    """The snapshot as it may be shown: withheld fields replaced by a note, personal data masked."""
    shown = {name: withheld_note() if name in withheld else value for name, value in snapshot.items()}
    return desensitise(shown)[0] | exact_fields(kind, shown)


def exact_fields(kind: Kind, snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """What is published as it came: hashes, codes, and those whom the law wants named."""
    return {name: value for name, value in snapshot.items() if kind.fields[name].is_exact}


def _items(snapshot: dict | list) -> Iterator[tuple[Any, Any]]:
    return iter(snapshot.items()) if isinstance(snapshot, dict) else iter(enumerate(snapshot))
