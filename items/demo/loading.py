"""Put the demonstration's items into the database: every step is taken by a person who may take it."""

from datetime import date

from django.utils import timezone

from items.attributes import Trigger
from items.demo import abaga, hanzhong, nanzheng
from items.demo.shapes import Cast, Sample
from items.merging import Decision, Take
from items.models import BoundaryEntry, ItemClaim, ItemVersion, Law, LawChange, SupervisionItem, UnclearMatter
from items.queries.claims import comparison_of, suggested_departments, upper_version
from items.queries.responsibilities import departments_of, versions_in_force
from items.queries.versions import co_signatures_of
from items.services import claims, matters, steps
from items.services.drafts import Content, LineContent, change_draft, content_of, draft_item, revise
from items.services.laws import open_tasks, record_change
from items.services.responsibilities import Pick, Terms, approve_duty, propose
from publication.models import Duty
from publication.services import duties
from tenancy.models import Department, Member, Membership, Region
from tenancy.scope import scope

_WAY = ("draft", "co_signing", "legality_check", "in_force")


def load_items() -> int:
    """Load the items of 汉中市, 南郑区 and 阿巴嘎旗 unless they have some; returns how many were added."""
    added = _load_place(hanzhong.CAST, hanzhong.SAMPLES)
    added += _load_place(nanzheng.CAST, nanzheng.SAMPLES)
    if added:
        _claim()
        _change_above()
        _assign()
        _change_law()
        _dispute()
    return added + _load_place(abaga.CAST, abaga.SAMPLES)


def _load_place(cast: Cast, samples: tuple[Sample, ...]) -> int:
    with scope(cast.place):
        place = Region.objects.get(pk=cast.place)
        if SupervisionItem.objects.of(place).exists():
            return 0
        for sample in samples:
            _load(place, cast, sample)
        _publish(place, cast)
    return len(samples)


def _load(place: Region, cast: Cast, sample: Sample) -> None:
    departments = {department.name: department for department in Department.objects.of(place)}
    author = person(place, cast.authors[sample.lead])
    lines = [LineContent(departments[part.department], part.content, part.basis_list) for part in sample.parts]
    content = Content({**sample.fields, "department": departments[sample.lead]}, sample.basis_list, lines)
    version = draft_item(place, content, actor=author)
    _advance(place, cast, version, sample.until)


def _advance(place: Region, cast: Cast, version: ItemVersion, until: str) -> None:
    goal = _WAY.index(until)
    if goal >= _WAY.index("co_signing"):
        steps.send(version, actor=person(place, cast.authors[version.department.name]))
    if goal >= _WAY.index("legality_check"):
        _sign(place, cast, version)
    if goal == _WAY.index("in_force"):
        approver = person(place, cast.approver)
        steps.clear(version, actor=person(place, cast.reviewer))
        steps.approve(version, actor=approver)
        steps.enforce(version, actor=approver, today=timezone.localdate())


def _sign(place: Region, cast: Cast, version: ItemVersion) -> None:
    sent = ItemVersion.objects.of(place).get(pk=version.pk)
    for signature in co_signatures_of(sent).select_related("version", "department"):
        signer = person(place, cast.signers[signature.department.name])
        steps.co_sign(signature, opinion="agree", note="", actor=signer)


def _publish(place: Region, cast: Cast) -> None:
    """Two people of the collecting department make the list public."""
    author, checker = (person(place, login) for login in cast.publishers)
    duty = Duty.objects.of(place).select_related("tenant", "department").get(kind="item_list", state="due")
    duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=author)
    duties.check(duty, actor=checker)
    duties.publish_duty(duty, actor=checker)


def person(place: Region, login: str) -> Member:
    """The account, wearing its hat of the place."""
    member = Member.objects.get(username=login)
    member.hat = Membership.objects.of(place).filter(member=member).select_related("department").first()
    return member


# --- claims -----------------------------------------------------------------------------------------------------------


def _claim() -> None:
    """南郑区 links one item of the city to its own, declines one, claims one as it stands, leaves one waiting."""
    with scope(nanzheng.CAST.place):
        place = Region.objects.get(pk=nanzheng.CAST.place)
        actor = person(place, "nanzheng.admin")
        claims.receive_offers(place)
        waiting = ItemClaim.objects.of(place).select_related("tenant", "offered__tenant", "base", "item")
        by_content = {claim.offered.content: claim for claim in waiting}
        _link(by_content[hanzhong.EXISTING], actor)
        claims.decline(by_content[hanzhong.DECLINED], actor=actor, reason=hanzhong.WHY_DECLINED)
        _accept(by_content[hanzhong.CLAIMED], actor)


