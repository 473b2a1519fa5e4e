"""Put the demonstration's officers, experts and third parties into the database, through the services people use."""

from datetime import date, timedelta

from publication.services import duties
from registry.demo import officers as data
from registry.demo.watching import load_engagement
from registry.domains import split_words
from registry.models import (
    Certificate,
    Expert,
    InspectionGroup,
    Interest,
    Officer,
    Secondment,
    SecondmentOffer,
    ThirdPartyBody,
    Training,
)
from registry.services import assistants, groups, officers
from registry.services.officer_list import owe_officer_list
from registry.services.secondments import offer_secondment, receive_offer
from registry.uscc import check_mark
from tenancy.models import Department, Member, Membership, Region
from tenancy.scope import scope

FIRST_NUMBER = 61070301020
TERM = timedelta(days=5 * 365)


def load_officers(today: date) -> int:
    """Load the library of 南郑区 unless it has one; returns how many officers were added."""
    city = Region.objects.get(pk=data.CITY)
    with scope(data.PLACE):
        place = Region.objects.get(pk=data.PLACE)
        if Officer.objects.of(place).exists():
            return 0
        departments = {department.name: department for department in Department.objects.of(place)}
        for number, person in enumerate(data.OFFICERS):
            _add(place, departments[person.department], person, str(FIRST_NUMBER + number), today)
        _group(place, departments)
        _add_troubles(place, today)
        _add_assistants(place, departments, today)
        load_engagement(place, departments, today)
        _lend(place, city, today)
        _publish(place, today)
    return len(data.OFFICERS)


def _add(place: Region, department: Department, person: data.Person, number: str, today: date) -> None:
    officer = Officer(
        tenant=place,
        department=department,
        name=person.name,
        job_kind=person.job_kind,
        specialties=split_words(person.specialties),
        member=Member.objects.filter(username=person.login).first() if person.login else None,
        starts_on=today - timedelta(days=700),
    )
    certificate = None
    if person.days is not None:
        ends_on = today + timedelta(days=person.days)
        certificate = Certificate(
            tenant=place,
            number=number,
            issuing_body=data.ISSUER,
            domains=split_words(person.domains),
            starts_on=ends_on - TERM,
            ends_on=ends_on,
        )
    officers.add_officer(officer, certificate, actor=None)
    for month, hours in enumerate(person.hours, start=3):
        topic = "行政执法业务轮训" if month == 3 else "跨部门综合监管联合培训"
        training = Training(
            tenant=place,
            officer=officer,
            held_on=date(today.year, month, 12),
            topic=topic,
            organiser="区司法局",
            hours=hours,
            is_joint=month > 3,
        )
        officers.record_training(training, actor=None)


def _group(place: Region, departments: dict[str, Department]) -> None:
    """The inspection groups of a department, made by the librarian."""
    librarian = _person(place, data.LIBRARIAN)
    for department, name, members in data.GROUPS:
        group = InspectionGroup(tenant=place, department=departments[department], name=name)
        groups.add_group(group, actor=librarian)
        groups.change_group(group, list(Officer.objects.of(place).filter(name__in=members)), actor=librarian)


def _add_troubles(place: Region, today: date) -> None:
    name, reason = data.SUSPENDED
    suspended = Officer.objects.of(place).get(name=name)
    officers.suspend_officer(suspended, since=today - timedelta(days=3), until=None, reason=reason, actor=None)
    for who, (organisation, relation, note) in data.INTERESTS.items():
        interest = Interest(
            tenant=place,
            officer=Officer.objects.of(place).get(name=who),
            organisation=organisation,
            relation=relation,
            note=note,
            declared_on=today - timedelta(days=40),
        )
        assistants.declare_interest(interest, actor=None)


def _add_assistants(place: Region, departments: dict[str, Department], today: date) -> None:
    term = {"starts_on": today - timedelta(days=200), "ends_on": today + timedelta(days=530)}
    for name, employer, title, domains, department in data.EXPERTS:
        words = split_words(domains)
        expert = Expert(tenant=place, name=name, employer=employer, title=title, domains=words, **term)
        expert.department = departments[department]
        assistants.add_assistant(expert, actor=None)
    for body, (name, kind, accreditation, scope_text, domains) in zip(data.BODY_CODES, data.BODIES, strict=True):
        row = ThirdPartyBody(tenant=place, name=name, kind=kind, accreditation=accreditation, scope=scope_text, **term)
        row.uscc, row.domains = body + check_mark(body), split_words(domains)
        row.department = departments[data.MARKET]
        assistants.add_assistant(row, actor=None)


def _lend(place: Region, city: Region, today: date) -> None:
    """One officer offered to the city, and one of the city's waiting for an answer."""
    librarian = _person(place, data.LIBRARIAN)
    starts_on, ends_on = today + timedelta(days=8), today + timedelta(days=36)
    lent = Secondment(
        tenant=place,
        officer=Officer.objects.of(place).get(name="柯若兰"),
        to_place=city,
        domains=["线上医疗"],
        task="全市互联网诊疗专项联合检查",
        document_number="南司借〔2026〕2号",
        starts_on=starts_on,
        ends_on=ends_on,
    )
    offer_secondment(lent, actor=librarian)
    told = {
        **data.GUEST,
        "certificate_starts_on": (today - timedelta(days=900)).isoformat(),
        "certificate_ends_on": (today + timedelta(days=900)).isoformat(),
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
    }
    if not SecondmentOffer.objects.of(place).exists():
        receive_offer(place, city, told, today=today)


def _publish(place: Region, today: date) -> None:
    """Two people of the department that answers for it make the list public."""
    duty = owe_officer_list(place, actor=None, today=today)
    if duty is not None:
        author, checker = _person(place, data.LIBRARIAN), _person(place, data.REVIEWER)
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=author)
        duties.check(duty, actor=checker)
        duties.publish_duty(duty, actor=checker)


def _person(place: Region, login: str) -> Member:
    """The account, wearing its hat of the place."""
    member = Member.objects.get(username=login)
    member.hat = Membership.objects.of(place).filter(member=member).select_related("department").first()
    return member
