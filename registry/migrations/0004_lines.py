from django.db import migrations, models

SHORT_KEYS = """
UPDATE registry_supervisedobject SET search_key = left(search_key, 600) WHERE octet_length(search_key) > 2400;
"""

BIGRAMS = r"""
-- Pairs of neighbouring characters of a search key, for searches of two characters, which trigrams cannot answer: those
-- from each odd place, then those from each even one. What is left between the bars is searched by nobody. One expression
-- without a subquery takes a tenth of the time, with every object written and with every one that is found.
CREATE OR REPLACE FUNCTION registry_bigrams(key text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_to_array(
        regexp_replace(key, '(..)', '\1|', 'g') || '|' || regexp_replace(substr(key, 2), '(..)', '\1|', 'g'), '|')
$$;
REINDEX INDEX object_bigrams;
"""

FIND = r"""
-- Operators on text are not leakproof and get no index under row security, so name search runs as the owner and applies
-- the range of the scope itself. It gives numbers of rows the asker may read, never their contents.
-- A page is found in less time than parallel workers take to start, so there are none.
--   codes: what was typed, as a code; whoever has it is found alone.
--   is_backwards: NULL for any order; otherwise rows come in the order of the list (place and number descending, or
--   against it), only those beyond the key (key_tenant, key_id) when one is given.
CREATE OR REPLACE FUNCTION registry_find(
    field text, words text, codes text[] DEFAULT '{}', most bigint DEFAULT NULL,
    key_tenant bigint DEFAULT NULL, key_id bigint DEFAULT NULL, is_backwards boolean DEFAULT NULL)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET max_parallel_workers_per_gather = 0 ROWS 50 AS $$
DECLARE
    pattern text := '%' || replace(replace(replace(words, '\', '\\'), '%', '\%'), '_', '\_') || '%';
    query text := 'SELECT id FROM registry_supervisedobject WHERE tenant_id BETWEEN $1 AND $2 AND merged_into_id IS NULL';
BEGIN
    IF cardinality(codes) > 0 THEN
        RETURN QUERY
            SELECT id FROM registry_supervisedobject
             WHERE tenant_id BETWEEN app_lo() AND app_hi() AND merged_into_id IS NULL AND uscc <> '' AND uscc = ANY (codes)
            UNION
            SELECT object.id FROM registry_objectidentifier AS code
              JOIN registry_supervisedobject AS object ON object.tenant_id = code.tenant_id AND object.id = code.object_id
             WHERE code.tenant_id BETWEEN app_lo() AND app_hi() AND code.value = ANY (codes)
               AND object.merged_into_id IS NULL;
        IF FOUND THEN
            RETURN;
        END IF;
    END IF;
    IF words = '' THEN
        RETURN;
    ELSIF field = 'address' THEN
        query := query || ' AND address LIKE $3';
    ELSIF length(words) = 2 THEN
        -- strpos is the cheap test where the planner walks the list instead: it goes first and looks unselective
        query := query || ' AND registry_bigrams(search_key) @> ARRAY[$4] AND strpos(search_key, $4) <> 0';
    ELSE
        query := query || ' AND search_key LIKE $3';
    END IF;
    IF is_backwards IS NOT NULL AND key_id IS NOT NULL THEN
        query := query || format(' AND (tenant_id, id) %s ($5, $6)', CASE WHEN is_backwards THEN '>' ELSE '<' END);
    END IF;
    IF is_backwards IS NOT NULL THEN
        query := query || replace(' ORDER BY tenant_id DIR, id DIR', 'DIR', CASE WHEN is_backwards THEN 'ASC' ELSE 'DESC' END);
    END IF;
    IF most IS NOT NULL THEN
        query := query || ' LIMIT $7';
    END IF;
    RETURN QUERY EXECUTE query USING app_lo(), app_hi(), pattern, words, key_tenant, key_id, most;
END $$;
"""

LINES = """
-- What the list shows of some objects, in the order of their numbers. Runs as the asker, behind the walls: it is a function
-- only because PostgreSQL keeps the plan of one, and planning seven tables with their walls costs more than reading a page.
CREATE FUNCTION registry_lines(numbers bigint[])
RETURNS TABLE (
    id bigint, tenant_id bigint, name varchar, kind varchar, uscc varchar, state varchar, verified_on date,
    place varchar, town varchar, name_key varchar, departments varchar[])
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 50 AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        SELECT object.id, object.tenant_id, object.name, object.kind, object.uscc, object.state, object.verified_on,
               place.name, town.name, object.name_key, ARRAY(
                   SELECT department.name
                     FROM registry_objectenrolment AS enrolment
                     JOIN tenancy_department AS department
                       ON department.tenant_id = enrolment.tenant_id AND department.id = enrolment.department_id
                    WHERE enrolment.tenant_id = object.tenant_id AND enrolment.object_id = object.id
                      AND enrolment.state <> 'ended'
                    ORDER BY enrolment.id)
          FROM unnest(numbers) WITH ORDINALITY AS wanted (id, position)
          JOIN registry_supervisedobject AS object ON object.id = wanted.id
          JOIN tenancy_region AS place ON place.code = object.tenant_id
          LEFT JOIN tenancy_region AS town ON town.code = object.town_id
         ORDER BY wanted.position;
END $$;
REVOKE ALL ON FUNCTION registry_lines(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_lines(bigint[]) TO supervision_app;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_libraries")]

    operations = [
        migrations.RunSQL(SHORT_KEYS, migrations.RunSQL.noop),
        # A common word is looked for in the list's own order, in the index alone: the rows themselves lie scattered.
        migrations.AddIndex(
            model_name="supervisedobject",
            index=models.Index(
                fields=["tenant", "id"],
                include=["search_key"],
                condition=models.Q(("merged_into", None)),
                name="object_walk",
            ),
        ),
        migrations.RunSQL(BIGRAMS, migrations.RunSQL.noop),
        migrations.RunSQL(FIND, migrations.RunSQL.noop),
        migrations.RunSQL(LINES, migrations.RunSQL.noop),
    ]