def _link(claim: ItemClaim, actor: Member) -> None:
    mine = ItemVersion.objects.of(claim.tenant_id).select_related("item").get(content=hanzhong.EXISTING)
    claims.link(claim, mine, actor=actor)
    linked = ItemClaim.objects.of(claim.tenant_id).select_related("tenant", "offered__tenant", "base").get(pk=claim.pk)
    comparison = comparison_of(linked)
    keep = {one.part: Decision(Take.LOCAL) for one in comparison.found} if comparison else {}
    claims.reconcile(linked, keep, actor=actor, reason=hanzhong.WHY_KEPT)


def _accept(claim: ItemClaim, actor: Member) -> None:
    upper = upper_version(claim.offered)
    suggested = suggested_departments(claim.tenant, upper)
    lead = suggested.pop(upper.department_id)
    if lead is not None:
        claims.accept(claim, claims.Assignment(lead, suggested), actor=actor)


def _change_above() -> None:
    """汉中市 changes its first item; 南郑区 has to merge it with what it kept."""
    cast = hanzhong.CAST
    with scope(cast.place):
        place = Region.objects.get(pk=cast.place)
        author = person(place, "hanzhong.admin")
        version = ItemVersion.objects.of(place).select_related("tenant", "item").get(content=hanzhong.EXISTING)
        draft = revise(version, trigger=Trigger.PRACTICE, note=hanzhong.WHY_CHANGED, actor=author)
        content = content_of(draft)
        changed = Content({**content.values, **hanzhong.CHANGED}, content.bases, content.lines)
        _advance(place, cast, change_draft(draft, changed, actor=author), "in_force")
        _publish(place, cast)
    with scope(nanzheng.CAST.place):
        claims.receive_offers(Region.objects.get(pk=nanzheng.CAST.place))


def _change_law() -> None:
    """汉中市 records that a law changed; what rests on it in the city and in the district gets its task."""
    code = hanzhong.CAST.place
    with scope(code):
        place = Region.objects.get(pk=code)
        facts = {**hanzhong.LAW_CHANGE, "effective_on": date.fromisoformat(hanzhong.LAW_CHANGE["effective_on"])}
        law = Law.objects.above(place).get(name=facts.pop("law"))
        change = record_change(LawChange(tenant=place, law=law, **facts), actor=person(place, hanzhong.CAST.reviewer))
        open_tasks(place, change)
    with scope(nanzheng.CAST.place):
        open_tasks(Region.objects.get(pk=nanzheng.CAST.place), change)


# --- responsibilities -------------------------------------------------------------------------------------------------


def _assign() -> None:
    """Some departments of 南郑区 have named who answers for their items, one waits for approval, others are silent."""
    cast, today = nanzheng.CAST, timezone.localdate()
    with scope(cast.place):
        place = Region.objects.get(pk=cast.place)
        admin, approver = person(place, "nanzheng.admin"), person(place, cast.approver)
        versions = list(versions_in_force(place).select_related("item", "department"))
        terms = Terms(today, nanzheng.ASSIGNED_BY)
        for name, login in nanzheng.RESPONSIBLE.items():
            for row in propose(_picks(versions, name, person(place, login)), terms, actor=admin, today=today):
                approve_duty(row, actor=approver, today=today)
        propose(_picks(versions, nanzheng.NEXT[0], person(place, nanzheng.NEXT[1])), terms, actor=admin, today=today)


def _picks(versions: list[ItemVersion], name: str, member: Member) -> list[Pick]:
    return [
        Pick(version, department, member)
        for version in versions
        for department in departments_of(version)
        if department.name == name
    ]


# --- unclear matters --------------------------------------------------------------------------------------------------


def _dispute() -> None:
    """A new business nobody answers for yet, in consultation; one line of the boundary list."""
    with scope(nanzheng.CAST.place):
        place = Region.objects.get(pk=nanzheng.CAST.place)
        departments = {department.name: department for department in Department.objects.of(place)}
        market, staffing = person(place, "nanzheng.department"), person(place, "nanzheng.staffing")
        matter = UnclearMatter(tenant=place, reported_by=departments[nanzheng.MARKET], **nanzheng.MATTER)
        matters.register_matter(matter, actor=market)
        matters.put_in_charge(matter, departments[nanzheng.MATTER_CHARGE], actor=staffing)
        matters.consult(matter, [departments[name] for name in nanzheng.MATTER_ASKED], actor=staffing)
        row = matter.statements.select_related("matter", "department").get(department=departments[nanzheng.MARKET])
        matters.state_position(row, nanzheng.STATEMENT, actor=market)
        approving, supervising = (departments[name] for name in nanzheng.BOUNDARY_SIDES)
        entry = BoundaryEntry(tenant=place, approving=approving, supervising=supervising, **nanzheng.BOUNDARY)
        matters.keep_boundary(entry, actor=person(place, "nanzheng.admin"))
