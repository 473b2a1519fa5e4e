"""Items of 南郑区: the worked example of policy 004 and items of the priority domains, at every stage of their way."""

from items.demo import restaurant
from items.demo.shapes import Cast, Part, Sample
from items.demo.units import CIVIL, ECOLOGY, EDUCATION, FIRE, HEALTH, HOUSING, LABOUR, MARKET, TAX, URBAN
from items.services.matters import Position

CAST = Cast(
    610703000000,
    {
        LABOUR: "nanzheng.officer2",
        MARKET: "nanzheng.officer",
        HOUSING: "nanzheng.housing",
        CIVIL: "nanzheng.admin",
        FIRE: "nanzheng.fire",
        ECOLOGY: "nanzheng.ecology",
    },
    {
        MARKET: "nanzheng.department",
        TAX: "nanzheng.tax",
        LABOUR: "nanzheng.labour",
        HOUSING: "nanzheng.housing",
        HEALTH: "nanzheng.health",
        URBAN: "nanzheng.urban",
    },
    "nanzheng.legal",
    "nanzheng.leader",
    ("nanzheng.officer", "nanzheng.department"),
)
_COUNTY = {"organising_levels": ["county"], "supervision_levels": ["county"]}

RESPONSIBLE = {LABOUR: "nanzheng.officer2", MARKET: "nanzheng.officer"}
"""Who answers for the items in force; the other departments have yet to name somebody."""
ASSIGNED_BY = "《南郑区跨部门综合监管责任分工表》"
NEXT = (HOUSING, "nanzheng.housing")
"""Proposed, waits for approval."""

SAMPLES = (
    Sample(
        LABOUR,
        "《中华人民共和国劳动法》第八十五条等",
        (
            Part(
                MARKET,
                "对市场主体登记注册事项、年度报告公示信息的监管",
                "《中华人民共和国公司法》《市场主体登记管理条例》",
            ),
            Part(TAX, "对市场主体缴税情况的监管", "《中华人民共和国企业所得税法》等"),
        ),
        "in_force",
        {
            **_COUNTY,
            "domain_text": "劳动用工监管",
            "content": "对用人单位依法用工情况的监管",
            "objects_text": "区域辖区的企业、个体经济组织",
            "regime": "random",
            "ratio": "按专项计划确定",
            "frequency": "每年1次",
            "division": "人社部门牵头组织，核查用工和工资支付；市场监管部门核查登记和年报；税务部门核查缴税。",
            "power_entry": "对用人单位遵守劳动法律法规情况的行政检查",
        },
    ),
    Sample(
        HOUSING,
        "《城镇燃气管理条例》第四十一条",
        (Part(MARKET, "对气瓶充装、压力管道和燃气器具质量的监管", "《中华人民共和国特种设备安全法》第五十七条"),),
        "in_force",
        {
            **_COUNTY,
            "domain_text": "城镇燃气",
            "content": "对燃气经营企业安全经营情况的监管",
            "objects_text": "燃气经营企业、瓶装燃气供应站点",
            "regime": "full",
            "ratio": "100%",
            "frequency": "每年不少于2次",
            "division": "住建部门牵头组织，核查经营许可和安全管理；市场监管部门核查气瓶、压力管道和器具。",
            "power_entry": "对燃气经营活动的行政检查",
        },
    ),
    Sample(
        MARKET,
        "《中华人民共和国食品安全法》第一百一十条",
        (
            Part(EDUCATION, "对学校落实校长（园长）负责制和陪餐制度的监管", "《学校食品安全与营养健康管理规定》"),
            Part(HEALTH, "对学校食源性疾病报告和饮用水卫生的监管", "《学校卫生工作条例》"),
        ),
        "co_signing",
        {
            **_COUNTY,
            "domain_text": "食品",
            "content": "对学校食堂食品安全的监管",
            "objects_text": "中小学校、幼儿园食堂和供餐单位",
            "regime": "full",
            "ratio": "100%",
            "frequency": "每学期1次",
            "division": "市场监管部门牵头组织，核查许可和加工过程；教体部门核查管理责任；卫健部门核查疾病报告。",
            "power_entry": "对食品生产经营者的行政检查",
        },
    ),
    Sample(
        HOUSING,
        "《建设工程质量管理条例》第四十三条",
        (Part(LABOUR, "对工程建设领域农民工工资支付情况的监管", "《保障农民工工资支付条例》"),),
        "legality_check",
        {
            **_COUNTY,
            "domain_text": "建筑工程质量",
            "content": "对在建工程质量责任主体履责情况的监管",
            "objects_text": "在建房屋建筑和市政工程的建设、施工、监理单位",
            "regime": "random",
            "ratio": "不低于20%",
            "frequency": "每年1次",
            "division": "住建部门牵头组织，核查质量责任；人社部门核查工资专户和实名制。",
            "power_entry": "对建设工程质量的行政检查",
        },
    ),
    Sample(
        CIVIL,
        "《养老机构管理办法》",
        (Part(MARKET, "对养老机构食堂食品安全和特种设备的监管", "《中华人民共和国食品安全法》第一百一十条"),),
        "draft",
        {
            **_COUNTY,
            "domain_text": "养老服务",
            "content": "对养老机构服务安全和服务质量的监管",
            "objects_text": "依法登记备案的养老机构",
            "grade": "general",
            "regime": "random",
        },
    ),
    *restaurant.SAMPLES,
)

MATTER = {
    "kind": "unclear",
    "title": "密室逃脱类场所的安全监管责任",
    "behaviour": (
        "城区三家密室逃脱、剧本娱乐场所在居民楼内营业，涉及消防疏散、未成年人保护和内容审查；"
        "登记的经营范围为“休闲娱乐”，没有专门许可。"
    ),
}
MATTER_CHARGE, MATTER_ASKED = EDUCATION, (EDUCATION, MARKET, HOUSING)
STATEMENT = Position(
    "shared",
    "登记注册由本部门负责；经营内容和场所安全不在登记事项之内，建议共同负责。",
    "营业执照登记信息；2026年两次联合走访记录。",
)
BOUNDARY = {
    "matter": "瓶装燃气经营许可",
    "cutover": "许可决定作出次日起，由监管部门负责日常监管。",
    "handover": "审批部门在许可决定作出当日推送许可证、经营场所、气瓶数量和责任人。",
    "basis": "《城镇燃气管理条例》第四十一条",
}
BOUNDARY_SIDES = ("区行政审批局", HOUSING)
