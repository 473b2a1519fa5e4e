"""乌鲁木齐市 as policy 002 names it (乌政办〔2023〕78号), its districts and zones, and 新疆维吾尔自治区 above it."""

from directory.demo.shapes import (
    APPROVAL,
    CREDIT,
    FORCE,
    JUSTICE,
    OFFICE,
    RELATED,
    SECTOR,
    STAFFING,
    Person,
    Place,
    Unit,
    Zone,
    hat,
    staff,
)

XINJIANG_CODE, URUMQI_CODE = 650000000000, 650100000000

_NOTICE = "乌政办〔2023〕78号"

XINJIANG = Place(
    XINJIANG_CODE,
    (
        Unit("自治区人民政府办公厅", OFFICE),
        Unit("自治区党委编办", STAFFING),
        Unit("自治区市场监督管理局", FORCE, fields=("market",)),
        Unit("自治区司法厅", JUSTICE),
        Unit("自治区发展改革委", CREDIT),
        Unit("自治区工业和信息化厅", SECTOR),
        Unit("自治区公安厅", RELATED),
        Unit("自治区自然资源厅", SECTOR),
        Unit("自治区生态环境厅", FORCE, fields=("environment",)),
        Unit("自治区住房城乡建设厅", FORCE, fields=("urban",)),
        Unit("自治区交通运输厅", FORCE, fields=("transport",)),
    ),
    staff("xinjiang", "自治区市场监督管理局", ("古丽娜尔·艾合买提", "努尔兰·哈斯木", "马文渊")),
    {},
)

URUMQI = Place(
    URUMQI_CODE,
    (
        Unit("乌鲁木齐市人民政府办公室", OFFICE, "自治区人民政府办公厅"),
        Unit("市委编办", STAFFING, "自治区党委编办"),
        Unit("市司法局", JUSTICE, "自治区司法厅"),
        Unit("市发展改革委", CREDIT, "自治区发展改革委"),
        Unit("市工信局", SECTOR, "自治区工业和信息化厅"),
        Unit("市公安局", RELATED, "自治区公安厅"),
        Unit("市自然资源局", SECTOR, "自治区自然资源厅"),
        Unit("市规划局", SECTOR),
        Unit("市生态环境局", FORCE, "自治区生态环境厅", fields=("environment",)),
        Unit("市建设局", SECTOR, "自治区住房城乡建设厅"),
        Unit("市房管局", SECTOR, "自治区住房城乡建设厅"),
        Unit("市城管局", FORCE, "自治区住房城乡建设厅", fields=("urban",)),
        Unit("市交通运输局", FORCE, "自治区交通运输厅", fields=("transport",)),
        Unit("市市场监督管理局", FORCE, "自治区市场监督管理局", fields=("market",)),
        Unit("市政务服务管理局", APPROVAL),
        Unit("市金融办", SECTOR),
    ),
    (
        *staff("urumqi", "市市场监督管理局", ("阿依古丽·买买提", "迪力夏提·吐尔逊", "高怀瑾")),
        Person("urumqi.legal", "再娜甫·阿卜力孜", (hat("legal_reviewer", "市司法局"),)),
    ),
    {
        "overall": ("市市场监督管理局", f"{_NOTICE} 三（二）：跨部门综合监管业务指导"),
        "collection": ("市市场监督管理局", f"{_NOTICE} 二（一）2：市市场监督管理局牵头"),
        "joint_inspection": ("市市场监督管理局", f"{_NOTICE} 二（四）14：市市场监督管理局牵头"),
        "legality": ("市司法局", f"{_NOTICE} 三（二）：行政执法“三项制度”业务指导"),
        "credit": ("市发展改革委", f"{_NOTICE} 三（二）：组织推进信用分级分类监管"),
        "data": ("市政务服务管理局", f"{_NOTICE} 三（二）：信息化支撑，会同市工信局"),
        "staffing": ("市委编办", f"{_NOTICE} 二（二）6：市委编办、市司法局牵头"),
    },
    zones=(
        Zone(650171000000, "乌鲁木齐经济技术开发区管委会"),
        Zone(650172000000, "乌鲁木齐高新技术产业开发区管委会"),
        Zone(650173000000, "乌鲁木齐甘泉堡经济技术开发区（工业区）管委会"),
    ),
)


def _district(code: int, prefix: str, name: str, names: tuple[str, str, str]) -> Place:
    """A district or the county with the departments that every one of them has."""
    word = name[-1]
    market = f"{word}市场监督管理局"
    units = (
        Unit(f"{name}人民政府办公室", OFFICE, "乌鲁木齐市人民政府办公室"),
        Unit(market, FORCE, "市市场监督管理局", fields=("market",)),
        Unit(f"{word}司法局", JUSTICE, "市司法局"),
        Unit(f"{word}发展改革委", CREDIT, "市发展改革委"),
        Unit(f"{word}城管局", FORCE, "市城管局", fields=("urban",)),
    )
    return Place(code, units, staff(prefix, market, names), {})


DISTRICTS = (
    _district(650102000000, "tianshan", "天山区", ("热孜万·玉素甫", "刘远帆", "艾尼瓦尔·沙吾提")),
    _district(650103000000, "shayibake", "沙依巴克区", ("帕提古丽·依明", "陈若溪", "田守正")),
    _district(650104000000, "xinshi", "新市区", ("周知夏", "库尔班江·肉孜", "彭启明")),
    _district(650105000000, "shuimogou", "水磨沟区", ("米日古丽·阿布都", "林清越", "叶尔肯·巴合提")),
    _district(650106000000, "toutunhe", "头屯河区", ("马晓岚", "吾买尔江·托合提", "任景行")),
    _district(650107000000, "dabancheng", "达坂城区", ("哈力木拉提·伊明", "宋以宁", "马德昌")),
    _district(650109000000, "midong", "米东区", ("杨慕青", "穆拉提·别克", "白志恒")),
    _district(650121000000, "urumqixian", "乌鲁木齐县", ("阿尔达克·胡安", "邱映雪", "叶向晨")),
)

PLACES = (XINJIANG, URUMQI, *DISTRICTS)
