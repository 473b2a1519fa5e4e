"""Put the demonstration's objects into the database, through the services people use."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from registry.demo.nanzheng import (
    ACCEPTED,
    APPROVALS,
    APPROVER,
    AUTHOR,
    CAMPAIGN,
    GONE,
    KEEPER,
    LABELLER,
    LEADER,
    RELATIONS,
    ROUTES,
    SAMPLES,
    TAGS,
    WHY_ACCEPTED,
)
from registry.demo.samples import PLACE, Sample
from registry.demo.watching import load_double, load_key_list
from registry.models import (
    ApprovalEvent,
    ApprovalRoute,
    JointCandidate,
    ObjectEnrolment,
    ObjectRelation,
    ObjectTag,
    QualityCampaign,
    SupervisedObject,
)
from registry.services.approvals import add_route, record_approval
from registry.services.candidates import decide, find_candidates
from registry.services.enrolments import enrol
from registry.services.objects import Codes, add_object, move_object
from registry.services.quality import open_campaign
from registry.services.relations import relate
from registry.services.tags import add_tag, give_tag
from registry.uscc import check_mark
from tenancy.models import Department, Member, Membership, Region
from tenancy.scope import scope

_KIND_MARKS = {"sole_trader": "92", "farmer_cooperative": "93", "school": "12", "hospital": "12"}
_CIVIL_MARKS = {"association": "51", "social_organisation": "51"}


def load_objects() -> int:
    """Load the objects of 南郑区 unless it has some; returns how many were added."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if SupervisedObject.objects.of(place).exists():
            return 0
        today = timezone.localdate()
        departments = {one.name: one for one in Department.objects.of(place)}
        rows = {sample.name: _load(place, sample, departments, today) for sample in SAMPLES}
        for first, kind, second in RELATIONS:
            relate(ObjectRelation(tenant=place, first=rows[first], kind=kind, second=rows[second]), actor=None)
        _tag(place, rows, departments, today)
        for name, move, note in GONE:
            move_object(rows[name], move, actor=None, today=today, note=note)
        _age(rows, today)
        _join_approvals(place, departments, today)
        find_candidates(place, today=today)
        accepted = JointCandidate.objects.of(place).get(object=rows[ACCEPTED])
        decide(accepted, "accept_candidate", actor=_person(place, AUTHOR), note=WHY_ACCEPTED)
        _verify(place, today)
        load_key_list(place, departments, _person(place, KEEPER), _person(place, LEADER))
        load_double(place)
    return len(SAMPLES)


def _load(place: Region, sample: Sample, departments: dict[str, Department], today: date) -> SupervisedObject:
    row = SupervisedObject(
        tenant=place,
        kind=sample.kind,
        name=sample.name,
        former_names=list(sample.former),
        uscc=_code(sample),
        department=departments[sample.keeper],
        town_id=sample.town,
        address=sample.address,
        industry_id=sample.industry,
        detail=dict(sample.detail),
    )
    if sample.spot:
        row.longitude, row.latitude = (Decimal(part) for part in sample.spot)
    add_object(row, actor=_person(place, AUTHOR), today=today, codes=Codes(sample.codes))
    for department, basis in sample.by:
        enrolment = ObjectEnrolment(
            tenant=place, object=row, department=departments[department], basis=basis, enrolled_on=today
        )
        enrol(enrolment, actor=None)
    return row


def _code(sample: Sample) -> str:
    """A valid code made of the serial; 南郑区 was a county with another code when most of them were given."""
    if not sample.serial:
        return ""
    marks = (_KIND_MARKS | _CIVIL_MARKS).get(sample.kind, "91")
    body = f"{marks}610721{sample.serial:09d}"
    return body + check_mark(body)


def _tag(place: Region, rows: dict[str, SupervisedObject], departments: dict[str, Department], today: date) -> None:
    for owner, name, meaning, tagged in TAGS:
        actor = _person(place, LABELLER if owner else AUTHOR)
        tag = ObjectTag(tenant=place, department=departments[owner] if owner else None, name=name, meaning=meaning)
        add_tag(tag, actor=actor)
        wanted = [rows[one] for one in tagged]
        give_tag(wanted, tag, actor=actor, today=today, reason="2026年度监管对象摸底", ends_on=None)


def _age(rows: dict[str, SupervisedObject], today: date) -> None:
    """Some files have not been looked at for long."""
    old = [row.pk for row in list(rows.values())[::5]]
    SupervisedObject.objects.of(PLACE).filter(pk__in=old).update(verified_on=today - timedelta(days=500))


def _join_approvals(place: Region, departments: dict[str, Department], today: date) -> None:
    """The approving department's routes, and a licence that came in."""
    for matter, supervisor, basis, notice_days, check_days in ROUTES:
        route = ApprovalRoute(
            tenant=place,
            matter=matter,
            department=departments[APPROVER],
            supervisor=departments[supervisor],
            basis=basis,
            notice_days=notice_days,
            check_days=check_days,
        )
        add_route(route, actor=None)
    for values, described in APPROVALS:
        event = ApprovalEvent(tenant=place, department=departments[APPROVER], decided_on=today, **values)
        record_approval(event, SupervisedObject(tenant=place, **described), actor=None)


def _verify(place: Region, today: date) -> None:
    campaign = QualityCampaign(
        tenant=place,
        name=CAMPAIGN,
        stale_before=today - timedelta(days=365),
        starts_on=today,
        due_on=today + timedelta(days=30),
    )
    open_campaign(campaign, actor=_person(place, AUTHOR))


def _person(place: Region, login: str) -> Member:
    """The account, wearing its hat of the place."""
    member = Member.objects.get(username=login)
    member.hat = Membership.objects.of(place).filter(member=member).select_related("department").first()
    return member
