"""Take personal data out of text before it becomes public (DOMAIN 5.2 no. 26). Pure: no database.

The rules are a table: what it is, how it looks, what stands in its place. Names of companies and of officials acting in
their office stay; what identifies or reaches a private person goes.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from publication.kinds import Kind, unnamed_note, withheld_note
from publication.people import NAMED_BEFORE, NAMED_BEHIND, ROLES, TELLS, family_name, family_names, named

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ID_CHECKS = "10X98765432"
_PROVINCES = {
    str(code)
    for area in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
    for code in range(area[0], area[1] + 1)
}


@dataclass(frozen=True)
class Rule:
    """One kind of personal data: `pattern` finds candidates, `is_it` decides, `mask` says what stays readable.

    What goes is the pattern's group 1, where it has one. `unless_after` is what right before it says that it is
    something else. `needs` are words or marks one of which it cannot do without, asked for first because the pattern
    itself has to be tried at every sign.
    """

    name: str
    pattern: re.Pattern[str]
    mask: Callable[[str], str]
    is_it: Callable[[str], bool] = bool
    unless_after: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None


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


def is_old_identity_number(text: str) -> bool:
    """Whether fifteen digits are a resident identity number of before 1999: a province and a day inside (GB 11643)."""
    try:
        datetime.strptime(f"19{text[6:12]}", "%Y%m%d")  # noqa: DTZ007 a day
    except ValueError:
        return False
    return text[:2] in _PROVINCES


def _name_of_mail(text: str) -> str:
    name, _, host = text.partition("@")
    return f"{name[:1]}***@{host}"


def _without_door(text: str) -> str:
    """An address down to the street or village; building, unit and room go."""
    return re.sub(r"\d+(?:号楼|栋|幢|单元|室|号|组|户).*$", "***", text)


def _hidden(text: str) -> str:
    return "***"


_OTHER = re.compile(r"(?:注册号|登记号|编号|许可证号?|备案号?|批号|文号|条码|单号|订单号?|账号)[:：]?[A-Z]*$")
_ILLNESS = (
    "乙肝|丙肝|甲肝|戊肝|乙型肝炎|乙型病毒性肝炎|肺结核|艾滋病|梅毒|淋病|尖锐湿疣|糖尿病|高血压|冠心病|抑郁症|精神分裂症|精神病"
    "|精神疾病|癫痫|尘肺病?|伤寒|痢疾|霍乱|白血病|尿毒症|哮喘|孕期|怀孕|流产|性病"
)
_ILL = (
    f"(?:活动性|慢性|急性|重度|轻度|早期|晚期)?(?:{_ILLNESS}"
    "|(?!有碍|国务院|法定|职业病防治|规定)[\u4e00-\u9fff]{1,6}?(?:癌|炎|肿瘤|结核|综合征|障碍))"
)
_TESTED = "乙肝|丙肝|HIV|艾滋病?|梅毒|核酸|尿检|毛发|表面抗原"

_HOME = re.compile(
    r"(?:住址|住所|户籍地址?)[:：]([^,，。;；\s]+)|(?:(?<=家住)|(?<=居住于)|(?<=居住在)|(?<=现住))[^,，。;；\s]+"
)

_SAID_TO_BE_ONE = re.compile(r"身份证件?(?:号码|号)?(?:为|是)?[:：]?\s*(\d{14,18}[0-9Xx]?)(?![0-9A-Z])")
"""Whatever its check mark: a number mistyped by one digit tells as much."""

RULES = [
    Rule("居民身份证号", _SAID_TO_BE_ONE, _ends(6, 0)),
    Rule("居民身份证号", re.compile(r"(?<![0-9A-Z])\d{17}[0-9Xx](?![0-9A-Z])"), _ends(6, 0), is_identity_number),
    Rule("银行卡号", re.compile(r"(?<![0-9A-Z])\d{16,19}(?![0-9A-Z])"), _ends(0, 4), passes_luhn),
    Rule("居民身份证号", re.compile(r"(?<![\dA-Z])\d{15}(?![\dA-Z])"), _ends(6, 0), is_old_identity_number, _OTHER),
    Rule("护照或通行证号", re.compile(r"(?:护照|通行证)(?:号码|号)?[:：]?([A-Z]{1,2}\d{7,9})(?!\d)"), _ends(1, 0)),
    Rule("病历号", re.compile(r"(?:病历|住院|就诊卡|医保卡)(?:号码|号)[:：]?([A-Z0-9]{5,})"), _hidden),
    Rule("手机号码", re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), _ends(3, 4)),
    Rule("电子邮箱", re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"), _name_of_mail),
    Rule("机动车号牌", re.compile(f"[{_PLATES}][A-Z][A-Z0-9]{{5,6}}(?![A-Z0-9])"), _ends(2, 0)),
    Rule("家庭住址", _HOME, _without_door, needs=re.compile("住")),
    Rule("健康信息", re.compile(f"(?:患有|罹患|确诊为|确诊|诊断为|诊断患|因患)({_ILL}(?:[、和及]{_ILL})*)"), _hidden),
    Rule("健康信息", re.compile(f"(?:{_TESTED})[\u4e00-\u9fffA-Za-z]{{0,8}}?(?:阳性|阴性)"), _hidden),
    Rule("自然人姓名", NAMED_BEFORE, family_names, needs=ROLES),
    Rule("自然人姓名", NAMED_BEHIND, family_names, needs=TELLS),
]  # fmt: skip


def mask_text(text: str, persons: Sequence[str] = ()) -> tuple[str, list[str]]:
    """The text without personal data, and the names of the rules that found some, in the order of the table.

    `persons` are names known from the record: they go wherever they stand.
    """
    text, by_rules = _masked_by_rules(text)
    found = list(by_rules)
    known = named(persons)
    if known is not None:
        text = _masked_by(Rule("记录中的人员", known, family_name), text, found)
    return text, list(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _masked_by_rules(text: str) -> tuple[str, tuple[str, ...]]:
    """What the table alone takes out; most texts of one task are the same in each of its results."""
    found: list[str] = []
    for rule in RULES:
        if rule.needs is None or rule.needs.search(text):
            text = _masked_by(rule, text, found)
    return text, tuple(found)


def _masked_by(rule: Rule, text: str, found: list[str]) -> str:
    def put(match: re.Match[str]) -> str:
        group = 1 if match.re.groups and match.group(1) is not None else 0
        value, start = match.group(group), match.start(group)
        shown = rule.mask(value)
        if not rule.is_it(value) or shown == value:
            return match.group()
        if rule.unless_after is not None and rule.unless_after.search(text[:start]):
            return match.group()
        found.append(rule.name)
        return text[match.start() : start] + shown + text[match.end(group) : match.end()]

    return rule.pattern.sub(put, text)


def desensitise(snapshot: Any, path: str = "", *, persons: Sequence[str] = ()) -> tuple[Any, list[Masked]]:
    """A snapshot (nested dicts, lists, text, numbers) with every text masked, and what was masked where.

    `persons`: as for `mask_text`.
    """
    if isinstance(snapshot, str):
        shown, rules = mask_text(snapshot, persons)
        return shown, [Masked(path, rule, shown) for rule in rules]
    if isinstance(snapshot, dict | list):
        clean, masked = {}, []
        for key, value in _items(snapshot):
            clean[key], more = desensitise(value, f"{path}.{key}" if path else str(key), persons=persons)
            masked += more
        return (clean if isinstance(snapshot, dict) else list(clean.values())), masked
    return snapshot, []


def sanitised(
    kind: Kind, snapshot: Mapping[str, Any], withheld: Sequence[str], persons: Sequence[str] = ()
) -> dict[str, Any]:
    """The snapshot as it may be shown: withheld fields replaced by a note, personal data masked.

    The name of a subject that is withheld goes from the other texts as well.
    """
    told = hidden_names(kind, snapshot, withheld)
    shown = {
        name: withheld_note() if name in withheld else _without(told, value) if told else value
        for name, value in snapshot.items()
    }
    return desensitise(shown, persons=persons)[0] | exact_fields(kind, shown)


def hidden_names(kind: Kind, snapshot: Mapping[str, Any], withheld: Sequence[str]) -> list[str]:
    """What the withheld fields that name the subject say, the longest first: it stands nowhere else either (R116)."""
    told = {str(snapshot.get(name) or "") for name in withheld if kind.fields[name].names_subject} - {""}
    return sorted(told, key=len, reverse=True)


def open_text(text: str, hidden: Sequence[str], persons: Sequence[str] = ()) -> str:
    """A title, a basis or a reason as the public reads it: without `hidden` names and personal data."""
    return mask_text(_without(hidden, text), persons)[0]


def _without(names: Sequence[str], value: Any) -> Any:
    """A value of a snapshot with none of `names` in its texts."""
    if isinstance(value, str):
        for name in names:
            value = value.replace(name, unnamed_note())
        return value
    if isinstance(value, dict):
        return {key: _without(names, one) for key, one in value.items()}
    return [_without(names, one) for one in value] if isinstance(value, list) else value


def exact_fields(kind: Kind, snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """What is published as it came: hashes, codes, and those whom the law wants named."""
    return {name: value for name, value in snapshot.items() if kind.fields[name].is_exact}


def texts(value: Any) -> Iterator[str]:
    """Every text in a value of a snapshot."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for _key, one in _items(value):
            yield from texts(one)


def _items(snapshot: dict | list) -> Iterator[tuple[Any, Any]]:
    return iter(snapshot.items()) if isinstance(snapshot, dict) else iter(enumerate(snapshot))
