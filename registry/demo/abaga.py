"""阿巴嘎旗: its petrol stations, and who of two departments goes there. Companies and people are made up."""

from datetime import date, timedelta

from registry.models import Certificate, Officer, SupervisedObject
from registry.services.objects import add_object
from registry.services.officers import add_officer
from registry.uscc import check_mark
from tenancy.models import Department, Member, Region
from tenancy.scope import scope

PLACE = 152522000000
INDUSTRY, MARKET = "旗工信局", "旗市场监管局"
ISSUER, FIRST_NUMBER, FIRST_SERIAL = "阿巴嘎旗司法局", 15252201001, 3001
CREWS = {
    INDUSTRY: (("乌日娜", "abaga.trade"), ("特木尔", "abaga.industry")),
    MARKET: (("那日苏", "abaga.officer"), ("额尔敦", "")),
}
INNS = ("阿巴嘎旗塔林高勒蒙餐馆", "阿巴嘎旗额吉奶茶馆", "阿巴嘎旗草原之家旅店")
STATIONS = (
    ("阿巴嘎旗汗贝加油站有限公司", 152522100000, "别力古台镇汗贝大街12号"),
    ("阿巴嘎旗草原明珠石油销售有限公司", 152522100000, "别力古台镇101省道北侧"),
    ("阿巴嘎旗洪格尔高勒加油站有限公司", 152522101000, "洪格尔高勒镇镇区东"),
    ("阿巴嘎旗查干淖尔能源有限公司", 152522102000, "查干淖尔镇矿区路3号"),
    ("阿巴嘎旗玛拉图油品销售有限公司", 152522100000, "别力古台镇玛拉图街"),
    ("内蒙古阿巴嘎北疆石化有限公司", 152522100000, "别力古台镇工业园区"),
)


def load_stations(today: date) -> int:
    """Load them unless the place has objects; returns how many objects were added."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if SupervisedObject.objects.of(place).exists():
            return 0
        departments = {one.name: one for one in Department.objects.of(place)}
        for name in INNS:
            row = SupervisedObject(tenant=place, kind="sole_trader", name=name, department=departments[MARKET])
            row.town_id, row.address = STATIONS[0][1], "别力古台镇"
            add_object(row, actor=None, today=today)
        _add_stations(place, departments[MARKET], today)
        _add_crews(place, departments, today)
    return len(STATIONS) + len(INNS)


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
