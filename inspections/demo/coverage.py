"""南郑区's key units, every one of them: looked at from afar first, one settled there, one still to be visited."""

from datetime import date, timedelta

from inspections.demo.loading_draws import PLACE, drawn, open_round, published_entry
from inspections.demo.samples import COVERAGE
from inspections.models import InspectionTask, OffSiteCheck, Visit
from inspections.queries.visits import undecided_sections
from inspections.services import pairing, visits
from inspections.services.off_site import adopt_off_site, record_off_site
from inspections.states import SCHEDULED
from items.attributes import Technique
from items.demo.loading import person
from tenancy.models import Region
from tenancy.scope import scope

SENT_OUT = 4
"""Of so many units one has to be visited after all."""
MATERIALS = "监测平台中断期间的运行记录\n自查台账\n设施检修记录"
CONTACT = "江望川 0916-5550133"
HOLDER, PARTNER, WRITER = "nanzheng.housing", "nanzheng.department", "nanzheng.builder"
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
        if InspectionTask.objects.of(place).filter(title=COVERAGE).exists():
            return 0
        entry = published_entry(place, COVERAGE, today)
        holder, partner = person(place, HOLDER), person(place, PARTNER)
    with scope(PLACE, member=holder):
        task = open_round(entry, today - timedelta(days=3), today + timedelta(days=40), holder)
        pairing.accept_draw(drawn(task, holder, partner), actor=person(place, COORDINATOR))
        rows = list(Visit.objects.of(place).filter(task=task).select_related("object", "tenant").order_by("serial"))
        writer = person(place, WRITER)
        for place_in_row, visit in enumerate(rows):
            why = WHY if place_in_row % SENT_OUT == 1 else ""
            done_on = max(task.starts_on, today - timedelta(days=place_in_row % 3))
            text = NOT_ENOUGH if why else ENOUGH
            check = OffSiteCheck(visit=visit, technique=Technique.ONLINE, done_on=done_on, text=text, is_enough=not why)
            record_off_site(check, why_on_site=why, actor=writer)
        for visit in Visit.objects.of(place).filter(task=task, state=SCHEDULED).select_related("object", "tenant"):
            visits.approve_visit(visit, actor=holder)
            visits.notify_visit(visit, materials=MATERIALS, contact=CONTACT, actor=writer)
    with scope(PLACE, member=partner):
        for visit in Visit.objects.of(place).filter(task=task).select_related("object", "tenant"):
            for section in undecided_sections(visit):
                adopt_off_site(section, actor=partner)
    return len(rows)
