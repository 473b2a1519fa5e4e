"""Put the demonstration's items into the database: every step is taken by a person who may take it."""

from django.utils import timezone

from items.bases import parse_bases
from items.demo.nanzheng import APPROVER, AUTHORS, PLACE, PUBLISHERS, REVIEWER, SAMPLES, SIGNERS, Sample
from items.models import ItemVersion, SupervisionItem
from items.queries.versions import co_signatures_of
from items.services import steps
from items.services.drafts import Content, LineContent, draft_item
from publication.models import Duty
from publication.services import duties
from tenancy.models import Department, Member, Membership, Region
from tenancy.scope import scope

_WAY = ("draft", "co_signing", "legality_check", "in_force")


def load_items() -> int:
    """Load the items of 南郑区 unless it has some; returns how many were added."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if SupervisionItem.objects.of(place).exists():
            return 0
        for sample in SAMPLES:
            _load(place, sample)
        _publish(place)
    return len(SAMPLES)


def _load(place: Region, sample: Sample) -> None:
    departments = {department.name: department for department in Department.objects.of(place)}
    author = _person(place, AUTHORS[sample.lead])
    lines = [LineContent(departments[part.department], part.content, parse_bases(part.bases)) for part in sample.parts]
    content = Content({**sample.fields, "department": departments[sample.lead]}, sample.basis_list, lines)
    version = draft_item(place, content, actor=author)
    goal = _WAY.index(sample.until)
    if goal >= _WAY.index("co_signing"):
        steps.send(version, actor=author)
    if goal >= _WAY.index("legality_check"):
        _sign(place, version)
    if goal == _WAY.index("in_force"):
        _put_in_force(place, version)


def _sign(place: Region, version: ItemVersion) -> None:
    sent = ItemVersion.objects.of(place).get(pk=version.pk)
    for signature in co_signatures_of(sent).select_related("version", "department"):
        signer = _person(place, SIGNERS[signature.department.name])
        steps.co_sign(signature, opinion="agree", note="", actor=signer)


def _put_in_force(place: Region, version: ItemVersion) -> None:
    approver = _person(place, APPROVER)
    steps.clear(version, actor=_person(place, REVIEWER))
    steps.approve(version, actor=approver)
    steps.enforce(version, actor=approver, today=timezone.localdate())


def _publish(place: Region) -> None:
    """Two people of the collecting department make the list public."""
    author, checker = (_person(place, login) for login in PUBLISHERS)
    duty = Duty.objects.of(place).select_related("tenant", "department").get(kind="item_list")
    duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=author)
    duties.check(duty, actor=checker)
    duties.publish_duty(duty, actor=checker)


def _person(place: Region, login: str) -> Member:
    """The account, wearing its hat of the place."""
    member = Member.objects.get(username=login)
    member.hat = Membership.objects.of(place).filter(member=member).select_related("department").first()
    return member
