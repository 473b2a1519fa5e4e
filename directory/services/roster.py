"""Writes to the liaison roster (R014): a line is filed, confirmed every year, or kept from an import.

The audit ledger never sees a mobile number, only that it changed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common.models import Notice
from common.notices import holders
from common.refusals import Refused
from directory.masks import mask_mobile
from directory.models import LiaisonEntry
from directory.notices import ROSTER_REMINDER, remind_of_roster
from directory.queries.roster import departments_to_confirm, filing_day
from directory.roster_columns import FIELDS, HEADINGS
from tenancy.audit import record
from tenancy.models import Department, Member, Region

PEOPLE = FIELDS[1:]
REMIND_EVERY = timedelta(days=7)


class NotYourRoster(Refused):
    """The line belongs to another department."""


@dataclass(frozen=True)
class Filing:
    """What a department files: the six values about its people, by field of the form."""

    department: Department
    values: Mapping[str, str]


@transaction.atomic
def file_entry(filing: Filing, *, actor: Member, today: date) -> LiaisonEntry:
    """Write a department's line, new or changed; filing confirms it for the year. Errors: `NotYourRoster`."""
    _check(filing.department, actor)
    return keep_filings(filing.department.tenant, [filing], actor=actor, today=today)[0]


@transaction.atomic
def confirm_entry(entry: LiaisonEntry, *, actor: Member, today: date) -> LiaisonEntry:
    """Say that a line still holds for the year of `today`. Errors: `NotYourRoster`."""
    _check(entry.department, actor)
    stored = LiaisonEntry.objects.of(entry.tenant_id).select_for_update(of=("self",)).get(pk=entry.pk)
    stored.confirmed_on, stored.confirmed_by = today, actor
    stored.save(update_fields=["confirmed_on", "confirmed_by"])
    record(actor, "directory.confirm_roster", stored)
    return stored


@transaction.atomic
def keep_filings(tenant: Region, filings: Sequence[Filing], *, actor: Member, today: date) -> list[LiaisonEntry]:
    """Write many lines in one statement, with one audit entry each; the caller has checked who may.

    Two writers of one line wait for each other; the later one wins.
    """
    departments = [filing.department.pk for filing in filings]
    stored = LiaisonEntry.objects.of(tenant).filter(department__in=departments).select_related("department")
    before = {entry.department_id: entry.values for entry in stored.select_for_update(of=("self",)).order_by("pk")}
    entries = [
        LiaisonEntry(
            tenant=tenant,
            department=filing.department,
            confirmed_on=today,
            confirmed_by=actor,
            **{name: filing.values[name] for name in PEOPLE},
        )
        for filing in filings
    ]
    LiaisonEntry.objects.of(tenant).bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["tenant", "department"],
        update_fields=[*PEOPLE, "confirmed_on", "confirmed_by"],
    )
    for entry in entries:
        record(actor, "directory.file_roster", entry, changes=_changes(before.get(entry.department_id), entry.values))
    return entries


@transaction.atomic
def remind_roster(tenant: Region, *, today: date, now: datetime) -> int:
    """Remind whoever has yet to confirm this year's line, once a week until it is done; returns how many were told.

    A department's own administrators are told; where there is none, the place's.
    """
    departments = list(departments_to_confirm(tenant, today))
    keepers = _keepers(departments, tenant, today)
    recent = Notice.objects.of(tenant).filter(kind=ROSTER_REMINDER, sent_at__gt=now - REMIND_EVERY)
    told = set(recent.values_list("member_id", flat=True))
    waiting = {member: names for member, names in keepers.items() if member.pk not in told}
    for member, names in waiting.items():
        remind_of_roster(member, tenant, names, by=filing_day(today.year))
    return len(waiting)


def _keepers(departments: Sequence[Department], tenant: Region, today: date) -> dict[Member, list[str]]:
    """Whom to remind of which departments."""
    found: dict[Member, list[str]] = defaultdict(list)
    of_the_place = list(holders(tenant, "district_admin", today)) if departments else []
    for department in departments:
        for member in list(holders(tenant, "department_admin", today, department)) or of_the_place:
            found[member].append(department.name)
    return found


def _check(department: Department, actor: Member) -> None:
    if not actor.may("roster.manage", department):
        raise NotYourRoster(_("只能填报本单位的联络表；其他单位的请由该单位或统筹管理员办理。"))


def _changes(before: Mapping[str, str] | None, after: Mapping[str, str]) -> dict[str, Any]:
    """What differs, in the words of the form; mobile numbers masked."""
    old = before or dict.fromkeys(FIELDS, "")
    return {
        str(HEADINGS[name]): [_shown(name, old[name]), _shown(name, after[name])]
        for name in PEOPLE
        if old[name] != after[name]
    }


def _shown(name: str, value: str) -> str:
    return mask_mobile(value) if name.endswith("mobile") and value else value
