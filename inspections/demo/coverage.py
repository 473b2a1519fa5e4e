"""南郑区's key units, every one of them: looked at from afar first, one settled there, one still to be visited."""

from datetime import date, timedelta

from inspections.demo.loading_draws import PLACE, Round, drawn, open_round, planned_entry
from inspections.models import InspectionTask, OffSiteCheck, Visit
from inspections.queries.visits import undecided_sections
from inspections.services import pairing
from inspections.services.off_site import adopt_off_site, record_off_site
from items.attributes import Regime, Technique
from items.demo.loading import person
from tenancy.models import Region
from tenancy.scope import scope

CAST = Round(
    PLACE,
    "重点监管清单单位全覆盖检查",
    "列入重点监管清单的单位",
    "key=yes",
    "1",
    1,
    (("区住建局", "对燃气使用和建筑施工安全的监管"), ("区市场监管局", "对特种设备安全的监管")),
    "nanzheng.builder",
    "nanzheng.housing",
    "nanzheng.department",
    (("regime", Regime.KEY_LIST), ("technique", Technique.OFF_SITE), ("origin", "special")),
)
COORDINATOR = "nanzheng.admin"
ENOUGH = "调阅近三个月监测平台数据和自查台账，无报警，隐患整改记录完整。"
NOT_ENOUGH, WHY = (
    "监测平台数据11日至13日中断，自查台账缺少当日记录。",
    "监测数据中断，无法判断设施运行情况，须到现场核查。",
)


def load_coverage(today: date) -> int:
    """Load the task and its visits unless it is there; returns how many visits there are."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if InspectionTask.objects.of(place).filter(title=CAST.title).exists():
            return 0
        entry = planned_entry(place, CAST, today)
        holder, partner = person(place, CAST.holder), person(place, CAST.partner)
    with scope(PLACE, member=holder):
        task = open_round(entry, today - timedelta(days=3), today + timedelta(days=40), holder)
        pairing.accept_draw(drawn(task, holder, partner), actor=person(place, COORDINATOR))
        rows = list(Visit.objects.of(place).filter(task=task).select_related("object", "tenant").order_by("serial"))
        writer = person(place, CAST.author)
        for visit, text, why in zip(rows, (ENOUGH, NOT_ENOUGH), ("", WHY), strict=False):
            check = OffSiteCheck(visit=visit, technique=Technique.ONLINE, done_on=today, text=text, is_enough=not why)
            record_off_site(check, why_on_site=why, actor=writer)
    with scope(PLACE, member=partner):
        for section in undecided_sections(rows[0]):
            adopt_off_site(section, actor=partner)
    return len(rows)
