"""Places, departments and people for tests, made through the same walls as everything else."""

from datetime import date
from itertools import count

from tenancy.models import Department, Member, Membership, Region
from tenancy.scope import scope

PASSWORD = "Correct-Horse-9"
_numbers = count(1)


def open_place(code: int) -> Region:
    """The place with that code, switched on as a tenant."""
    with scope(0):
        Region.objects.filter(pk=code).update(is_tenant=True)
        return Region.objects.get(pk=code)


def make_department(tenant: Region, name: str = "市场监督管理局", **values) -> Department:
    with scope(tenant):
        return Department.objects.of(tenant).create(name=name, **values)


def make_member(tenant: Region, role: str = "officer", department: Department | None = None, **values) -> Member:
    """A member wearing one hat since 2020; departmental roles get a department of their own."""
    number = next(_numbers)
    with scope(tenant):
        member = Member(
            username=values.pop("username", f"member{number}"),
            name=values.pop("name", f"测试员{number}"),
            home=tenant,
            must_change_password=values.pop("must_change_password", False),
            **values,
        )
        member.set_password(PASSWORD)
        member.save()
        give_hat(member, tenant, role, department)
    return member


def give_hat(member: Member, tenant: Region, role: str, department: Department | None = None, **values) -> Membership:
    """One more hat; the member's `hat` is the one given last."""
    with scope(tenant, member=member):
        hat = Membership.objects.of(tenant).create(
            member=member,
            role=role,
            department=department,
            starts_on=values.pop("starts_on", date(2020, 1, 1)),
            **values,
        )
    member.hat = hat
    return hat
