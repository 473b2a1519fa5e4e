"""The controlled words of plans and inspections (R038, R094, R098, R099; DOMAIN §4.4). No database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from credit.grades import Grade
from items.attributes import Regime
from risk.levels import Level


class InspectionOrigin(TextChoices):
    """检查来源 (R099): why there is a visit at all."""

    RANDOM = "random", _("随机抽查")
    SPECIAL = "special", _("专项检查任务")
    CLUE = "clue", _("举报和转办线索核查")
    BIG_DATA = "big_data", _("大数据检查")
    UNLICENSED = "unlicensed", _("无证无照检查")
    PRODUCT = "product", _("产品质量抽检")
    IMMEDIATE = "immediate", _("即时检查")
    REVISIT = "revisit", _("复查和案后回查")


PLANNED_ORIGINS = tuple((one.value, one.label) for one in InspectionOrigin if one != InspectionOrigin.REVISIT)
"""What a plan may be made for; going again follows from an order or a case alone (R106)."""


ARRANGED_ORIGINS = tuple(one for one in PLANNED_ORIGINS if one[0] != InspectionOrigin.RANDOM)
"""What one visit may be arranged for by hand; 随机抽查 is what came out of a draw, nobody chooses it (R095)."""


class Role(TextChoices):
    """A department's part in a plan entry (附件2, 监管部门)."""

    LEAD = "lead", _("牵头部门")
    COOPERATING = "cooperating", _("配合部门")


COVERING = (Regime.FULL, Regime.KEY_LIST)
"""What is looked at without exception: every object of the range, so that nobody is chosen (R042, R107)."""


class QuantityRule(TextChoices):
    """Which of two figures decides when an entry names a ratio and a number (DOMAIN 5.2 no. 12)."""

    RATIO = "ratio", _("按比例")
    COUNT = "count", _("按数量")
    LARGER = "larger", _("两者取大")


class StratumBasis(TextChoices):
    """What the objects of an entry are told apart by (R091, R164)."""

    CREDIT_GRADE = "credit_grade", _("信用等级")
    RISK_LEVEL = "risk_level", _("风险等级")


VALUES = {StratumBasis.CREDIT_GRADE: tuple(Grade.values), StratumBasis.RISK_LEVEL: tuple(Level.values)}
UNRATED = ""
"""The stratum of objects that have no grade or level yet."""


def stratum_word(basis: str, value: str) -> str:
    """A grade or level in words; a risk level is never a bare number (R159)."""
    if value == UNRATED:
        return str(_("未评级"))
    if basis == StratumBasis.RISK_LEVEL:
        return str(Level(value).label)
    return str(_("%s级") % value)


class CampaignPattern(TextChoices):
    """What a special campaign answers to (R094; 000 二（二）3)."""

    INDUSTRY = "industry", _("行业性问题")
    REGIONAL = "regional", _("区域性问题")
    WIDESPREAD = "widespread", _("普遍性问题")
    FREQUENT = "frequent", _("多发性问题")
    WORK_SAFETY = "work_safety", _("安全生产")
    FOOD_AND_DRUGS = "food_and_drugs", _("食品药品安全")
    FINANCE = "finance", _("金融安全")
