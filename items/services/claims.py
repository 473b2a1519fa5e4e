"""Claiming the items of the place above and adapting them (R005, R006, R032; DOMAIN §6).

Claims cross places by message: a job of the upper place opens each lower place's scope, and the lower place makes its
own rows there out of what is in force above, which every place below may read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.queries.people import acts_for_place
from items.attributes import Trigger
from items.merging import Decision, LineSheet, Part, Sheet, Undecided, merge
from items.models import ItemClaim, ItemVersion, SupervisionDomain
from items.notices import tell_of_claims
from items.queries.claims import (
    Comparison,
    comparison_of,
    mapping_of,
    offers_for,
    suggested_departments,
    upper_version,
)
from items.queries.versions import chain_of
from items.services.drafts import Content, LineContent, draft_item, rest_on, revise
from items.states import (
    ACCEPTED,
    ADAPTED,
    CLAIM_WORKFLOW,
    CLOSED,
    DECLINED,
    DRAFT,
    IN_FORCE,
    OFFERED,
    PLACE_DECIDES,
    UPPER_CHANGED,
    UPPER_ENDED,
)
from tenancy.audit import record
from tenancy.models import Department, Member, Region


class ClaimRefused(Refused):
    """A claim may not be decided so; the sentence says why and what to do first."""


@dataclass(frozen=True)
class Assignment:
    """Who does here what the upper departments do: our lead, and for each cooperating one ours, or None."""

    lead: Department
    lines: Mapping[int, Department | None]


@transaction.atomic
def receive_offers(place: Region) -> list[ItemClaim]:
    """Bring the claims of a place up to date with the list in force above; returns those that wait because of it.

    Runs in the scope of `place`; running it again changes nothing. A claim that was settled waits again when its upper
    item changed, and is told when it ended.
    """
    _take_turns(place)
    offers = offers_for(place)
    known = ItemClaim.objects.of(place).select_related("offered", "base", "tenant").select_for_update(of=("self",))
    claims = {claim.upper_item_id: claim for claim in known}
    changed = [_offer(place, version) for item, version in offers.items() if item not in claims]
    changed += [
        _renew(claims[item], version) for item, version in offers.items() if _is_newer(claims.get(item), version)
    ]
    changed += [_end(claim) for item, claim in claims.items() if item not in offers and claim.state in _ENDS]
    if changed:
        tell_of_claims(place, len(changed), timezone.localdate())
    return changed


@transaction.atomic
def accept(claim: ItemClaim, given: Assignment, *, actor: Member, reason: str = "") -> ItemVersion:
    """Claim an upper item: a local draft with its content in our departments. With a `reason` it is to be adapted.

    The draft goes the way of every draft: co-signed, checked, approved. Errors: `ClaimRefused`, `MoveRefused`, and
    those of `draft_item`.
    """
    claim = _taken_up(claim, "accept", actor)
    _check_departments(given)
    upper = upper_version(claim.offered)
    claim.department = given.lead
    claim.departments = {str(upper.department_id): given.lead.pk} | {
        str(pk): own.pk if own else None for pk, own in given.lines.items()
    }
    draft = draft_item(claim.tenant, _localised(upper, given), actor=actor, based_on=claim.offered)
    claim.item, claim.base = draft.item, claim.offered
    _decide(claim, "adapt" if reason.strip() else "accept", actor, reason)
    return draft


@transaction.atomic
def note_adaptation(claim: ItemClaim, *, actor: Member, reason: str) -> ItemClaim:
    """Say why an item claimed as it stood differs by now from the upper one. Errors: `MoveRefused`."""
    return _decide(_taken_up(claim, "adapt", actor), "adapt", actor, reason)


@transaction.atomic
def decline(claim: ItemClaim, *, actor: Member, reason: str) -> ItemClaim:
    """The place does not claim the item, and says why. Errors: `MoveRefused`."""
    return _decide(_taken_up(claim, "decline", actor), "decline", actor, reason)


@transaction.atomic
def link(claim: ItemClaim, version: ItemVersion, *, actor: Member) -> ItemClaim:
    """The place has this item already: what differs is reconciled next. Errors: `ClaimRefused`, `MoveRefused`."""
    claim = _taken_up(claim, "link", actor)
    if ItemClaim.objects.of(claim.tenant_id).filter(item=version.item_id).exists():
        raise ClaimRefused(_("这个本地事项已经对应另一个上级事项，请另选。"), field="version")
    claim.item, claim.department = version.item, version.department
    upper = upper_version(claim.offered)
    claim.departments = {str(upper.department_id): version.department_id}
    return _decide(claim, "link", actor, "")


@transaction.atomic
def reconcile(claim: ItemClaim, decisions: Mapping[Part, Decision], *, actor: Member, reason: str = "") -> ItemVersion:
    """Merge what the upper list changed into the local item, part by part, and rest on the upper version as it is.

    Returns the local version: a draft when something changed, else the one that stands. A `reason` is due when a local
    adaptation remains. Errors: `ClaimRefused`, `MoveRefused`, and those of the draft.
    """
    claim = _taken_up(claim, "merge", actor)
    comparison = comparison_of(claim)
    if comparison is None:
        raise ClaimRefused(_("本地事项已经废止，请在认领页了结。"))
    merged = _merged(comparison, decisions)
    stays_adapted = merged != comparison.upper
    if stays_adapted and not reason.strip():
        raise ClaimRefused(_("保留了与上级不同的内容，请写明调整理由。"), field="reason")
    version = comparison.local_version
    if merged != comparison.local:
        version = _write(claim, version, _content(claim.tenant, merged), actor)
    upper = upper_version(claim.offered)
    claim.departments = {str(pk): own for pk, own in mapping_of(claim, upper).items()}
    claim.base = claim.offered
    _decide(claim, "merge_adapted" if stays_adapted else "merge", actor, reason)
    return version


@transaction.atomic
def close(claim: ItemClaim, *, actor: Member, reason: str) -> ItemClaim:
    """Say what becomes of the local item after the upper one ended. Errors: `MoveRefused`."""
    return _decide(_taken_up(claim, "close_claim", actor), "close_claim", actor, reason)


# --- offers -----------------------------------------------------------------------------------------------------------

_CHANGED = {
    OFFERED: None,
    UPPER_CHANGED: None,
    ACCEPTED: "upper_change",
    ADAPTED: "upper_change",
    UPPER_ENDED: "upper_change",
    DECLINED: "offer_again",
    CLOSED: "offer_again",
}
"""The move that follows when the upper item got a new version; None where the claim waits already."""

_ENDS = {
    OFFERED: "upper_end_unclaimed",
    DECLINED: "upper_end_unclaimed",
    ACCEPTED: "upper_end",
    ADAPTED: "upper_end",
    UPPER_CHANGED: "upper_end",
}
"""The move that follows when the upper item ended."""


def _take_turns(place: Region) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('items.claims'), hashtext(%s))", [str(place.pk)])


def _offer(place: Region, version: ItemVersion) -> ItemClaim:
    claim = ItemClaim.objects.of(place).create(
        upper_item=version.item,
        offered=version,
        offered_at=timezone.now(),
        department=suggested_departments(place, version)[version.department_id],
    )
    record(None, "items.offer", claim)
    return claim


def _is_newer(claim: ItemClaim | None, version: ItemVersion) -> bool:
    return claim is not None and claim.offered_id != version.pk and claim.state in _CHANGED


def _renew(claim: ItemClaim, version: ItemVersion) -> ItemClaim:
    """The upper item has a new version: the claim waits again."""
    claim.offered, claim.offered_at = version, timezone.now()
    claim.save(update_fields=["offered", "offered_at"])
    move = "upper_change" if claim.state == CLOSED and claim.item_id else _CHANGED[claim.state]
    return CLAIM_WORKFLOW.take(claim, move, actor=None) if move else claim


def _end(claim: ItemClaim) -> ItemClaim:
    return CLAIM_WORKFLOW.take(claim, _ENDS[claim.state], actor=None)


# --- deciding ---------------------------------------------------------------------------------------------------------


def _locked(claim: ItemClaim) -> ItemClaim:
    rows = ItemClaim.objects.of(claim.tenant_id).select_related("tenant", "offered__tenant", "offered__item", "base")
    return rows.select_for_update(of=("self",)).get(pk=claim.pk)


def _taken_up(claim: ItemClaim, move: str, actor: Member) -> ItemClaim:
    """The claim, locked, for somebody who may decide on it.

    A department claims what it leads where the place's chain allows it; whether an item is claimed at all, and what
    becomes of one that ended above, the place decides (R005, R006).
    """
    claim = _locked(claim)
    if acts_for_place(actor, "items.claim"):
        return claim
    if not actor.may("items.claim", claim):
        raise ClaimRefused(_("这个上级事项不由本部门对口牵头，请由对口部门或统筹管理员认领。"))
    if move in PLACE_DECIDES:
        raise ClaimRefused(_("不认领和了结由统筹管理员决定，请向其说明理由。"))
    if not chain_of(claim.tenant_id).departments_claim:
        raise ClaimRefused(_("本地区由统筹管理员统一认领；需要部门自行认领的，请统筹管理员在“办理环节”里开启。"))
    return claim


def _decide(claim: ItemClaim, move: str, actor: Member, reason: str) -> ItemClaim:
    claim.reason, claim.decided_by, claim.decided_at = reason.strip(), actor, timezone.now()
    claim.save(update_fields=["item", "base", "department", "departments", "reason", "decided_by", "decided_at"])
    return CLAIM_WORKFLOW.take(claim, move, actor=actor, note=reason)


def _check_departments(given: Assignment) -> None:
    own = [department.pk for department in given.lines.values() if department]
    twice = [number for number, one in given.lines.items() if one and own.count(one.pk) > 1]
    if given.lead.pk in own:
        raise ClaimRefused(_("牵头部门不能同时是配合部门。"), field="lead")
    if twice:
        raise ClaimRefused(
            _("两个上级配合部门对应到了同一个本地部门。请把其中一个改为“本地不设”，再在草稿里合并事项。"),
            field=[f"line_{number}" for number in twice],
        )


def _localised(upper: ItemVersion, given: Assignment) -> Content:
    """The upper version's content in the departments of the place."""
    bases = list(upper.bases.all())
    return Content(
        values={name: getattr(upper, name) for name in ItemVersion.CONTENT} | {"department": given.lead},
        bases=[basis.as_basis for basis in bases if basis.line_id is None],
        lines=[
            LineContent(own, line.content, [basis.as_basis for basis in bases if basis.line_id == line.pk])
            for line in upper.lines.all()
            if (own := given.lines.get(line.department_id)) is not None
        ],
    )


