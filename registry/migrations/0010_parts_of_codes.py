"""A part of a credit code finds its objects too, by an index of its own (ADR 13)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations

from tenancy.tables import ChangedTables

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
        -- four marks or more with figures among them may be a part of a credit code, which has its own index
        query := query || CASE WHEN field = 'name' AND words ~ '^[0-9A-Z]{4,17}$' AND words ~ '[0-9]'
            THEN ' AND (search_key LIKE $3 OR uscc LIKE $3)' ELSE ' AND search_key LIKE $3' END;
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


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_statistics")]

    operations = [
        ChangedTables(
            [
                migrations.AddIndex(
                    model_name="supervisedobject",
                    index=GinIndex(OpClass("uscc", "gin_trgm_ops"), name="object_code_parts"),
                ),
            ]
        ),
        migrations.RunSQL(FIND),
    ]
