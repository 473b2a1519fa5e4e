"""What the demonstration watches: a 重点监管清单, two files perhaps of one firm, a laboratory whose report is due."""

from datetime import date, timedelta

from django.utils import timezone

from registry.demo.samples import HOUSING, MARKET
from registry.models import Engagement, KeyList, KeyListLimit, KeyTracking, KeyUnit, SupervisedObject, ThirdPartyBody
from registry.services.doubles import find_doubles
from registry.services.engagements import engage
from registry.services.key_lists import add_unit, move_key_list, set_limit, write_key_list, write_tracking
from registry.services.objects import add_object
from tenancy.models import Department, Member, Region

DOUBLE = "陕西南郑安泰然气有限公司"
UNITS = (
    ("陕西南郑安泰燃气有限责任公司", "用户瓶装气混放问题两次复查未改到位", "operation"),
    ("南郑区大河坎蜀香火锅店", "餐饮场所用气量大，上年度曾发生泄漏报警", "use"),
)
GUIDED = "上门指导气瓶间通风和报警器校验，要求一个月内更换橡胶软管。"


def load_key_list(place: Region, departments: dict[str, Department], author: Member, approver: Member) -> None:
    """One list in force with two units, one of them looked after lately."""
    today = timezone.localdate()
    set_limit(KeyListLimit(tenant=place, lists=3, units=20, basis="南政办〔2026〕11号"), actor=approver)
    row = KeyList(
        tenant=place,
        name="城镇燃气使用风险重点监管清单",
        risk="industry",
        department=departments[HOUSING],
        reason="一季度燃气安全排查发现同类隐患集中，选定用气规模大、整改反复的单位。",
        measures="每月上门跟踪一次，由住建、市场监管、消防联合指导整改。",
        every_days=30,
        starts_on=today - timedelta(days=45),
        ends_on=today + timedelta(days=320),
    )
    write_key_list(row, actor=author)
    for name, reason, stage in UNITS:
        unit = KeyUnit(tenant=place, key_list=row, object=_object(place, name), reason=reason, added_on=row.starts_on)
        unit.stage = stage
        add_unit(unit, actor=author)
    move_key_list(row, "submit_key_list", actor=author, note="")
    move_key_list(row, "approve_key_list", actor=approver, note="")
    on = today - timedelta(days=9)
    write_tracking(KeyTracking(tenant=place, unit=unit, kind="guide", done_on=on, text=GUIDED), actor=author)


def load_double(place: Region) -> None:
    """A second file of a firm, written by another clerk; the nightly job finds it."""
    row = SupervisedObject(tenant=place, kind="enterprise", name=DOUBLE, address="大河坎镇南环路96号")
    add_object(row, actor=None, today=timezone.localdate())
    find_doubles(place, now=timezone.now())


def load_engagement(place: Region, departments: dict[str, Department], today: date) -> None:
    """A letter to the first laboratory, whose report is waited for."""
    row = Engagement(
        tenant=place,
        body=ThirdPartyBody.objects.of(place).earliest("pk"),
        department=departments[MARKET],
        task="抽检辖区在售茶叶10批次，检验农药残留和重金属，按GB 2762、GB 2763判定。",
        basis="食品检验",
        issued_on=today - timedelta(days=6),
        due_on=today + timedelta(days=9),
    )
    engage(row, actor=None)


def _object(place: Region, name: str) -> SupervisedObject:
    return SupervisedObject.objects.of(place).get(name=name)
