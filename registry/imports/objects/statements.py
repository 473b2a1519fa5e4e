"""What becomes of a whole register at once, in SQL: compared with the library, then written.

`row` is a staged line, `_cell` says where its texts stand; `object` is what is stored. A department writes shared
facts only of objects that nobody or itself keeps (R049); an empty cell never erases what is stored; no file changes
a name.
"""

from types import SimpleNamespace

from common.calendars.words import ENDLESS, last_day_text
from common.imports.staging import ROWS_OF_BATCH, cells_of
from registry.imports.objects.columns import COMPUTED, FIELDS
from registry.kinds import ObjectKind
from registry.records import ENROLMENT, FACTS, founding_field, head_field
from registry.states import ACTIVE, ENROLLED, LIVING, OBJECT_WORKFLOW, PAUSED, SUSPENDED

_cell = SimpleNamespace(**cells_of([*FIELDS, *COMPUTED]))
_STATE_WORDS = " ".join(f"WHEN '{state}' THEN '{label}'" for state, label in OBJECT_WORKFLOW.states.items())
_STATES = " ".join(f"WHEN '{label}' THEN '{state}'" for state, label in OBJECT_WORKFLOW.states.items())
_STATE = f"CASE {_cell.state} {_STATES} ELSE '{ACTIVE}' END"
_LONG = last_day_text(ENDLESS)
_TOWN = f"""CASE WHEN {_cell.town} <> '' THEN (
            SELECT code FROM tenancy_region
             WHERE parent_id = %(tenant)s AND name = {_cell.town} AND retired_on IS NULL LIMIT 1) END"""  # noqa: S608 the cells are a constant
_STORED = {
    "former_names": "array_to_string(object.former_names, '、')",
    "address": "object.address",
    "town": "coalesce((SELECT name FROM tenancy_region WHERE code = object.town_id), '')",
    "longitude": "coalesce(object.longitude::text, '')",
    "latitude": "coalesce(object.latitude::text, '')",
    "state": f"CASE object.state {_STATE_WORDS} END",
    "industry": "coalesce(object.industry_id, '')",
    "principal": "coalesce(object.detail ->> kinds.head, '')",
    "founded_on": "coalesce(object.detail ->> kinds.founded, '')",
    "basis": "coalesce(enrolment.basis, '')",
    "grade": "coalesce(enrolment.grade, '')",
    "permit_number": "coalesce(enrolment.permit_number, '')",
    "permit_until": f"coalesce(CASE enrolment.permit_until WHEN '{ENDLESS}' THEN '{_LONG}' END,"
    " enrolment.permit_until::text, '')",
    "contact": "coalesce(enrolment.contact, '')",
    "contact_mobile": "coalesce(enrolment.contact_mobile, '')",
    "enrolled": f"CASE WHEN enrolment.id IS NULL AND object.state IN {LIVING} THEN '' ELSE row.{_cell.enrolled} END",
}
_UNTIL = f"CASE {_cell.permit_until} WHEN '{_LONG}' THEN '{ENDLESS}' ELSE nullif({_cell.permit_until}, '')::date END"
_MINE = "(batch.department_id IS NULL OR object.department_id IS NULL OR object.department_id = batch.department_id)"


def _kinds() -> str:
    """A table of the kinds: label, code, and which details hold the person in charge and the founding day."""
    rows = ", ".join(
        f"('{kind.label}', '{kind.value}', '{head_field(kind)}', '{founding_field(kind)}')" for kind in ObjectKind
    )
    return f"(VALUES {rows}) AS kinds (label, code, head, founded)"


def _before(name: str) -> str:
    if name not in _STORED:
        return f"row.{getattr(_cell, name)}"
    kept = f"row.{getattr(_cell, name)} = ''"
    if name in FACTS:
        kept += f" OR NOT {_MINE}"
    return f"CASE WHEN {kept} THEN row.{getattr(_cell, name)} ELSE {_STORED[name]} END"


