from django.db import migrations

ALIKE = r"""
-- Objects of the tenant that share pairs of characters with a name, those that share most first: candidates for sameness.
-- Each pair is asked for by itself, written out so that the planner knows how common it is; of a pair that thousands
-- share (超市, 公司) some are enough, for what is alike shares a rarer one too.
CREATE OR REPLACE FUNCTION registry_alike(pairs text[], most bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sharing text := '
        SELECT id, search_key FROM registry_supervisedobject
         WHERE tenant_id = %1$L AND merged_into_id IS NULL
           AND registry_bigrams(search_key) @> ARRAY[%2$L] AND strpos(search_key, %2$L) <> 0
         LIMIT 2000';
    found text := (
        SELECT string_agg('(' || format(sharing, app_tenant(), pair) || ')', ' UNION ') FROM unnest(pairs) AS pair);
BEGIN
    RETURN QUERY EXECUTE 'SELECT id FROM (' || found || ') AS found
        ORDER BY (SELECT count(*) FROM unnest($1) AS pair WHERE strpos(search_key, pair) <> 0) DESC, id LIMIT $2'
        USING pairs, most;
END $$;
"""

BEFORE = r"""
CREATE OR REPLACE FUNCTION registry_alike(pairs text[], most bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM registry_supervisedobject
     WHERE tenant_id = app_tenant() AND merged_into_id IS NULL AND registry_bigrams(search_key) && pairs
     ORDER BY cardinality(ARRAY(SELECT unnest(registry_bigrams(search_key)) INTERSECT SELECT unnest(pairs))) DESC, id
     LIMIT most
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_inspection_groups")]

    operations = [migrations.RunSQL(ALIKE, BEFORE)]
