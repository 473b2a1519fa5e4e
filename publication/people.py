"""How names of private persons stand in official sentences (DOMAIN 5.2 no. 26, 5.3). Pure: no database.

A name is known by what stands before it (当事人, 见证人 …) or behind it (先生, 签字 …), never by its look alone: most
texts are about companies, addresses and laws that begin like a name. Those acting in their office stay named (R118).
What only may be a name is not masked but marked for whoever checks the text (`suspects`).
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WORDS = tomllib.loads((Path(__file__).parent / "data" / "people.toml").read_text(encoding="utf-8"))
_HAN = "\u4e00-\u9fff"
_AROUND = 12


def _any(*names: str) -> str:
    """One of the words of these lists."""
    return "|".join(word for name in names for word in WORDS[name])


_COMPOUND, _BUSINESS, _BEHIND = _any("compound_surnames"), _any("businesses"), _any("signs_behind", "words_behind")
_FUNCTION = "".join(WORDS["never_inside"])
_GIVEN = f"(?:(?![{_FUNCTION}]|{_any('words_behind')})[{_HAN}])"
_NAME = (
    f"(?!{_any('no_names')})(?:(?:{_COMPOUND}){_GIVEN}{{1,2}}|[{WORDS['surnames']}]{_GIVEN}{{1,2}}"
    f"|[{_HAN}]{{2,6}}(?:·{_GIVEN}{{2,8}}){{1,2}})"
)
_END = f"(?=$|[^{_HAN}·]|{_BEHIND})"
_NAMES = f"{_NAME}(?:[、和与及]{_NAME})*{_END}"
_IN_OFFICE = "".join(f"(?<!{body})" for body in WORDS["offices"])
_LINK = "(?:[:：]|为|是|系|[ 　]|（[^（）]{1,12}）|（|的姓名|姓名){0,3}"

ROLES = re.compile(_any("roles"))
"""What a name follows in `NAMED_BEFORE`."""

TELLS = re.compile(_any("tells"))
"""What follows a name in `NAMED_BEHIND`."""

NAMED_BEFORE = re.compile(f"{_IN_OFFICE}(?:{_any('roles')}){_LINK}({_NAMES})")
"""当事人张三、见证人：李四和王五; group 1 is the names."""

NAMED_BEHIND = re.compile(f"(?:(?<![{_HAN}])|(?<=[经由据向对询问]))({_NAME})(?={_any('tells')})")
"""经李四签字, ，王五陈述; group 1 is the name."""

_INSIDE = f"(?:(?![{_FUNCTION}说称对到将经向])[{_HAN}]){{0,8}}?"

_SHORT = (
    f"(?!{_any('no_names')})(?:(?:{_COMPOUND})|[{WORDS['surnames']}]){_GIVEN}{{1,2}}"
    f"(?<![{_any('ends_no_name').replace('|', '')}])"
)
_ACTS = f"(?={_any('acts')})"
_NO_BUSINESS = f"(?!{_INSIDE}(?:{_BUSINESS}))"
SUSPECTS = [
    re.compile(f"{_IN_OFFICE}(?:{_any('looser_roles')}){_LINK}({_NO_BUSINESS}{_SHORT}){_END}"),
    re.compile(f"(?:(?<![{_HAN}·])|(?<=[{_any('handed_by').replace('|', '')}]))({_NO_BUSINESS}{_SHORT}){_ACTS}"),
    re.compile(f"(?<![{_HAN}《·])({_NO_BUSINESS}{_SHORT})(?=等[一二三四五六七八九十\\d]*人|[（(](?:男|女|身份证))"),
]
"""Where a name may stand: after a title, where somebody acts, before 等3人 or （男; group 1 is the name."""


@dataclass(frozen=True)
class Suspect:
    """What may be a name, with a few signs of the text on either side."""

    before: str
    name: str
    after: str


@lru_cache(maxsize=1024)
def suspects(text: str) -> tuple[Suspect, ...]:
    """What may be names of persons in a text that is masked already, each once, in order; for a person to judge.

    Precise rather than complete, and never by the look alone: marks that are mostly wrong are not read any more. Most
    texts of one task are the same in each of its results.
    """
    found = {match.start(1): match for pattern in SUSPECTS for match in pattern.finditer(text)}
    names: dict[str, Suspect] = {}
    for start, match in sorted(found.items()):
        name, end = match.group(1), match.end(1)
        if "某" not in name:
            names.setdefault(name, Suspect(text[max(0, start - _AROUND) : start], name, text[end : end + _AROUND]))
    return tuple(names.values())


def family_name(name: str) -> str:
    """The family name and 某 for each other sign: 王五 → 王某, 欧阳修文 → 欧阳某某; a dotted name keeps one sign."""
    if "·" in name:
        return name[:1] + "某某"
    kept = 2 if re.match(_COMPOUND, name) and len(name) > 2 else 1
    return name[:kept] + "某" * (len(name) - kept)


def family_names(names: str) -> str:
    """The same for names in a row."""
    return re.sub("[^、和与及]+", lambda name: family_name(name.group()), names)


def is_a_name(text: str) -> bool:
    """Whether a text is the name of a person, as a title such as 当事人 or a remark is not."""
    return re.fullmatch(f"{_NAME}|[A-Za-z .·]{{4,}}", text.strip()) is not None


def named(persons: Sequence[str]) -> re.Pattern[str] | None:
    """Where one of these known persons is named, the name of a company that bears theirs excepted; None without any."""
    names = sorted({one.strip() for one in persons if len(one.strip()) > 1}, key=len, reverse=True)
    if not names:
        return None
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})(?!{_INSIDE}(?:{_BUSINESS}))")
