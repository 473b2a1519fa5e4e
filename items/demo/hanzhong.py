"""Items of 汉中市, from which 南郑区 claims: one it adapted and must merge again, one declined, others waiting."""

from items.demo.shapes import Cast, Part, Sample

LABOUR, MARKET, TAX = "市人力资源和社会保障局", "市市场监管局", "市税务局"
HOUSING, EDUCATION, CIVIL = "市住建局", "市教育局", "市民政局"

CAST = Cast(
    610700000000,
    {LABOUR: "hanzhong.admin", MARKET: "hanzhong.admin", HOUSING: "hanzhong.admin"},
    {MARKET: "hanzhong.market", TAX: "hanzhong.tax", LABOUR: "hanzhong.labour", HOUSING: "hanzhong.housing"},
    "hanzhong.legal",
    "hanzhong.leader",
    ("hanzhong.officer", "hanzhong.market"),
)
_BOTH = {"organising_levels": ["city", "county"], "supervision_levels": ["city", "county"]}

SAMPLES = (
    Sample(
        LABOUR,
        "《中华人民共和国劳动法》第八十五条等",
        (
            Part(MARKET, "对市场主体登记注册事项、年度报告公示信息的监管", "《企业信息公示暂行条例》第十四条"),
            Part(TAX, "对市场主体缴税情况的监管", "《中华人民共和国税收征收管理法》第五十四条"),
        ),
        "in_force",
        {
            **_BOTH,
            "domain_text": "劳动用工监管",
            "content": "对用人单位依法用工情况的监管",
            "objects_text": "全市企业、个体经济组织",
            "regime": "random",
            "ratio": "不低于3%",
            "frequency": "每年1次",
            "division": "人社部门牵头组织，核查用工和工资支付；市场监管部门核查登记和年报；税务部门核查缴税。",
            "power_entry": "对用人单位遵守劳动法律法规情况的行政检查",
        },
    ),
    Sample(
        HOUSING,
        "《建设工程质量管理条例》第四十三条",
        (Part(LABOUR, "对工程建设领域农民工工资支付情况的监管", "《保障农民工工资支付条例》第三十九条"),),
        "in_force",
        {
            **_BOTH,
            "domain_text": "建筑工程质量",
            "content": "对预拌混凝土企业质量管理情况的监管",
            "objects_text": "预拌混凝土生产企业",
            "regime": "random",
            "ratio": "不低于20%",
            "frequency": "每年1次",
            "division": "住建部门牵头组织，核查原材料和出厂质量；人社部门核查工资专户。",
            "power_entry": "对建设工程质量的行政检查",
        },
    ),
    Sample(
        MARKET,
        "《中华人民共和国消费者权益保护法》第三十二条",
        (Part(TAX, "对预付卡经营者纳税申报情况的监管", "《中华人民共和国税收征收管理法》第五十四条"),),
        "in_force",
        {
            **_BOTH,
            "domain_text": "单用途预付卡",
            "content": "对单用途商业预付卡经营者履约情况的监管",
            "objects_text": "发行单用途商业预付卡的经营者",
            "regime": "key_list",
            "ratio": "100%",
            "frequency": "每年不少于1次",
            "division": "市场监管部门牵头组织，核查合同条款和退卡；税务部门核查纳税申报。",
            "power_entry": "对侵害消费者权益行为的行政检查",
        },
    ),
    Sample(
        MARKET,
        "《中华人民共和国特种设备安全法》第五十七条",
        (Part(HOUSING, "对物业服务企业履行电梯管理责任情况的监管", "《中华人民共和国特种设备安全法》第三十八条"),),
        "in_force",
        {
            **_BOTH,
            "domain_text": "特种设备",
            "content": "对住宅电梯使用管理和维护保养情况的监管",
            "objects_text": "住宅电梯使用单位、维护保养单位",
            "regime": "random",
            "ratio": "不低于5%",
            "frequency": "每年1次",
            "division": "市场监管部门牵头组织，核查登记检验和维保；住建部门核查物业服务企业责任。",
            "power_entry": "对特种设备使用单位的行政检查",
        },
    ),
)

CHANGED = {"ratio": "不低于5%", "frequency": "每年2次"}
"""What the city changes in its first item after the district has claimed it."""
WHY_CHANGED = "省级部门年度抽查计划提高比例和频次"
EXISTING = "对用人单位依法用工情况的监管"
WHY_KEPT = "区内企业数量少，监管对象和层级按区里实际填写；抽查比例按年度专项计划确定。"
DECLINED = "对单用途商业预付卡经营者履约情况的监管"
WHY_DECLINED = "本区预付卡经营者由市级部门直接检查，区级没有执法权限，建议调整监管层级。"
CLAIMED = "对住宅电梯使用管理和维护保养情况的监管"

LAW_CHANGE = {
    "law": "中华人民共和国公司法",
    "kind": "amended",
    "effective_on": "2024-07-01",
    "document": "中华人民共和国主席令第十五号",
    "note": "2023年12月29日修订通过，条文重新编号，公司登记和公示的规定有调整，请核对所引条款。",
}
"""Recorded by the city, marks what rests on it in the district too."""
