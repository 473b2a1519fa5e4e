"""Made-up companies and the ways clerks write them differently; near-identical others that are not the same."""

import random
from dataclasses import dataclass, replace

from registry.matching import Row
from registry.uscc import check_mark

_PLACES = [
    "汉中市南郑区",
    "南郑区",
    "汉中市",
    "陕西",
    "汉中",
    "西安市",
    "锡林郭勒盟",
    "阿巴嘎旗",
    "赣州市",
    "乌鲁木齐市天山区",
]
_MARKS = "华信盛源鑫德顺达宏泰祥瑞福隆兴安康和美佳乐天成广丰金玉明辉永恒诚博海润山川东升旭日凯旋百草仁济同德惠民春雨"
_TRADES = (
    "商贸 科技 食品 建材 建筑工程 劳务 物流 运输 餐饮管理 医药 农业发展 装饰工程 汽车服务 机械设备 文化传媒"
).split()
_SHOPS = "超市 便利店 大药房 餐馆 火锅店 理发店 五金店 汽修厂 宾馆 早餐店 粮油店 文具店".split()
_STREETS = "汉山 大河坎 梁山 中山 人民 解放 团结 天汉 周家坪 滨江 西大 建设".split()
_HOMOPHONES = {
    "华": "花",
    "信": "鑫",
    "盛": "胜",
    "源": "沅",
    "达": "答",
    "宏": "洪",
    "福": "富",
    "成": "诚",
    "和": "合",
}
_LOOK_ALIKE = {
    "末": "未",
    "日": "曰",
    "泰": "秦",
    "晟": "盛",
    "凯": "剀",
    "祥": "详",
    "明": "朋",
    "源": "原",
    "玉": "王",
    "升": "井",
}


def make_uscc(rng: random.Random) -> str:
    """A valid code; about one in seven names a county that no longer exists."""
    region = rng.choice(["610703", "610702", "152522", "360702", "612321", "650102"])
    body = "91" + region + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(9))
    return body + check_mark(body)


def make_register(rng: random.Random, size: int) -> list[Row]:
    """Companies with legal forms, shops without, some branches; every one with an address, nine in ten with a code."""
    rows: dict[str, Row] = {}
    while len(rows) < size:
        name = make_name(rng)
        address = f"汉中市南郑区{rng.choice(_STREETS)}路{rng.randint(1, 400)}号"
        uscc = make_uscc(rng) if rng.random() < 0.9 else ""
        rows.setdefault(name, Row(f"b{len(rows)}", name, uscc, address))
    return list(rows.values())


def make_name(rng: random.Random) -> str:
    brand = "".join(rng.sample(_MARKS, rng.choice([2, 2, 2, 3, 3, 4])))
    place = rng.choice(_PLACES)
    kind = rng.random()
    if kind < 0.55:
        return (
            f"{place}{brand}{rng.choice(_TRADES)}{rng.choice(['有限公司', '有限公司', '有限责任公司', '股份有限公司'])}"
        )
    if kind < 0.7:
        outlet = rng.choice(["第一分公司", "第二分公司", "汉中分公司", "南郑店", "大河坎店"])
        return f"{place}{brand}{rng.choice(_TRADES)}有限公司{outlet}"
    if kind < 0.78:
        return f"{place}{brand}种植农民专业合作社"
    return f"{place}{brand}{rng.choice(_SHOPS)}"


@dataclass(frozen=True)
class Case:
    """A record and the row it truly is, or None for another object."""

    record: Row
    truth: str | None
    kind: str


def rewritten(rng: random.Random, row: Row, number: int) -> Case:
    """The same company as another clerk writes it."""
    name, former = row.name, ()
    kind = rng.choice(list(_WAYS))
    name = _WAYS[kind](rng, name)
    uscc = row.uscc if rng.random() < 0.25 else ""
    address = row.address if rng.random() < 0.5 else ""
    if rng.random() < 0.3:
        address = address.replace("汉中市", "").replace("号", "號")
    return Case(Row(f"a{number}", name, uscc, address, former), row.id, kind)


