"""How many objects an entry draws, by stratum, out of figures and sizes (R090, R091; DOMAIN 5.2 no. 12). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from inspections.attributes import UNRATED, QuantityRule


class TooFew(ValueError):
    """The number asked for does not reach for one candidate in each stratum that has any."""


@dataclass(frozen=True)
class Figures:
    """What an entry or a stratum says: `count` in objects, `ratio` a share of one, `rule` which of both decides."""

    count: int | None = None
    ratio: Decimal | None = None
    rule: str = ""


@dataclass(frozen=True)
class Share:
    """One stratum: its `value`, how many objects are in it, its ratio, how many are drawn."""

    value: str
    size: int
    ratio: Decimal
    quota: int


def total_of(size: int, figures: Figures) -> int:
    """How many of `size` objects are drawn; never rounded down, never more than there are (mistake 12)."""
    by_ratio = quota(size, Fraction(figures.ratio)) if figures.ratio is not None else 0
    by_count = min(size, figures.count or 0)
    if figures.count is None or figures.rule == QuantityRule.RATIO:
        return by_ratio
    if figures.ratio is None or figures.rule == QuantityRule.COUNT:
        return by_count
    return max(by_ratio, by_count)


def shares_of(sizes: Mapping[str, int], ratios: Mapping[str, Decimal], figures: Figures) -> list[Share]:
    """The strata of a pool: each draws by its own ratio, or by the entry's where it names none.

    An entry that goes by number divides it among the strata by size times ratio, one from each that is drawn at all.
    """
    own = {value: ratios.get(value, figures.ratio if figures.ratio is not None else Decimal(0)) for value in sizes}
    quotas = {value: quota(size, Fraction(own[value])) for value, size in sizes.items()}
    if figures.count is not None and figures.rule != QuantityRule.RATIO:
        total = figures.count
        if figures.rule == QuantityRule.LARGER:
            total = max(total, sum(quotas.values()))
        quotas = _divided(total, sizes, own if ratios else dict.fromkeys(sizes, Decimal(1)))
    return [Share(value, size, own[value], quotas[value]) for value, size in sizes.items()]


def _divided(total: int, sizes: Mapping[str, int], weights: Mapping[str, Decimal]) -> dict[str, int]:
    values = list(sizes)
    numbered = {number: sizes[value] for number, value in enumerate(values)}
    heights = {number: Fraction(weights[value]) for number, value in enumerate(values)}
    try:
        quotas = apportion(total, numbered, heights)
    except TooFew:
        quotas = {number: min(1, size) if heights[number] else 0 for number, size in numbered.items()}
    return {value: quotas[number] for number, value in enumerate(values)}


def ordered(values: Mapping[str, int]) -> dict[str, int]:
    """Strata in the order of their grades, what has none last."""
    return dict(sorted(values.items(), key=lambda pair: (pair[0] == UNRATED, pair[0])))


def quota(size: int, share: Fraction) -> int:
    """How many of `size` candidates a share (0–1) draws. Never rounded down: 3 % of 20 is one, not none (mistake 12).

    The share must be exact: `Fraction("0.03")` or a Decimal made one, never a float.
    """
    return min(size, ceil(size * share))


def apportion(total: int, sizes: Mapping[int, int], weights: Mapping[int, Fraction] | None = None) -> dict[int, int]:
    """Divide `total` among strata by size times weight (1 where none is named), at least one where there is any.

    `sizes` are candidates by stratum number; a stratum of weight 0 stays out. What division leaves goes to the largest
    remainders, ties to the lower number; what a stratum cannot take goes to the others. Raises TooFew where `total` is
    smaller than the number of strata to draw from.
    """
    weights = weights or {}
    heights = {number: size * weights.get(number, Fraction(1)) for number, size in sizes.items()}
    filled = {number: sizes[number] for number, height in heights.items() if height}
    if total < len(filled):
        raise TooFew(f"{total} < {len(filled)}")
    total = min(total, sum(filled.values()))
    quotas = dict.fromkeys(sizes, 0)
    while left := total - sum(quotas.values()):
        open_to = {number: heights[number] for number, size in filled.items() if quotas[number] < size}
        for number, more in _shares(left, open_to).items():
            quotas[number] = min(filled[number], quotas[number] + more)
    for number in filled:
        if not quotas[number]:
            quotas[max(quotas, key=lambda number: (quotas[number], number))] -= 1
            quotas[number] = 1
    return quotas


def _shares(left: int, heights: Mapping[int, Fraction]) -> dict[int, int]:
    """Divide `left` by largest remainder; the sum is `left`."""
    whole = sum(heights.values())
    exact = {number: left * height / whole for number, height in heights.items()}
    shares = {number: int(value) for number, value in exact.items()}
    rest = left - sum(shares.values())
    for number in sorted(exact, key=lambda number: (shares[number] - exact[number], number))[:rest]:
        shares[number] += 1
    return shares
