"""The columns of lists of experts and third parties, and the other headings people use for them."""

from django.utils.translation import gettext_lazy

from common.imports import Column


def _known(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_SHARED = (
    Column("department", gettext_lazy("推荐部门"), _known("所属部门 部门 推荐单位"), is_required=True),
    Column("domains", gettext_lazy("专业领域"), _known("领域 专业 擅长领域 服务领域"), is_required=True),
    Column("starts_on", gettext_lazy("有效期起"), _known("聘期起 聘任日期 发证日期 有效期自"), is_required=True),
    Column("ends_on", gettext_lazy("有效期至"), _known("聘期至 有效期止 到期日期 资质有效期至"), is_required=True),
    Column("contact", gettext_lazy("联系方式"), _known("联系电话 电话 手机")),
)
EXPERT_COLUMNS = (
    Column("name", gettext_lazy("姓名"), _known("专家姓名"), is_required=True),
    Column("employer", gettext_lazy("工作单位"), _known("单位 所在单位"), is_required=True),
    Column("title", gettext_lazy("职称或职务"), _known("职称 职务 技术职称")),
    *_SHARED,
)
BODY_COLUMNS = (
    Column("name", gettext_lazy("机构名称"), _known("名称 单位名称"), is_required=True),
    Column("uscc", gettext_lazy("统一社会信用代码"), _known("社会信用代码 信用代码"), is_required=True),
    Column("kind", gettext_lazy("机构类别"), _known("类别 机构类型"), is_required=True),
    Column("accreditation", gettext_lazy("资质证书编号"), _known("证书编号 资质编号 资质证书"), is_required=True),
    Column("scope", gettext_lazy("资质认定范围"), _known("资质范围 业务范围 认定范围"), is_required=True),
    *_SHARED,
)
