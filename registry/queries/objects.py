"""Objects found: by name through the wall's search function, by code, by likeness (R048; TECH E3, E4)."""

import re
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from common.tables import clean
from registry.matching import PROBABLE, SURE, Row, Verdict, compare
from registry.models import ObjectEnrolment, SupervisedObject
from registry.names import normalise, take_apart
from registry.searching import plain
from registry.states import ENDED
from tenancy.models import Department, Region

_CODE = re.compile(r"[0-9A-Z][0-9A-Z./-]{5,}")
_MOST_CANDIDATES = 60


def listed(rows: QuerySet) -> QuerySet:
    """Without the files that were merged into others."""
    return rows.filter(merged_into__isnull=True)


def objects_of(tenant: Region) -> QuerySet[SupervisedObject]:
    """The place's objects."""
    return listed(SupervisedObject.objects.of(tenant))


def held_by(rows: QuerySet, department: Department) -> QuerySet:
    """Of `rows` those that the department supervises; they lie in its place."""
    held = ObjectEnrolment.objects.of(department.tenant_id).filter(department=department).exclude(state=ENDED)
    return rows.filter(tenant=department.tenant_id, pk__in=held.values("object_id"))


def named(rows: QuerySet, text: str) -> QuerySet:
    """Of `rows` those whose name, old name, initials or code is, or contains, what somebody typed.

    A text that is somebody's whole code finds that one alone; four of its marks, one a figure, find all it may be.
    """
    return rows.filter(pk__in=_found("name", plain(text), codes_in(text)))


def at_address(rows: QuerySet, text: str) -> QuerySet:
    """Of `rows` those whose address contains the text."""
    return rows.filter(pk__in=_found("address", "".join(clean(text).split()), []))


def codes_in(text: str) -> list[str]:
    """What somebody typed as the codes it may be: the normal form, as written, without blanks; empty for words."""
    code = normalise(text)
    return sorted({code, text.strip(), "".join(text.upper().split())}) if _CODE.fullmatch(code) else []


def _found(field: str, words: str, codes: list[str]) -> RawSQL:
    return RawSQL("SELECT registry_find(%s, %s, %s)", [field, words, codes])


def count_names(text: str, *, most: int) -> int:
    """How many objects of the running scope a name or code finds, counted to `most`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_find('name', %s, %s, %s)", [plain(text), codes_in(text), most])
        return cursor.fetchone()[0]


def look_alikes(
    tenant: Region, name: str, *, uscc: str = "", address: str = "", except_pk: int | None = None
) -> list[tuple[SupervisedObject, Verdict]]:
    """Objects of the place that are surely or probably the one described, the surest first (R048).

    Candidates share pairs of characters with the name or have the code; `registry.matching.compare` judges each.
    """
    record = Row("", name, normalise(uscc), address)
    candidates = objects_of(tenant).filter(
        Q(pk__in=_alike(tenant, name)) | (Q(uscc=record.uscc) if uscc else Q(pk=None))
    )
    judged = [(row, compare(record, _as_row(row))) for row in candidates if row.pk != except_pk]
    found = [(row, verdict) for row, verdict in judged if verdict.cost is not None]
    order = {SURE: 0, PROBABLE: 1}
    return sorted(found, key=lambda pair: (order.get(pair[1].confidence, 2), pair[1].cost, pair[0].pk))


def _alike(tenant: Region, name: str) -> Sequence[int]:
    """Numbers of objects that share pairs with the core of the name; a core of one character finds nothing.

    The place's own name, which half of its objects bear, is no such pair.
    """
    core = take_apart(name).core
    pairs = sorted(pair for pair in {core[at : at + 2] for at in range(len(core) - 1)} if pair not in tenant.name)
    if not pairs:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_alike(%s, %s)", [pairs, _MOST_CANDIDATES])
        return [found for (found,) in cursor.fetchall()]


def _as_row(row: SupervisedObject) -> Row:
    return Row(str(row.pk), row.name, row.uscc, row.address, tuple(row.former_names))
