"""Legal bases as people write them: 《中华人民共和国劳动法》第八十五条等. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import clean

LONGEST_TITLE, LONGEST_NUMBER, LONGEST_ARTICLE = 200, 120, 200
TOO_LONG = gettext_lazy("有一条依据太长，看不出法律法规名称和条款各到哪里为止。")
_TITLED = re.compile(r"《((?:[^《》]|《[^》]*》)+)》([^《]*)")
_NUMBER = re.compile(r"^\s*[（(]([^）)]*(?:号|令|公告)[^）)]*)[）)]")
ARTICLE = re.compile(r"第\s*[一二三四五六七八九十百千零〇两0-9]+\s*条(?:之[一二三四五六七八九十]+)?")
_GLUE = " \t\r\n、，；;,。和及与以及"
_AND_SO_ON = "等"
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LAST = 10_000
_LEAD_IN = re.compile(r"^(?:\d+[.、．]|[（(]\d+[）)]|依据|根据|按照|[-·])+")


@dataclass(frozen=True)
class Basis:
    """One law with its article, e.g. law 中华人民共和国劳动法, article 第八十五条.

    `number` is the document number behind the title; `is_open` keeps 等; `is_bare` says it was written without 《》.
    """

    law: str
    article: str = ""
    number: str = ""
    is_open: bool = False
    is_bare: bool = False

    def __str__(self) -> str:
        title = self.law if self.is_bare else f"《{self.law}》"
        number = f"（{self.number}）" if self.number else ""
        return f"{title}{number}{self.article}{_AND_SO_ON if self.is_open else ''}"

    @property
    def has_article(self) -> bool:
        """Whether a specific article is named, as note 3 of 附件1 demands."""
        return bool(ARTICLE.search(self.article))

    @property
    def articles(self) -> tuple[str, ...]:
        """Every article named, e.g. 第八十五条 and 第八十六条; empty when none is."""
        return tuple("".join(found.split()) for found in ARTICLE.findall(self.article))

    @property
    def first_article(self) -> str:
        """第八十五条 of 第八十五条第一款; empty when none is named."""
        return next(iter(self.articles), "")


def parse_bases(text: str) -> list[Basis]:
    """The bases written in a cell, in order; what carries no 《》 is one bare basis a line."""
    bases = []
    for raw in text.splitlines():
        line = _LEAD_IN.sub("", clean(raw))
        bases.extend(_titled(line) if "《" in line else _bare(line))
    return bases


def print_bases(bases: Iterable[Basis]) -> str:
    """As the form prints them: one after the other."""
    return "".join(str(basis) for basis in bases)


def list_bases(bases: Iterable[Basis]) -> str:
    """As a text area shows them: one a line."""
    return "\n".join(str(basis) for basis in bases)


def article_order(number: str) -> tuple[int, int, str]:
    """Sorts 第九条 before 第十条 before 第十条之一; what carries no number comes last."""
    main, _sign, inserted = number.partition("条")
    found = ARTICLE.search(number)
    return (_count(main) if found else _LAST, _count(inserted), number)


def _count(number: str) -> int:
    """The value of Chinese or Arabic numerals: 八十五 is 85, 一百零三 is 103."""
    plain = "".join(sign for sign in number if sign.isascii() and sign.isdecimal())
    if plain:
        return int(plain)
    total = digit = 0
    for sign in number:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
    return total + digit


def too_long(bases: Iterable[Basis]) -> bool:
    """Whether a title, a document number or an article is longer than can be kept."""
    return any(
        len(one.law) > LONGEST_TITLE or len(one.number) > LONGEST_NUMBER or len(one.article) > LONGEST_ARTICLE
        for one in bases
    )


def doubts(bases: Iterable[Basis]) -> list[str]:
    """What a checker should be told, in words (R024: a document's name alone is not enough)."""
    return [
        _("“%(basis)s”只写了名称，没有写明具体条款。") % {"basis": basis} for basis in bases if not basis.has_article
    ]


def _titled(line: str) -> list[Basis]:
    before = line[: line.index("《")].strip(_GLUE)
    return _bare(before) + [_basis(found.group(1), found.group(2)) for found in _TITLED.finditer(line)]


def _basis(law: str, tail: str) -> Basis:
    number = _NUMBER.match(tail)
    rest = (tail[number.end() :] if number else tail).strip(_GLUE)
    is_open = rest.endswith(_AND_SO_ON)
    return Basis(law.strip(), (rest[:-1] if is_open else rest).strip(_GLUE), number.group(1) if number else "", is_open)


def _bare(text: str) -> list[Basis]:
    return [Basis(text, is_bare=True)] if text.strip(_GLUE) else []
