"""How likely the unevenness of many draws is by chance alone. Pure; for audits and for the tests of the draw.

Over many draws of the same pool each candidate should come about equally often. These checks turn counts into a
p-value: the chance that a fair draw is at least as uneven. One small value in twenty is to be expected, a value below
0.001 is not.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist


def inclusion_p_value(counts: Sequence[int], quota: int, draws: int) -> float:
    """Whether `draws` draws of `quota` among `len(counts)` candidates favoured any. `counts` are times drawn, each.

    Drawing without replacement makes counts vary less than independent ones: the statistic allows for it. Raises
    ValueError where the counts are not those of such draws, or where everyone or no one is drawn.
    """
    size = len(counts)
    if sum(counts) != quota * draws or max(counts) > draws:
        raise ValueError("The counts are not those of these draws.")
    if not 0 < quota < size:
        raise ValueError("Chance has no part where everyone or no one is drawn.")
    share = quota / size
    variance = draws * share * (1 - share) * size / (size - 1)
    statistic = sum((count - draws * share) ** 2 for count in counts) / variance
    return chi_square_tail(statistic, size - 1)


def chi_square_tail(statistic: float, degrees: int) -> float:
    """The chance of a chi-square this large, by Wilson and Hilferty (1931); within 0.002 from 3 degrees on."""
    spread = 2 / (9 * degrees)
    return 1 - NormalDist().cdf(((statistic / degrees) ** (1 / 3) - 1 + spread) / sqrt(spread))
