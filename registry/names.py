"""Take a Chinese company name apart: place, brand and trade, legal form, branch. Pure: no database.

陕西华信科技有限公司汉中第二分公司 is the branch 汉中第2 of 华信科技, a company (有限公司) of 陕西. What tells two
names apart is kept apart: numbers, branches and places decide *which* outlet it is, the core decides *whose*.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tenancy.gazetteer import region_rows

_BRACKETS = str.maketrans({**dict.fromkeys("〔【［｛〈《{[<", "("), **dict.fromkeys("〕】］｝〉》}]>", ")")})
_PAIRS = (
    "東东華华國国電电業业藥药飯饭館馆車车貿贸興兴廣广龍龙馬马鳳凤豐丰樂乐實实萬万億亿雲云聯联達达發发銀银寶宝順顺聖圣麗丽農农機机設设備备場场門门務务陽阳陳陈張张劉刘黃黄吳吴楊杨趙赵鄧邓鄭郑馮冯許许"
    "蘇苏蔣蒋韓韩蕭萧葉叶餘余開开關关長长師师書书會会來来灣湾匯汇滙汇環环際际經经濟济濱滨衛卫親亲學学園园區区縣县鄉乡鎮镇號号樓楼層层與与個个為为產产專专貨货購购銷销鋼钢鐵铁鋁铝銅铜錦锦織织綢绸絲丝"
    "線线紙纸筆笔醫医療疗護护養养潔洁淨净藝艺術术劇剧視视聽听訊讯諮咨詢询顧顾問问財财稅税險险證证監监資资質质檢检測测試试驗验輪轮輸输運运遞递郵邮處处營营連连鎖锁飲饮麵面雞鸡鴨鸭魚鱼魯鲁贛赣閩闽粵粤"
    "滬沪傳传廠厂總总團团築筑裝装飾饰製制環环義义齊齐廳厅創创優优愛爱歐欧亞亚貝贝寧宁蘭兰嶺岭島岛橋桥鑽钻鍋锅爐炉燈灯燒烧爾尔蓮莲獅狮貓猫鳥鸟龜龟壽寿禮礼誠诚譽誉賓宾賢贤輝辉騰腾躍跃"
)
_PLAIN = _BRACKETS | str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_NOISE = re.compile(r"[\s·•・.。,，、:：;；'\"“”‘’\-—–_/\\*#&]+")
_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ORDINAL = re.compile(
    r"(?:第([零〇一二三四五六七八九十百\d]+)|(?<=.)([一二三四五六七八九十]+)(?=分?店|号店|分厂|分公司|营业部|门市部|连锁店))"
)
_NUMBERED = re.compile(r"(\d+)号?(?:分?店|连锁店|门店)$")
_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔|[\u4e00-\u9fff]{1,3}族)*(?:特别行政区|自治[区州县旗]|地区|[省市区县盟旗])$")
_UNIT = re.compile(r"^[省市区县旗盟](?=..)")
_TOWN = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:街道办事处|街道办|街道|镇|乡|苏木)(?=..)")
_FORMER = re.compile(r"\((?:原名?|曾用名)[:：]?([^()]+)\)")
_BRACKET, _IN_BRACKETS = re.compile("[()]"), re.compile(r"\(([^()]*)\)")
_WHICH_ONE = re.compile(r"\d+|[A-Z]+(?=店|座|区|栋|$)")

FORMS = {
    "股份有限公司": "joint_stock", "有限责任公司": "company", "有限公司": "company", "集团公司": "company",
    "责任公司": "company", "公司": "company", "农民专业合作社联合社": "cooperative", "农民专业合作社": "cooperative",
    "专业合作社": "cooperative", "合作社": "cooperative", "(有限合伙)": "partnership", "(普通合伙)": "partnership",
    "(特殊普通合伙)": "partnership", "合伙企业": "partnership", "(个人独资)": "sole", "(个体工商户)": "sole",
    "有限": "company", "股份": "joint_stock",
}  # fmt: skip
_FORM = re.compile("|".join(map(re.escape, sorted(FORMS, key=len, reverse=True))))

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


@dataclass(frozen=True, slots=True)
class _Place:
    """One meaning of a place's name at the front of a company's: its short name and the range of codes below it."""

    short: str
    low: int
    high: int
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
                alone = written != short or level != "county"
                known.setdefault(written, []).append(_Place(short, low, high, alone))
    return known


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; every part is normalised text.

    `whole` is the head without its legal form, `core` the same without places, `brand` the core without its trade.
    """

    whole: str
    core: str
    brand: str
    form: str
    branch: str
    places: tuple[str, ...]
    numbers: tuple[str, ...]
    former: tuple[str, ...]

    @property
    def is_branch(self) -> bool:
        return bool(self.branch)


def normalise(text: str) -> str:
    """Full width to half, traditional to simplified, one kind of bracket, upper case, no blanks or stray marks."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN).upper()
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


def _strip_places(text: str) -> tuple[str, list[str]]:
    """Take places off the front, longest first and each inside the one before, while enough is left to be a name."""
    found: list[str] = []
    inside: list[_Place] = []
    while step := _first_place(text, inside):
        inside, length = step
        found.append(inside[0].short)
        text = _UNIT.sub("", text[length:])
    return _TOWN.sub("", text) if found else text, found


def _first_place(text: str, inside: list[_Place]) -> tuple[list[_Place], int] | None:
    """What the longest beginning of the text that names places means, given those named before, and its length."""
    known = _places()
    for size in range(min(_LONGEST_PLACE, len(text) - 2), 1, -1):
        if named := known.get(text[:size]):
            meant = [place for place in named if _continues(place, inside)]
            if meant:
                return meant, size
    return None


def _continues(place: _Place, inside: list[_Place]) -> bool:
    return any(outer.low < place.low <= outer.high for outer in inside) if inside else place.stands_alone


def _split_branch(text: str) -> tuple[str, str]:
    """The head and the outlet: 华信超市(南郑店) → 华信超市 and 南郑店; …有限公司汉中分公司 → … and 汉中分公司."""
    outlet = _OUTLET.search(text)
    if outlet:
        return text[: outlet.start()] + text[outlet.end() :], outlet.group(1)
    numbered = _NUMBERED.search(text)
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


@lru_cache(maxsize=200_000)
def take_apart(raw: str) -> Name:
    """Take a name apart. Total: any text gives a `Name`; an empty one gives empty parts."""
    text = normalise(raw)
    former = tuple(_FORMER.findall(text))
    text = _ORDINAL.sub(_to_number, _FORMER.sub("", text))
    head, branch = _split_branch(text)
    forms = _FORM.findall(head)
    form = FORMS[forms[-1]] if forms else ""
    whole = _FORM.sub("", head)
    core, places = _strip_places(whole)
    for bracket in _IN_BRACKETS.findall(core):
        rest, inner = _strip_places(bracket + "__")
        if inner and rest == "__":
            places += inner
            core = core.replace(f"({bracket})", "")
    core = _BRACKET.sub("", core)
    brand = _TRADE.sub("", core).rstrip("店站部厂场")
    branch_core, branch_places = _strip_places(branch) if branch else ("", [])
    return Name(
        whole=_BRACKET.sub("", whole),
        core=core,
        brand=brand if len(brand) >= 2 else core,
        form=form,
        branch="".join(branch_places) + branch_core,
        places=tuple(dict.fromkeys(places)),
        numbers=tuple(_WHICH_ONE.findall(f"{head}|{branch}")),
        former=former,
    )
