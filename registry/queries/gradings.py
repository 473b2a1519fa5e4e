"""Which grading counts: the newest valid one, of the domain asked for or else the comprehensive one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from registry.models import SupervisedObject
from registry.models.gradings import Grading
from registry.queries.subject_file import Event
from tenancy.models import Region

Model = type[Grading]


def valid_on(rows: QuerySet, on: date) -> QuerySet:
    """Gradings whose period covers the day; both ends count."""
    return rows.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)


def standing(rows: QuerySet, on: date) -> QuerySet:
    """Of `rows` those that count on the day: of each object and domain the newest valid one."""
    later = Q(valid_from__gt=OuterRef("valid_from")) | Q(valid_from=OuterRef("valid_from"), pk__gt=OuterRef("pk"))
    same = Q(tenant=OuterRef("tenant"), object=OuterRef("object"), scope=OuterRef("scope"))
    newer = valid_on(rows.model._base_manager.filter(same & later), on)
    return valid_on(rows, on).exclude(Exists(newer))


def values_of(model: Model, tenant: Region, objects: QuerySet, on: date, scope: str = "") -> QuerySet:
    """(object number, value) of those of `objects` that have one on the day, in one statement.

    The value of the domain `scope` goes before the comprehensive one; rows of merged files count for the kept file.
    """
    rows = valid_on(model.objects.of(tenant).filter(scope__in={scope, ""}), on)
    return (
        rows.annotate(file=Coalesce("object__merged_into_id", "object_id"))
        .filter(file__in=objects.order_by().values("pk"))
        .order_by("file", "-scope", "-valid_from", "-pk")
        .distinct("file")
        .values_list("file", "value")
    )


def value_of(model: Model, row: SupervisedObject, on: date, scope: str = "") -> str:
    """The value that counts for one object, empty where there is none."""
    found = values_of(model, row.tenant, SupervisedObject.objects.of(row.tenant_id).filter(pk=row.pk), on, scope)
    return next((value for _file, value in found), "")


def history_of(model: Model, row: SupervisedObject) -> QuerySet:
    """All gradings of an object and of the files merged into it, the newest first."""
    files = Q(object=row) | Q(object__merged_into=row)
    return model.objects.of(row.tenant_id).filter(files).select_related("department", "recorded_by", "object", "batch")


def counts_by_value(model: Model, tenant: Region, on: date) -> list[dict[str, Any]]:
    """Per place of the running scope, domain and value: how many objects (`count`); for the aggregate views of 5.3."""
    rows = standing(model.objects.under(tenant), on).order_by()
    return list(
        rows.values("tenant_id", "tenant__name", "scope", "value").annotate(count=Count("pk")).order_by("tenant_id")
    )


def as_events(rows: Iterable[Grading], word: str) -> list[Event]:
    """Gradings as lines of the subject file; `word` says what was given."""
    return [_as_event(row, word) for row in rows]


def _as_event(row: Grading, word: str) -> Event:
    text = _("%(word)s：%(label)s（%(scope)s）") % {"word": word, "label": row.label, "scope": row.scope_label}
    return Event(row.recorded_at, str(row.department or ""), text, row.reason or row.basis)