STORED = f"""
    SELECT row.number, object.id, jsonb_build_object({", ".join(f"'{name}', {_before(name)}" for name in FIELDS)})
    FROM {ROWS_OF_BATCH}
    JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
    LEFT JOIN registry_supervisedobject AS coded
        ON coded.tenant_id = row.tenant_id AND coded.uscc = row.{_cell.uscc} AND coded.uscc <> ''
        AND coded.merged_into_id IS NULL
        AND (coded.name_key = row.{_cell.name_key}
            OR position('|' || row.{_cell.name_key} || '|' IN '|' || coded.search_key || '|') > 0)
    JOIN registry_supervisedobject AS object
        ON object.tenant_id = row.tenant_id AND object.id = coalesce(coded.id, row.target)
        AND object.merged_into_id IS NULL
    LEFT JOIN registry_objectenrolment AS enrolment
        ON enrolment.tenant_id = object.tenant_id AND enrolment.object_id = object.id
        AND enrolment.department_id = batch.department_id
    JOIN {_kinds()} ON kinds.code = object.kind
    WHERE row.verdict <> 'rejected'
"""  # noqa: S608
"""(number, target, before) of the staged lines whose object is sure; parameters: tenant, batch.

What may not or need not be written is shown as it stands in the file, so that it counts as no change.
"""

SAME_CODE = f"""
    SELECT object.id
    FROM common_stagedrow AS row
    JOIN registry_supervisedobject AS object
        ON object.tenant_id = row.tenant_id AND object.uscc = row.{_cell.uscc} AND object.uscc <> ''
        AND object.merged_into_id IS NULL
    WHERE row.tenant_id = %(tenant)s AND row.batch_id = %(batch)s AND row.verdict = 'new'
"""  # noqa: S608
"""The objects with the code of a line that is still new: they have another name."""

INSERT_NEW = f"""
    WITH fresh AS MATERIALIZED (
        SELECT nextval(pg_get_serial_sequence('registry_supervisedobject', 'id')) AS id, row.tenant_id,
            row.cells, kinds.code, kinds.head, kinds.founded, batch.department_id
        FROM common_stagedrow AS row
        JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
        JOIN {_kinds()} ON kinds.label = row.{_cell.kind}
        WHERE row.tenant_id = %(tenant)s AND row.batch_id = %(batch)s AND row.verdict = 'new'
        ORDER BY row.number
    ), objects AS (
        INSERT INTO registry_supervisedobject (id, tenant_id, kind, name, former_names, uscc, state, department_id,
            town_id, address, longitude, latitude, industry_id, detail, source, verified_on, name_key, search_key,
            created_at)
        SELECT id, tenant_id, code, {_cell.name},
            CASE WHEN {_cell.former_names} = '' THEN '{{}}'
                ELSE string_to_array({_cell.former_names}, '、') END,
            {_cell.uscc}, {_STATE}, department_id, {_TOWN}, {_cell.address},
            nullif({_cell.longitude}, '')::numeric, nullif({_cell.latitude}, '')::numeric,
            nullif({_cell.industry}, ''),
            CASE WHEN head <> '' AND {_cell.principal} <> ''
                THEN jsonb_build_object(head, {_cell.principal}) ELSE '{{}}' END
            || CASE WHEN founded <> '' AND {_cell.founded_on} <> ''
                THEN jsonb_build_object(founded, {_cell.founded_on}) ELSE '{{}}' END,
            'import', %(today)s, {_cell.name_key}, {_cell.search_key}, %(now)s
        FROM fresh
    )
    INSERT INTO registry_objectenrolment (tenant_id, object_id, department_id, state, basis, grade, permit_number,
        permit_until, contact, contact_mobile, note, source, enrolled_on, follows_object)
    SELECT tenant_id, id, department_id, CASE {_STATE} WHEN '{SUSPENDED}' THEN '{PAUSED}' ELSE '{ENROLLED}' END,
        {_cell.basis}, {_cell.grade}, {_cell.permit_number},
        {_UNTIL}, {_cell.contact}, {_cell.contact_mobile},
        '', 'import', %(today)s, {_STATE} = '{SUSPENDED}'
    FROM fresh WHERE department_id IS NOT NULL AND {_STATE} IN {LIVING}
"""  # noqa: S608 the kinds are a constant

