"""Which entries of different departments' checklists ask the same (R041), and where their standards disagree (R046).

Pure: no database. Two entries are the same when they ask for the same shared fact, or when their texts share most of
their pairs of characters once the words are dropped that say how, and not what: 是否, 检查, 取得, 定期检验合格.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

THRESHOLD = 0.6
"""From this likeness on two texts are offered as one; a person decides."""

_FILLER = re.compile(
    r"是否|应当|依法|按照?规定|按要求|有无|检查|核查|查看|查验|情况|相关|有关|经营者|单位|场所|企业|的|并|已|须"
    r"|取得|持有|持|经营|许可证|许可|有效期内|有效|定期|检验|合格|齐全|一致|真实|按期|按时|足额|配置|落实|建立|开展|符合|规范"
)
_MARKS = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十两]+(?=[个具次年月日天人米名份只])")
_DIGITS = {"一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9"}


@dataclass(frozen=True)
class Asked:
    """One entry: its key, what it asks, its rule of passing, the shared fact it points to."""

    key: int
    text: str
    rule: str = ""
    fact: int | None = None


@dataclass(frozen=True)
class Group:
    """Entries that ask the same; `likeness` is the lowest of the pairs that tied them (1 for a shared fact)."""

    keys: tuple[int, ...]
    likeness: float
    disagrees: bool


def likeness(first: str, second: str) -> float:
    """From 0 to 1: Dice's coefficient of the pairs of characters of two texts."""
    one, other = _pairs(first), _pairs(second)
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 0.0


def rules_disagree(first: str, second: str) -> bool:
    """Whether two rules name figures and not the same ones, e.g. 至少2具 against 至少4具."""
    one, other = _figures(first), _figures(second)
    return bool(one and other and one != other)


def find_groups(entries: Sequence[Asked], threshold: float = THRESHOLD) -> list[Group]:
    """Groups of two and more entries that ask the same, in the order of their first entries."""
    ties = [
        (first, second, tie) for first, second in combinations(entries, 2) if (tie := _tie(first, second)) >= threshold
    ]
    head = {entry.key: entry.key for entry in entries}
    for first, second, _likeness in ties:
        _join(head, first.key, second.key)
    members: dict[int, list[Asked]] = {}
    for entry in entries:
        members.setdefault(_head(head, entry.key), []).append(entry)
    return [_group(group, ties) for group in members.values() if len(group) > 1]


def _tie(first: Asked, second: Asked) -> float:
    if first.fact is not None and first.fact == second.fact:
        return 1.0
    return likeness(first.text, second.text)


def _group(group: Sequence[Asked], ties: Sequence[tuple[Asked, Asked, float]]) -> Group:
    keys = {entry.key for entry in group}
    lowest = min(tie for first, _second, tie in ties if first.key in keys)
    disagrees = any(rules_disagree(one.rule, other.rule) for one, other in combinations(group, 2))
    return Group(tuple(entry.key for entry in group), lowest, disagrees)


def _head(head: dict[int, int], key: int) -> int:
    while head[key] != key:
        key = head[key]
    return key


def _join(head: dict[int, int], first: int, second: int) -> None:
    one, other = _head(head, first), _head(head, second)
    head[max(one, other)] = min(one, other)


def _pairs(text: str) -> Counter[str]:
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())
    bare = _FILLER.sub("", plain) or plain
    return Counter(bare[place : place + 2] for place in range(len(bare) - 1)) or Counter([bare] if bare else [])


def _figures(rule: str) -> set[str]:
    return {_DIGITS.get(figure, figure) for figure in _NUMBERS.findall(unicodedata.normalize("NFKC", rule))}
