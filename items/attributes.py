"""The controlled words of a supervision item (R011, R024–R026, R037–R039). No database."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.tables import clean
from tenancy.models.regions import RegionKind, RegionLevel


class Category(TextChoices):
    """事项类别 (R025)."""

    ADMINISTRATIVE_CHECK = "administrative_check", _("行政检查")
    APPROVAL_FOLLOW_UP = "approval_follow_up", _("审批后续监管")
    FILING_FOLLOW_UP = "filing_follow_up", _("备案后续监管")
    PRODUCT_SAMPLING = "product_sampling", _("质量抽查")
    CREDIT_SUPERVISION = "credit_supervision", _("信用监管")
    OTHER = "other", _("其他")


class Technique(TextChoices):
    """检查方式 (R025, R098): how it is looked at; the names of 004 （九） are in `catalogue.MODES`."""

    ON_SITE = "on_site", _("现场检查")
    DOCUMENTS = "documents", _("书面检查")
    OFF_SITE = "off_site", _("非现场监管")
    SAMPLING = "sampling", _("抽样检测")
    ONLINE = "online", _("网络监测")
    INTERVIEW = "interview", _("询问核查")
    PATROL = "patrol", _("巡查检查")
    VERIFICATION = "verification", _("实地核查")
    FLYING = "flying", _("飞行检查")
    SYSTEM = "system", _("体系检查")


AT_THE_DOOR = (Technique.ON_SITE, Technique.PATROL, Technique.VERIFICATION, Technique.FLYING, Technique.SYSTEM)
"""Ways by which somebody goes there."""


class Regime(TextChoices):
    """监管类型 (R039, R098): by what it is decided who is looked at."""

    RANDOM = "random", _("双随机抽查")
    FULL = "full", _("全覆盖检查")
    KEY_LIST = "key_list", _("重点监管名单")
    TRIGGERED = "triggered", _("线索触发检查")
    CREDIT = "credit", _("信用监管")
    SMART = "smart", _("智慧监管")
    GRID = "grid", _("网格化监管")
    APPROVAL = "approval", _("审管联动")
    RIVER_CHIEF = "river_chief", _("河长制")
    YEARLY = "yearly", _("年度考核")


class Grade(TextChoices):
    """事项等级 (R037)."""

    KEY = "key", _("重点检查事项")
    GENERAL = "general", _("一般检查事项")


class Measure(TextChoices):
    """监管措施 (R026)."""

    ENTER = "enter", _("进入场所检查")
    ASK = "ask", _("询问有关人员")
    COPY = "copy", _("查阅复制资料")
    SAMPLE = "sample", _("抽样检验检测")
    WATCH = "watch", _("监测预警")
    TALK = "talk", _("约谈提醒")
    SEAL = "seal", _("查封扣押")


class Handling(TextChoices):
    """处理方式 (R026)."""

    CORRECTION = "correction", _("责令改正")
    WARNING = "warning", _("警告或通报批评")
    PENALTY = "penalty", _("行政处罚")
    ABNORMAL_LIST = "abnormal_list", _("列入经营异常名录")
    DISHONESTY_LIST = "dishonesty_list", _("列入严重违法失信名单")
    TRANSFER = "transfer", _("移送有权机关")
    CRIMINAL_REFERRAL = "criminal_referral", _("移送司法机关")


class ApprovalRelation(TextChoices):
    """审批与监管的关系 (R011; 003 一（二）1)."""

    SAME_BODY = "same_body", _("谁审批谁监管")
    SEPARATED = "separated", _("审管分离，行业主管部门监管")
    CANCELLED = "cancelled", _("审批已取消")
    DELEGATED = "delegated", _("审批已下放")
    FILING = "filing", _("审批改为备案")


class ExemptionReason(TextChoices):
    """不纳入联合抽查的情形 (R038; 004 （一）)."""

    MODE_FIXED = "mode_fixed", _("法律法规对检查方式有明确规定")
    SPECIAL_DEMANDS = "special_demands", _("法律法规规章有特殊检查要求")
    REPORTED_VIOLATION = "reported_violation", _("投诉举报涉嫌违法")
    SPECIAL_CAMPAIGN = "special_campaign", _("专项执法行动")


class Trigger(TextChoices):
    """为何调整 (R030)."""

    LAW = "law", _("法律法规立改废释")
    DUTIES = "duties", _("部门职责调整")
    POWER_LIST = "power_list", _("权力和责任清单调整")
    UPPER_LIST = "upper_list", _("上级清单调整")
    PRACTICE = "practice", _("监管实际需要")
    MISTAKE = "mistake", _("更正错漏")
    TRANSFER = "transfer", _("职责划转")


class CleanupVerdict(TextChoices):
    """What becomes of an inspection on site (R044; 003 item 38)."""

    KEEP = "keep", _("保留")
    CANCEL = "cancel", _("取消")
    MERGE = "merge", _("合并")
    OFF_SITE = "off_site", _("改为非现场")


class ChangeKind(TextChoices):
    """What became of a law or an article: 立改废释 (R030)."""

    AMENDED = "amended", _("修改")
    REPEALED = "repealed", _("废止")
    INTERPRETED = "interpreted", _("解释")
    ENACTED = "enacted", _("新立")

    @classmethod
    def worded(cls) -> list[str]:
        """Those that give an article a new wording."""
        return [cls.AMENDED.value, cls.ENACTED.value]


class MatterKind(TextChoices):
    """Why a duty is unclear (R008, R009)."""

    UNCLEAR = "unclear", _("新产业新业态责任不清")
    DISPUTE = "dispute", _("部门之间有争议")


class Stance(TextChoices):
    """What a department says when it is asked whose duty something is."""

    OWN = "own", _("属于本部门职责")
    SHARED = "shared", _("涉及本部门，应共同负责")
    OTHER = "other", _("不属于本部门职责")


class DomainTag(TextChoices):
    """为何列为重点 (R034–R036)."""

    PRIORITY = "priority", _("重点领域")
    PILOT = "pilot", _("社会关切试点")
    EMERGING = "emerging", _("新兴领域")
    LOCAL = "local", _("本地领域")


class DomainReason(TextChoices):
    """Reasons named by the policies for a priority domain (000 一（三）)."""

    LIFE_AND_PROPERTY = "life_and_property", _("关系人民群众生命财产安全")
    PUBLIC_SAFETY = "public_safety", _("关系公共安全")
    LATENT_RISK = "latent_risk", _("潜在风险大")
    SOCIAL_RISK = "social_risk", _("社会风险高")
    PROBLEM_PRONE = "problem_prone", _("问题易发多发")


# Words of real forms, matched against typed text and therefore never translated.
_LEVEL_WORDS = {
    RegionLevel.COUNTRY: ("国家级", "国家", "全国"),
    RegionLevel.PROVINCE: ("省级", "省", "自治区级", "自治区", "直辖市级"),
    RegionLevel.CITY: ("市级", "市", "盟级", "盟", "州级", "设区市级", "地市级", "市州级"),
    RegionLevel.COUNTY: ("县级", "县", "区级", "区", "旗级", "旗", "区县级", "县区级", "县市区级", "县（区）级"),
    RegionLevel.TOWNSHIP: ("乡级", "乡镇级", "镇级", "街道级", "苏木级", "镇街级", "乡", "镇", "街道", "苏木"),
}
_LEVELS = {word: level for level, words in _LEVEL_WORDS.items() for word in words}
_LOCAL_COUNTY = {RegionKind.DISTRICT: _("区级"), RegionKind.BANNER: _("旗级"), RegionKind.AUTONOMOUS_BANNER: _("旗级")}
_LOCAL_CITY = {RegionKind.LEAGUE: _("盟级"), RegionKind.AUTONOMOUS_PREFECTURE: _("州级")}


def level_word(level: str, place_kind: str) -> str:
    """A level as a place of that kind calls it: 区, 旗 and 县 are one value with a local word (1.20 no. 4)."""
    local = {RegionLevel.COUNTY: _LOCAL_COUNTY, RegionLevel.CITY: _LOCAL_CITY}.get(RegionLevel(level), {})
    return str(local.get(RegionKind(place_kind), RegionLevel(level).label))


def level_words(levels: Iterable[str], place_kind: str) -> str:
    """Several levels in one cell: 市级、区级."""
    return _t("、").join(level_word(level, place_kind) for level in levels)


def parse_levels(text: str) -> list[str] | None:
    """The levels a cell names, highest first; None when a word is not a level. 省市县 written together is three."""
    words = [word for part in clean(text).split("、") for word in part.replace("，", ",").replace("/", ",").split(",")]
    found = [_levels_of(word.strip()) for word in words if word.strip()]
    if any(level is None for level in found):
        return None
    wanted = {level for levels in found for level in levels or ()}
    return [level.value for level in RegionLevel if level in wanted]


def _levels_of(word: str) -> list[RegionLevel] | None:
    if word in _LEVELS:
        return [_LEVELS[word]]
    letters = word.removesuffix("三级").removesuffix("两级").removesuffix("级")
    if letters and all(letter in _LEVELS for letter in letters):
        return [_LEVELS[letter] for letter in letters]
    return None
