"""Merges: proposed by the engine, answered by the departments, made by the coordinator (R088, R093)."""

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.notices import notify, people_of
from common.refusals import Refused
from directory.services.writing import keep
from inspections.attributes import UNRATED, VALUES, QuantityRule, Role, StratumBasis
from inspections.merging import Overlap
from inspections.models import MergeMember, MergeProposal, PlanEntry, PlanStratum
from inspections.queries.entries import with_parts
from inspections.queries.overlaps import entries_to_merge, find_groups, visits_of
from inspections.queries.pools import pool_of
from inspections.services.points import join_points
from inspections.states import ANSWER_WORKFLOW, MERGE_REFUSED, MERGE_WORKFLOW, OPEN_MERGES, PROPOSED
from items.attributes import Grade
from tenancy.audit import record
from tenancy.models import Member, Region

FIND_JOB = "inspections.find_merges"
LONGEST_QUERY = 500
"""As many characters as an entry keeps of its pool."""
LONGEST_TEXT = 500
"""As many as it says its objects in."""


class MergeRefused(Refused):
    """Entries may not be made one as they stand."""


def ask_to_find(tenant: Region, year: int, *, actor: Member | None) -> None:
    """Have the plans of a year compared by a job."""
    enqueue(FIND_JOB, tenant, actor=actor, year=year)


@transaction.atomic
def find_merges(tenant: Region, year: int, *, today: date) -> int:
    """Compare the plans of the year and propose what should be one; returns how many proposals stand open.

    May run as often as one likes: a set that was proposed before is looked at anew, one that no longer fits lapses.
    """
    MergeProposal.objects.of(tenant).select_for_update().filter(year=year, state=PROPOSED).count()
    groups = {key_of(group.numbers): group for group in find_groups(tenant, year, today)}
    standing = {one.key: one for one in MergeProposal.objects.of(tenant).filter(year=year, state__in=OPEN_MERGES)}
    for key, proposal in standing.items():
        if proposal.state == PROPOSED and key not in groups:
            MERGE_WORKFLOW.take(proposal, "supersede_merge", actor=None)
    for key, group in groups.items():
        found = standing.get(key)
        if found is None:
            _propose(tenant, year, group, key, today)
        elif found.state == PROPOSED:
            _refresh(found, group)
    return MergeProposal.objects.of(tenant).filter(year=year, state=PROPOSED).count()


def key_of(numbers: Sequence[int]) -> str:
    """What a set of entries is known by."""
    return hashlib.sha256(",".join(map(str, sorted(numbers))).encode()).hexdigest()


def _propose(tenant: Region, year: int, group: Overlap, key: str, today: date) -> MergeProposal:
    proposal = MergeProposal(tenant=tenant, year=year, key=key)
    _refresh(proposal, group)
    for entry in with_parts(PlanEntry.objects.of(tenant).filter(pk__in=group.numbers)):
        size = pool_of(tenant, entry.pool_query).count()
        expected = visits_of(entry, size, today) * group.common / size
        MergeMember.objects.of(tenant).create(
            proposal=proposal,
            entry=entry,
            department=entry.department,
            expected=ceil(expected),
            snapshot={name: _plain(getattr(entry, name)) for name in MergeMember.SNAPSHOT},
        )
    record(None, "inspections.propose_merge", proposal)
    return proposal


def _refresh(proposal: MergeProposal, group: Overlap) -> None:
    proposal.common, proposal.saved = group.common, group.saved
    proposal.starts_on, proposal.ends_on = group.starts_on, group.ends_on
    proposal.found_at = timezone.now()
    proposal.save()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


# --- answers ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def agree(member: MergeMember, *, actor: Member) -> MergeProposal:
    """The department that leads an entry agrees. Errors: `MoveRefused`, `MergeRefused`."""
    _check_open(member.proposal)
    ANSWER_WORKFLOW.take(member, "agree_merge", actor=actor)
    return member.proposal


@transaction.atomic
def decline(member: MergeMember, *, actor: Member, note: str) -> MergeProposal:
    """The department does not agree; the coordinator sees why (R088). Errors: `MoveRefused`, `MergeRefused`."""
    _check_open(member.proposal)
    member.reason = note
    member.save(update_fields=["reason"])
    ANSWER_WORKFLOW.take(member, "decline_merge", actor=actor, note=note)
    proposal = member.proposal
    proposal.refusal = _("%(department)s：%(reason)s") % {"department": member.department, "reason": note}
    proposal.save(update_fields=["refusal"])
    MERGE_WORKFLOW.take(proposal, "refuse_merge", actor=None, note=note)
    return proposal


