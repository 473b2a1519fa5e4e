"""南郑区 as policy 004 names it (南政办发〔2023〕44号), with 汉中市 and 陕西省 above it."""

from directory.demo.shapes import (
    APPROVAL,
    BASE,
    CREDIT,
    DATA,
    FORCE,
    JUSTICE,
    OFFICE,
    SECTOR,
    STAFFING,
    VERTICAL,
    Person,
    Place,
    Unit,
    hat,
    staff,
)

SHAANXI_CODE, HANZHONG_CODE, NANZHENG_CODE = 610000000000, 610700000000, 610703000000

_NOTICE = "南政办发〔2023〕44号"

SHAANXI = Place(
    SHAANXI_CODE,
    (
        Unit("陕西省人民政府办公厅", OFFICE),
        Unit("省市场监管局", FORCE, fields=("market",)),
        Unit("省司法厅", JUSTICE),
        Unit("省委编办", STAFFING),
        Unit("省发展改革委", CREDIT),
        Unit("省教育厅", SECTOR),
        Unit("省民政厅", SECTOR),
        Unit("省卫生健康委", SECTOR),
        Unit("省住房城乡建设厅", SECTOR),
        Unit("省人力资源社会保障厅", SECTOR),
        Unit("国家税务总局陕西省税务局", VERTICAL),
    ),
    staff("shaanxi", "省市场监管局", ("康致远", "白雪松", "韩立诚")),
    {},
)

HANZHONG = Place(
    HANZHONG_CODE,
    (
        Unit("汉中市人民政府办公室", OFFICE, "陕西省人民政府办公厅"),
        Unit("市市场监管局", FORCE, "省市场监管局", fields=("market",)),
        Unit("市司法局", JUSTICE, "省司法厅"),
        Unit("市委编办", STAFFING, "省委编办"),
        Unit("市发改委", CREDIT, "省发展改革委"),
        Unit("市教育局", SECTOR, "省教育厅"),
        Unit("市民政局", SECTOR, "省民政厅"),
        Unit("市卫健委", SECTOR, "省卫生健康委"),
        Unit("市住建局", SECTOR, "省住房城乡建设厅"),
        Unit("市人力资源和社会保障局", SECTOR, "省人力资源社会保障厅"),
        Unit("市行政审批局", APPROVAL),
        Unit("市信息中心", DATA),
        Unit("市税务局", VERTICAL, "国家税务总局陕西省税务局"),
    ),
    (
        *staff("hanzhong", "市市场监管局", ("罗晓棠", "程望舒", "沈怀远")),
        Person("hanzhong.market", "宋致和", (hat("department_admin", "市市场监管局"),)),
        Person("hanzhong.labour", "顾明远", (hat("department_admin", "市人力资源和社会保障局"),)),
        Person("hanzhong.tax", "田晓岚", (hat("department_admin", "市税务局"),)),
        Person("hanzhong.housing", "石怀瑾", (hat("department_admin", "市住建局"),)),
        Person("hanzhong.legal", "魏守正", (hat("legal_reviewer", "市司法局"),)),
    ),
    {"collection": ("市市场监管局", "")},
)

NANZHENG = Place(
    NANZHENG_CODE,
    (
        Unit("汉中市南郑区人民政府办公室", OFFICE, "汉中市人民政府办公室"),
        Unit("区市场监管局", FORCE, "市市场监管局", fields=("market",)),
        Unit("区委编办", STAFFING, "市委编办"),
        Unit("区司法局", JUSTICE, "市司法局"),
        Unit("区发改局", CREDIT, "市发改委"),
        Unit("区行政审批局", APPROVAL, "市行政审批局"),
        Unit("区信息中心", DATA, "市信息中心"),
        Unit("区教体局", SECTOR, "市教育局"),
        Unit("区民政局", SECTOR, "市民政局"),
        Unit("区卫健局", SECTOR, "市卫健委"),
        Unit("区住建局", SECTOR, "市住建局"),
        Unit("区人力资源和社会保障局", SECTOR, "市人力资源和社会保障局"),
        Unit("区税务局", VERTICAL, "市税务局"),
        Unit("区城管局", FORCE, fields=("urban",)),
        Unit("区消防救援大队", VERTICAL),
        Unit("市生态环境局南郑分局", VERTICAL),
        Unit("工业园区管委会", BASE),
    ),
    (
        Person("nanzheng.admin", "何清源", (hat("district_admin", "区市场监管局"),)),
        Person("nanzheng.department", "赵明禾", (hat("department_admin", "区市场监管局"),)),
        Person("nanzheng.officer", "孙一诺", (hat("officer", "区市场监管局"),)),
        Person("nanzheng.officer3", "邹文博", (hat("officer", "区市场监管局"),)),
        Person("nanzheng.officer2", "贺知秋", (hat("officer", "区人力资源和社会保障局"),)),
        Person("nanzheng.labour", "夏书宁", (hat("department_admin", "区人力资源和社会保障局"),)),
        Person("nanzheng.tax", "卢景行", (hat("department_admin", "区税务局"),)),
        Person("nanzheng.housing", "任嘉木", (hat("department_admin", "区住建局"),)),
        Person("nanzheng.builder", "江望川", (hat("officer", "区住建局"),)),
        Person("nanzheng.builder2", "黎致和", (hat("officer", "区住建局"),)),
        Person("nanzheng.health", "田若溪", (hat("department_admin", "区卫健局"),)),
        Person("nanzheng.urban", "向北辰", (hat("department_admin", "区城管局"),)),
        Person("nanzheng.fire", "雷振宇", (hat("department_admin", "区消防救援大队"),)),
        Person("nanzheng.ecology", "林溪白", (hat("department_admin", "市生态环境局南郑分局"),)),
        Person("nanzheng.staffing", "苏文景", (hat("department_admin", "区委编办"),)),
        Person("nanzheng.leader", "郑安澜", (hat("leader"),)),
        Person("nanzheng.legal", "吴思齐", (hat("legal_reviewer", "区司法局"),)),
        Person("nanzheng.librarian", "冯若谷", (hat("officer_librarian", "区司法局"),)),
        Person("nanzheng.auditor", "蒋慎之", (hat("auditor"),)),
        Person("nanzheng.security", "邓守一", (hat("security_officer"),)),
        Person("nanzheng.operator", "许云帆", (hat("operator", "区信息中心"),)),
        Person(
            "nanzheng.both",
            "秦亦舟",
            (hat("department_admin", "区发改局"), hat("officer", "市发改委", HANZHONG_CODE)),
        ),
    ),
    {
        "overall": ("区市场监管局", f"{_NOTICE} 四（一）：组织实施牵头部门"),
        "collection": ("区市场监管局", f"{_NOTICE} 附件1注5：清单报送区市场监管局"),
        "joint_inspection": ("区市场监管局", f"{_NOTICE} 附件2注：年度监管计划报送区市场监管局"),
        "legality": ("区司法局", f"{_NOTICE} 三（一）"),
        "credit": ("区发改局", f"{_NOTICE} 三（六）：区发改局牵头"),
        "data": ("区信息中心", f"{_NOTICE} 三（二）"),
        "staffing": ("区委编办", f"{_NOTICE} 三（一）：机构编制部门会同司法行政部门予以明确"),
    },
)

PLACES = (SHAANXI, HANZHONG, NANZHENG)
