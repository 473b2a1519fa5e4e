"""阿巴嘎旗 as policy 003 names it (阿政办发〔2020〕29号), 锡林郭勒盟, and 内蒙古自治区 as policy 000 names it."""

from directory.demo.shapes import (
    APPROVAL,
    BODY,
    CREDIT,
    DATA,
    FORCE,
    JUSTICE,
    OFFICE,
    SECTOR,
    Person,
    Place,
    Unit,
    hat,
    staff,
)

INNER_MONGOLIA_CODE, XILINGOL_CODE, ABAGA_CODE = 150000000000, 152500000000, 152522000000

_NOTICE = "阿政办发〔2020〕29号"
_PLAN = "内蒙古自治区深入推进跨部门综合监管实施方案"
_LEADING_GROUP = "自治区政府职能转变和数字政府建设领导小组办公室"

INNER_MONGOLIA = Place(
    INNER_MONGOLIA_CODE,
    (
        Unit("自治区人民政府办公厅", OFFICE),
        Unit("自治区政务服务局", APPROVAL),
        Unit(_LEADING_GROUP, BODY, under="自治区政务服务局"),
        Unit("自治区司法厅", JUSTICE),
        Unit("自治区大数据中心", DATA),
        Unit("自治区市场监管局", FORCE, fields=("market",)),
        Unit("自治区发展改革委", CREDIT),
        Unit("自治区工业和信息化厅", SECTOR),
        Unit("自治区财政厅", SECTOR),
    ),
    staff("neimenggu", "自治区市场监管局", ("乌云其木格", "苏日娜", "巴特尔")),
    {
        "collection": (_LEADING_GROUP, f"{_PLAN} 二（一）1：报送领导小组办公室汇总"),
        "legality": ("自治区司法厅", f"{_PLAN} 二（一）1：经合法性审核确认"),
        "data": ("自治区大数据中心", f"{_PLAN} 二（三）2"),
    },
)

XILINGOL = Place(
    XILINGOL_CODE,
    (
        Unit("锡林郭勒盟行政公署办公室", OFFICE, "自治区人民政府办公厅"),
        Unit("盟政务服务局", APPROVAL, "自治区政务服务局"),
        Unit("盟司法局", JUSTICE, "自治区司法厅"),
        Unit("盟市场监管局", FORCE, "自治区市场监管局", fields=("market",)),
        Unit("盟发改委", CREDIT, "自治区发展改革委"),
        Unit("盟工信局", SECTOR, "自治区工业和信息化厅"),
        Unit("盟财政局", SECTOR, "自治区财政厅"),
    ),
    staff("xilingol", "盟市场监管局", ("萨仁高娃", "朝鲁", "哈斯巴根")),
    {},
)

ABAGA = Place(
    ABAGA_CODE,
    (
        Unit("阿巴嘎旗人民政府办公室", OFFICE, "锡林郭勒盟行政公署办公室"),
        Unit("旗政务服务局", APPROVAL, "盟政务服务局"),
        Unit("旗市场监管局", FORCE, "盟市场监管局", fields=("market",)),
        Unit("旗发改委", CREDIT, "盟发改委"),
        Unit("旗工信局", SECTOR, "盟工信局"),
        Unit("旗司法局", JUSTICE, "盟司法局"),
        Unit("旗财政局", SECTOR, "盟财政局"),
    ),
    (
        *staff("abaga", "旗市场监管局", ("其其格", "那日苏", "孟和巴雅尔")),
        Person("abaga.department", "娜仁托娅", (hat("department_admin", "旗市场监管局"),)),
        Person("abaga.industry", "特木尔", (hat("department_admin", "旗工信局"),)),
        Person("abaga.trade", "乌日娜", (hat("officer", "旗工信局"),)),
        Person("abaga.reform", "阿茹娜", (hat("department_admin", "旗发改委"),)),
        Person("abaga.energy", "宝音", (hat("officer", "旗发改委"),)),
        Person("abaga.service", "斯琴格日乐", (hat("department_admin", "旗政务服务局"),)),
        Person("abaga.clerk", "苏日古嘎", (hat("officer", "旗政务服务局"),)),
        Person("abaga.legal", "格日勒", (hat("legal_reviewer", "旗司法局"),)),
    ),
    {
        "overall": ("阿巴嘎旗人民政府办公室", f"{_NOTICE} 二（二）5：政府办公室负责"),
        "collection": ("旗政务服务局", f"{_NOTICE} 二（一）1、4"),
        "joint_inspection": ("旗市场监管局", f"{_NOTICE} 二（五）14：旗市场监管局牵头"),
        "legality": ("旗司法局", f"{_NOTICE} 二（十六）39：旗司法局牵头"),
        "credit": ("旗发改委", f"{_NOTICE} 二（六）16：旗发改委牵头"),
        "data": ("旗发改委", f"{_NOTICE} 二（七）19：旗发改委牵头"),
    },
)

PLACES = (INNER_MONGOLIA, XILINGOL, ABAGA)
