"""Find the same supervised object written differently, and do not take its neighbour for it. Pure: no database.

Entry point: `match(records, register)`. Each record finds at most one row of the register, `sure` or `probable`; where
the evidence does not decide between two rows, or speaks against the only one, there is no match.

How it decides. A name is taken apart (`registry.names`). Numbers, branches and places that contradict each other,
legal forms of different kinds and two valid, different credit codes each rule a pair out, however alike the rest looks:
that is how an outlet and its neighbour differ. What remains is scored by the cost of turning one core name into the
other, where look-alike and sound-alike characters cost a fraction of other ones. An equal credit code or an agreeing
address turns a probable match into a sure one; an address that contradicts turns it into none.

The smaller side is indexed by keys and the larger one is streamed past, so memory does not grow with the register.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pypinyin import lazy_pinyin

from registry.names import Name, normalise, take_apart
from registry.uscc import is_valid

SURE, PROBABLE = "sure", "probable"

SURE_COST = 0.15
"""At most this much change, in characters, is the same name without further evidence."""

PROBABLE_COST = 1.05
"""More than one plain character of change is another name."""

AGREED_COST = 1.05
"""With an agreeing address or code this much change is still sure."""

MOST_COST = 1.45
"""With an agreeing address or code one plain character may differ; beyond this nothing helps."""

_LOOK_ALIKE = (
    "未末朱 己已巳 日曰目白 人入八 土士 千干于 天夫无 大太犬 王玉主 木本术 田由甲申 今令 元无 刀力 几儿九 午牛 晴睛清 "
    "泰秦奏 晟盛成 昊吴 祥详 鑫森淼 源沅原 浩洁 辰晨 宏弘 恒桓 瑞端 博搏 锋峰烽蜂 铭名 凯剀 佳住 圆园 "
    "春舂 洋祥 林材 河何 城诚成 兴典 隆降 旺汪 福富 达迏 安按 科料 利和 顺须 宇字 "
    " 华毕 丰半 民氏 永水 冠寇 微徽 候侯 荣营"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of either side. `former` are names it had before; `uscc` and `address` may be empty."""

    id: str
    name: str
    uscc: str = ""
    address: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A record's row in the register, how certain, and why in words for the person who reviews it."""

    a_id: str
    b_id: str
    confidence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two rows are: `cost` 0 or less is the same; None means ruled out, and `reason` says by what."""

    cost: float | None
    confidence: str = ""
    reason: str = ""


# --- one pair ---------------------------------------------------------------------------------------------------------


def compare(a: Row, b: Row) -> Verdict:
    """Judge one pair; see the module's text for the rules."""
    by_code = _compare_codes(a.uscc, b.uscc)
    if by_code is False:
        return Verdict(None, reason="统一社会信用代码不同")
    best = min((_compare_names(a, b, left, right) for left, right in _name_pairs(a, b)), key=_rank)
    if by_code and best.cost is None:
        return Verdict(0.9, PROBABLE, "统一社会信用代码相同，名称不同，可能已更名")
    if by_code:
        return Verdict(0.0, SURE, "统一社会信用代码相同，名称相符")
    return best


def _rank(verdict: Verdict) -> float:
    return 99.0 if verdict.cost is None else verdict.cost


def _name_pairs(a: Row, b: Row) -> Iterator[tuple[Name, Name]]:
    """The present names, and each name that either side had before."""
    left, right = take_apart(a.name), take_apart(b.name)
    yield left, right
    for old in (*b.former, *right.former):
        yield left, take_apart(old)
    for old in (*a.former, *left.former):
        yield take_apart(old), right


def _compare_codes(left: str, right: str) -> bool | None:
    """True for the same code, False for two valid different ones, None when a code is missing or miswritten."""
    if not left or not right:
        return None
    if left == right:
        return True
    return False if is_valid(left) and is_valid(right) else None


def _compare_names(a: Row, b: Row, left: Name, right: Name) -> Verdict:
    if contradiction := _contradiction(left, right):
        return Verdict(None, reason=contradiction)
    if not _is_namesake(left, right) and _is_elsewhere(a.address, b.address) and not _is_same_code(a.uscc, b.uscc):
        return Verdict(None, reason="地址不同")
    cost = core_cost(left.core, right.core)
    readings = {(left.whole, right.whole), (left.whole, right.core), (left.core, right.whole)}
    misread = min(cost if texts == (left.core, right.core) else core_cost(*texts) for texts in readings)
    if misread >= cost and (elsewhere := _other_place(left, right)):
        return Verdict(None, reason=elsewhere)
    cost = min(cost, misread + 0.1)
    if cost > MOST_COST or cost > 0.34 * max(2, min(len(left.core), len(right.core))):
        return Verdict(None, reason="名称差异较大")
    return _with_evidence(cost + _loose_ends(left, right), _same_address_or_code(a, b))