# --- reconciling ------------------------------------------------------------------------------------------------------


def _merged(comparison: Comparison, decisions: Mapping[Part, Decision]) -> Sheet:
    try:
        merged = merge(comparison.local, comparison.found, decisions)
    except Undecided as error:
        raise ClaimRefused(_("还有%(count)d处上级和本地都改过，请逐处选定。") % {"count": len(error.parts)}) from error
    if any(isinstance(key, tuple) for key in [merged.values["department"], *merged.lines]):
        raise ClaimRefused(_("上级的一个部门在本地没有对应部门，不能采用它的内容。请先在“部门”里设定上级对口部门。"))
    return merged


def _content(place: Region, sheet: Sheet) -> Content:
    keys = [sheet.values["department"], *sheet.lines]
    departments = {row.pk: row for row in Department.objects.of(place).filter(pk__in=keys)}
    domain = SupervisionDomain.objects.above(place).filter(pk=sheet.values["domain"]).first()
    values = {
        **{name: list(value) if isinstance(value, tuple) else value for name, value in sheet.values.items()},
        "department": departments[sheet.values["department"]],
        "domain": domain,
    }
    bases = values.pop("bases")
    lines = [_line(departments[key], line) for key, line in sheet.lines.items()]
    return Content(values, bases, lines)


def _line(department: Department, line: LineSheet) -> LineContent:
    return LineContent(department, line.content, line.bases)


def _write(claim: ItemClaim, version: ItemVersion, content: Content, actor: Member) -> ItemVersion:
    """Into the draft in preparation, or into a revision of the version in force."""
    if version.state == IN_FORCE:
        note = _("%(place)s清单第%(number)d号事项改为%(version)s") % {
            "place": claim.offered.tenant,
            "number": claim.offered.item.number,
            "version": claim.offered.version_word,
        }
        version = revise(version, trigger=Trigger.UPPER_LIST, note=note, actor=actor)
    elif version.state != DRAFT:
        raise ClaimRefused(
            _("本地版本正在办理（%s），不能合并。请先办完，或退回起草后再合并。") % version.get_state_display()
        )
    return rest_on(version, claim.offered, content, actor=actor)
