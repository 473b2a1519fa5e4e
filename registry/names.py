"""Take a Chinese company name apart: place, brand and trade, legal form, branch. Pure: no database.

陕西华信科技有限公司汉中第二分公司 is the branch 汉中第2 of 华信科技, a company (有限公司) of 陕西. What tells two
names apart is kept apart: numbers, branches and places decide *which* outlet it is, the core decides *whose*.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tenancy.gazetteer import region_rows

_BRACKETS = str.maketrans({**dict.fromkeys("〔【［｛〈《{[<", "("), **dict.fromkeys("〕】］｝〉》}]>", ")")})
_TRADITIONAL = (Path(__file__).parent / "data" / "traditional.txt").read_text(encoding="utf-8").split()
"""Pairs of a traditional character (or an odd form) and the simplified one that registers use."""

PLAIN = _BRACKETS | {ord(pair[0]): pair[1] for pair in _TRADITIONAL}
_NOISE = re.compile(r"[\s·•・.。,，、:：;；'\"“”‘’\-—–_/\\*#&]+")
_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ORDINAL = re.compile(
    r"(?:第([零〇一二三四五六七八九十百\d]+)|(?<=.)([一二三四五六七八九十]+)(?=分?店|号店|分厂|分公司|营业部|门市部|连锁店))"
)
_NUMBERED = re.compile(r"(\d+)号?(?:分?店|连锁店|门店)$")
_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔|[\u4e00-\u9fff]{1,3}族)*(?:特别行政区|自治[区州县旗]|地区|[省市区县盟旗])$")
_UNIT = re.compile(r"^[省市区县旗盟](?=..)")
_UNIT_LAST = re.compile(r"^.[省市区县旗盟]$")
_TOWN = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:街道办事处|街道办|街道|镇|乡|苏木)(?=..)")
_STREET = re.compile(r"大道|[路街巷村镇乡]")
_FORMER = re.compile(r"\((?:原名?|曾用名)[:：]?([^()]+)\)")
_BRACKET, _IN_BRACKETS = re.compile("[()]"), re.compile(r"\(([^()]*)\)")
_WHICH_ONE = re.compile(r"\d+|[A-Z]+(?=店|座|区|栋|$)")

FORMS = {
    "股份有限公司": "joint_stock", "股份公司": "joint_stock", "有限责任公司": "company", "有限公司": "company",
    "集团公司": "company",
    "责任公司": "company", "公司": "company", "农民专业合作社联合社": "cooperative", "农民专业合作社": "cooperative",
    "专业合作社": "cooperative", "合作社": "cooperative", "(有限合伙)": "partnership", "(普通合伙)": "partnership",
    "(特殊普通合伙)": "partnership", "合伙企业": "partnership", "(个人独资)": "sole", "(个体工商户)": "sole",
    "有限": "company", "股份": "joint_stock",
}  # fmt: skip
_FORM = re.compile("|".join(map(re.escape, sorted(FORMS, key=len, reverse=True))))


def _slips(form: str) -> set[str]:
    """The form with one character lost or doubled, or two in the wrong order."""
    places = range(len(form))
    lost = {form[:at] + form[at + 1 :] for at in places}
    doubled = {form[:at] + form[at] + form[at:] for at in places}
    return lost | doubled | {form[:at] + form[at + 1] + form[at] + form[at + 2 :] for at in places[:-1]}


_USUAL = ("分公司", "有限公司", "有限责任公司", "股份有限公司")
_SLIPPED = {
    **{slip: form for form in _USUAL for slip in _slips(form)},
    **{"有线公司": "有限公司", "有线责任公司": "有限责任公司"},
    **{form: form for form in (*FORMS, *_USUAL)},
}
_SLIP = re.compile(f"(?:{'|'.join(map(re.escape, sorted(_SLIPPED, key=len, reverse=True)))})$")

_BRANCH = re.compile(
    r"(?:分公司|分店|分厂|分部|分行|支行|分社|营业部|门市部|经营部|办事处|服务部|连锁店|直营店|加盟店|店|站)$"
)
_OUTLET = re.compile(r"\(([^()]*(?:店|部|站|厂|分公司))\)")

TRADES = sorted(
    [
        "科技",
        "商贸",
        "贸易",
        "实业",
        "建材",
        "建筑",
        "建设",
        "工程",
        "劳务",
        "物流",
        "运输",
        "餐饮",
        "食品",
        "超市",
        "便利",
        "药业",
        "药房",
        "大药房",
        "医药",
        "农业",
        "农资",
        "种植",
        "养殖",
        "服务",
        "管理",
        "咨询",
        "文化",
        "传媒",
        "广告",
        "信息",
        "技术",
        "电子",
        "机械",
        "装饰",
        "装修",
        "酒店",
        "宾馆",
        "饭店",
        "餐馆",
        "火锅",
        "商行",
        "商店",
        "百货",
        "制造",
        "加工",
        "材料",
        "化工",
        "能源",
        "燃气",
        "石油",
        "加油",
        "汽车",
        "汽修",
        "维修",
        "房地产",
        "物业",
        "置业",
        "投资",
        "控股",
        "集团",
        "发展",
        "开发",
        "园林",
        "绿化",
        "环保",
        "教育",
        "培训",
        "健康",
        "医疗",
        "器械",
        "网络",
        "软件",
        "通信",
        "电器",
        "家电",
        "家具",
        "服装",
        "服饰",
        "纺织",
        "印刷",
        "包装",
        "五金",
        "水泥",
        "混凝土",
        "钢结构",
        "门窗",
        "家政",
        "保洁",
        "旅游",
        "旅行",
        "美容",
        "美发",
    ],
    key=len,
    reverse=True,
)
_TRADE = re.compile("|".join(map(re.escape, TRADES)))
_LONGEST_PLACE = 11
PADDING = "__"
"""Behind a text that may be nothing but places: some text has always to be left."""


Span = tuple[int, int]
"""The first and the last code of a place."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One meaning of a place's name at the front of a company's: its short name and the range of codes below it."""

    short: str
    span: Span
    stands_alone: bool


