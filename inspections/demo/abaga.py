"""阿巴嘎旗: petrol stations drawn and visited by two departments: one clean, one with a problem, one still to come."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from inspections.demo.loading_draws import Round, drawn, open_round, planned_entry
from inspections.demo.visits import photograph, sign
from inspections.models import InspectionTask, SectionOfficer, Visit, VisitSection
from inspections.results import SignerRole
from inspections.services import closing, findings, pairing, records, visits
from inspections.services.closing import Outcome
from inspections.services.findings import Demand, Problem
from inspections.services.signing import Signing
from items.demo.loading import person
from registry.models import Certificate, Officer, SupervisedObject
from registry.services.objects import add_object
from registry.services.officers import add_officer
from registry.uscc import check_mark
from tenancy.models import Department, Member, Region
from tenancy.scope import scope

PLACE = 152522000000
INDUSTRY, MARKET = "旗工信局", "旗市场监管局"
COORDINATOR = "abaga.admin"
ISSUER, FIRST_NUMBER, FIRST_SERIAL = "阿巴嘎旗司法局", 15252201001, 3001
CAST = Round(
    PLACE,
    "成品油零售经营企业联合抽查",
    "全旗成品油零售经营企业",
    "kind=enterprise",
    "0.5",
    1,
    ((INDUSTRY, "对成品油零售经营活动的监管"), (MARKET, "对成品油质量和加油机计量的监管")),
    "abaga.trade",
    "abaga.industry",
    "abaga.department",
)
CREWS = {
    INDUSTRY: (("乌日娜", "abaga.trade"), ("特木尔", "abaga.industry")),
    MARKET: (("那日苏", "abaga.officer"), ("额尔敦", "")),
}
STATIONS = (
    ("阿巴嘎旗汗贝加油站有限公司", 152522100000, "别力古台镇汗贝大街12号"),
    ("阿巴嘎旗草原明珠石油销售有限公司", 152522100000, "别力古台镇101省道北侧"),
    ("阿巴嘎旗洪格尔高勒加油站有限公司", 152522101000, "洪格尔高勒镇镇区东"),
    ("阿巴嘎旗查干淖尔能源有限公司", 152522102000, "查干淖尔镇矿区路3号"),
    ("阿巴嘎旗玛拉图油品销售有限公司", 152522100000, "别力古台镇玛拉图街"),
    ("内蒙古阿巴嘎北疆石化有限公司", 152522100000, "别力古台镇工业园区"),
)
MATERIALS, CONTACT = "成品油零售经营资格文件\n进销货台账\n加油机检定证书", "乌日娜 0479-5550106"


@dataclass(frozen=True)
class Seen:
    """What a department writes into its record, and the problem it found, if any."""

    account: str
    problem: Problem | None = None
    demands: str = ""
    basis: str = ""


CLEAN = {
    INDUSTRY: Seen("成品油零售经营资格文件在有效期内，进销货台账完整，与库存相符。"),
    MARKET: Seen("抽查4台加油机，检定证书均在有效期内，封印完好；抽取92号汽油样品1份送检。"),
}
FAULTY = {
    INDUSTRY: Seen("成品油零售经营资格文件在有效期内，进销货台账完整。"),
    MARKET: Seen(
        "抽查3台加油机，其中3号加油机检定证书已过期。",
        Problem("3号加油机检定证书过期后仍在使用。", "《中华人民共和国计量法》第九条", "minor"),
        "立即停止使用3号加油机，申请检定，合格后方可使用，并将检定证书报送我局。",
        "《中华人民共和国计量法实施细则》第四十三条",
    ),
}


def load_abaga(today: date) -> int:
    """Load the draw of 阿巴嘎旗 and its visits unless there is a task; returns how many visits there are."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if InspectionTask.objects.of(place).exists():
            return 0
        departments = {one.name: one for one in Department.objects.of(place)}
        _add_stations(place, departments[MARKET], today)
        _add_crews(place, departments, today)
        entry = planned_entry(place, CAST, today)
        holder, partner = person(place, CAST.holder), person(place, CAST.partner)
    with scope(PLACE, member=holder):
        task = open_round(entry, today - timedelta(days=5), today + timedelta(days=25), holder)
        pairing.accept_draw(drawn(task, holder, partner), actor=person(place, COORDINATOR))
        rows = list(Visit.objects.of(place).filter(task=task).select_related("object", "tenant").order_by("serial"))
        for visit, seen in zip(rows, (CLEAN, FAULTY, None), strict=False):
            _make(place, visit, seen)
    return len(rows)


def _add_stations(place: Region, keeper: Department, today: date) -> None:
    for serial, (name, town, address) in enumerate(STATIONS, FIRST_SERIAL):
        body = f"91152522{serial:09d}"
        row = SupervisedObject(
            tenant=place, kind="enterprise", name=name, uscc=body + check_mark(body), department=keeper
        )
        row.town_id, row.address = town, address
        add_object(row, actor=None, today=today)


def _add_crews(place: Region, departments: dict[str, Department], today: date) -> None:
    crew = [(department, *one) for department, people in CREWS.items() for one in people]
    for number, (department, name, login) in enumerate(crew, FIRST_NUMBER):
        member = Member.objects.get(username=login) if login else None
        officer = Officer(tenant=place, department=departments[department], name=name, member=member)
        officer.job_kind, officer.starts_on = "civil_servant", today - timedelta(days=700)
        term = {"starts_on": today - timedelta(days=600), "ends_on": today + timedelta(days=1200)}
        certificate = Certificate(tenant=place, number=str(number), issuing_body=ISSUER, domains=["成品油流通"], **term)
        add_officer(officer, certificate, actor=None)


def _make(place: Region, visit: Visit, seen: dict[str, Seen] | None) -> None:
    """Approved and announced; with something `seen` also made, signed and closed."""
    writers = {name: person(place, people[0][1]) for name, people in CREWS.items()}
    visits.approve_visit(visit, actor=person(place, CAST.holder))
    visits.notify_visit(visit, materials=MATERIALS, contact=CONTACT, actor=writers[INDUSTRY])
    if seen is None:
        return
    visits.arrive(visit, actor=writers[INDUSTRY])
    for section in visit.sections.select_related("visit__object", "department", "tenant"):
        _finish(section, seen[section.department.name], writers[section.department.name])
    visits.leave_site(visit, actor=writers[INDUSTRY])
    visits.close_visit(visit, actor=writers[INDUSTRY])


def _finish(section: VisitSection, seen: Seen, writer: Member) -> None:
    photograph(section, "加油区和加油机", writer)
    records.write_account(section, techniques=["on_site", "documents"], account=seen.account, actor=writer)
    records.finish_record(section, actor=writer)
    for officer in SectionOfficer.objects.of(section.tenant_id).filter(section=section):
        sign(section, Signing(SignerRole.OFFICER, officer.name, timezone.now(), officer), writer)
    sign(section, Signing(SignerRole.SUBJECT, "站长 苏和", timezone.now()), writer)
    if seen.problem:
        finding = findings.add_finding(section, seen.problem, actor=writer)
        due = timezone.localdate() + timedelta(days=15)
        findings.order_correction(section, [finding], Demand(seen.demands, seen.basis, due), actor=writer)
    outcome = Outcome("corrected", "correct") if seen.problem else Outcome("no_problem", "none")
    closing.set_result(section, outcome, actor=writer)
    closing.decide_publication(section, choice="publish", note="", actor=writer)
    closing.close_section(section, actor=writer)
