"""The functions in the bar: only what exists, only what the hat may open."""

from dataclasses import dataclass
from functools import cache, lru_cache

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenancy.models import Membership
from tenancy.roles import ROLES


@dataclass(frozen=True)
class Entry:
    """A word in the bar, the page it opens, who may open it, and the views it stands for when they are shown."""

    label: str | Promise
    url_name: str
    permission: str
    views: tuple[str, ...] = ()

    def claim(self, view: str) -> int:
        """How strongly the entry stands for `view`: by the length of what it names of it, 0 for not at all."""
        return max((len(name) for name in (self.url_name, *self.views) if view.startswith(name)), default=0)


NAVIGATION = [
    Entry(_("待办"), "portal:workbench", "workbench.view", ("portal:workbench",)),
    Entry(_("事项"), "items:items", "items.view", ("items:",)),
    Entry(_("监管对象"), "registry:objects", "objects.view", ("registry:",)),
    Entry(
        _("执法人员"),
        "registry:officers",
        "officers.view",
        (
            "registry:officer",
            "registry:inspection_group",
            "registry:certificate",
            "registry:interest",
            "registry:expert",
            "registry:bod",
            "registry:coverage",
            "registry:engage",
            "registry:secondment",
        ),
    ),
    Entry(_("计划"), "inspections:plans", "plans.view", ("inspections:",)),
    Entry(
        _("抽查"),
        "inspections:tasks",
        "draws.view",
        (
            "inspections:task",
            "inspections:dra",
            "inspections:prepare_draw",
            "inspections:room",
            "inspections:seal",
            "inspections:commit",
            "inspections:reveal",
            "inspections:pair",
            "inspections:accept",
            "inspections:replace",
            "inspections:recuse",
            "inspections:ask_redraw",
            "inspections:decide_redraw",
            "inspections:disclose",
        ),
    ),
    Entry(
        _("检查"),
        "inspections:visits",
        "visits.view",
        (
            "inspections:visit",
            "inspections:my_visits",
            "inspections:section",
            "inspections:finding",
            "inspections:order",
            "inspections:answer",
            "inspections:issue_pass",
            "inspections:pass",
            "inspections:revoke_pass",
            "inspections:held",
            "inspections:decide_held",
            "inspections:field",
            "inspections:approve_visit",
            "inspections:approve_afterwards",
            "inspections:notify_visit",
            "inspections:withhold_notice",
            "inspections:arrive",
            "inspections:leave_site",
            "inspections:close_visit",
            "inspections:postpone_visit",
            "inspections:reschedule_visit",
            "inspections:find_nobody",
            "inspections:meet_refusal",
            "inspections:cancel_visit",
            "inspections:incident",
            "inspections:staff_section",
            "inspections:account",
            "inspections:evidence",
            "inspections:statement",
            "inspections:record_",
            "inspections:reopen_record",
            "inspections:sign_section",
            "inspections:refuse_signature",
            "inspections:set_result",
            "inspections:decide_publication",
            "inspections:close_section",
            "inspections:correction_new",
            "inspections:settle_finding",
            "inspections:file_case",
            "inspections:revisit",
            "inspections:withdraw_finding",
            "inspections:deliver_order",
            "inspections:submit_correction",
            "inspections:verify_correction",
            "inspections:fail_correction",
            "inspections:hand_over",
            "inspections:take_back",
            "inspections:off_site",
            "inspections:close_at_door",
            "inspections:adopt_off_site",
            "inspections:decline_off_site",
            "inspections:rating",
            "inspections:mail_ratings",
            "inspections:approve_round",
            "inspections:notify_round",
            "inspections:settle_incident",
            "inspections:recognise",
            "inspections:decline_recognition",
        ),
    ),
    Entry(_("线索"), "clues:clues", "clues.view", ("clues:",)),
    Entry(_("信用风险"), "credit:list", "credit.view", ("credit:", "risk:")),
    Entry(_("公示"), "publication:duties", "publication.view", ("publication:",)),
    Entry(_("机构人员"), "directory:departments", "directory.view", ("directory:",)),
    Entry(_("工作日历"), "portal:calendars", "calendars.view", ("portal:calendar", "portal:clock_rule")),
    Entry(_("审计"), "portal:audit", "audit.view", ("portal:audit", "inspections:audit_pairing")),
    Entry(_("运行维护"), "portal:operator_jobs", "operations.view", ("portal:operator", "portal:timetable")),
]


def navigation_for(hat: Membership, here: ResolverMatch | None) -> list[dict]:
    """The entries that the hat may open, the one that stands for the view `here` marked."""
    lit = _standing_for(here.view_name) if here else None
    return [
        {"label": entry.label, "url": url, "active": entry is lit} for entry, url in _open_to(hat.role, hat.tenant_id)
    ]


@cache
def _standing_for(view: str) -> Entry | None:
    closest = max(NAVIGATION, key=lambda entry: entry.claim(view))
    return closest if closest.claim(view) else None


@lru_cache(maxsize=4096)
def _open_to(role: str, place: int) -> list[tuple[Entry, str]]:
    """The entries of a role with their addresses in a place: every page shows them, and nothing changes them."""
    allowed = [entry for entry in NAVIGATION if ROLES[role].allows(entry.permission)]
    return [(entry, reverse(entry.url_name, args=[place])) for entry in allowed]
