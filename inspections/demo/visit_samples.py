"""Visits of 南郑区 in several states: what is checked, what was seen; companies and people are made up. Data only."""

from dataclasses import dataclass

from inspections.demo.making import Seen
from inspections.services.findings import Problem

PLACE = 610703000000
LABOUR, MARKET, HOUSING = "区人力资源和社会保障局", "区市场监管局", "区住建局"
GAS, WORK = "对燃气经营企业安全经营情况的监管", "对用人单位依法用工情况的监管"

APPROVERS = {LABOUR: "nanzheng.labour", MARKET: "nanzheng.department"}
WRITERS = {LABOUR: "nanzheng.officer2", MARKET: "nanzheng.officer", HOUSING: "nanzheng.housing"}
CREWS = {LABOUR: ("贺知秋", "裴若水"), MARKET: ("孙一诺", "邹文博"), HOUSING: ("任嘉木", "黎致和")}
CONTACT = {LABOUR: "贺知秋 0916-5550121", MARKET: "孙一诺 0916-5550107"}


@dataclass(frozen=True)
class Sample:
    """A visit: whom, on which item, led by whom with whom, how far it is, which day it begins (from today).

    `title` and `note` name the `{year}`.
    """

    subject: str
    item: str
    lead: str
    others: tuple[str, ...]
    until: str
    days: int
    title: str
    origin: str
    note: str = ""


SAMPLES = (
    Sample(
        "汉中汉山春茶业有限公司",
        WORK,
        LABOUR,
        (MARKET,),
        "closed",
        0,
        "{year}年劳动用工联合检查",
        "special",
        "区人社局{year}年劳动用工专项检查安排",
    ),
    Sample(
        "陕西南郑安泰燃气有限责任公司",
        GAS,
        MARKET,
        (HOUSING,),
        "on_site",
        0,
        "{year}年冬季城镇燃气安全联合检查",
        "special",
        "省安委办冬季燃气安全专项检查部署",
    ),
    Sample(
        "汉中新天汉超市有限公司大河坎店",
        WORK,
        LABOUR,
        (MARKET,),
        "notified",
        3,
        "{year}年劳动用工联合检查",
        "special",
        "区人社局{year}年劳动用工专项检查安排",
    ),
    Sample(
        "陕西江南里房地产开发有限公司",
        WORK,
        LABOUR,
        (MARKET,),
        "scheduled",
        5,
        "工资支付情况核查",
        "clue",
        "南郑12345工单〔{year}〕4471号",
    ),
)

MATERIALS = "营业执照正副本\n劳动合同和职工名册\n近3个月工资支付凭证"
ACCOUNT = "现场正常生产，在岗职工42人；抽查劳动合同15份、近3个月工资表3份，查验了营业执照。"
STATEMENT = ("田景和", "对检查情况没有异议，两名新入职人员的劳动合同马上补签。")
FAILED = ("是否与劳动者订立书面劳动合同", "包装车间2名职工入职满2个月未订立书面劳动合同。")
BREACH = "《中华人民共和国劳动合同法》第十条"
ORDER_BASIS = "《劳动保障监察条例》第十八条、第二十四条"
DEMANDS = "与包装车间2名职工订立书面劳动合同，并排查其余职工合同订立情况，将证明材料报送我局。"
ON_SITE = "储配站正常营业，正在查验气瓶充装记录。"

GAS_MATERIALS = "营业执照正副本\n燃气供应合同\n气瓶和燃气器具合格证明"
_MARKET_SEEN, _HOUSING_SEEN = "在用气瓶、压力管道和营业执照", "用气间、燃气泄漏报警器和连接管"
_SIGNER = "段立新"
CLEAN = {
    MARKET: Seen(
        "抽查在用气瓶6只，充装标签、二维码齐全；压力管道检验报告在有效期内；营业执照悬挂于门厅，登记事项与实际一致。",
        _SIGNER,
        _MARKET_SEEN,
    ),
    HOUSING: Seen(
        "用气由持证企业供应，供用气合同在有效期内；燃气泄漏报警器运行正常，入户安全检查记录完整。",
        _SIGNER,
        _HOUSING_SEEN,
    ),
}
FAULTY = {
    MARKET: Seen(
        "抽查在用气瓶4只，充装标签、二维码齐全；压力管道检验报告在有效期内；主要经营场所未见营业执照。",
        _SIGNER,
        _MARKET_SEEN,
        "营业执照在财务室存放，今天就挂到门厅。",
        Problem("未将营业执照置于主要经营场所的醒目位置。", "《市场主体登记管理条例》第三十六条", "minor"),
        "营业执照公示和登记事项",
        "将营业执照置于主要经营场所的醒目位置，并将照片报送我局。",
        "《市场主体登记管理条例》第四十八条",
    ),
    HOUSING: Seen(
        "供用气合同在有效期内，燃气泄漏报警器运行正常；用气间2根燃气连接管使用年限届满。",
        _SIGNER,
        _HOUSING_SEEN,
        "连接管已联系供气企业，三日内更换。",
        Problem("用气间2根燃气连接管使用年限届满，未更换。", "《城镇燃气管理条例》第二十七条", "minor"),
        "",
        "更换使用年限届满的燃气连接管，请供气企业检查合格后，将检查单报送我局。",
        "《城镇燃气管理条例》第四十九条",
    ),
}
"""What was seen on the two visits that 南郑区's first round drew, by department."""
