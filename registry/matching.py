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
from enum import Enum
from functools import lru_cache

from registry.addresses import address_agreement, are_other_doors, take_apart_address
from registry.glyphs import text_cost
from registry.name_keys import keys
from registry.names import Name, Span, normalise, spans_agree, take_apart
from registry.uscc import is_valid

SURE, PROBABLE = "sure", "probable"

SURE_COST = 0.16
"""At most this much change, in characters, is the same name without further evidence."""

PROBABLE_COST = 1.05
"""More than one plain character of change is another name."""

AGREED_COST = 0.95
"""With an agreeing address or code this much change is still sure."""

MOST_COST = 1.45
"""With an agreeing address or code one plain character may differ; beyond this nothing helps."""

AGREES = 0.75
"""Addresses that agree so much are one door."""

_SHOP_ENDINGS = "厂店部站行社馆楼院所园吧庄屋坊铺"
_NUMERALS = str.maketrans("零〇一二三四五六七八九", "00123456789")
_MISREAD_CODE = str.maketrans("OIZS", "0125")
"""Letters that no code contains, and what they were."""


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


class Against(Enum):
    """What speaks against a pair, and what it costs.

    COMMON: a shop's name without its place, never sure by itself. SLIPS: another door, so the names must be the same.
    MUCH: another place, both of these. ALL: it cannot be.
    """

    NOTHING = 0.0
    COMMON = 0.01
    SLIPS = 0.2
    MUCH = 0.3
    ALL = 9.0


# --- one pair ---------------------------------------------------------------------------------------------------------


def compare(a: Row, b: Row) -> Verdict:
    """Judge one pair; see the module's text for the rules."""
    by_code = _compare_codes(a.uscc, b.uscc)
    best = min((_compare_names(a, b, left, right) for left, right in _name_pairs(a, b)), key=_rank)
    if by_code is False:
        if best.confidence == SURE and (address_agreement(a.address, b.address) or 0) >= AGREES:
            return Verdict(0.5, PROBABLE, "名称、地址相同，统一社会信用代码不同")
        return Verdict(None, reason="统一社会信用代码不同")
    if by_code and best.cost is None:
        return Verdict(0.9, PROBABLE, "统一社会信用代码相同，名称不同，可能已更名")
    if by_code:
        return Verdict(-1.0, SURE, "统一社会信用代码相同，名称相符")
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


@lru_cache(maxsize=50_000)
def read_code(text: str) -> str:
    """A credit code as it was meant: no blanks, upper case, no letters that codes do not have (O is 0, I is 1)."""
    return normalise(text).translate(_MISREAD_CODE)


def _compare_codes(left: str, right: str) -> bool | None:
    """True for the same code, False for two valid different ones, None when a code is missing or miswritten."""
    if not left or not right:
        return None
    one, two = read_code(left), read_code(right)
    if one == two:
        return True
    return False if is_valid(one) and is_valid(two) else None


def _is_near_code(left: str, right: str) -> bool:
    """One mark wrong, lost or too many, or two in the wrong order: it still is that code."""
    if not left or not right:
        return False
    one, two = sorted((read_code(left), read_code(right)), key=len)
    if len(one) < 17 or len(two) - len(one) > 1:
        return False
    if len(one) < len(two):
        return any(two[:at] + two[at + 1 :] == one for at in range(len(two)))
    wrong = [at for at, (mark, other) in enumerate(zip(one, two, strict=True)) if mark != other]
    is_swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == two[wrong[1]]
    return len(wrong) <= 1 or (is_swapped and one[wrong[1]] == two[wrong[0]])


def _compare_names(a: Row, b: Row, left: Name, right: Name) -> Verdict:
    if not left.core or not right.core:
        return Verdict(None, reason="没有名称")
    is_same_text = left.flat == right.flat and left.is_branch != right.is_branch
    if not is_same_text and (contradiction := _contradiction(left, right)):
        return Verdict(None, reason=contradiction)
    if left.core != right.core and are_other_doors(a.address, b.address) and not _is_near_code(a.uscc, b.uscc):
        return Verdict(None, reason="地址不同")
    cost = 0.0 if is_same_text else text_cost(left.core, right.core)
    misread = cost and _misread(cost, left, right)
    if misread >= cost and not spans_agree(left.spans, right.spans):
        return Verdict(None, reason="地区不同")
    cost = min(cost, misread + 0.1)
    if cost > MOST_COST or cost > 0.34 * max(2, min(len(left.core), len(right.core))):
        return Verdict(None, reason="名称差异较大")
    agreed = address_agreement(a.address, b.address)
    is_supported = (agreed is not None and agreed >= AGREES) or _is_near_code(a.uscc, b.uscc)
    cost += _loose_ends(left, right)
    return _judge(cost, is_supported, _against(a, b, left, right, agreed))


