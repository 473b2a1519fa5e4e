"""Domains and ways of supervision that the policies name, laws that items commonly rest on. Data, no database."""

from dataclasses import dataclass

from items.attributes import DomainReason, DomainTag, Regime, Technique
from registry.domains import EMERGING, PILOT, PRIORITY

_PRIORITY = "国务院办公厅关于深入推进跨部门综合监管的指导意见 一（三）"
_PILOT = "跨部门综合监管试点领域"
_EMERGING = "新兴领域跨部门综合监管"


@dataclass(frozen=True)
class Domain:
    """A domain as the policies name it."""

    name: str
    tag: str
    reasons: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Mode:
    """A way of supervision as a policy names it, and what it is in our two lists: a regime, or a technique (R098)."""

    name: str
    kind: Regime | Technique
    source: str


_MODES = "汉中市南郑区深入推进跨部门综合监管工作方案（南政办发〔2023〕44号）（九）"
MODES = tuple(
    Mode(name, kind, _MODES)
    for name, kind in (
        ("双随机、一公开", Regime.RANDOM),
        ("信用监管", Regime.CREDIT),
        ("智慧监管", Regime.SMART),
        ("重点监管", Regime.KEY_LIST),
        ("网格化监管", Regime.GRID),
        ("审管联动", Regime.APPROVAL),
        ("河长制", Regime.RIVER_CHIEF),
        ("巡查检查", Technique.PATROL),
        ("实地核查", Technique.VERIFICATION),
        ("书面检查", Technique.DOCUMENTS),
        ("飞行检查", Technique.FLYING),
        ("体系检查", Technique.SYSTEM),
        ("抽检检测", Technique.SAMPLING),
        ("网络监测", Technique.ONLINE),
        ("年度考核", Regime.YEARLY),
    )
)


def modes_named(kind: type[Regime] | type[Technique]) -> tuple[str, str]:
    """(source, names) of the ways of supervision of one of the two lists, for the help of its field."""
    found = [mode for mode in MODES if isinstance(mode.kind, kind)]
    return found[0].source, "、".join(mode.name for mode in found)


_LIFE = (DomainReason.LIFE_AND_PROPERTY, DomainReason.PUBLIC_SAFETY)
_LATENT = (*_LIFE, DomainReason.LATENT_RISK)
_SOCIAL = (DomainReason.SOCIAL_RISK, DomainReason.PROBLEM_PRONE)

_REASONS = {
    **dict.fromkeys(("食品", "药品", "医疗器械"), _LIFE),
    **dict.fromkeys(("劳动用工", "非法金融活动"), _SOCIAL),
}

DOMAINS = (
    *(Domain(name, DomainTag.PRIORITY, _REASONS.get(name, _LATENT), _PRIORITY) for name in PRIORITY),
    *(Domain(name, DomainTag.PILOT, _SOCIAL, _PILOT) for name in PILOT),
    *(Domain(name, DomainTag.EMERGING, (), _EMERGING) for name in EMERGING),
)

LAWS = (
    "中华人民共和国劳动法",
    "中华人民共和国劳动合同法",
    "劳动保障监察条例",
    "中华人民共和国公司法",
    "中华人民共和国市场主体登记管理条例",
    "企业信息公示暂行条例",
    "中华人民共和国企业所得税法",
    "中华人民共和国税收征收管理法",
    "中华人民共和国食品安全法",
    "中华人民共和国药品管理法",
    "医疗器械监督管理条例",
    "中华人民共和国安全生产法",
    "危险化学品安全管理条例",
    "城镇燃气管理条例",
    "中华人民共和国特种设备安全法",
    "特种设备安全监察条例",
    "中华人民共和国道路运输条例",
    "中华人民共和国建筑法",
    "建设工程质量管理条例",
    "防范和处置非法集资条例",
    "中华人民共和国消防法",
    "中华人民共和国环境保护法",
    "中华人民共和国民办教育促进法",
    "中华人民共和国消费者权益保护法",
    "中华人民共和国行政处罚法",
    "中华人民共和国行政许可法",
)

ARTICLES = {
    "中华人民共和国劳动法": ("第八十五条",),
    "企业信息公示暂行条例": ("第十四条",),
    "中华人民共和国税收征收管理法": ("第五十四条",),
    "城镇燃气管理条例": ("第四十一条",),
    "中华人民共和国特种设备安全法": ("第三十八条", "第五十七条"),
    "中华人民共和国食品安全法": ("第一百一十条",),
    "建设工程质量管理条例": ("第四十三条",),
    "中华人民共和国消费者权益保护法": ("第三十二条",),
    "保障农民工工资支付条例": ("第三十九条",),
}
"""Articles that items of the demonstration and of the policies rest on; numbers only, no text."""