def _swap(table: dict[str, str]):
    def swap(rng: random.Random, name: str) -> str:
        found = [at for at, mark in enumerate(name) if mark in table]
        at = rng.choice(found) if found else None
        return name if at is None else name[:at] + table[name[at]] + name[at + 1 :]

    return swap


def _lose_one(rng: random.Random, name: str) -> str:
    at = rng.randrange(3, max(4, len(name) - 4))
    return name[:at] + name[at + 1 :]


_WAYS = {
    "as it is": lambda rng, name: name,
    "form dropped": lambda rng, name: name.removesuffix("有限公司").removesuffix("有限责任公司"),
    "form shortened": lambda rng, name: name.replace("有限责任公司", "有限公司"),
    "blanks": lambda rng, name: " ".join([name[:4], name[4:8], name[8:]]),
    "brackets": lambda rng, name: f"{name[:2]}（{name[2:4]}）{name[4:]}" if name[:2] == "陕西" else name,
    "full width": lambda rng, name: name.replace("第一", "第１").replace("第二", "第2"),
    "traditional": lambda rng, name: name.replace("华", "華").replace("东", "東").replace("药", "藥"),
    "place dropped": lambda rng, name: next((name[len(p) :] for p in _PLACES if name.startswith(p)), name),
    "look-alike": _swap(_LOOK_ALIKE),
    "sound-alike": _swap(_HOMOPHONES),
    "mark lost": _lose_one,
}


def neighbour(rng: random.Random, row: Row, number: int) -> Case:
    """Another object with almost the row's name: the outlet next door, the next number, the other town's namesake."""
    other = rng.choice([_next_number, _other_branch, _other_place, _other_form, _other_brand, _branch_of])(
        rng, row.name
    )
    address = f"汉中市南郑区{rng.choice(_STREETS)}路{rng.randint(401, 900)}号"
    uscc = make_uscc(rng) if rng.random() < 0.5 else ""
    return Case(replace(row, id=f"n{number}", name=other, address=address, uscc=uscc), None, "neighbour")


def _next_number(rng: random.Random, name: str) -> str:
    return (
        name.replace("第一", "第三").replace("第二", "第五")
        if "第" in name
        else f"{name}第{rng.choice('二三四五')}分店"
    )


def _other_branch(rng: random.Random, name: str) -> str:
    return name.replace("南郑店", "城固店").replace("大河坎店", "梁山店").replace("汉中分公司", "安康分公司") + (
        "" if name.endswith(("店", "分公司")) else "勉县分公司"
    )


def _other_place(rng: random.Random, name: str) -> str:
    place = next(place for place in _PLACES if name.startswith(place))
    return name.replace(place, {"汉中市南郑区": "汉中市勉县", "南郑区": "洋县"}.get(place, "宝鸡市"), 1)


def _other_form(rng: random.Random, name: str) -> str:
    return name.replace("有限公司", "农民专业合作社") if "有限公司" in name else f"{name}分店"


def _other_brand(rng: random.Random, name: str) -> str:
    at = next(len(place) for place in _PLACES if name.startswith(place))
    return name[:at] + rng.choice("龚裴阎邹樊霍") + rng.choice("昆仲侠岱淮") + name[at + 2 :]


def _branch_of(rng: random.Random, name: str) -> str:
    return f"{name}西乡分店"


def make_cases(seed: int, size: int = 4_000, others: int = 400) -> tuple[list[Case], list[Row]]:
    """Records with their truth, and the register of `size` rows they are to be found in."""
    rng = random.Random(seed)
    register = make_register(rng, size)
    known = {row.name for row in register}
    cases = [rewritten(rng, row, number) for number, row in enumerate(rng.sample(register, size // 2))]
    while others:
        case = neighbour(rng, rng.choice(register), others)
        if case.record.name not in known:
            cases.append(case)
            others -= 1
    return cases, register