@transaction.atomic
def refuse(proposal: MergeProposal, *, actor: Member, note: str) -> MergeProposal:
    """The coordinator lets the entries stay apart. Errors: `MoveRefused`."""
    MERGE_WORKFLOW.take(proposal, "refuse_merge", actor=actor, note=note)
    proposal.refusal = note
    proposal.save(update_fields=["refusal"])
    return proposal


def _check_open(proposal: MergeProposal) -> None:
    if proposal.state != PROPOSED:
        words = {"state": proposal.get_state_display()}
        raise MergeRefused(_("这条建议已是“%(state)s”，不再需要答复。请刷新页面查看最新情况。") % words)


# --- one of several ---------------------------------------------------------------------------------------------------


@transaction.atomic
def merge(proposal: MergeProposal, *, actor: Member, note: str = "", title: str = "") -> PlanEntry:
    """Make one joint entry of the proposal's entries, in the plan of the one that visits most, called `title`.

    It holds for the objects they have in common, in the days they have in common, with every department's part and
    every point of a joint checklist that one of them ticked. An
    entry whose objects are all in it is taken out; another one keeps the rest, its number reduced by as much.
    Errors: `MoveRefused`, `MergeRefused` when an entry changed, lost its plan's draft, or may no longer be merged.
    """
    move = "overrule_merge" if proposal.state == MERGE_REFUSED else "accept_merge"
    MERGE_WORKFLOW.take(proposal, move, actor=actor, note=note)
    members = list(proposal.members.select_related("entry__plan", "department").order_by("-expected", "pk"))
    entries = _locked(proposal, [member.entry_id for member in members])
    name = title.strip() or joint_title([entry.title for entry in entries])
    joint = _compose(entries, proposal, max(member.expected for member in members), name)
    for entry in entries:
        _join_lines(joint, entry)
    join_points(joint, entries)
    for entry, member in zip(entries, members, strict=True):
        _leave_rest(entry, joint, member)
    proposal.joint = joint
    proposal.save(update_fields=["joint"])
    record(actor, "inspections.compose_joint", joint, note=_("、").join(str(member) for member in members))
    _tell_merged(proposal, joint, members)
    return joint


def _tell_merged(proposal: MergeProposal, joint: PlanEntry, members: Sequence[MergeMember]) -> None:
    """Who led an entry learns what became of it, and in whose plan the joint one stands."""
    words = {"joint": joint.title, "department": joint.department}
    for member in members:
        notify(
            people_of(member.department, timezone.localdate()),
            proposal.tenant,
            _("“%s”已合成联合检查") % member,
            kind="inspections.merged",
            body=_("联合检查“%(joint)s”列入%(department)s的年度计划，对象、部门和要点以它为准。") % words,
            url=proposal.get_absolute_url(),
        )


def _locked(proposal: MergeProposal, numbers: Sequence[int | None]) -> list[PlanEntry]:
    """The entries in the order of the numbers, locked; all must still be there and fit to be merged."""
    rows = entries_to_merge(proposal.tenant, proposal.year).filter(pk__in=[one for one in numbers if one])
    locked = PlanEntry.objects.of(proposal.tenant_id).select_for_update(of=("self",))
    found = {row.pk: row for row in with_parts(locked.filter(pk__in=rows.values("pk")))}
    if len(found) < len(numbers):
        raise MergeRefused(_("其中有计划已被修改、批准或者不再适合合并，请重新查找可合并的检查。"))
    return [found[number] for number in numbers if number]


def joint_query(queries: Sequence[str]) -> str:
    """The query string of the objects that are in every one of these pools; equal ones count once."""
    whole, *others = dict.fromkeys(queries)
    for other in others:
        whole = f"{whole}&{urlencode({'also': other})}"
    return whole


def _compose(entries: Sequence[PlanEntry], proposal: MergeProposal, visits: int, title: str) -> PlanEntry:
    """The joint entry, without lines: the number is what the busiest department would visit there anyway."""
    lead = entries[0]
    query = joint_query([entry.pool_query for entry in entries])
    if len(query) > LONGEST_QUERY:
        raise MergeRefused(_("几项计划的对象范围条件太长，合不成一个。请先用标签圈定共同的对象，再修改对象范围。"))
    frequency = max(entry.frequency or 1 for entry in entries)
    joint = PlanEntry(
        tenant_id=lead.tenant_id,
        plan=lead.plan,
        department=lead.department,
        number=_next_number(lead),
        title=title,
        objects_text=_joined([entry.objects_text for entry in entries], LONGEST_TEXT),
        pool_query=query,
        sample_count=max(1, ceil(visits / frequency)),
        frequency=frequency,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        regime=lead.regime,
        technique=lead.technique,
        origin=lead.origin,
        grade=Grade.KEY if any(entry.grade == Grade.KEY for entry in entries) else Grade.GENERAL,
        is_unannounced=any(entry.is_unannounced for entry in entries),
    )
    keep(joint, unseen=("continues",))
    _join_strata(joint, entries)
    return joint