@lru_cache(maxsize=1)
def _places() -> dict[str, list[_Place]]:
    """Every way provinces, cities and counties are written; a county's short name (朝阳, 惠民) is often a brand, so it
    counts only behind the place it lies in.
    """
    known: dict[str, list[_Place]] = {}
    for low, high, name, level, *_rest in region_rows():
        if level in {"province", "city", "county"}:
            short = _SUFFIX.sub("", name)
            short = short if len(short) >= 2 else name
            renamed = {short + unit for unit in "县区市"} if level == "county" else set()
            for written in {name, short} | renamed:
                alone = written != short or level != "county" or bool(_UNIT_LAST.search(short))
                known.setdefault(written, []).append(_Place(short, (low, high), alone))
    return known


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(written[:2] for written in _places())


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; every part is normalised text.

    `whole` is the head without its legal form, `core` the same without places, `brand` the core without its trade;
    `flat` is core and branch as written. `spans` are the codes of the innermost place that it names, several where a
    place's name means several.
    """

    whole: str
    core: str
    brand: str
    form: str
    branch: str
    flat: str
    spans: tuple[Span, ...]
    numbers: tuple[str, ...]
    former: tuple[str, ...]

    @property
    def is_branch(self) -> bool:
        return bool(self.branch)


def normalise(text: str) -> str:
    """Full width to half, traditional to simplified, one kind of bracket, upper case, no blanks or stray marks."""
    plain = unicodedata.normalize("NFKC", text).translate(PLAIN).upper()
    return _NOISE.sub("", plain)


def _to_number(match: re.Match[str]) -> str:
    """第十二 → 12; a bare 十 is 10."""
    text = match.group(1) or match.group(2)
    if text.isdecimal() or "百" in text:
        return text
    if "十" in text:
        tens, _, ones = text.partition("十")
        return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))
    return "".join(str(_DIGITS[mark]) for mark in text)


def leading_places(text: str) -> tuple[str, list[str], tuple[Span, ...]]:
    """Take places off the front, longest first and each inside the one before, while enough is left to be a name.

    Returns the rest, their short names, and the codes of the innermost.
    """
    found: list[str] = []
    inside: list[_Place] = []
    while step := _first_place(text, inside):
        inside, length = step
        found.append(inside[0].short)
        text = _UNIT.sub("", text[length:])
    return text, found, tuple(place.span for place in inside)


def spans_agree(left: tuple[Span, ...], right: tuple[Span, ...]) -> bool:
    """Whether one place may lie in the other: 汉中 and 南郑 agree, 南郑 and 勉县 do not; none agrees with all."""
    return not left or not right or any(_lies_in(one, two) or _lies_in(two, one) for one in left for two in right)


def _lies_in(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _first_place(text: str, inside: list[_Place]) -> tuple[list[_Place], int] | None:
    """What the longest beginning of the text that names places means, given those named before, and its length."""
    known = _places()
    if text[:2] not in _beginnings():
        return None
    for size in range(min(_LONGEST_PLACE, len(text) - 2), 1, -1):
        if (named := known.get(text[:size])) and not _STREET.match(text, size):
            meant = [place for place in named if _continues(place, inside)]
            if meant:
                return meant, size
    return None


def _continues(place: _Place, inside: list[_Place]) -> bool:
    """A place written twice (西安市西安市) is one."""
    return any(_lies_in(place.span, outer.span) for outer in inside) if inside else place.stands_alone


def _split_branch(text: str) -> tuple[str, str]:
    """The head and the outlet: 华信超市(南郑店) → 华信超市 and 南郑店; …有限公司汉中分公司 → … and 汉中分公司."""
    outlet = _OUTLET.search(text) if "(" in text else None
    if outlet:
        return text[: outlet.start()] + text[outlet.end() :], outlet.group(1)
    numbered = _NUMBERED.search(text) if text.endswith("店") else None
    if numbered and not _FORM.search(text):
        return text[: numbered.start()], f"{numbered.group(1)}店"
    forms = [
        match for match in _FORM.finditer(text) if FORMS[match.group()] in {"company", "joint_stock", "cooperative"}
    ]
    for match in forms:
        tail = text[match.end() :]
        if tail and _BRANCH.search(tail):
            return text[: match.end()], tail
    return text, ""


@lru_cache(maxsize=20_000)
def take_apart(raw: str) -> Name:
    """Take a name apart. Total: any text gives a `Name`; an empty one gives empty parts."""
    text = normalise(raw)
    former = tuple(_FORMER.findall(text)) if "(" in text else ()
    text = _ORDINAL.sub(_to_number, _FORMER.sub("", text) if former else text)
    if not text.endswith(_USUAL):
        text = _SLIP.sub(lambda slip: _SLIPPED[slip.group()], text)
    head, branch = _split_branch(text)
    forms = _FORM.findall(head)
    form = FORMS[forms[-1]] if forms else ""
    whole = _FORM.sub("", head)
    core, _places, spans = leading_places(whole)
    core = _TOWN.sub("", core) if spans else core
    if "(" in core or ")" in core:
        for bracket in _IN_BRACKETS.findall(core):
            core, spans = _without(core, bracket, spans)
        core = _BRACKET.sub("", core)
    brand = _TRADE.sub("", core).rstrip("店站部厂场")
    branch_core, branch_places, _spans = leading_places(branch) if branch else ("", [], ())
    return Name(
        whole=_BRACKET.sub("", whole),
        core=core,
        brand=brand if len(brand) >= 2 else core,
        form=form,
        branch="".join(branch_places) + branch_core,
        flat=core + _FORM.sub("", branch),
        spans=spans,
        numbers=tuple(_WHICH_ONE.findall(f"{head}|{branch}")),
        former=former,
    )


def _without(core: str, bracket: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """The core without a bracket that names a place, or repeats the operator who stands in the name already."""
    rest = core.replace(f"({bracket})", "")
    if bracket and bracket in rest:
        return rest, spans
    left, _places_in, meant = leading_places(f"{bracket}{PADDING}")
    if left != PADDING:
        meant = tuple(place.span for place in _places().get(bracket, ()))
    if not meant:
        return core, spans
    inner = tuple(one for one in meant if not spans or any(_lies_in(one, outer) for outer in spans))
    return rest, inner or spans
