"""江西省 as policy 001 names it (赣府厅字〔2023〕60号), with 南昌市 and 赣州市 below it."""

from directory.demo.shapes import CREDIT, FORCE, JUSTICE, OFFICE, RELATED, SECTOR, VERTICAL, Place, Unit, staff

JIANGXI_CODE, NANCHANG_CODE, GANZHOU_CODE = 360000000000, 360100000000, 360700000000

_NOTICE = "赣府厅字〔2023〕60号"


def _city_units(office: str) -> tuple[Unit, ...]:
    return (
        Unit(office, OFFICE, "省政府办公厅"),
        Unit("市市场监管局", FORCE, "省市场监管局", fields=("market",)),
        Unit("市司法局", JUSTICE, "省司法厅"),
        Unit("市发展改革委", CREDIT, "省发展改革委"),
        Unit("市生态环境局", FORCE, "省生态环境厅", fields=("environment",)),
        Unit("市文化广电旅游局", FORCE, "省文化和旅游厅", fields=("culture",)),
        Unit("市交通运输局", FORCE, "省交通运输厅", fields=("transport",)),
        Unit("市农业农村局", FORCE, "省农业农村厅", fields=("agriculture",)),
        Unit("市应急管理局", FORCE, "省应急厅", fields=("emergency",)),
        Unit("市城市管理局", FORCE, "省住房城乡建设厅", fields=("urban",)),
    )


JIANGXI = Place(
    JIANGXI_CODE,
    (
        Unit("省委网信办", SECTOR),
        Unit("省委政法委", RELATED),
        Unit("省政府办公厅", OFFICE),
        Unit("省发展改革委", CREDIT),
        Unit("省教育厅", SECTOR),
        Unit("省公安厅", RELATED),
        Unit("省民政厅", SECTOR),
        Unit("省司法厅", JUSTICE),
        Unit("省财政厅", RELATED),
        Unit("省人力资源社会保障厅", SECTOR),
        Unit("省自然资源厅", SECTOR),
        Unit("省生态环境厅", FORCE, fields=("environment",)),
        Unit("省住房城乡建设厅", FORCE, fields=("urban",)),
        Unit("省交通运输厅", FORCE, fields=("transport",)),
        Unit("省农业农村厅", FORCE, fields=("agriculture",)),
        Unit("省商务厅", SECTOR),
        Unit("省文化和旅游厅", FORCE, fields=("culture",)),
        Unit("省卫生健康委", SECTOR),
        Unit("省应急厅", FORCE, fields=("emergency",)),
        Unit("省金融监管局", SECTOR),
        Unit("省市场监管局", FORCE, fields=("market",)),
        Unit("省民宗局", SECTOR),
        Unit("省粮食和储备局", SECTOR),
        Unit("省药监局", SECTOR),
        Unit("国家金融监督管理总局江西监管局", VERTICAL),
        Unit("中国人民银行江西省分行", VERTICAL),
        Unit("南昌海关", VERTICAL),
    ),
    staff("jiangxi", "省市场监管局", ("涂静怡", "万里云", "熊致和")),
    {
        "overall": ("省政府办公厅", f"{_NOTICE} 四（一）：统筹推进全省跨部门综合监管工作"),
        "collection": ("省司法厅", f"{_NOTICE} 三（一）1：清单报司法行政部门审核后录入"),
        "joint_inspection": ("省市场监管局", f"{_NOTICE} 四（一）：双随机联合抽查检查统筹协调"),
        "legality": ("省司法厅", f"{_NOTICE} 四（一）：法治保障、行政执法“三项制度”业务指导"),
        "credit": ("省发展改革委", f"{_NOTICE} 四（一）：组织推进信用分级分类监管"),
        "data": ("省发展改革委", f"{_NOTICE} 四（一）：信用信息归集共享和信息化支撑"),
        "staffing": ("省司法厅", f"{_NOTICE} 三（一）2：管辖争议由司法行政部门加强协调"),
    },
)

NANCHANG = Place(
    NANCHANG_CODE,
    _city_units("南昌市人民政府办公室"),
    staff("nanchang", "市市场监管局", ("徐望川", "胡小满", "龚玉衡")),
    {},
)

GANZHOU = Place(
    GANZHOU_CODE,
    _city_units("赣州市人民政府办公室"),
    staff("ganzhou", "市市场监管局", ("赖春生", "钟灵毓", "廖承泽")),
    {},
    second_factor_roles=("district_admin", "auditor", "operator", "security_officer"),
)

PLACES = (JIANGXI, NANCHANG, GANZHOU)
