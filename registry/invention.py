"""Made-up supervised objects with believable names, for measurements and demonstrations. Pure, and the same every time.

A share of old region codes, missing codes, branches, old names and objects written twice, as real registers have them.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from registry.kinds import ObjectKind
from registry.uscc import check_mark


def _words(text: str) -> list[str]:
    return text.split()


_BRANDS = (
    "华信盛源鑫德顺达宏泰祥瑞福隆兴安康和美佳乐天成广丰金玉明辉永恒诚博海润山川东升旭日凯旋百草仁济同德惠民春雨"
    "嘉禾晨曦云帆星辰远航致远启航锦绣长青万里中正国富力强新元古今南北西秦汉江巴蜀秀水青松翠竹良友众合联创汇通"
)
_TRADES = _words(
    "商贸 科技 食品 建材 建筑工程 劳务 物流 运输 餐饮管理 医药 农业发展 装饰工程 汽车服务 机械设备 文化传媒 置业"
    " 物业管理 环保科技 电子商务 信息技术 教育咨询 园林绿化 能源 矿业 纺织 包装材料 茶业 生物科技 旅游开发"
)
_SHOPS = _words(
    "超市 便利店 大药房 餐馆 火锅店 理发店 五金店 汽修厂 宾馆 早餐店 粮油店 文具店 服装店 小吃店 面馆 茶楼 水果店"
)
_PRODUCE = _words("茶叶 柑橘 生猪养殖 中药材 食用菌 水稻 魔芋 花椒 核桃 土鸡养殖")
_STREETS = _words("汉山 大河坎 梁山 中山 人民 解放 团结 天汉 周家坪 滨江 西大 建设 朝阳 民主 青年 劳动 幸福 和平 前进")
_TOWNS = _words("城关 大河坎 汉山 周家坪 梁山 阳春 高台 新集 濂水 黄官 青树 红庙 牟家坝 湘水 小南海")
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉红建文"
_INDUSTRIES = ("5211", "6210", "5251", "1311", "4710", "6511", "7010", "8111", "5432", "3011", "0111", "8310", "8421")
_MARKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_KINDS = (
    (ObjectKind.SOLE_TRADER, 46),
    (ObjectKind.ENTERPRISE, 44),
    (ObjectKind.FARMER_COOPERATIVE, 4),
    (ObjectKind.SCHOOL, 2),
    (ObjectKind.HOSPITAL, 2),
    (ObjectKind.PLACE, 2),
)
_STARTS = {
    ObjectKind.SOLE_TRADER: "92",
    ObjectKind.ENTERPRISE: "91",
    ObjectKind.FARMER_COOPERATIVE: "93",
    ObjectKind.SCHOOL: "12",
    ObjectKind.HOSPITAL: "12",
}
_DAYS_UNSEEN, _NEVER_SEEN = 1_100, 20
"""Objects were last looked at within so many days; every so many-th never was."""
OLD_CODES, WITHOUT_CODE, TWICE, RENAMED = 0.136, 0.06, 0.004, 0.02
"""Shares: codes of regions that are no county today (as measured), no code, written twice, once called otherwise."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where objects are made up: the region's 12-digit code and its short name (南郑)."""

    code: int
    short: str


@dataclass(frozen=True, slots=True)
class Invented:
    """One object."""

    tenant_id: int
    kind: str
    name: str
    uscc: str
    address: str
    industry: str
    head: str
    former_names: tuple[str, ...] = ()
    days_unseen: int | None = 0
    """Since when nobody looked at it; None: nobody ever did."""


def invent(places: Sequence[Place], count: int, seed: int = 1) -> Iterator[Invented]:
    """`count` objects spread evenly over the places; memory does not grow with `count`."""
    dice = random.Random(seed)  # noqa: S311 made-up names are no secret
    kinds = [kind for kind, _share in _KINDS]
    shares = [share for _kind, share in _KINDS]
    last: Invented | None = None
    for number in range(count):
        if last is not None and dice.random() < TWICE:
            yield replace(last, name=_written_otherwise(dice, last.name), uscc="", former_names=())
            last = None
            continue
        place = places[number % len(places)]
        last = _one(dice, place, dice.choices(kinds, shares)[0], number)
        yield last


def _one(dice: random.Random, place: Place, kind: ObjectKind, number: int) -> Invented:
    name = _name(dice, place, kind)
    former = (_name(dice, place, kind),) if dice.random() < RENAMED else ()
    return Invented(
        place.code,
        kind.value,
        name,
        _code(dice, place, kind, number),
        f"{place.short}{dice.choice(_TOWNS)}镇{dice.choice(_STREETS)}路{dice.randrange(1, 400)}号",
        dice.choice(_INDUSTRIES),
        dice.choice(_FAMILY) + "".join(dice.choices(_GIVEN, k=dice.choice((1, 2)))),
        former,
        number * 7 % _DAYS_UNSEEN if number % _NEVER_SEEN else None,
    )


def _name(dice: random.Random, place: Place, kind: ObjectKind) -> str:
    brand = "".join(dice.choices(_BRANDS, k=dice.choice((2, 2, 3))))
    match kind:
        case ObjectKind.SOLE_TRADER:
            owner = dice.choice(_FAMILY) + dice.choice(_GIVEN)
            return f"{place.short}{dice.choice((brand, brand, owner))}{dice.choice(_SHOPS)}"
        case ObjectKind.FARMER_COOPERATIVE:
            return f"{place.short}{brand}{dice.choice(_PRODUCE)}农民专业合作社"
        case ObjectKind.SCHOOL:
            return f"{place.short}{dice.choice(_TOWNS)}镇{brand}{dice.choice(('小学', '幼儿园', '初级中学'))}"
        case ObjectKind.HOSPITAL:
            return f"{place.short}{dice.choice(_TOWNS)}镇{brand}{dice.choice(('卫生室', '诊所', '医院'))}"
        case ObjectKind.PLACE:
            return f"{brand}{dice.choice(('广场', '农贸市场', '加油站', '仓储中心'))}"
    firm = f"{place.short}{brand}{dice.choice(_TRADES)}{dice.choice(('有限公司', '有限公司', '有限责任公司'))}"
    return f"{firm}{place.short}分公司" if dice.random() < 0.03 else firm


def _code(dice: random.Random, place: Place, kind: ObjectKind, number: int) -> str:
    if kind not in _STARTS or dice.random() < WITHOUT_CODE:
        return ""
    region = "612321" if dice.random() < OLD_CODES else str(place.code)[:6]
    tail = ""
    for _ in range(5):
        number, mark = divmod(number, 31)
        tail = _MARKS[mark] + tail
    body = f"{_STARTS[kind]}{region}{''.join(dice.choices(_MARKS, k=4))}{tail}"
    return body + check_mark(body)


def _written_otherwise(dice: random.Random, name: str) -> str:
    """The same object as another clerk writes it."""
    ways = (
        lambda text: text.replace("有限责任公司", "有限公司"),
        lambda text: text.replace("有限公司", ""),
        lambda text: f"{text[:2]}（{text[2:4]}）{text[4:]}",
        lambda text: f"{text[:3]} {text[3:]}",
        lambda text: text.replace("店", "铺"),
    )
    return dice.choice(ways)(name)
