"""Whether two addresses are one door, however they are written. Pure: no database.

An address is taken apart: the places it begins with, its town, what stands before the first number (a street or a
village), and its numbers in their order (号, 幢, 单元, 室). 解放路12号3幢 is 解放路12#-3栋.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from registry.names import PADDING, PLAIN, Span, leading_places, spans_agree

_DASHES = re.compile(r"[-‐-―－—~～]+")
_BLANKS = re.compile(r"[\s·•,，。.、;；:：'\"“”()/\\]+")
_TOWN = re.compile(r"^[\u4e00-\u9fff]{1,6}?(?:街道办事处|街道办|街道|镇|乡|苏木)(?=.)")
_COUNTED = re.compile(r"[零〇一二三四五六七八九十]+(?=[组社队号幢栋楼层单])")
_VALUES = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0}
_LIKE_HOUSE = re.compile(r"号楼|号院|[栋座楼]")
_ROAD = re.compile(r"(?:大道|大街|路|街|巷|村|社区|道)$")


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: the codes of its innermost place (several where a name means several)."""

    spans: tuple[Span, ...]
    town: str
    street: str
    numbers: tuple[str, ...]


def _to_digits(match: re.Match[str]) -> str:
    text = match.group()
    if "十" not in text:
        return "".join(str(_VALUES[mark]) for mark in text)
    tens, _, ones = text.partition("十")
    return str((_VALUES.get(tens[-1:], 1)) * 10 + _VALUES.get(ones[:1], 0))


@lru_cache(maxsize=50_000)
def take_apart_address(raw: str) -> Address:
    """Total: any text gives an `Address`."""
    text = unicodedata.normalize("NFKC", raw).translate(PLAIN).upper()
    text = _BLANKS.sub("", _DASHES.sub("-", text).replace("#", "号"))
    rest, _names, spans = leading_places(text + PADDING)
    rest = rest.removesuffix(PADDING)
    town = _TOWN.match(rest)
    rest = rest[town.end() :] if town else rest
    rest = _LIKE_HOUSE.sub("幢", _COUNTED.sub(_to_digits, rest))
    street = re.split(r"\d|第(?=\d)", rest, maxsplit=1)[0]
    name = re.sub(r"街道办事处$|街道办$", "街道", town.group()) if town else ""
    return Address(spans, name, street, tuple(re.findall(r"\d+", rest)))


def are_other_doors(left: str, right: str) -> bool:
    """Whether both addresses have numbers, and none in common: quickly told, before anything is taken apart."""
    one, two = _numbers(left), _numbers(right)
    return bool(one and two) and one.isdisjoint(two)


@lru_cache(maxsize=50_000)
def _numbers(raw: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", unicodedata.normalize("NFKC", raw)))


def address_agreement(left: str, right: str) -> float | None:
    """1 the same door, 0.5 perhaps, -1 another one; None when either is missing or too vague to tell."""
    if not left or not right:
        return None
    one, two = take_apart_address(left), take_apart_address(right)
    if not spans_agree(one.spans, two.spans):
        return -1.0
    if one.street and two.street:
        return _by_street(one, two)
    return -1.0 if one.town and two.town and one.town != two.town else None


def _by_street(one: Address, two: Address) -> float:
    if not _same_street(one.street, two.street):
        return -1.0
    if one.numbers and two.numbers:
        return _by_numbers(one, two)
    is_whole = one.street == two.street and len(one.street) > 2 and one.numbers == two.numbers
    return 1.0 if is_whole else 0.5


def _by_numbers(one: Address, two: Address) -> float:
    """The first number decides; the others may be left out, or run together by a clerk's own marks."""
    if one.numbers[0] != two.numbers[0]:
        run = ("".join(one.numbers), "".join(two.numbers))
        return 0.5 if run[0].startswith(run[1]) or run[1].startswith(run[0]) else -1.0
    if one.town and two.town and one.town != two.town:
        return 0.5
    shorter = min(len(one.numbers), len(two.numbers))
    return 1.0 if one.numbers[:shorter] == two.numbers[:shorter] or "交汇" in one.street else 0.5


def _same_street(left: str, right: str) -> bool:
    """One name may carry more before it (a village, an estate) or lack its 路 or 村."""
    one, two = _ROAD.sub("", left), _ROAD.sub("", right)
    if one == two or one.endswith(two) or two.endswith(one) or one in two or two in one:
        return True
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (left, right)]
    return bool(pairs[0] and pairs[1]) and len(pairs[0] & pairs[1]) / min(map(len, pairs)) >= 0.75