def _join_strata(joint: PlanEntry, entries: Sequence[PlanEntry]) -> None:
    """Of each grade or level the strictest ratio and frequency of all, so that nobody is visited less by being merged.

    The number of the joint entry then is the least it draws (R091, R097). Raises `MergeRefused` for two kinds of them.
    """
    tables = [(entry, {row.value: row for row in entry.strata.all()}) for entry in entries]
    rows = [row for entry, table in tables if not entry.covers_all for row in table.values()]
    bases = {row.basis for row in rows}
    if len(bases) > 1:
        raise MergeRefused(
            _(
                "几项计划有的按信用等级、有的按风险等级分层，合不成一个。请先商定按同一种分层修改计划，再重新查找可合并的检查。"
            )
        )
    for basis in bases:
        for value in (*VALUES[StratumBasis(basis)], UNRATED):
            same = [row for row in rows if row.value == value]
            joint.strata.create(
                tenant_id=joint.tenant_id,
                basis=basis,
                value=value,
                ratio=max(_ratio_in(entry, table.get(value)) for entry, table in tables),
                frequency=max((row.frequency for row in same if row.frequency), default=None),
                technique=next((row.technique for row in same if row.technique), ""),
            )
        joint.quantity_rule = QuantityRule.LARGER
        joint.save(update_fields=["quantity_rule"])


def _ratio_in(entry: PlanEntry, row: PlanStratum | None) -> Decimal:
    """Which share of a stratum an entry would draw: all, what its table says, or what it says itself."""
    own = entry.figures.ratio or Decimal(0)
    return own if entry.covers_all or row is None else row.ratio


def joint_title(titles: Sequence[str]) -> str:
    """What a joint check is called unless the coordinator names it."""
    return _joined(titles, 190) + _("（联合）")


def _next_number(entry: PlanEntry) -> int:
    last = PlanEntry.objects.of(entry.tenant_id).filter(plan=entry.plan_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _joined(words: Sequence[str], most: int) -> str:
    return _("、").join(dict.fromkeys(words))[:most]


def _join_lines(joint: PlanEntry, entry: PlanEntry) -> None:
    """Every department's part once; who has a part in two entries does both."""
    known = {line.department_id: line for line in joint.lines.all()}
    for line in entry.lines.all():
        twin = known.get(line.department_id)
        if twin is None:
            is_lead = line.department_id == joint.department_id
            twin = joint.lines.create(
                tenant_id=joint.tenant_id,
                position=0 if is_lead else len(known) + 1,
                role=Role.LEAD if is_lead else Role.COOPERATING,
                department_id=line.department_id,
                content=line.content,
                domain=line.domain,
                specialties=line.specialties,
                min_officers=line.min_officers,
                is_by_group=line.is_by_group,
            )
            known[line.department_id] = twin
        elif line.content not in twin.content:
            twin.content = _("；").join([twin.content, line.content])[:1000]
            twin.min_officers = max(twin.min_officers, line.min_officers)
            twin.save(update_fields=["content", "min_officers"])
        for part in line.items.all():
            twin.items.get_or_create(
                item_version_id=part.item_version_id,
                defaults={"tenant_id": joint.tenant_id, "checklist_id": part.checklist_id},
            )


def _leave_rest(entry: PlanEntry, joint: PlanEntry, member: MergeMember) -> None:
    """What of an entry is not in the joint one: nothing, and it goes; or the other objects, and it stays for those."""
    rest = f"{entry.pool_query}&{urlencode({'without': joint.pool_query})}"
    pool = pool_of(entry.tenant, entry.pool_query)
    left = pool.exclude(pk__in=pool_of(entry.tenant, joint.pool_query).values("pk"))
    if not left.exists():
        record(None, "inspections.remove_entry", entry, note=str(member.proposal))
        entry.delete()
        return
    if len(rest) > LONGEST_QUERY:
        raise MergeRefused(_("“%s”余下对象的条件太长，请先用标签圈定共同的对象，再修改对象范围。") % entry)
    if entry.sample_count:
        taken = member.expected / (entry.frequency or 1)
        entry.sample_count = max(1, round(entry.sample_count - taken))
    entry.pool_query = rest
    apart = _("（已列入“%s”的除外）") % joint.title
    entry.objects_text = entry.objects_text[: LONGEST_TEXT - len(apart)] + apart
    entry.save(update_fields=["pool_query", "sample_count", "objects_text"])
    record(None, "inspections.change_entry", entry, note=str(member.proposal))
