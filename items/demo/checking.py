"""Checklists, a scenario with its joint checklist, a conflict and a collection of 南郑区, through the services."""

from datetime import timedelta

from django.utils import timezone

from items.demo import restaurant
from items.demo.loading import person
from items.demo.nanzheng import CAST
from items.demo.units import ECOLOGY, FIRE, HEALTH, HOUSING, LABOUR, MARKET, TAX, URBAN
from items.models import Campaign, Checklist, EntryConflict, ItemVersion, Scenario, SharedFact, Submission
from items.queries.checklists import Same, items_of_scenario, merge_table
from items.queries.library import domains_for
from items.services import campaigns
from items.services.checklists import EntryContent, add_fact, draft_checklist, enforce_checklist, raise_conflict
from items.services.scenarios import keep_scenario, make_joint_checklist
from items.states import IN_FORCE
from tenancy.models import Department, Member, Region
from tenancy.scope import scope

COORDINATOR = "nanzheng.admin"
ENFORCERS = {
    HOUSING: "nanzheng.housing",
    MARKET: "nanzheng.department",
    LABOUR: "nanzheng.labour",
    TAX: "nanzheng.tax",
    HEALTH: "nanzheng.health",
    URBAN: "nanzheng.urban",
    FIRE: "nanzheng.fire",
    ECOLOGY: "nanzheng.ecology",
}
LICENCE = restaurant.LICENCE
FACTS = {LICENCE: "营业执照正副本或电子营业执照", **restaurant.FACTS}
GAS, WORK = "对燃气经营企业安全经营情况的监管", "对用人单位依法用工情况的监管"

CHECKLISTS = (
    (
        GAS,
        HOUSING,
        (
            (
                "是否取得燃气经营许可证并在有效期内",
                "燃气经营许可证",
                "证照齐全、在有效期内",
                "《城镇燃气管理条例》第十五条",
                "",
            ),
            (
                "营业执照登记事项与实际经营是否一致",
                "营业执照",
                "名称、地址、范围一致",
                "《城镇燃气管理条例》第十五条",
                LICENCE,
            ),
            ("站点消防器材配置情况", "灭火器、台账", "每50平方米不少于2具灭火器", "GB 51142-2015 第10.1条", ""),
            (
                "燃气气瓶是否有充装标签和警示标识",
                "抽查气瓶10只",
                "标签、标识齐全",
                "《城镇燃气管理条例》第二十五条",
                "",
            ),
            (
                "从业人员是否经专业培训考核合格",
                "培训证书、名册",
                "送气工、站长全部持证",
                "《城镇燃气管理条例》第十五条",
                "",
            ),
            ("入户安全检查是否按期开展", "入户检查台账", "每年不少于1次", "《城镇燃气管理条例》第十七条", ""),
        ),
    ),
    (
        GAS,
        MARKET,
        (
            ("气瓶充装标签和警示标识是否齐全", "抽查气瓶10只", "标签、二维码齐全", "《气瓶安全技术规程》7.4", ""),
            ("消防器材配置情况", "灭火器", "每50平方米不少于4具灭火器", "《特种设备安全法》第三十四条", ""),
            ("压力管道是否经定期检验合格", "检验报告", "在检验有效期内", "《特种设备安全法》第四十条", ""),
            (
                "营业执照公示和登记事项",
                "营业执照",
                "亮照经营，登记事项一致",
                "《市场主体登记管理条例》第三十六条",
                LICENCE,
            ),
        ),
    ),
    (
        WORK,
        LABOUR,
        (
            ("是否与劳动者订立书面劳动合同", "劳动合同、名册", "用工之日起1个月内订立", "《劳动合同法》第十条", ""),
            ("是否按时足额支付工资", "近3个月工资表", "无拖欠、不低于最低工资", "《劳动法》第五十条", ""),
            ("是否依法参加社会保险", "参保明细", "应保尽保", "《劳动法》第七十二条", ""),
        ),
    ),
    (
        WORK,
        MARKET,
        (
            (
                "登记事项与实际情况是否一致",
                "营业执照",
                "住所、法定代表人一致",
                "《市场主体登记管理条例》第二十四条",
                LICENCE,
            ),
            ("年度报告公示信息是否真实", "公示系统记录", "按期公示、内容真实", "《企业信息公示暂行条例》第八条", ""),
        ),
    ),
    (WORK, TAX, (("是否按期申报缴纳企业所得税", "申报表、完税凭证", "按期足额", "《企业所得税法》第五十四条", ""),)),
    *restaurant.CHECKLISTS,
)


