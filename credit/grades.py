"""The four credit-risk grades and what they mean where a place has set nothing else (R142; DOMAIN 5.1). Pure."""

from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Grade(TextChoices):
    """An internal aid for allocating checks, never a verdict on an enterprise and never public."""

    A = "A", _("A级")
    B = "B", _("B级")
    C = "C", _("C级")
    D = "D", _("D级")


MEANINGS = {
    Grade.A: _("信用风险低：降低抽查比例和频次，除投诉举报、转办交办线索外，合理减少检查"),
    Grade.B: _("信用风险一般：按常规比例和频次抽查"),
    Grade.C: _("信用风险较高：适当提高抽查比例和频次"),
    Grade.D: _("信用风险高：列为重点，大幅提高抽查比例和频次，必要时全覆盖检查"),
}

WORDS = {
    Grade.A: ("A", "优秀", "信用良好", "信用风险低", "低风险", "守信", "守信激励"),
    Grade.B: ("B", "良好", "信用一般", "信用风险一般", "一般风险"),
    Grade.C: ("C", "一般失信", "信用较差", "信用风险较高", "较高风险", "中风险"),
    Grade.D: ("D", "严重失信", "信用差", "信用风险高", "高风险"),
}
"""How registers of other systems write the grades."""


def word_table(own: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Word, without blanks and in capitals → grade; what the place set (`own`, grade → words) goes before ours."""
    table = {_key(word): grade.value for grade, words in WORDS.items() for word in (str(grade.label), *words)}
    return table | {_key(word): grade for grade, words in own.items() for word in words}


def _key(word: str) -> str:
    return "".join(word.split()).upper()
