"""What the directory puts on the workbench: lines of the roster to confirm, imports to look at."""

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncYear
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.models import ImportBatch, ImportState
from common.worklist import TO_DO, Asker, Desk, Section, Task, as_one
from directory.imports import ROSTER
from directory.models import Transfer
from directory.queries.roster import (
    departments_unconfirmed_since,
    filing_day,
)
from directory.states import DRAFT
from tenancy.models import Department, DepartmentGrant
from tenancy.roles import codename


def _unconfirmed(asker: Asker) -> QuerySet[Department]:
    """Departments without a line confirmed this year; whoever sees to all of them gets one line for all."""
    rows = departments_unconfirmed_since(asker.tenant, TruncYear(asker.today)).filter(_answers_for(asker))
    return as_one(rows) if asker.allows("roster.import") else rows


def _answers_for(asker: Asker) -> Q:
    """The departments that the role covers, and those whose roster was entrusted to the member."""
    granted = DepartmentGrant.objects.of(asker.tenant).filter(
        user=asker.member, permission__codename=codename(asker.permission)
    )
    return asker.covers(asker.permission, "pk") | Q(pk__in=granted.values("content_object"))


def _confirmation(department: Department, desk: Desk) -> Task:
    due = desk.day(filing_day(desk.today.year), _("工作联络表（附件3）由各单位于每年1月15日前确认一次。"))
    if desk.member.may("roster.import"):
        address = f"{reverse('directory:roster', args=[desk.tenant])}?confirmed=no"
        about = _("%(count)s个单位尚未确认") % {"count": department.in_all}  # type: ignore[attr-defined]
        return Task(_("催报工作联络表"), about, address, _("查看"), due)
    address = reverse("directory:roster_file", args=[desk.tenant, department.pk])
    return Task(_("确认工作联络表"), department.name, address, _("办理"), due)


def _reported(asker: Asker) -> QuerySet[ImportBatch]:
    """The member's own uploads whose report has not been answered."""
    batches = ImportBatch.objects.of(asker.tenant).filter(importer=ROSTER.kind, state=ImportState.REPORTED)
    return batches.filter(uploaded_by=asker.member)


def _report(batch: ImportBatch, desk: Desk) -> Task:
    address = reverse("directory:roster_import_batch", args=[desk.tenant, batch.pk])
    return Task(_("核对导入报告"), batch.name, address, _("核对"), since=localdate(batch.uploaded_at))


def _transfers(asker: Asker) -> QuerySet[Transfer]:
    """Drafts of transfers, by the day they are to take effect."""
    drafts = Transfer.objects.of(asker.tenant).filter(state=DRAFT).select_related("source", "target")
    return drafts.order_by("effective_on", "pk")


def _transfer(row: Transfer, desk: Desk) -> Task:
    due = desk.day(row.effective_on, _("职责划转须在生效日期前确认，当日自动办理。"))
    return Task(_("确认职责划转"), str(row), row.get_absolute_url(), _("核对"), due)


TO_DO.register(Section("directory.transfers", gettext_lazy("职责划转"), "departments.transfer", _transfers, _transfer))
TO_DO.register(Section("directory.roster", gettext_lazy("工作联络表"), "roster.manage", _unconfirmed, _confirmation))
TO_DO.register(Section("directory.imports", gettext_lazy("导入报告"), ROSTER.permission, _reported, _report))
