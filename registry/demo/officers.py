"""The officer library of 南郑区: invented people, with every trouble a librarian meets. Data only."""

from dataclasses import dataclass

PLACE, CITY = 610703000000, 610700000000
LIBRARIAN, REVIEWER = "nanzheng.librarian", "nanzheng.legal"
ISSUER, CITY_ISSUER = "汉中市南郑区司法局", "汉中市司法局"

MARKET, HOUSING, LABOUR, HEALTH = "区市场监管局", "区住建局", "区人力资源和社会保障局", "区卫健局"
EDUCATION, CIVIL, TAX = "区教体局", "区民政局", "区税务局"


@dataclass(frozen=True)
class Person:
    """An officer: `days` until the certificate ends (negative: since it ended; None: no certificate)."""

    name: str
    department: str
    domains: str
    days: int | None
    specialties: str = ""
    job_kind: str = "civil_servant"
    hours: tuple[int, ...] = ()
    login: str = ""


OFFICERS = (
    Person("孙一诺", MARKET, "食品、药品、医疗器械", 1240, "食品安全检查", hours=(24, 40), login="nanzheng.officer"),
    Person("梁书远", MARKET, "食品、药品", 820, "食品安全检查、冷链追溯", hours=(40, 24)),
    Person("邹文博", MARKET, "特种设备、城镇燃气", 610, "特种设备检验", hours=(32,), login="nanzheng.officer3"),
    Person("龚立夏", MARKET, "特种设备、成品油流通", 24, "特种设备检验、计量检定", hours=(48,)),
    Person("谭雨晴", MARKET, "单用途预付卡、食品", 83, "网络交易监测", hours=(16,)),
    Person("石敬之", MARKET, "药品、医疗器械", -12, "药品生产检查", hours=(20,)),
    Person("任嘉木", HOUSING, "城镇燃气、建筑工程质量", 930, "燃气安全", hours=(60,), login="nanzheng.housing"),
    Person("黎致和", HOUSING, "建筑工程质量、自建房安全", 700, "结构鉴定", hours=(36, 30), login="nanzheng.builder2"),
    Person("苗承宇", HOUSING, "城镇燃气", 5, "燃气安全", job_kind="qualified", hours=(12,)),
    Person("贺知秋", LABOUR, "劳动用工", 1100, "工资支付核查", hours=(44, 20), login="nanzheng.officer2"),
    Person("裴若水", LABOUR, "劳动用工", 455, "会计审计", hours=(30,)),
    Person("鲁安然", LABOUR, "劳动用工", None, job_kind="daily", hours=(8,)),
    Person("詹景明", HEALTH, "食品、线上医疗", 380, "公共场所卫生", hours=(56, 8)),
    Person("柯若兰", HEALTH, "住宿服务、线上医疗", 760, "公共场所卫生、消毒评价", hours=(62,)),
    Person("甘霖", EDUCATION, "线上教育、单用途预付卡", 290, "校外培训核查", hours=(18,)),
    Person("燕回", CIVIL, "家政服务、单用途预付卡", 540, "养老机构评估", job_kind="qualified", hours=(28,)),
    Person("卢景行", TAX, "劳动用工、非法金融活动", 1310, "会计审计", hours=(64,), login="nanzheng.tax"),
    Person("凌若冰", TAX, "非法金融活动", 210, "会计审计、数据分析", hours=(42, 20)),
)
GROUPS = ((MARKET, "市场检查一组", ("孙一诺", "梁书远")), (MARKET, "市场检查二组", ("邹文博", "谭雨晴")))
"""Whoever is drawn together: department, name, members."""
SUSPENDED = ("凌若冰", "被投诉正在核查，核查期间暂停执法")
INTERESTS = {"梁书远": ("汉中市南郑区汉风园餐饮店", "relative", "配偶为该店经营者")}

EXPERTS = (
    ("尚仲和", "陕西理工大学", "副教授", "危险化学品、储能", HOUSING),
    ("费明远", "汉中市食品药品检验检测中心", "高级工程师", "食品、药品", MARKET),
    ("乐平", "汉中市特种设备检验所", "正高级工程师", "特种设备、城镇燃气", MARKET),
    ("童岚", "汉中市中心医院", "主任医师", "线上医疗", HEALTH),
)
BODIES = (
    (
        "汉中市南郑区衡准检测技术有限公司",
        "testing",
        "CMA 232700000117",
        "食品、生活饮用水、公共场所空气质量检测",
        "食品",
    ),
    ("汉中永信会计师事务所（普通合伙）", "audit", "61070015", "财务报表审计、专项资金审计", "非法金融活动、劳动用工"),
    ("陕西安居房屋鉴定有限公司", "appraisal", "陕房鉴备2024-076", "房屋安全鉴定、结构可靠性鉴定", "自建房安全"),
)
BODY_CODES = ("91610703MA6Y0HC01", "91610702MA6Y0KJ02", "91610000MA6Y0AJ03")
"""The first seventeen marks; the check mark is computed."""

GUEST = {
    "number": 1,
    "name": "欧阳景和",
    "department": "市市场监管局",
    "job_kind": "civil_servant",
    "specialties": ["燃气安全", "特种设备检验"],
    "certificate_number": "61070001086",
    "issuing_body": CITY_ISSUER,
    "domains": ["城镇燃气", "特种设备"],
    "task": "协助南郑区餐饮场所燃气安全联合检查",
    "document_number": "汉市监借〔2026〕5号",
}
