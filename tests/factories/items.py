"""Items for tests: the worked example of the policies (R045), complete and ready to be sent."""

from typing import Any

from django.db.models import F

from items.bases import parse_bases
from items.models import CoSignature, ItemVersion
from items.models.steps import StepKind
from items.services import steps
from items.services.drafts import Content, LineContent, draft_item
from items.services.settings import Pick
from tenancy.models import Department, Member
from tenancy.scope import scope

VALUES = {
    "domain_text": "劳动用工监管",
    "content": "对用人单位依法用工情况的监管",
    "objects_text": "区域辖区的企业、个体经济组织",
    "organising_levels": ["county"],
    "supervision_levels": ["county"],
    "grade": "key",
    "regime": "random",
    "techniques": ["on_site", "documents"],
    "ratio": "按专项计划确定",
    "frequency": "每年1次",
    "procedure": "制定方案、联合检查、结果公示",
    "division": "人社部门牵头组织，市场监管、税务部门按职责配合",
    "power_entry": "劳动保障监察",
}


SHORTEST = [Pick(StepKind.CO_SIGN), Pick(StepKind.APPROVE)]
"""A chain without a legality check."""


def labour_content(lead: Department, cooperating: list[Department], **values: Any) -> Content:
    lines = [
        LineContent(
            department,
            "对市场主体登记注册事项、年度报告公示信息的监管",
            parse_bases("《中华人民共和国公司法》《市场主体登记管理条例》"),
        )
        for department in cooperating
    ]
    bases = parse_bases("《中华人民共和国劳动法》第八十五条等")
    return Content({**VALUES, "department": lead, **values}, bases, lines)


def make_draft(author: Member, lead: Department, cooperating: list[Department], **values: Any) -> ItemVersion:
    with scope(lead.tenant, member=author):
        return draft_item(lead.tenant, labour_content(lead, cooperating, **values), actor=author)


def sent(version: ItemVersion, author: Member) -> ItemVersion:
    with scope(version.tenant, member=author):
        return steps.send(version, actor=author)


def signed(version: ItemVersion, signer: Member, opinion: str = "agree", note: str = "") -> None:
    """The signer's department signs in the running round."""
    with scope(version.tenant, member=signer):
        rows = CoSignature.objects.of(version.tenant).filter(version=version, department=signer.hat.department)
        steps.co_sign(rows.get(is_void=False, round=F("version__round")), opinion=opinion, note=note, actor=signer)


def state_of(version: ItemVersion) -> str:
    with scope(version.tenant):
        return ItemVersion.objects.of(version.tenant).get(pk=version.pk).state
