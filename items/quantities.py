"""What official wording says about ratio, number and frequency of checks (R037–R039). Pure: no database.

The wording stays as it was written; what can be read stands beside it. What the wording leaves open (按专项计划确定,
根据实际情况) or says twice becomes a question for a person and is never guessed.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from common.tables import clean

# Words of real lists, matched against typed text and therefore never translated.
_AT_LEAST = ("不低于", "不少于", "不小于", "至少", "≥", ">=", "以上")
_AT_MOST = ("不超过", "不高于", "不多于", "不得超过", "至多", "≤", "<=", "以下")
_OPEN = re.compile(r"按[^，。；]*计划|根据|结合|由[^，。；]*确定|为准|依法属地确定|一并开展|一般")
_EITHER = re.compile(r"或者?")
_LEVEL = re.compile(r"(?:省|市|县|区)(?:级|局)|[一二三]级")
_BOUND = re.compile(rf"({'|'.join(map(re.escape, (*_AT_LEAST, *_AT_MOST)))})[^\d，。；]{{0,6}}$")
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*(?:[%％‰]?\s*[-—–~～至到]+\s*(\d+(?:\.\d+)?))?\s*([%％‰])")
_COUNT = re.compile(r"(\d+)\s*(?:户|家|个单位|批次)")
_FULL = re.compile(r"全覆盖|全部|逐户")
_NUMERAL = {sign: value for value, sign in enumerate("〇一二三四五六七八九十")} | {"两": 2}
_NUMBER = r"(\d+|[一二三四五六七八九十两])"
_PERIODS = (("半年", 6), ("学期", 6), ("季度", 3), ("季", 3), ("年度", 12), ("年", 12), ("月", 1))
_PERIOD = "|".join(word for word, _months in _PERIODS)
_PER = re.compile(rf"每\s*{_NUMBER}?\s*(?:个)?({_PERIOD})|({_NUMBER})\s*年内|同一(年)度?内|/\s*({_PERIOD})")
_TIMES = re.compile(rf"{_NUMBER}\s*(?:[-—–~～至到]+\s*{_NUMBER})?\s*次")
_BARE = re.compile(r"^(=|>=|≥|<=|≤)(\d+)$")
YEAR = 12


@dataclass(frozen=True)
class Amount:
    """Bounds, both included; None where the wording sets none. Equal bounds are one exact value."""

    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True)
class Quota:
    """How many are checked: `ratio` as a part of one, `count` in objects; `questions` for a person."""

    ratio: Amount | None = None
    count: Amount | None = None
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pace:
    """How often one object is checked: `times` within `months`; `questions` for a person."""

    times: Amount | None = None
    months: int | None = None
    questions: tuple[str, ...] = ()


def read_quota(text: str) -> Quota:
    """Ratio and number out of wording such as 不低于3%, 2‰, 5%；1户, 不低于3%或按专项计划确定."""
    text = clean(text)
    if not text:
        return Quota()
    ratios = {_ratio(found) for found in _RATIO.finditer(text)}
    if not ratios and _FULL.search(text):
        ratios = {Amount(Fraction(1), Fraction(1))}
    counts = {_amount(_bound(found), found.group(1)) for found in _COUNT.finditer(text)}
    questions = [*_doubled(len(ratios), _("比例")), *_doubled(len(counts), _("数量")), *_left_open(text)]
    if ratios and _LEVEL.search(text):
        questions.append(_("比例是分级写的，请按本级填写。"))
    if not ratios and not counts and not questions:
        questions.append(_("看不出比例或数量，请按年度计划填写。"))
    return Quota(_only(ratios), _only(counts), tuple(questions))


def split_quota(text: str) -> tuple[str, str]:
    """Ratio and number written in one cell, apart: 5%；7户 is 5% and 7户. Without a number the whole is the ratio."""
    parts = [part for part in re.split(r"[；;](?![^（(]*[）)])", clean(text)) if part.strip()]
    counted = [part for part in parts if _COUNT.search(part) and not _RATIO.search(part)]
    return "；".join(part for part in parts if part not in counted), "；".join(counted)


def read_pace(text: str) -> Pace:
    """Frequency out of wording such as 每年不少于2次, 1—2次/年, 每2年1次, 每季度1次."""
    text = clean(text)
    if not text:
        return Pace()
    if bare := _BARE.match(text):
        bound = {"=": ""}.get(bare.group(1), bare.group(1))
        return Pace(_amount(bound, bare.group(2)), None, (_("没有写多长时间内，请写明是每年还是每季度。"),))
    times = {_times(found) for found in _TIMES.finditer(text)}
    periods = {_months(found) for found in _PER.finditer(text)}
    questions = [*_doubled(len(times), _("次数")), *_doubled(len(periods), _("周期")), *_left_open(text)]
    if _EITHER.search(text):
        questions.append(_("写了几种办法，请选定一种。"))
    if not times:
        questions.append(_("看不出次数，请按年度计划填写。"))
    elif not periods:
        questions.append(_("没有写多长时间内，请写明是每年还是每季度。"))
    months = next(iter(periods)) if len(periods) == 1 else None
    return Pace(_only(times), months, tuple(questions))


def amount_words(amount: Amount | None, *, as_percent: bool = False) -> str:
    """An amount in words: 不低于3%, 5%—10%, 不超过2."""
    if amount is None:
        return ""
    low, high = (_figure(bound, as_percent) for bound in (amount.low, amount.high))
    if amount.low == amount.high:
        return low
    if not high:
        return _("不低于%s") % low
    return _("不超过%s") % high if not low else f"{low}—{high}"


def _figure(bound: Fraction | None, as_percent: bool) -> str:
    if bound is None:
        return ""
    return f"{float(bound * 100):g}%" if as_percent else f"{float(bound):g}"


# --- reading ----------------------------------------------------------------------------------------------------------


def _amount(bound: str | None, low: str, high: str | None = None, unit: int = 1) -> Amount:
    first = Fraction(low) / unit
    if high:
        return Amount(first, Fraction(high) / unit)
    if bound in _AT_LEAST:
        return Amount(first, None)
    return Amount(None, first) if bound in _AT_MOST else Amount(first, first)


def _bound(found: re.Match[str]) -> str | None:
    """The bound written before a figure: 不低于, 不超过总数的; None where there is none."""
    before = _BOUND.search(found.string[: found.start()])
    return before.group(1) if before else None


def _ratio(found: re.Match[str]) -> Amount:
    return _amount(_bound(found), found.group(1), found.group(2), 1000 if found.group(3) == "‰" else 100)


def _times(found: re.Match[str]) -> Amount:
    high = found.group(2)
    return _amount(_bound(found), _digits(found.group(1)), _digits(high) if high else None)


def _digits(numeral: str) -> str:
    return numeral if numeral.isdecimal() else str(_NUMERAL[numeral])


def _months(found: re.Match[str]) -> int:
    number = found.group(1) or found.group(3)
    word = found.group(2) or found.group(6) or "年"
    return dict(_PERIODS)[word] * (int(_digits(number)) if number else 1)


def _only(values: set[Amount]) -> Amount | None:
    return next(iter(values)) if len(values) == 1 else None


def _doubled(count: int, what: str) -> list[str]:
    return [_("写了%(count)d个%(what)s，请确认用哪一个。") % {"count": count, "what": what}] if count > 1 else []


def _left_open(text: str) -> list[str]:
    found = _OPEN.search(text)
    return [_("“%s”留给以后确定，请按年度计划填写。") % found.group()] if found else []
