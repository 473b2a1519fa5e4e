"""Grades and levels for tests, given through the services by the system."""

from datetime import date
from typing import Any

from django.db import connection

from credit.models import CreditGrade
from credit.services import record_grade
from registry.models import SupervisedObject
from risk.models import RiskLevel
from risk.services import record_level
from tenancy.scope import scope

SINCE = date(2026, 1, 1)


def make_grade(row: SupervisedObject, value: str, **values: Any) -> CreditGrade:
    """A grade out of a model, valid since January unless said otherwise."""
    with scope(row.tenant_id):
        fields = {"source": "model", "valid_from": SINCE, **values}
        return record_grade(CreditGrade(tenant_id=row.tenant_id, object=row, value=value, **fields), actor=None)


def make_level(row: SupervisedObject, value: str, **values: Any) -> RiskLevel:
    """A level out of a model, valid since January unless said otherwise."""
    with scope(row.tenant_id):
        fields = {"source": "model", "valid_from": SINCE, **values}
        return record_level(RiskLevel(tenant_id=row.tenant_id, object=row, value=value, **fields), actor=None)


def public_may_read(table: str) -> bool:
    """Whether the role of the public site has any right to the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_any_column_privilege(%s, %s, 'SELECT')", ["supervision_public", table])
        return cursor.fetchone()[0]
