"""What of the directory itself moves with a department's duties (R013)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import LiaisonEntry, Responsible
from directory.models.responsibles import Duty
from directory.transfer import Moved, register
from tenancy.models import CoordinatorFunction, Department, DepartmentGrant, Membership, Region


def _unended(rows: QuerySet, on: date) -> QuerySet:
    """Rows with a period that is not over before `on`."""
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def _locked(rows: QuerySet) -> QuerySet:
    return rows.select_for_update(of=("self",)).order_by("pk")


def _pass_on(row: Membership | Responsible, target: Department, on: date) -> None:
    """From `on` the row is the target's: the old one ends the day before, one that begins later just changes hands."""
    if row.starts_on < on:
        ends_on = row.ends_on
        _end(row, on)
        row.pk, row.starts_on, row.ends_on, row._state.adding = None, on, ends_on, True
    row.department = target
    row.save()


def _end(row: Membership | Responsible, on: date) -> None:
    """The row ends the day before `on`; one that would only have begun later is taken back."""
    if row.starts_on >= on:
        row.delete()
        return
    row.ends_on = on - timedelta(days=1)
    row.save(update_fields=["ends_on"])


# --- memberships ------------------------------------------------------------------------------------------------------


def count_memberships(tenant: Region, department: Department) -> int:
    return _unended(Membership.objects.of(tenant).filter(department=department), timezone.localdate()).count()


def move_memberships(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """Everyone keeps the role, in the target; who has the same role there already only leaves the source."""
    hats = Membership.objects.of(tenant)
    for hat in _locked(_unended(hats.filter(department=source).select_related("member"), on)):
        moved = Moved(hat.pk, f"{hat.member} {hat.get_role_display()}")
        if _unended(hats.filter(department=target, member=hat.member, role=hat.role), on).exists():
            _end(hat, on)
            yield Moved(moved.row_id, moved.label, _("在划入部门已有相同任职，原任职到期"))
        else:
            _pass_on(hat, target, on)
            yield moved


# --- responsibility chain ---------------------------------------------------------------------------------------------


def count_responsibles(tenant: Region, department: Department) -> int:
    return _unended(Responsible.objects.of(tenant).filter(department=department), timezone.localdate()).count()


def move_responsibles(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """直接责任人 go with the work; the target has its own head and deputy in charge."""
    for row in _locked(_unended(Responsible.objects.of(tenant).filter(department=source), on)):
        moved = Moved(row.pk, str(row))
        if row.duty == Duty.DIRECT:
            _pass_on(row, target, on)
            yield moved
        else:
            _end(row, on)
            yield Moved(moved.row_id, moved.label, _("责任到期，由划入部门的责任人承担"))


# --- liaison roster ---------------------------------------------------------------------------------------------------


def count_liaisons(tenant: Region, department: Department) -> int:
    return LiaisonEntry.objects.of(tenant).filter(department=department).count()


def move_liaisons(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """The line goes over where the target has none; otherwise the target's own stands."""
    lines = LiaisonEntry.objects.of(tenant).select_related("department")
    for line in _locked(lines.filter(department=source)):
        moved = Moved(
            line.pk, _("分管领导%(leader)s、工作联系人%(liaison)s") % {"leader": line.leader, "liaison": line.liaison}
        )
        if lines.filter(department=target).exists():
            line.delete()
            yield Moved(moved.row_id, moved.label, _("划入部门已有联络表，原联络表撤下"))
        else:
            line.department = target
            line.save(update_fields=["department"])
            yield moved


# --- functions, grants, parts -----------------------------------------------------------------------------------------


def count_functions(tenant: Region, department: Department) -> int:
    return CoordinatorFunction.objects.of(tenant).filter(department=department).count()


def move_functions(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    for row in _locked(CoordinatorFunction.objects.of(tenant).filter(department=source)):
        row.department = target
        row.save(update_fields=["department"])
        yield Moved(row.pk, str(row.get_function_display()))


def count_grants(tenant: Region, department: Department) -> int:
    return DepartmentGrant.objects.of(tenant).filter(content_object=department).count()


def move_grants(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """A grant that the member has for the target too is taken back instead of doubled."""
    grants = DepartmentGrant.objects.of(tenant).select_related("user", "permission")
    for grant in _locked(grants.filter(content_object=source)):
        moved = Moved(grant.pk, f"{grant.user}：{_(grant.permission.name)}")
        if grants.filter(content_object=target, user=grant.user, permission=grant.permission).exists():
            grant.delete()
            yield Moved(moved.row_id, moved.label, _("在划入部门已有相同授权，原授权收回"))
        else:
            grant.content_object = target
            grant.save(update_fields=["content_object"])
            yield moved


def count_parts(tenant: Region, department: Department) -> int:
    return Department.objects.of(tenant).filter(parent=department, ended_on__isnull=True).count()


def move_parts(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """The units under the source come under the target; a target among them comes under the source's own parent."""
    for part in _locked(Department.objects.of(tenant).filter(parent=source, ended_on__isnull=True)):
        part.parent = source.parent if part.pk == target.pk else target
        part.save(update_fields=["parent"])
        yield Moved(part.pk, part.name)


register("memberships", gettext_lazy("人员任职"), count_memberships, move_memberships, "directory:members")
register("responsibles", gettext_lazy("责任人"), count_responsibles, move_responsibles)
register("liaisons", gettext_lazy("工作联络表"), count_liaisons, move_liaisons)
register("functions", gettext_lazy("统筹职能"), count_functions, move_functions)
register("grants", gettext_lazy("单项授权"), count_grants, move_grants, "directory:grants")
register("parts", gettext_lazy("下属单位"), count_parts, move_parts)
