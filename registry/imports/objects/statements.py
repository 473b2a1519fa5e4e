"""What becomes of a whole register at once, in SQL: compared with the library, then written.

`row` is a staged line, `v` short for its values; `object` what is stored. A department writes shared facts only of
objects that nobody or itself keeps (R049); an empty cell never erases what is stored; no file changes a name.
"""

from collections.abc import Sequence

from registry.kinds import ObjectKind
from registry.records import ENROLMENT, FACTS, founding_field, head_field
from registry.states import ACTIVE, ENROLLED, LIVING, OBJECT_WORKFLOW, PAUSED, SUSPENDED

_STATE_WORDS = " ".join(f"WHEN '{state}' THEN '{label}'" for state, label in OBJECT_WORKFLOW.states.items())
_STATES = " ".join(f"WHEN '{label}' THEN '{state}'" for state, label in OBJECT_WORKFLOW.states.items())
_STATE = f"CASE v ->> 'state' {_STATES} ELSE '{ACTIVE}' END"
_TOWN = """CASE WHEN coalesce(v ->> 'town', '') <> '' THEN (
            SELECT code FROM tenancy_region
             WHERE parent_id = %(tenant)s AND name = v ->> 'town' AND retired_on IS NULL LIMIT 1) END"""
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
    "permit_until": "coalesce(enrolment.permit_until::text, '')",
    "contact": "coalesce(enrolment.contact, '')",
    "contact_mobile": "coalesce(enrolment.contact_mobile, '')",
    "enrolled": f"CASE WHEN enrolment.id IS NULL AND object.state IN {LIVING} THEN ''"
    " ELSE row.values ->> 'enrolled' END",
}
_MINE = "(batch.department_id IS NULL OR object.department_id IS NULL OR object.department_id = batch.department_id)"
_JOINED = """
    FROM common_stagedrow AS row
    JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
    LEFT JOIN registry_supervisedobject AS coded
        ON coded.tenant_id = row.tenant_id AND coded.uscc = row.values ->> 'uscc' AND coded.uscc <> ''
        AND coded.merged_into_id IS NULL
        AND (coded.name_key = row.values ->> 'name_key'
            OR position('|' || (row.values ->> 'name_key') || '|' IN '|' || coded.search_key || '|') > 0)
    JOIN registry_supervisedobject AS object
        ON object.tenant_id = row.tenant_id AND object.id = coalesce(coded.id, row.target)
        AND object.merged_into_id IS NULL
    LEFT JOIN registry_objectenrolment AS enrolment
        ON enrolment.tenant_id = object.tenant_id AND enrolment.object_id = object.id
        AND enrolment.department_id = batch.department_id
"""


def _kinds() -> str:
    """A table of the kinds: label, code, and which details hold the person in charge and the founding day."""
    rows = ", ".join(
        f"('{kind.label}', '{kind.value}', '{head_field(kind)}', '{founding_field(kind)}')" for kind in ObjectKind
    )
    return f"(VALUES {rows}) AS kinds (label, code, head, founded)"


def stored(fields: Sequence[str]) -> str:
    """(number, target, before) of the staged lines whose object is sure; parameters: tenant, batch.

    What may not or need not be written is shown as it stands in the file, so that it counts as no change.
    """
    pairs = ", ".join(f"'{name}', {_before(name)}" for name in fields)
    return f"""
        SELECT row.number, object.id, jsonb_build_object({pairs})
        {_JOINED}
        JOIN {_kinds()} ON kinds.code = object.kind
        WHERE row.tenant_id = %s AND row.batch_id = %s AND row.verdict <> 'rejected'
    """


def _before(name: str) -> str:
    if name not in _STORED:
        return f"row.values ->> '{name}'"
    kept = f"row.values ->> '{name}' = ''"
    if name in FACTS:
        kept += f" OR NOT {_MINE}"
    return f"CASE WHEN {kept} THEN row.values ->> '{name}' ELSE {_STORED[name]} END"


