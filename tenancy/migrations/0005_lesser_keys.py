from django.db import migrations

LESSER = """
DO $$
DECLARE less record;
BEGIN
    FOR less IN
        SELECT held.conrelid::regclass AS tabled, held.conname AS name
        FROM pg_constraint AS held
        JOIN pg_attribute AS tenant ON tenant.attrelid = held.conrelid AND held.conkey = ARRAY[tenant.attnum]
        WHERE held.contype = 'f' AND held.confrelid = 'tenancy_region'::regclass AND tenant.attname = 'tenant_id'
            AND EXISTS (
                SELECT FROM pg_constraint AS tied
                JOIN pg_attribute AS parent ON parent.attrelid = tied.conrelid AND parent.attnum = tied.conkey[2]
                WHERE tied.contype = 'f' AND tied.conrelid = held.conrelid AND cardinality(tied.conkey) = 2
                    AND tied.conkey[1] = tenant.attnum AND parent.attnotnull
            )
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', less.tabled, less.name);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    """Drop the tenant's keys that those of the wall make needless, as `Wall` does for new tables."""

    dependencies = [("tenancy", "0004_sentences")]

    operations = [migrations.RunSQL(LESSER)]
