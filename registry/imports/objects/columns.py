"""The columns of a register of supervised objects, and the other headings departments use for them."""

from django.utils.translation import gettext_lazy as _

from common.imports import Column


def _known(words: str) -> tuple[str, ...]:
    return tuple(words.split())


COLUMNS = (
    Column(
        "name",
        _("名称"),
        _known(
            "企业名称 单位名称 主体名称 市场主体名称 经营主体名称 商户名称 机构名称 学校名称 字号名称 对象名称 监管对象"
            " 监管对象名称 公司名称 店铺名称 名称全称"
        ),
        is_required=True,
    ),
    Column(
        "uscc",
        _("统一社会信用代码"),
        _known(
            "社会信用代码 信用代码 统一代码 统一信用代码"
            " 社会统一信用代码 信用代码证号 统一社会信用代码/注册号 注册号/统一社会信用代码 USCC"
        ),
    ),
    Column("kind", _("对象类别"), _known("类别 主体类型 市场主体类型 经营主体类型 企业类型 对象类型 机构类型")),
    Column("former_names", _("曾用名"), _known("原名称 原名 曾用名称")),
    Column(
        "address",
        _("地址"),
        _known(
            "住所 经营场所 经营地址 注册地址 单位地址 详细地址"
            " 企业地址 生产经营地址 住址 所在地址 经营场所所在地 住所/经营场所 住所或经营场所"
        ),
    ),
    Column("town", _("所在乡镇（街道）"), _known("乡镇街道 乡镇 街道 镇街 所属街道 所属乡镇 所在乡镇 所在街道 镇办")),
    Column("longitude", _("经度"), _known("东经 经度坐标 lng lon longitude")),
    Column("latitude", _("纬度"), _known("北纬 纬度坐标 lat latitude")),
    Column("state", _("状态"), _known("经营状态 登记状态 企业状态 主体状态 存续状态 营业状态 注册状态")),
    Column("industry", _("行业代码"), _known("行业 国民经济行业代码 行业分类 行业类别 所属行业 行业门类")),
    Column(
        "principal",
        _("法定代表人（负责人、经营者）"),
        _known(
            "法定代表人 负责人 经营者 法人 法人代表 法定代表人姓名"
            " 经营者姓名 负责人姓名 经营者或负责人 经营者/负责人 法定代表人/负责人 校长 园长"
        ),
    ),
    Column("founded_on", _("成立日期"), _known("注册日期 设立日期 开业日期 成立时间 注册时间")),
    Column("basis", _("监管事项或依据"), _known("监管事项 监管依据 许可事项 许可项目")),
    Column("grade", _("部门分类分级"), _known("分类分级 监管等级 风险等级 信用等级 等级")),
    Column(
        "permit_number",
        _("许可（备案）编号"),
        _known("许可证号 许可证编号 许可编号 备案编号 证书编号 备案号"),
    ),
    Column(
        "permit_until",
        _("许可有效期至"),
        _known(
            "有效期至 许可证有效期 有效期 有效期限 许可截止日期"
            " 许可证有效期限 许可证有效期至 有效期止 许可有效期 许可有效期限"
        ),
    ),
    Column("contact", _("对象联系人"), _known("联系人 联系人姓名 企业联系人")),
    Column("contact_mobile", _("联系电话"), _known("电话 手机 手机号 手机号码 联系方式 联系人电话")),
)

ENROLLED = "enrolled"
"""Whether the department that sends a register enrols its objects: no column, but shown with them."""
FIELDS = (*(column.name for column in COLUMNS), ENROLLED)
NAME_KEY, SEARCH_KEY = COMPUTED = ("name_key", "search_key")

LONGEST = {
    "name": 300,
    "address": 300,
    "former_names": 600,
    "principal": 100,
    "basis": 300,
    "grade": 60,
    "permit_number": 120,
    "contact": 100,
    "contact_mobile": 20,
}
"""As many characters as the tables hold."""