UPDATE_FACTS = f"""
    UPDATE registry_supervisedobject AS object SET
        former_names = CASE WHEN {_cell.former_names} = '' THEN object.former_names
            ELSE string_to_array({_cell.former_names}, '、') END,
        search_key = CASE WHEN {_cell.former_names} = '' THEN object.search_key
            ELSE {_cell.search_key} END,
        town_id = coalesce({_TOWN}, object.town_id),
        address = coalesce(nullif({_cell.address}, ''), object.address),
        longitude = coalesce(nullif({_cell.longitude}, '')::numeric, object.longitude),
        latitude = coalesce(nullif({_cell.latitude}, '')::numeric, object.latitude),
        industry_id = coalesce(nullif({_cell.industry}, ''), object.industry_id),
        detail = object.detail
            || CASE WHEN head <> '' AND {_cell.principal} <> ''
                THEN jsonb_build_object(head, {_cell.principal}) ELSE '{{}}' END
            || CASE WHEN founded <> '' AND {_cell.founded_on} <> ''
                THEN jsonb_build_object(founded, {_cell.founded_on}) ELSE '{{}}' END,
        verified_on = %(today)s
    FROM (
        SELECT row.target, row.cells, batch.department_id
        FROM common_stagedrow AS row
        JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
        WHERE row.tenant_id = %(tenant)s AND row.batch_id = %(batch)s AND row.verdict = 'changed'
    ) AS batch, {_kinds()}
    WHERE object.tenant_id = %(tenant)s AND object.id = batch.target AND kinds.code = object.kind AND {_MINE}
"""  # noqa: S608

_WRITE = ", ".join(
    f"{name} = coalesce(nullif(excluded.{name}, ''), enrolment.{name})" for name in ENROLMENT if name != "permit_until"
)
UPSERT_ENROLMENTS = f"""
    INSERT INTO registry_objectenrolment AS enrolment (tenant_id, object_id, department_id, state, basis, grade,
        permit_number, permit_until, contact, contact_mobile, note, source, enrolled_on, follows_object)
    SELECT row.tenant_id, row.target, batch.department_id,
        CASE object.state WHEN '{SUSPENDED}' THEN '{PAUSED}' ELSE '{ENROLLED}' END,
        row.{_cell.basis},
        row.{_cell.grade}, row.{_cell.permit_number},
        {_UNTIL}, row.{_cell.contact},
        row.{_cell.contact_mobile}, '', 'import', %(today)s, object.state = '{SUSPENDED}'
    FROM common_stagedrow AS row
    JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
    JOIN registry_supervisedobject AS object
        ON object.tenant_id = row.tenant_id AND object.id = row.target AND object.state IN {LIVING}
    WHERE row.tenant_id = %(tenant)s AND row.batch_id = %(batch)s AND row.verdict = 'changed'
        AND batch.department_id IS NOT NULL
    ON CONFLICT (object_id, department_id) DO UPDATE SET
        {_WRITE}, permit_until = coalesce(excluded.permit_until, enrolment.permit_until)
"""  # noqa: S608

OTHER_STATES = f"""
    SELECT object.id, {_STATE}
    FROM (
        SELECT row.target, row.cells, batch.department_id
        FROM common_stagedrow AS row
        JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
        WHERE row.tenant_id = %(tenant)s AND row.batch_id = %(batch)s AND row.verdict = 'changed'
            AND row.{_cell.state} <> ''
    ) AS batch
    JOIN registry_supervisedobject AS object ON object.tenant_id = %(tenant)s AND object.id = batch.target
    WHERE object.state <> {_STATE} AND {_MINE}
"""  # noqa: S608 the states are a constant

OPEN_CASES = """
    INSERT INTO registry_matchcase (tenant_id, object_id, batch_id, department_id, record, reason, state, opened_at,
        note)
    SELECT row.tenant_id, row.target, row.batch_id, batch.department_id,
        row.values - ARRAY['name_key', 'search_key', 'enrolled'], row.doubts -> 0 ->> 'why', 'open', %(now)s, ''
    FROM common_stagedrow AS row
    JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
    WHERE row.tenant_id = %(tenant)s AND row.batch_id = %(batch)s AND row.verdict = 'doubtful'
        AND row.target IS NOT NULL
"""
