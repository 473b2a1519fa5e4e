"""Plans of 南郑区 and 阿巴嘎旗: four published for this year, one begun early for the next, one that is late."""

from inspections.demo.shapes import NEXT_YEAR, THIS_YEAR, Cast, Entry, Plan
from items.demo import abaga

HOUSING, LABOUR, MARKET, TAX = "区住建局", "区人力资源和社会保障局", "区市场监管局", "区税务局"
EDUCATION, HEALTH = "区教体局", "区卫健局"
GAS, WORK = "对燃气经营企业安全经营情况的监管", "对用人单位依法用工情况的监管"
CYLINDERS = "对气瓶充装、压力管道和燃气器具质量的监管"
DRAWN, COVERAGE = "全区企业跨部门联合抽查", "重点监管清单单位全覆盖检查"
STATIONS = "成品油零售经营企业联合抽查"
"""The entries that are drawn, the last in 阿巴嘎旗."""

RISK = (("1", "1", 2), ("2", "0.3", 1), ("3", "0.05", 1), ("", "0.1", 1))

NANZHENG = Cast(
    610703000000,
    (
        Plan(
            HOUSING,
            THIS_YEAR,
            "nanzheng.builder",
            (
                Entry(
                    "瓶装液化石油气和燃气使用场所安全联合检查",
                    "涉及燃气使用的餐饮、市场等场所，燃气经营企业",
                    {"tag": "涉及燃气使用"},
                    {
                        "sample_ratio": "1",
                        "frequency": 2,
                        "starts_on": (3, 1),
                        "ends_on": (11, 30),
                        "regime": "full",
                    },
                    ((HOUSING, GAS), (MARKET, CYLINDERS)),
                    GAS,
                ),
                Entry(
                    COVERAGE,
                    "列入重点监管清单的单位",
                    {"key": "yes"},
                    {
                        "sample_ratio": "1",
                        "frequency": 1,
                        "starts_on": (1, 1),
                        "ends_on": (12, 31),
                        "regime": "key_list",
                        "technique": "off_site",
                        "origin": "special",
                    },
                    ((HOUSING, GAS), (MARKET, CYLINDERS)),
                    GAS,
                ),
            ),
            "nanzheng.housing",
            (1, 16),
        ),
        Plan(
            LABOUR,
            THIS_YEAR,
            "nanzheng.officer2",
            (
                Entry(
                    "用人单位劳动用工“双随机、一公开”联合抽查",
                    "区域辖区的企业",
                    {"kind": "enterprise"},
                    {
                        "sample_ratio": "0.1",
                        "frequency": 1,
                        "starts_on": (4, 1),
                        "ends_on": (10, 31),
                    },
                    (
                        (LABOUR, WORK),
                        (MARKET, "对市场主体登记注册事项、年度报告公示信息的监管"),
                        (TAX, "对市场主体缴税情况的监管"),
                    ),
                    WORK,
                    RISK,
                ),
            ),
            "nanzheng.labour",
            (1, 28),
        ),
        Plan(
            MARKET,
            THIS_YEAR,
            "nanzheng.officer",
            (
                Entry(
                    DRAWN,
                    "全区在册的企业",
                    {"kind": "enterprise"},
                    {
                        "sample_ratio": "0.2",
                        "frequency": 4,
                        "starts_on": (1, 1),
                        "ends_on": (12, 31),
                    },
                    ((MARKET, CYLINDERS), (HOUSING, GAS)),
                    GAS,
                    groups=(MARKET,),
                ),
            ),
            "nanzheng.department",
            (1, 20),
        ),
        Plan(
            MARKET,
            NEXT_YEAR,
            "nanzheng.officer",
            (
                Entry(
                    "学校食堂食品安全联合检查",
                    "中小学校、幼儿园食堂",
                    {"tag": "学校食堂"},
                    {
                        "quantity_text": "全覆盖，每学期1次；重点学校按专项计划确定",
                        "starts_on": (3, 1),
                        "ends_on": (12, 20),
                    },
                    (
                        (MARKET, "对学校食堂食品安全的监管"),
                        (EDUCATION, "对学校落实校长（园长）负责制和陪餐制度的监管"),
                        (HEALTH, "对学校食源性疾病报告和饮用水卫生的监管"),
                    ),
                ),
                Entry(
                    "单用途预付卡经营者日常检查",
                    "区域辖区发放单用途预付卡的企业",
                    {"kind": "enterprise"},
                    {
                        "sample_ratio": "0.5",
                        "frequency": 1,
                        "starts_on": (5, 1),
                        "ends_on": (9, 30),
                    },
                    ((MARKET, "对单用途预付卡合同格式条款的监管"),),
                ),
            ),
        ),
    ),
    "nanzheng.admin",
    "nanzheng.officer",
    "nanzheng.department",
    "0.6",
    tuple(("risk_level", *row) for row in RISK),
)

ABAGA = Cast(
    abaga.CAST.place,
    (
        Plan(
            abaga.INDUSTRY,
            THIS_YEAR,
            "abaga.trade",
            (
                Entry(
                    STATIONS,
                    "全旗成品油零售经营企业",
                    {"kind": "enterprise"},
                    {
                        "sample_ratio": "0.5",
                        "frequency": 1,
                        "starts_on": (1, 1),
                        "ends_on": (12, 31),
                    },
                    (
                        (abaga.INDUSTRY, abaga.STATIONS),
                        (abaga.MARKET, "对成品油质量和加油机计量的监管"),
                    ),
                    abaga.STATIONS,
                ),
            ),
            "abaga.industry",
            (1, 22),
        ),
        Plan(
            abaga.MARKET,
            THIS_YEAR,
            "abaga.officer",
            (
                Entry(
                    "那达慕期间餐饮住宿经营者联合检查",
                    "别力古台镇餐饮、住宿经营者",
                    {"kind": "sole_trader"},
                    {
                        "sample_ratio": "0.2",
                        "frequency": 1,
                        "starts_on": (6, 15),
                        "ends_on": (8, 15),
                        "is_unannounced": True,
                    },
                    ((abaga.MARKET, "对餐饮服务提供者食品安全的监管"),),
                ),
            ),
        ),
    ),
    "abaga.admin",
    "abaga.officer",
    "abaga.department",
    "0.5",
)

CASTS = (NANZHENG, ABAGA)
