"""What it costs to take one written text for another: characters alike to the eye or the ear cost less. Pure."""

from collections import defaultdict
from functools import lru_cache

from pypinyin import lazy_pinyin

LOOK, SOUND, OTHER, OPPOSITE = 0.3, 0.4, 1.2, 2.0
GAP, DOUBLED, SWAPPED, DIGIT = 0.6, 0.3, 0.5, 0.05
"""A character too many or too few, one written twice, two in the wrong order, 八 for 8."""

_LOOK_ALIKE = (
    "未末朱 己已巳 日曰目白 人入八 土士 千干于 天夫无 大太犬 王玉主 大丈 木本术 田由甲申 今令 元无 刀力 几儿九 "
    "午牛 晴睛清 泰秦奏 晟盛成 昊吴 祥详 鑫森淼 源沅原 浩洁 辰晨 宏弘宠 恒桓垣 瑞端 博搏 锋峰烽蜂 铭名 凯剀 佳住往 "
    "圆园 春舂 洋祥 林材 河何 城诚成 兴典兰 隆降 旺汪 福富 达迏 安按 科料 利和 顺须 宇字 华毕 丰半 民氏 永水 "
    "冠寇 微徽徵 候侯 荣营莱 右石古 左在 目且 昌冒 庆厌 同问间向 启后 清请青 通诵涌 晋普 鸿鸣 栋拣冻 朗郎 贵责 喜善 "
    "健建 戊戌戍 折拆析 拔拨 茶荼 治冶 明朋 免兔 乌鸟岛 崇祟 毫亳 广厂 方万 金全 云去 工土 工二 中申 上土 下不 "
    "合台 合舍 旭旮 卓桌 拓柘 岩岸 哲晢 尊遵 思恩 友反 良艮 汉汊 盈盆 泽择 裕袷 胜胚 影景 晶品 杰木 怡恰 毅殷 智知 "
    "焕换 诺偌 坚竖 松忪 英莫 丹舟 世也 风凤 夕歹 斤斥 内肉 丛从 代伐 开井 升井 升开 兵乒乓 子孑孓 女如 小少 "
    "心必 巨臣 弋戈 勺匀 历厉 仑仓 沦沧 轮轻 抡抢 伦伧 卯卵 卸御 衣农 农衣 衷哀衰 充允 亨享 京亨 亮毫 壶壸 "
    "要耍 买卖实 头买 贝见 贝页 员贡 会合 全会 季李 孝考老 者老 失矢 夭天 末来 来米 米木 采釆 番翻 香杳 杏杳 "
    "困因囚 团困 国园 回四 西酉 洒酒 栗粟 票粟 贾贸 贸留 赢羸 幕暮慕墓募 蓝篮 璃漓 峡陕 陕狭 陡徒 徒徙 陆陇 "
    "除徐 阳阴 旦旧 早旱 旱皁 星昱 易昜 晓烧 浇绕饶 娆绕 海侮 悔诲 洪拱 湖糊 润涧 润闰 测侧 滨宾 湾弯 溢谥 渔鱼 "
    "鲁鱼 鲍鱼 鸡鸣 鸭鸦 鹏鹃 梅侮 桔枯 柏拍 桃挑 桥侨 桦烨 桐恫 梦焚 杨扬 汤场 场扬 畅场 肠场 炀杨 枫飒 "
    "钢钠 铜钢 锐税 锦棉 绵锦 银很 铃玲 岭铃 玲珍 珍诊 珠株 琅琊 理埋 瑜喻 愉瑜 环坏 球求 现规 观现 视规 "
    "德得 徳德 衡衝 街衔 律津 津律 彤丹 彩采 影彭 彭澎 膨彭 形刑 邢刑 那邦 邮由 邱丘 兵丘 岳兵 岗冈 刚冈 "
    "纲钢 网冈 轩杆 轩干 载裁 栽载 戴载 截载 粱梁 梁染 粮良 粉纷 精清 糖塘 康庸 庚康 庭廷 延廷 建延 庄压 "
    "压庄 床庆 店后 度席 座坐 唐康 应庆 底低 府俯 付附 傅博 傅溥 薄博 缚博 仁二 仟千 仕士 他地 池地 也地 "
    "佰百 伯佰 信倍 倍培 陪部 部郜 都郡 郁都 郭享 敦郭 熟热 蒸燕 燕焉 鸿鹤 骄娇 桥娇 骏俊 峻骏 竣俊 酸骏 "
    "俪丽 骊丽 丽两 两雨 雨两 雪雷 露路 霞震 需雷 霖林 森林 品森 磊品 焱炎 众从 双对 对寸 村材 付寸 时寺 寿寺 "
    "特持 待侍 诗侍 恃特 等寺 竹行 符付 笔毛 篷蓬 莲连 蓬逢 萌明 蓄畜 蕾雷 芳方 芬分 花化 苑范 茂戊 茜西 茗名 "
    "荷何 莎沙 菲非 萍平 蔚尉 慰蔚 薇微 藤滕 腾滕 誊腾 艺艾 芝艺 苗笛 宙宇 宁宇 宜宣 宣宫 官宫 宫营 宾兵 寅演 "
    "密蜜 宝室 实买 审宙 客容 宽觅 富冨 察祭 蔡祭 穴六 空穴 究穷 窖窑 突空 立位 站战 占古 竞竟 童章 意竟 亲新 "
    "辛幸 幸辛 辜辛 辩辨瓣辫 妆壮 状壮 将奖 浆奖 桨浆 酱浆 券卷 卷眷 拳券 誉眷 荟誉 举兴 兵其 其共 共具 具真 "
    "真直 值植 置直 县具 且旦 助劲 动功 勋动 励厉 劳荣 努怒 勃渤 勇男 甬勇 虏勇 冷冶 泠冷 准淮 凌陵 菱凌 减咸 "
    "域城 盛感 或域 威咸 成戍 戎戒 武式 式试 或式 幼幻 幺么 乡幺 彡乡 纟乡 丝丛 以从 巴已 色巴 爬把 把杷 肥肌 "
    "巳巴 包句 句旬 旬甸 勿匆 葱匆 物牧 牧枚 枚玫 政攻 玖玫 攻玖 改攻 效郊 校效 较校 皎校 佼校"
)
_OPPOSED = ("东西南北中", "上下", "前后", "左右", "内外", "大小", "新老旧", "男女", "甲乙丙丁")
"""Characters by which one outlet is told from its neighbour; those of `_LOOK_ALIKE` may be slips all the same."""
_NUMERALS = "零一二三四五六七八九"
_DIGIT_OF = {numeral: str(value) for value, numeral in enumerate(_NUMERALS)}
_MOST_UNLIKE = 5
"""Texts that share so few characters that more than this are in one of them only are never one name."""


