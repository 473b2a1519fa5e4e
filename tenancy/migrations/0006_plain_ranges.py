from django.db import migrations

PLAIN = """
DO $$
DECLARE wall record;
BEGIN
    FOR wall IN
        SELECT schemaname, tablename, policyname,
            regexp_replace(
                qual, '\\(NULLIF\\((current_setting\\(''app\\.(?:lo|hi)''::text, true\\)), ''''::text\\)\\)::bigint',
                '(\\1)::bigint', 'g'
            ) AS plain
        FROM pg_policies
        WHERE cmd = 'SELECT' AND qual ~ 'NULLIF\\(current_setting\\(''app\\.(lo|hi)'''
    LOOP
        EXECUTE format(
            'ALTER POLICY %I ON %I.%I USING (%s)', wall.policyname, wall.schemaname, wall.tablename, wall.plain
        );
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    """The range of a scope is always two numbers: walls need not ask whether it is an empty text. See `Wall`."""

    dependencies = [("tenancy", "0005_lesser_keys")]

    operations = [migrations.RunSQL(PLAIN)]