def load_checklists() -> int:
    """Load them unless the place has some; returns how many checklists were added."""
    with scope(CAST.place):
        place = Region.objects.get(pk=CAST.place)
        if Checklist.objects.of(place).exists():
            return 0
        coordinator = person(place, COORDINATOR)
        facts = {name: add_fact(place, name=name, hint=hint, actor=coordinator) for name, hint in FACTS.items()}
        for content, department, rows in CHECKLISTS:
            _load(place, content, department, rows, facts)
        for given in SCENARIOS:
            _load_scenario(place, given, coordinator)
        _load_campaign(place, coordinator)
    return len(CHECKLISTS)


def _load(place: Region, content: str, name: str, rows: tuple, facts: dict[str, SharedFact]) -> None:
    version = ItemVersion.objects.of(place).select_related("tenant", "item").get(content=content, state=IN_FORCE)
    entries = [
        EntryContent(text, rule, basis, evidence, fact=facts.get(fact)) for text, evidence, rule, basis, fact in rows
    ]
    department = Department.objects.of(place).get(name=name)
    checklist = draft_checklist(version, department=department, entries=entries, actor=None)
    enforce_checklist(checklist, actor=person(place, ENFORCERS[name]), today=timezone.localdate())


GAS_MATTER = {
    "name": "瓶装燃气站点“综合查一次”",
    "subject": "瓶装液化石油气供应站点",
    "scope": "辖区内取得燃气经营许可的瓶装燃气供应站点，每半年联合检查一次。",
}
RESTAURANT_ITEMS = [restaurant.FOOD, restaurant.SAFETY, restaurant.FUMES]
SCENARIOS = (
    (GAS_MATTER, HOUSING, "城镇燃气", [GAS, WORK]),
    (restaurant.SCENARIO, restaurant.SCENARIO_LEAD, restaurant.SCENARIO_DOMAIN, RESTAURANT_ITEMS),
)
"""What the matter is, who leads it, its domain, its items."""


def _load_scenario(place: Region, given: tuple, coordinator: Member) -> None:
    """One matter of several items; its joint checklist; rules of two departments that disagree, to be revised."""
    words, lead, domain, contents = given
    scenario = Scenario(
        tenant=place,
        department=Department.objects.of(place).get(name=lead),
        domain=domains_for(place).filter(name=domain).first(),
        **words,
    )
    versions = ItemVersion.objects.of(place).filter(content__in=contents, state=IN_FORCE).select_related("item")
    keep_scenario(scenario, [version.item for version in versions], actor=coordinator)
    table = merge_table(place, items_of_scenario(scenario))
    taken = {number: same.entries[0].pk for number, same in enumerate(table.same) if not same.group.disagrees}
    make_joint_checklist(place, scenario, table, taken, actor=coordinator)
    for same in table.same:
        if same.group.disagrees:
            _raise(place, same, coordinator)


def _raise(place: Region, same: Same, coordinator: Member) -> None:
    first, second = same.entries[:2]
    sides = "，".join(f"{one.checklist.department}“{one.rule}”" for one in (first, second))
    today = timezone.localdate()
    conflict = EntryConflict(
        tenant=place,
        first=first,
        second=second,
        question=f"“{first.text}”的标准不一致：{sides}",
        department=second.checklist.department,
        due_on=today + timedelta(days=20),
    )
    raise_conflict(conflict, actor=coordinator, today=today)


def _load_campaign(place: Region, coordinator: Member) -> None:
    """A collection under way: one department confirmed, one handed in, the others still to come."""
    today, now = timezone.localdate(), timezone.now()
    campaign = Campaign(
        tenant=place,
        name="2027年度重点事项清单征集",
        request="请对照权力和责任清单，按附件1报送本部门牵头和配合的重点监管事项，检查要点同步更新。",
        document_number="南市监函〔2026〕31号",
        due_on=today + timedelta(days=6),
    )
    departments = list(Department.objects.of(place).filter(name__in=[*ENFORCERS, "区卫健局", "区教体局", "区民政局"]))
    campaigns.start_campaign(campaign, departments, actor=coordinator, today=today)
    rows = Submission.objects.of(place).select_related("campaign", "department")
    for name in (LABOUR, TAX):
        row = rows.get(campaign=campaign, department__name=name)
        note = "已在平台填报，附件1见重点事项清单。"
        campaigns.submit(row, files=[], note=note, actor=person(place, ENFORCERS[name]), at=now)
    confirmed = rows.get(campaign=campaign, department__name=LABOUR)
    campaigns.answer_submission(confirmed, "accept_submission", actor=coordinator, note="", today=today)