def _contradiction(left: Name, right: Name) -> str:
    """What tells an object from its neighbour: empty when nothing does."""
    if left.numbers != right.numbers and ((left.numbers and right.numbers) or left.is_branch or right.is_branch):
        return "编号不同"
    if left.is_branch != right.is_branch:
        return "一个是分支机构，一个不是"
    if left.is_branch and not _same_branch(left.branch, right.branch):
        return "分支机构不同"
    if left.form and right.form and not _compatible_forms(left.form, right.form):
        return "组织形式不同"
    return ""


def _is_namesake(left: Name, right: Name) -> bool:
    """Whether the names are one with their forms, so that only the address may have changed."""
    return bool(left.form and right.form) and not {left.core, left.whole}.isdisjoint({right.core, right.whole})


def _other_place(left: Name, right: Name) -> str:
    """One chain of places must continue the other: 汉中 and 汉中南郑 agree, 汉中南郑 and 汉中勉县 do not."""
    one, two = set(left.places), set(right.places)
    return "" if one <= two or two <= one else "地区不同"


def _same_branch(left: str, right: str) -> bool:
    plain = [re.sub(r"(?:分公司|分店|连锁店|门市部|营业部|经营部|店)$", "", text) for text in (left, right)]
    return plain[0] == plain[1] or core_cost(*plain) <= 0.3


def _compatible_forms(left: str, right: str) -> bool:
    return left == right or {left, right} == {"company", "joint_stock"}


def _loose_ends(left: Name, right: Name) -> float:
    """Small costs: a place or a form that one side leaves out, a number that one side leaves out."""
    cost = 0.0
    if set(left.places) != set(right.places):
        cost += 0.05 if left.places and right.places else 0.1
    if bool(left.form) != bool(right.form):
        cost += 0.05
    elif left.form != right.form:
        cost += 0.3
    if left.numbers != right.numbers:
        cost += 0.6
    return cost


def _with_evidence(cost: float, evidence: float | None) -> Verdict:
    if evidence is not None and evidence < 0 and cost > SURE_COST:
        return Verdict(None, reason="地址不同")
    agrees = evidence is not None and evidence >= 0.75
    if cost <= SURE_COST:
        return Verdict(cost - 0.1 * agrees, SURE, "名称相同")
    if agrees and cost <= AGREED_COST:
        return Verdict(cost, SURE, "名称相近，地址或代码相符")
    if agrees or cost <= PROBABLE_COST:
        return Verdict(cost, PROBABLE, "名称相近")
    return Verdict(None, reason="名称差异较大")


def _same_address_or_code(a: Row, b: Row) -> float | None:
    """What address and a miswritten code say: as `address_agreement`."""
    return 1.0 if _is_same_code(a.uscc, b.uscc) else address_agreement(a.address, b.address)


def _is_same_code(left: str, right: str) -> bool:
    """One wrong mark in a code still is that code."""
    return len(left) == len(right) == 18 and sum(map(str.__ne__, left, right)) <= 1


# --- text -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _shapes() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(_LOOK_ALIKE.split()):
        for mark in group:
            groups[mark].add(number)
    return {mark: frozenset(numbers) for mark, numbers in groups.items()}


@lru_cache(maxsize=30_000)
def _sound(mark: str) -> str:
    return lazy_pinyin(mark)[0] if "\u4e00" <= mark <= "\u9fff" else mark


@lru_cache(maxsize=200_000)
def _change_cost(left: str, right: str) -> float:
    """What it costs to take one character for another: 0.3 alike to the eye, 0.4 to the ear, 1.2 otherwise."""
    if left == right:
        return 0.0
    shapes = _shapes()
    if shapes.get(left, frozenset()) & shapes.get(right, frozenset()):
        return 0.3
    return 0.4 if _sound(left) == _sound(right) else 1.2


def core_cost(left: str, right: str) -> float:
    """Cheapest way from one text to the other: characters changed (see above), left out or added (0.6 each)."""
    if left == right:
        return 0.0
    if abs(len(left) - len(right)) > 2:
        return 9.0
    left, right = _unlike(left, right)
    row = [0.6 * count for count in range(len(right) + 1)]
    for count, mark in enumerate(left, 1):
        previous, row[0] = row[0], 0.6 * count
        for place, other in enumerate(right, 1):
            previous, row[place] = (
                row[place],
                min(row[place] + 0.6, row[place - 1] + 0.6, previous + _change_cost(mark, other)),
            )
    return row[-1]


