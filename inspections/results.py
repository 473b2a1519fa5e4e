"""The catalogue of what a visit finds and what follows from it (DOMAIN §2.3; R078–R081). No database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryOutcome(TextChoices):
    """What one point of a checklist came to."""

    PASS = "pass", _("合格")
    FAIL = "fail", _("不合格")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class VisitResult(TextChoices):
    """检查结果: the closed list of a department's result (DOMAIN 5.2 no. 20)."""

    NO_PROBLEM = "no_problem", _("未发现问题")
    NOT_PUBLISHED = "not_published", _("未按规定公示应当公示的信息")
    CONCEALED = "concealed", _("公示信息隐瞒真实情况、弄虚作假")
    UNREACHABLE = "unreachable", _("通过登记的住所（经营场所）无法联系")
    CORRECTED = "corrected", _("发现问题已责令改正")
    AWAITING = "awaiting", _("发现问题待后续处理")
    NOT_COOPERATING = "not_cooperating", _("不配合检查情节严重")
    NO_ACTIVITY = "no_activity", _("未发现开展本次抽查涉及的经营活动")
    WINDING_UP = "winding_up", _("已关闭停业或正在组织清算")
    CANCELLED = "cancelled", _("注销")
    REVOKED = "revoked", _("被吊销营业执照")
    WITHDRAWN = "withdrawn", _("被撤销登记")
    MOVED = "moved", _("迁出")
    OTHER_BREACH = "other_breach", _("违反其他部门法律法规规定")


WITH_PROBLEM = (
    VisitResult.NOT_PUBLISHED,
    VisitResult.CONCEALED,
    VisitResult.CORRECTED,
    VisitResult.AWAITING,
    VisitResult.NOT_COOPERATING,
    VisitResult.OTHER_BREACH,
)
"""Results that need at least one finding."""


class FollowUp(TextChoices):
    """后续处理 of a section."""

    NONE = "none", _("无需后续处理")
    STOP = "stop", _("停止违法行为，转日常监管")
    CORRECT = "correct", _("责令改正并跟踪复查")
    CASE = "case", _("固定证据，转办案机构")
    COPY = "copy", _("抄告其他部门")
    OTHER = "other", _("其他")


class RecordTechnique(TextChoices):
    """检查方式 as the record form ticks them (R098); several may be ticked."""

    ON_SITE = "on_site", _("现场检查")
    DOCUMENTS = "documents", _("书面检查")
    OTHERS_RESULT = "others_result", _("采用其他部门检查结果或专业机构结论")
    TESTING = "testing", _("抽样检测")
    NETWORK = "network", _("网络监测")
    ENTRUSTED = "entrusted", _("委托专业机构")
    PATROL = "patrol", _("巡查检查")
    VERIFICATION = "verification", _("实地核查")
    FLYING = "flying", _("飞行检查")
    SYSTEM = "system", _("体系检查")


class EvidenceKind(TextChoices):
    """证据种类 (R120)."""

    PHOTO = "photo", _("照片")
    AUDIO = "audio", _("录音")
    VIDEO = "video", _("录像")
    DOCUMENT = "document", _("书证、电子数据")
    REPORT = "report", _("检验检测、鉴定报告")


class SignerRole(TextChoices):
    """Who signs a record."""

    SUBJECT = "subject", _("当事人")
    OFFICER = "officer", _("执法人员")
    WITNESS = "witness", _("见证人")


class PublicationChoice(TextChoices):
    """Whether a result goes public; keeping it back needs an approved request (DOMAIN 5.2 no. 28)."""

    PUBLISH = "publish", _("公示")
    REQUEST_EXEMPTION = "request_exemption", _("公示前申请不予公示")


class Severity(TextChoices):
    """How serious a finding is (R078)."""

    MINOR = "minor", _("轻微")
    GENERAL = "general", _("一般")
    SERIOUS = "serious", _("严重")


class Handling(TextChoices):
    """处理方式 of a finding: the ladder of 003 item 29, lightest first (R078, R080, R081)."""

    GUIDANCE = "guidance", _("行政指导")
    INTERVIEW = "interview", _("约谈")
    WARNING = "warning", _("警示告诫")
    CORRECTION = "correction", _("责令改正")
    RECALL = "recall", _("责令召回")
    HALT = "halt", _("责令停产停业")
    REVOCATION = "revocation", _("吊销许可证件")
    PUNITIVE_DAMAGES = "punitive_damages", _("惩罚性赔偿")
    LARGE_FINE = "large_fine", _("巨额罚款")
    LIFETIME_BAN = "lifetime_ban", _("终身禁入")


LIGHT = (Handling.GUIDANCE, Handling.INTERVIEW, Handling.WARNING, Handling.CORRECTION)
HEAVY = (
    Handling.HALT, Handling.REVOCATION, Handling.PUNITIVE_DAMAGES, Handling.LARGE_FINE, Handling.LIFETIME_BAN
)  # fmt: skip
"""Penalties: proposed when a case is filed and decided by its unit after a legality review, never by who inspects
(行政处罚法 第五十七、五十八条; R121)."""
PUNITIVE = (Handling.PUNITIVE_DAMAGES, Handling.LARGE_FINE, Handling.LIFETIME_BAN)


def handlings_for(severity: str) -> list[str]:
    """What may be done on the spot about a finding of that severity, lightest first (R078)."""
    return [str(one) for one in (*LIGHT, Handling.RECALL) if one in LIGHT or severity == Severity.SERIOUS]


class RevisitOutcome(TextChoices):
    """What going again came to (R106)."""

    CORRECTED = "corrected", _("已改正")
    NOT_CORRECTED = "not_corrected", _("未改正")
    LOOKED = "looked", _("已回查")
    IN_VAIN = "in_vain", _("未能复查")


class DeliveryWay(TextChoices):
    """送达方式."""

    DIRECT = "direct", _("直接送达")
    LEFT = "left", _("留置送达")
    POST = "post", _("邮寄送达")
    ELECTRONIC = "electronic", _("电子送达")


class IncidentKind(TextChoices):
    """What happened to the officers on site (R109)."""

    VIOLENCE = "violence", _("暴力抗法")
    OBSTRUCTION = "obstruction", _("阻挠执法")
    THREAT = "threat", _("威胁、侮辱")
    OTHER = "other", _("其他突发情况")
