"""The three risk levels: the first is the most dangerous, and no page shows a bare number (R159). Pure."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """How dangerous an object is: 1 most, 3 least; never public (DOMAIN 5.2 no. 42)."""

    FIRST = "1", _("一级（最高）")
    SECOND = "2", _("二级（较高）")
    THIRD = "3", _("三级（一般）")


_ASKED_BY = ((Level.FIRST, 5, 1), (Level.FIRST, 4, 2), (Level.SECOND, 4, 1), (Level.SECOND, 3, 2))
"""(level, least weight, how many signals of at least that weight ask for it), the gravest first."""


def level_for(weights: Iterable[int]) -> str:
    """The level that findings of these weights (1–5) ask for, empty where they ask for none (R160)."""
    known = list(weights)
    asked = (level for level, least, count in _ASKED_BY if sum(weight >= least for weight in known) >= count)
    return next(asked, "")


_WORDS = {
    Level.FIRST: ("1", "1级", "一级", "Ⅰ级", "I级", "红", "红色", "重大", "重大风险", "高", "高风险"),
    Level.SECOND: ("2", "2级", "二级", "Ⅱ级", "II级", "橙", "橙色", "较大", "较大风险", "中", "中风险"),
    Level.THIRD: ("3", "3级", "三级", "Ⅲ级", "III级", "黄", "黄色", "一般", "一般风险", "低", "低风险", "蓝"),
}

WORDS = {word: level.value for level, words in _WORDS.items() for word in (str(level.label), *words)}
"""How registers of other systems write the levels → the level."""
