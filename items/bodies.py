"""Bodies that official lists name by their function (县级以上工商、市场监管部门), and the levels they stand on. Pure.

A list of a province or a ministry cannot know how a county calls its department; the function it names can be found in
the department's own name.
"""

import re
from collections.abc import Iterable

from items.attributes import parse_levels
from tenancy.models.regions import RegionLevel

# Words of real lists and of departments' names, matched and therefore never translated. One line a function.
_FUNCTIONS = (
    ("市场监督管理", "市场监管", "市监", "工商", "质监", "质量技术监督", "食品药品监", "食药监"),
    ("公安",),
    ("税务",),
    ("教育", "教体", "教科"),
    ("文化和旅游", "文旅", "文体", "文化旅游"),
    ("卫生健康", "卫健"),
    ("宣传",),
    ("消防",),
    ("人力资源", "人社"),
    ("住房和城乡建设", "住房城乡建设", "住建"),
    ("应急",),
    ("交通",),
    ("生态环境", "环保"),
    ("农业农村", "农牧"),
    ("民政",),
    ("烟草",),
    ("邮政",),
    ("医疗保障", "医保"),
    ("审批",),
    ("商务", "工信商务"),
    ("发展和改革", "发展改革", "发改"),
    ("自然资源",),
    ("水利", "水务"),
    ("林业", "林草"),
    ("司法",),
    ("城市管理", "城管", "综合行政执法"),
    ("统计",),
    ("气象",),
    ("海关",),
    ("人民银行",),
)
_PREFIX = re.compile(r"^(?:[省县区所旗盟级局、以上（）()]|市(?!场|监))+")
_SEVERAL = re.compile(r"[、，,；;\s]+")
_LETTERS = {"省": RegionLevel.PROVINCE, "市": RegionLevel.CITY, "县": RegionLevel.COUNTY, "区": RegionLevel.COUNTY}
_LETTERS |= {"旗": RegionLevel.COUNTY, "盟": RegionLevel.CITY, "所": RegionLevel.TOWNSHIP}
_ORDER = [RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.COUNTY, RegionLevel.TOWNSHIP]
_AND_ABOVE = "以上"
_NOTES = re.compile(r"[（(][^（）()]*[）)]")
_WORK = re.compile(r"[抽查]")


def functions_of(name: str) -> frozenset[int]:
    """The functions a body's name holds, as numbers: 县级以上工商、市场监管部门 holds one."""
    return frozenset(
        number for number, words in enumerate(_FUNCTIONS) if any(word in _NOTES.sub("", name) for word in words)
    )


def same_function(name: str, candidates: Iterable[str]) -> list[str]:
    """Those of the candidates that do what the body does; none when it names no known function, or several."""
    wanted = functions_of(name)
    return [one for one in candidates if wanted & functions_of(one)] if len(wanted) == 1 else []


def split_bodies(text: str) -> list[str]:
    """The bodies of a cell, one after the other: 市场监管、税务部门 are two."""
    return [name for part in _SEVERAL.split(_NOTES.sub("", text)) if (name := part.strip())]


def levels_of_body(text: str) -> list[str]:
    """The levels a body's wording begins with, highest first: 县级以上… is province, city and county; else none."""
    found = _PREFIX.match(text)
    return _levels_in(found.group()) if found else []


def levels_of_words(text: str) -> list[str]:
    """The levels of a cell of its own: 市县(区)级, 市抽市查, 区级."""
    parsed = parse_levels(text)
    return parsed if parsed else _levels_in(_WORK.sub("", text))


def _levels_in(text: str) -> list[str]:
    named = {_LETTERS[letter] for letter in text if letter in _LETTERS}
    if _AND_ABOVE in text and named:
        named |= set(_ORDER[: max(map(_ORDER.index, named)) + 1])
    return [level.value for level in _ORDER if level in named]