@lru_cache(maxsize=1)
def _shapes() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(_LOOK_ALIKE.split()):
        for mark in group:
            groups[mark].add(number)
    return {mark: frozenset(numbers) for mark, numbers in groups.items()}


@lru_cache(maxsize=30_000)
def sound(mark: str) -> str:
    """How a character is spoken, without its tone; a digit as its numeral."""
    if mark in "0123456789":
        mark = _NUMERALS[int(mark)]
    return lazy_pinyin(mark)[0] if "\u4e00" <= mark <= "\u9fff" else mark


@lru_cache(maxsize=200_000)
def _change_cost(left: str, right: str) -> float:
    if left == right:
        return 0.0
    if _DIGIT_OF.get(left) == right or _DIGIT_OF.get(right) == left:
        return DIGIT
    shapes = _shapes()
    if shapes.get(left, frozenset()) & shapes.get(right, frozenset()):
        return LOOK
    if any(left in group and right in group for group in _OPPOSED):
        return OPPOSITE
    return SOUND if sound(left) == sound(right) else OTHER


def text_cost(left: str, right: str) -> float:
    """Cheapest way from one text to the other by the costs above; 9.0 when they have too little in common."""
    if left == right:
        return 0.0
    if abs(len(left) - len(right)) > 2 or len(set(left) ^ set(right)) > _MOST_UNLIKE:
        return 9.0
    left, right = _unlike(left, right)
    before: list[float] = []
    row = [GAP * count for count in range(len(right) + 1)]
    for count in range(1, len(left) + 1):
        before, row = row, _next_row(left, right, count, row, before)
    return row[-1]


def _next_row(left: str, right: str, count: int, above: list[float], before: list[float]) -> list[float]:
    """One row of the table of costs: `above` is the last one, `before` the one before that."""
    mark = left[count - 1]
    dropped = DOUBLED if count > 1 and mark == left[count - 2] else GAP
    row = [above[0] + dropped]
    for place, other in enumerate(right, 1):
        added = DOUBLED if place > 1 and other == right[place - 2] else GAP
        least = min(above[place] + dropped, row[-1] + added, above[place - 1] + _change_cost(mark, other))
        if before and place > 1 and mark == right[place - 2] and other == left[count - 2] and mark != other:
            least = min(least, before[place - 2] + SWAPPED)
        row.append(least)
    return row


def _unlike(left: str, right: str) -> tuple[str, str]:
    """Both texts without the beginning and the end they share, but for one character, which may have been doubled."""
    head = max(_same_start(left, right) - 1, 0)
    left, right = left[head:], right[head:]
    tail = max(_same_start(left[::-1], right[::-1]) - 1, 0)
    return left[: len(left) - tail], right[: len(right) - tail]


def _same_start(left: str, right: str) -> int:
    """How many characters both texts begin with."""
    for place, (mark, other) in enumerate(zip(left, right, strict=False)):
        if mark != other:
            return place
    return min(len(left), len(right))
