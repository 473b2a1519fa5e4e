"""What the directory puts on the workbench: lines of the roster to confirm, imports to look at, a leader's figures."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import TruncYear
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks.states import DueState, day_state, soon_day
from common.models import ImportBatch, ImportState
from common.worklist import FIGURES, TO_DO, Asker, Figure, Section, Task
from directory.imports import ROSTER
from directory.models import Transfer
from directory.queries.departments import open_departments
from directory.queries.people import current
from directory.queries.roster import (
    departments_to_confirm,
    departments_unconfirmed_since,
    departments_without_entry,
    filing_day,
)
from directory.states import DRAFT
from tenancy.models import Department, DepartmentGrant, Member, Membership, Region
from tenancy.roles import codename


def lines_to_confirm(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """This year's confirmation of the roster: the own department's page, or for the whole place the list."""
    hat = member.hat
    if hat is None:
        return
    asker = Asker.known(hat, "roster.manage", today)
    mine = list(departments_to_confirm(tenant, today).filter(_answers_for(asker)))
    if not mine:
        return
    due = _due(tenant, today)
    if member.may("roster.import"):
        address = f"{reverse('directory:roster', args=[tenant])}?confirmed=no"
        about = _("%(count)s个单位尚未确认") % {"count": len(mine)}
        yield Task(_("催报工作联络表"), about, address, _("查看"), due)
        return
    for department in mine:
        address = reverse("directory:roster_file", args=[tenant, department.pk])
        yield Task(_("确认工作联络表"), department.name, address, _("办理"), due)


def _answers_for(asker: Asker) -> Q:
    """The departments that the role covers, and those whose roster was entrusted to the member."""
    granted = DepartmentGrant.objects.of(asker.tenant).filter(
        user=asker.member, permission__codename=codename(asker.permission)
    )
    return asker.covers(asker.permission, "pk") | Q(pk__in=granted.values("content_object"))


def _due(tenant: Region, today: date) -> DueState:
    on = filing_day(today.year)
    sentence = _("工作联络表（附件3）由各单位于每年1月15日前确认一次。")
    return day_state(on, sentence, today=today, soon=soon_day(tenant, today))


def imports_to_keep(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """The member's own uploads whose report has not been answered."""
    for batch in _reported(member, tenant):
        address = reverse("directory:roster_import_batch", args=[tenant, batch.pk])
        yield Task(_("核对导入报告"), batch.name, address, _("核对"), since=localdate(batch.uploaded_at))


def _reported(member: Member | Value, tenant: Region | Value) -> QuerySet[ImportBatch]:
    batches = ImportBatch.objects.of(tenant).filter(importer=ROSTER.kind, state=ImportState.REPORTED)
    return batches.filter(uploaded_by=member)


def transfers_to_confirm(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Drafts of transfers, by the day they are to take effect."""
    sentence = _("职责划转须在生效日期前确认，当日自动办理。")
    drafts = Transfer.objects.of(tenant).filter(state=DRAFT).select_related("source", "target")
    for row in drafts.order_by("effective_on", "pk"):
        due = day_state(row.effective_on, sentence, today=today, soon=soon_day(tenant, today))
        yield Task(_("确认职责划转"), str(row), row.get_absolute_url(), _("核对"), due)


def figures(member: Member, tenant: Region, today: date) -> Iterator[Figure]:
    """Departments, people, and how the yearly confirmation of the roster stands; each opens its rows."""
    departments = open_departments(tenant).count()
    people = current(Membership.objects.of(tenant), today).values("member").distinct().count()
    confirmed = departments - departments_to_confirm(tenant, today).count()
    roster = reverse("directory:roster", args=[tenant])
    yield Figure(_("部门"), f"{departments:,}", reverse("directory:departments", args=[tenant]))
    yield Figure(_("在职人员"), f"{people:,}", reverse("directory:members", args=[tenant]))
    note = _("%(part)d / %(whole)d 个部门") % {"part": confirmed, "whole": departments}
    share = f"{confirmed / departments:.0%}" if departments else "—"
    yield Figure(_("本年联络表已确认"), share, f"{roster}?confirmed=yes", note)
    yield Figure(_("未填报联络表"), f"{departments_without_entry(tenant).count():,}", roster)


def _without_line_of_this_year(asker: Asker) -> QuerySet[Department]:
    rows = departments_unconfirmed_since(asker.tenant, TruncYear(asker.today))
    return rows.filter(_answers_for(asker))


TO_DO.register(
    Section(
        "directory.transfers",
        gettext_lazy("职责划转"),
        "departments.transfer",
        transfers_to_confirm,
        lambda asker: Transfer.objects.of(asker.tenant).filter(state=DRAFT),
    )
)
TO_DO.register(
    Section(
        "directory.roster",
        gettext_lazy("工作联络表"),
        "roster.manage",
        lines_to_confirm,
        _without_line_of_this_year,
    )
)
TO_DO.register(
    Section(
        "directory.imports",
        gettext_lazy("导入报告"),
        ROSTER.permission,
        imports_to_keep,
        lambda asker: _reported(asker.member, asker.tenant),
    )
)
FIGURES.register(Section("directory.figures", gettext_lazy("机构人员"), "roster.view", figures))
