"""Places, the departments and people in them, what they may do, and what they did."""

from tenancy.models.audit import AuditBlock, AuditEntry
from tenancy.models.base import TenantModel
from tenancy.models.departments import CoordinatorFunction, Department
from tenancy.models.grants import DepartmentGrant
from tenancy.models.members import Member, Membership
from tenancy.models.regions import Region, RegionChange
from tenancy.models.settings import TenantSettings

__all__ = [
    "AuditBlock",
    "AuditEntry",
    "CoordinatorFunction",
    "Department",
    "DepartmentGrant",
    "Member",
    "Membership",
    "Region",
    "RegionChange",
    "TenantModel",
    "TenantSettings",
]