def _unlike(left: str, right: str) -> tuple[str, str]:
    """Both texts without the beginning and the end they share, which cost nothing."""
    head = _same_start(left, right)
    left, right = left[head:], right[head:]
    tail = _same_start(left[::-1], right[::-1])
    return left[: len(left) - tail], right[: len(right) - tail]


def _same_start(left: str, right: str) -> int:
    """How many characters both texts begin with."""
    for place, (mark, other) in enumerate(zip(left, right, strict=False)):
        if mark != other:
            return place
    return min(len(left), len(right))


def address_agreement(left: str, right: str) -> float | None:
    """1 for the same address, -1 for a contradiction in its numbers, None when either is missing or too vague."""
    if not left or not right:
        return None
    if _is_elsewhere(left, right):
        return -1.0
    (one, _), (two, _) = _address(left), _address(right)
    if one == two:
        return 1.0
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, two)]
    if not pairs[0] or not pairs[1]:
        return None
    return len(pairs[0] & pairs[1]) / min(len(pairs[0]), len(pairs[1]))


def _is_elsewhere(left: str, right: str) -> bool:
    """Whether two addresses have numbers, and none in common."""
    one, two = _address(left)[1], _address(right)[1]
    return bool(one and two) and one.isdisjoint(two)


@lru_cache(maxsize=50_000)
def _address(text: str) -> tuple[str, frozenset[str]]:
    """An address in normal writing, and the numbers in it."""
    plain = normalise(text)
    return plain, frozenset(re.findall(r"\d+", plain))


# --- many -------------------------------------------------------------------------------------------------------------


def keys(name: Name) -> set[str]:
    """What a name can be found by: its core as written and as spoken, with one character left out, and its brand."""
    core = name.core
    found = {f"p{''.join(map(_sound, core))}"}
    if len(name.brand) >= 2:
        found.add(f"b{name.brand}")
    for text in {core, name.whole}:
        found.add(text)
        if len(text) >= 3:
            found |= {text[:at] + text[at + 1 :] for at in range(len(text))}
    return found


@dataclass
class _Best:
    """The cheapest row found so far for a record, and whether another one is as good."""

    verdict: Verdict | None = None
    row: Row | None = None
    rival: Verdict | None = None
    seen: set[str] = field(default_factory=set)

    def offer(self, verdict: Verdict, row: Row) -> None:
        if verdict.cost is None or row.id in self.seen:
            return
        self.seen.add(row.id)
        if self.verdict is None or verdict.cost < _rank(self.verdict):
            self.verdict, self.row, self.rival = verdict, row, self.verdict
        elif self.rival is None or verdict.cost < _rank(self.rival):
            self.rival = verdict


class Index:
    """Rows by what they can be found by: the keys of their names, and their codes."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_code: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for key in _row_keys(row):
                self._by_key[key].append(number)
            if row.uscc:
                self._by_code[row.uscc].append(number)

    def near(self, row: Row) -> set[int]:
        """Which of the rows share a key or the code with `row`: numbers of `rows`."""
        found = set(self._by_code.get(row.uscc, ())) if row.uscc else set()
        for key in self._by_key.keys() & _row_keys(row):
            found.update(self._by_key[key])
        return found


def _row_keys(row: Row) -> set[str]:
    """The keys of the present name and of those it had before."""
    name = take_apart(row.name)
    return keys(name).union(*(keys(take_apart(old)) for old in {*row.former, *name.former}))


def _decide(record: Row, best: _Best) -> Match | None:
    """A rival as good as the best leaves the record without a match; a close one makes it a case for a person."""
    if best.verdict is None or best.row is None:
        return None
    confidence, reason = best.verdict.confidence, best.verdict.reason
    margin = _rank(best.rival) - _rank(best.verdict) if best.rival else 9.0
    if margin < 0.01:
        return None
    if margin < 0.25 and confidence == SURE and _rank(best.verdict) > 0:
        confidence, reason = PROBABLE, f"{reason}，另有相近的对象"
    return Match(record.id, best.row.id, confidence, reason)


def match(records: Iterable[Row], register: Iterable[Row]) -> Iterator[Match]:
    """Match `records` to `register` (streamed once): at most one `Match` a record, in the records' order."""
    index = Index(records)
    best = [_Best() for _ in index.rows]
    for row in register:
        for number in index.near(row):
            best[number].offer(compare(index.rows[number], row), row)
    return filter(None, map(_decide, index.rows, best))


def match_to_few(records: Iterable[Row], register: Iterable[Row]) -> Iterator[Match]:
    """As `match`, where the register is the smaller side: the records are streamed past it."""
    index = Index(register)
    return filter(None, (_match_one(record, index) for record in records))


def _match_one(record: Row, register: Index) -> Match | None:
    best = _Best()
    for number in register.near(record):
        best.offer(compare(record, register.rows[number]), register.rows[number])
    return _decide(record, best)