def _misread(cost: float, left: Name, right: Name) -> float:
    """What it costs if what was taken for a place is a part of the name."""
    readings = {(left.whole, right.whole), (left.whole, right.core), (left.core, right.whole)}
    return min(cost if texts == (left.core, right.core) else text_cost(*texts) for texts in readings)


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
    if _is_shop_of(left, right) or _is_shop_of(right, left):
        return "组织形式不同"
    return ""


def _is_shop_of(company: Name, shop: Name) -> bool:
    """华信商贸有限公司 and 华信商贸经营部 are two; 华信宾馆有限公司 and 华信宾馆 are one."""
    ending = shop.core[-1:]
    is_shop = not shop.form and ending in _SHOP_ENDINGS and not shop.is_branch
    return is_shop and company.form in {"company", "joint_stock", "cooperative"} and ending not in company.core[-2:]


def _same_branch(left: str, right: str) -> bool:
    plain = [re.sub(r"(?:分公司|分店|连锁店|门市部|营业部|经营部|店)$", "", text) for text in (left, right)]
    return plain[0] == plain[1] or text_cost(*plain) <= 0.3


def _compatible_forms(left: str, right: str) -> bool:
    return left == right or {left, right} == {"company", "joint_stock"}


def _loose_ends(left: Name, right: Name) -> float:
    """Small costs: a place or a form that one side leaves out, a number that one side leaves out."""
    cost = 0.0
    if bool(left.spans) != bool(right.spans):
        cost += 0.1
    elif set(left.spans) != set(right.spans):
        cost += 0.05
    if bool(left.form) != bool(right.form):
        cost += 0.05
    elif left.form != right.form:
        cost += 0.3
    if left.numbers != right.numbers and _spelled(left.core) != _spelled(right.core):
        cost += 0.6
    return cost


def _spelled(core: str) -> str:
    return core.translate(_NUMERALS)


def _against(a: Row, b: Row, left: Name, right: Name, agreed: float | None) -> Against:
    """What speaks against a pair whose names are alike.

    Companies move, and a company's full name is its own; a shop's is not, and a shop stands where it stands.
    """
    are_companies = bool(left.form and right.form)
    one_names_a_place = bool(left.spans) != bool(right.spans)
    is_elsewhere = one_names_a_place and not spans_agree(_where(left, a), _where(right, b))
    is_other_door = agreed is not None and agreed < 0
    if not are_companies and (is_elsewhere or is_other_door):
        return Against.ALL
    if is_elsewhere:
        return Against.MUCH
    if is_other_door:
        return Against.SLIPS
    is_common = not are_companies and one_names_a_place and not (_where(left, a) and _where(right, b))
    return Against.COMMON if is_common else Against.NOTHING


def _where(name: Name, row: Row) -> tuple[Span, ...]:
    """The place that a name names, else that of the address."""
    return name.spans or _spans_of(row.address)


def _spans_of(address: str) -> tuple[Span, ...]:
    return take_apart_address(address).spans if address else ()


def _judge(cost: float, is_supported: bool, against: Against) -> Verdict:
    """From what two names cost, what supports them and what speaks against them."""
    is_slip = cost > SURE_COST
    if against is Against.ALL or (is_slip and not is_supported and against in (Against.MUCH, Against.SLIPS)):
        return Verdict(None, reason="地址不同")
    cost += against.value - 0.1 * is_supported
    if not is_slip and (is_supported or against not in (Against.MUCH, Against.COMMON)):
        return Verdict(cost, SURE, "名称相同")
    if is_supported and cost <= AGREED_COST:
        return Verdict(cost, SURE, "名称相近，地址或代码相符")
    if not is_slip or is_supported or cost <= PROBABLE_COST:
        return Verdict(cost, PROBABLE, "名称相近")
    return Verdict(None, reason="名称差异较大")


# --- many -------------------------------------------------------------------------------------------------------------


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
        self._by_key: dict[int, list[int]] = defaultdict(list)
        self._by_code: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for key in _row_keys(row):
                self._by_key[key].append(number)
            if row.uscc:
                self._by_code[read_code(row.uscc)].append(number)

    def near(self, row: Row) -> set[int]:
        """Which of the rows share a key or the code with `row`: numbers of `rows`."""
        found = set(self._by_code.get(read_code(row.uscc), ())) if row.uscc else set()
        for key in self._by_key.keys() & _row_keys(row):
            found.update(self._by_key[key])
        return found


def _row_keys(row: Row) -> set[int]:
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
    is_exact = _rank(best.verdict) <= 0 and (_rank(best.verdict) < 0 or bool(take_apart(record.name).spans))
    if margin < 0.25 and confidence == SURE and not is_exact:
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
