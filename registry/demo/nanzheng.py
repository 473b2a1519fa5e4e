"""Objects of 南郑区 of every kind, and how they hang together."""

from registry.demo.firms import FIRMS
from registry.demo.others import OTHERS
from registry.demo.samples import EDUCATION, HEALTH, HOUSING, MARKET

SAMPLES = FIRMS + OTHERS

RELATIONS = (
    ("南郑仁济医院", "uses", "南郑仁济医院住院楼1号电梯"),
    ("南郑仁济医院住院楼1号电梯", "located_in", "南郑仁济医院"),
    ("陕西江南里房地产开发有限公司", "builds", "江南里二期住宅工程"),
    ("江南里二期2号塔式起重机", "located_in", "江南里二期住宅工程"),
    ("汉中汉山春茶业有限公司", "produces", "汉山春牌汉中仙毫（特级）"),
    ("汉中仙毫（特级）20260405批次", "batch_of", "汉山春牌汉中仙毫（特级）"),
    ("汉中汉山春茶业有限公司", "operates", "汉山春旗舰店"),
    ("汉中汉山春茶业有限公司", "supplies", "汉山春旗舰店"),
    ("汉山春旗舰店", "sells", "汉中仙毫（特级）20260405批次"),
    ("汉中新天汉超市有限公司大河坎店", "sells", "汉山春牌汉中仙毫（特级）"),
)

TAGS = (
    (None, "人员密集场所", "经常有百人以上聚集", ("南郑区大河坎小学", "大河坎农贸市场", "南郑仁济医院")),
    (
        None,
        "涉及燃气使用",
        "使用管道燃气或瓶装液化气",
        ("南郑区老石桥面皮店", "南郑区大河坎蜀香火锅店", "大河坎农贸市场"),
    ),
    (MARKET, "学校食堂", "供应学生集中用餐", ("南郑区大河坎小学", "南郑区圣水镇初级中学")),
)

GONE = (
    ("南郑区梁山采石场", "cancel", "采矿许可到期，登记机关核准注销"),
    ("南郑区启明星艺术培训中心", "suspend", "申请停业整改"),
)

AUTHOR, LABELLER, KEEPER, LEADER = "nanzheng.admin", "nanzheng.department", "nanzheng.housing", "nanzheng.leader"

APPROVER = "区行政审批局"

ROUTES = (
    ("食品经营许可", MARKET, "食品安全监管", 5, 30),
    ("民办学校设立审批", EDUCATION, "校外培训机构监管", 10, 60),
    ("医疗机构执业登记", HEALTH, "医疗机构执业监管", 10, None),
    ("燃气经营许可", HOUSING, "城镇燃气经营监管", 3, 20),
    ("燃气经营许可", MARKET, "特种设备安全监管", None, None),
)
"""(matter, supervising department, basis, working days to tell the object, working days to the first check)."""

APPROVALS = (
    (
        {"kind": "licence", "matter": "食品经营许可", "permit_number": "JY26107030004418"},
        {"kind": "sole_trader", "name": "南郑区濂水镇稻香农家饭庄", "address": "濂水镇水井村", "town_id": 610703108000},
    ),
    (
        {"kind": "change", "matter": "燃气经营许可", "permit_number": "陕202607030008J"},
        {"kind": "enterprise", "name": "陕西南郑安泰燃气有限责任公司", "address": "大河坎镇南环路96号"},
    ),
)

ACCEPTED, WHY_ACCEPTED = "大河坎农贸市场", "两个部门一年各去一次，并作一次联合检查，减轻市场管理方负担。"
"""The candidate for joint checking that is accepted already."""

CAMPAIGN = "2026年冬季名录核实"
