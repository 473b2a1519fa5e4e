"""What 南郑区's labour bureau found and others have to check: one clue waits, one came back, one is answered."""

from clues.models import Conclusion
from clues.services import accept_clue, answer_clue, return_clue
from inspections.demo.visit_samples import LABOUR, WRITERS
from inspections.models import Finding
from inspections.services.handing_over import Handing, hand_over_finding
from items.demo.loading import person
from tenancy.models import Department, Region

TAX = (
    "区税务局",
    Handing(
        "未订立劳动合同期间未见社会保险费申报记录，社会保险费由税务部门征收。",
        "《中华人民共和国社会保险法》第六十条",
    ),
)
FIRE = (
    "区消防救援大队",
    Handing("包装车间疏散通道堆放成品，影响人员疏散，属于消防监督检查职责。", is_urgent=True),
    "该企业未列入消防安全重点单位，日常消防监督检查由辖区公安派出所负责，请改送区公安分局。",
)
HEALTH = (
    "区卫健局",
    Handing(
        "包装车间为粉尘作业场所，2名新入职职工未见上岗前职业健康检查记录，属于卫生健康部门职责。",
        "《中华人民共和国职业病防治法》第三十五条",
    ),
    "经现场核查，1名职工未做上岗前职业健康检查，另1名不从事粉尘作业；企业已安排补检，我局下达监督意见书。",
)
WHO = {"区消防救援大队": "nanzheng.fire", "区卫健局": "nanzheng.health"}


def load_clues(place: Region) -> int:
    """Raise three clues from the demonstration's first finding; returns how many."""
    finding = Finding.objects.of(place).select_related("section__visit", "object", "tenant", "department").first()
    if finding is None:
        return 0
    departments = {one.name: one for one in Department.objects.of(place)}
    writer = person(place, WRITERS[LABOUR])
    sent = {
        name: hand_over_finding(finding, departments[name], handing, actor=writer)
        for name, handing, *_answer in (TAX, FIRE, HEALTH)
    }
    return_clue(sent[FIRE[0]], actor=person(place, WHO[FIRE[0]]), note=FIRE[2])
    checker, answered = person(place, WHO[HEALTH[0]]), sent[HEALTH[0]]
    accept_clue(answered, actor=checker)
    answer_clue(answered, conclusion=Conclusion.PARTLY, text=HEALTH[2], actor=checker)
    return len(sent)