INSERT_NEW = f"""
    WITH fresh AS MATERIALIZED (
        SELECT nextval(pg_get_serial_sequence('registry_supervisedobject', 'id')) AS id, row.tenant_id,
            row.values AS v, kinds.code, kinds.head, kinds.founded, batch.department_id
        FROM common_stagedrow AS row
        JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
        JOIN {_kinds()} ON kinds.label = row.values ->> 'kind'
        WHERE row.tenant_id = %(tenant)s AND row.batch_id = %(batch)s AND row.verdict = 'new'
        ORDER BY row.number
    ), objects AS (
        INSERT INTO registry_supervisedobject (id, tenant_id, kind, name, former_names, uscc, state, department_id,
            town_id, address, longitude, latitude, industry_id, detail, source, verified_on, name_key, search_key,
            created_at)
        SELECT id, tenant_id, code, v ->> 'name',
            CASE WHEN coalesce(v ->> 'former_names', '') = '' THEN '{{}}'
                ELSE string_to_array(v ->> 'former_names', '、') END,
            coalesce(v ->> 'uscc', ''), {_STATE}, department_id, {_TOWN}, coalesce(v ->> 'address', ''),
            nullif(v ->> 'longitude', '')::numeric, nullif(v ->> 'latitude', '')::numeric,
            nullif(v ->> 'industry', ''),
            CASE WHEN head <> '' AND v ->> 'principal' <> ''
                THEN jsonb_build_object(head, v ->> 'principal') ELSE '{{}}' END
            || CASE WHEN founded <> '' AND v ->> 'founded_on' <> ''
                THEN jsonb_build_object(founded, v ->> 'founded_on') ELSE '{{}}' END,
            'import', %(today)s, v ->> 'name_key', v ->> 'search_key', %(now)s
        FROM fresh
    )
    INSERT INTO registry_objectenrolment (tenant_id, object_id, department_id, state, basis, grade, permit_number,
        permit_until, contact, contact_mobile, note, source, enrolled_on, follows_object)
    SELECT tenant_id, id, department_id, CASE {_STATE} WHEN '{SUSPENDED}' THEN '{PAUSED}' ELSE '{ENROLLED}' END,
        coalesce(v ->> 'basis', ''), coalesce(v ->> 'grade', ''), coalesce(v ->> 'permit_number', ''),
        nullif(v ->> 'permit_until', '')::date, coalesce(v ->> 'contact', ''), coalesce(v ->> 'contact_mobile', ''),
        '', 'import', %(today)s, {_STATE} = '{SUSPENDED}'
    FROM fresh WHERE department_id IS NOT NULL AND {_STATE} IN {LIVING}
"""  # noqa: S608 the kinds are a constant

UPDATE_FACTS = f"""
    UPDATE registry_supervisedobject AS object SET
        former_names = CASE WHEN coalesce(v ->> 'former_names', '') = '' THEN object.former_names
            ELSE string_to_array(v ->> 'former_names', '、') END,
        search_key = CASE WHEN coalesce(v ->> 'former_names', '') = '' THEN object.search_key
            ELSE v ->> 'search_key' END,
        town_id = coalesce({_TOWN}, object.town_id),
        address = coalesce(nullif(v ->> 'address', ''), object.address),
        longitude = coalesce(nullif(v ->> 'longitude', '')::numeric, object.longitude),
        latitude = coalesce(nullif(v ->> 'latitude', '')::numeric, object.latitude),
        industry_id = coalesce(nullif(v ->> 'industry', ''), object.industry_id),
        detail = object.detail
            || CASE WHEN head <> '' AND v ->> 'principal' <> ''
                THEN jsonb_build_object(head, v ->> 'principal') ELSE '{{}}' END
            || CASE WHEN founded <> '' AND v ->> 'founded_on' <> ''
                THEN jsonb_build_object(founded, v ->> 'founded_on') ELSE '{{}}' END,
        verified_on = %(today)s
    FROM (
        SELECT row.target, row.values AS v, batch.department_id
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
        coalesce(row.values ->> 'basis', ''),
        coalesce(row.values ->> 'grade', ''), coalesce(row.values ->> 'permit_number', ''),
        nullif(row.values ->> 'permit_until', '')::date, coalesce(row.values ->> 'contact', ''),
        coalesce(row.values ->> 'contact_mobile', ''), '', 'import', %(today)s, object.state = '{SUSPENDED}'
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
        SELECT row.target, row.values AS v, batch.department_id
        FROM common_stagedrow AS row
        JOIN common_importbatch AS batch ON batch.tenant_id = row.tenant_id AND batch.id = row.batch_id
        WHERE row.tenant_id = %(tenant)s AND row.batch_id = %(batch)s AND row.verdict = 'changed'
            AND row.values ->> 'state' <> ''
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
