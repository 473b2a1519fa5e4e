"""What comes after a visit: a text kept back in part and due for review, a text corrected, somebody who goes again."""

from datetime import date, timedelta

from django.db.models import QuerySet

from inspections.demo import abaga
from inspections.demo.samples import DRAWN
from inspections.demo.visit_samples import APPROVERS, HOUSING, MARKET, PLACE, WRITERS
from inspections.models import CorrectionOrder, InspectionTask, Revisit, Visit
from inspections.published import INSPECTION_RESULT
from inspections.services import visits
from inspections.services.findings import submit_correction
from inspections.services.revisits import plan_revisit
from items.demo.loading import person
from publication.models import Duty, Exemption, ExemptionGround
from publication.services.corrections import propose_correction
from publication.services.duties import check, prepare, publish_duty
from publication.services.exemptions import decide_exemption, request_exemption
from publication.services.objections import tell_subject
from publication.states import DUE, PUBLISHED
from tenancy.models import Region
from tenancy.scope import scope

REVIEWER = "nanzheng.legal"
SIGNED = "现场检查记录由企业负责人签字"
SECRET = "问题描述涉及企业用气设施的布置，企业申明属于商业秘密，改正完成前不公示。"  # noqa: S105 words
FORGOTTEN, WHY_CORRECTED = "（抽查在用气瓶6只）", "原公示没有写明抽查数量，现予补充。"
EVIDENCE = "3号加油机已停用并申请检定，检定合格，附检定证书。"
AGAIN, MATERIALS = "3号加油机检定情况复查", "3号加油机检定证书"


def keep_back(today: date) -> None:
    """Before the drawn visits are public one text loses its findings, until a review that is due today."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        duty = _of_the_round(place, HOUSING).filter(state=DUE).exclude(snapshot__findings="").first()
        if duty is None or Exemption.objects.of(place).exists():
            return
        writer = person(place, "nanzheng.builder2")
        asked = request_exemption(
            duty,
            ground=ExemptionGround.TRADE_SECRET,
            fields=["findings"],
            reason=SECRET,
            review_on=today + timedelta(days=1),
            actor=writer,
        )
        decide_exemption(asked, is_granted=True, actor=person(place, REVIEWER))
        prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=writer)
        tell_subject(duty, on=today, how=SIGNED, actor=writer)
        Exemption.objects.of(place).filter(pk=asked.pk).update(review_on=today)


def load_aftermath(today: date) -> None:
    """Correct a public text and go again, unless somebody did."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        _correct(place, today)
    with scope(abaga.PLACE):
        _go_again(Region.objects.get(pk=abaga.PLACE), today)


def _of_the_round(place: Region, department: str) -> QuerySet[Duty]:
    """What a department owes the public of the visits that the first round drew."""
    numbers = InspectionTask.objects.of(place).filter(title=DRAWN).values_list("number", flat=True)
    rows = Duty.objects.of(place).filter(kind=INSPECTION_RESULT.name, department__name=department)
    return rows.filter(snapshot__task_number__in=list(numbers)).select_related("tenant", "department").order_by("pk")


def _correct(place: Region, today: date) -> None:
    """The market bureau adds what it forgot to say; two people again, and the subject is told anew."""
    rows = _of_the_round(place, MARKET)
    public = rows.filter(state=PUBLISHED, snapshot__findings="").first()
    if public is None or rows.exclude(correction_reason="").exists():
        return
    writer, checker = person(place, WRITERS[MARKET]), person(place, APPROVERS[MARKET])
    told = {**public.snapshot, "content": f"{public.snapshot['content']}{FORGOTTEN}"}
    duty = propose_correction(public, snapshot=told, basis=public.basis, reason=WHY_CORRECTED, actor=writer)
    told_of = tell_subject(duty, on=today, how=SIGNED, actor=writer)
    publish_duty(check(told_of, actor=checker), actor=checker)


def _go_again(place: Region, today: date) -> None:
    """The market bureau of 阿巴嘎旗 got what the petrol station says it corrected, and goes to see."""
    orders = CorrectionOrder.objects.of(place).filter(department__name=abaga.MARKET)
    order = orders.select_related("department", "tenant", "section__visit__object").first()
    items = [row.item_version for row in order.section.items.select_related("item_version")] if order else []
    if order is None or not items or Revisit.objects.of(place).exists():
        return
    writer, approver = person(place, abaga.MARKET_WRITER), person(place, abaga.PARTNER)
    submit_correction(order, text=EVIDENCE, files=[], actor=writer)
    crew = [row.officer for row in order.section.officers.select_related("officer")]
    visit = Visit(title=AGAIN, starts_on=today + timedelta(days=4), ends_on=today + timedelta(days=8))
    plan_revisit(order, visit, [visits.Part(order.department, items, crew)], actor=writer)
    visits.approve_visit(visit, actor=approver)
    visits.notify_visit(visit, materials=MATERIALS, contact=abaga.CONTACT, actor=writer)
