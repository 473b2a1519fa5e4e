"""阿巴嘎旗: petrol stations drawn and visited by two departments: one clean, one with a problem, one still to come."""

from datetime import date, timedelta

from inspections.demo.loading_draws import drawn, open_round, published_entry
from inspections.demo.making import Seen, make
from inspections.demo.samples import STATIONS
from inspections.models import InspectionTask, Visit
from inspections.services import pairing, visits
from inspections.services.findings import Problem
from items.demo.loading import person
from registry.demo.abaga import INDUSTRY, MARKET, PLACE
from tenancy.models import Region
from tenancy.scope import scope

COORDINATOR = "abaga.admin"
HOLDER, PARTNER = "abaga.industry", "abaga.department"
WRITER, MARKET_WRITER = "abaga.trade", "abaga.officer"
MATERIALS, CONTACT = "成品油零售经营资格文件\n进销货台账\n加油机检定证书", "乌日娜 0479-5550106"
_SIGNER, _PHOTO = "站长 苏和", "加油区和加油机"
CLEAN = {
    INDUSTRY: Seen("成品油零售经营资格文件在有效期内，进销货台账完整，与库存相符。", _SIGNER, _PHOTO),
    MARKET: Seen("抽查4台加油机，检定证书均在有效期内，封印完好；抽取92号汽油样品1份送检。", _SIGNER, _PHOTO),
}
FAULTY = {
    INDUSTRY: Seen("成品油零售经营资格文件在有效期内，进销货台账完整。", _SIGNER, _PHOTO),
    MARKET: Seen(
        "抽查3台加油机，其中3号加油机检定证书已过期。",
        _SIGNER,
        _PHOTO,
        problem=Problem("3号加油机检定证书过期后仍在使用。", "《中华人民共和国计量法》第九条", "minor"),
        demands="立即停止使用3号加油机，申请检定，合格后方可使用，并将检定证书报送我局。",
        basis="《中华人民共和国计量法实施细则》第四十三条",
    ),
}


def load_abaga(today: date) -> int:
    """Load the draw of 阿巴嘎旗 and its visits unless there is a task; returns how many visits there are."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if InspectionTask.objects.of(place).exists():
            return 0
        entry = published_entry(place, STATIONS, today)
        holder, partner = person(place, HOLDER), person(place, PARTNER)
    with scope(PLACE, member=holder):
        task = open_round(entry, today - timedelta(days=5), today + timedelta(days=25), holder)
        pairing.accept_draw(drawn(task, holder, partner), actor=person(place, COORDINATOR))
        rows = list(Visit.objects.of(place).filter(task=task).select_related("object", "tenant").order_by("serial"))
        for visit, seen in zip(rows, (CLEAN, FAULTY, None), strict=False):
            visits.approve_visit(visit, actor=holder)
            visits.notify_visit(visit, materials=MATERIALS, contact=CONTACT, actor=person(place, WRITER))
            if seen is not None:
                make(visit, seen)
    return len(rows)
