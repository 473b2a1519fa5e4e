"""What the application asks for after it has written a large register."""

from django.db import migrations

GATHER = """
-- Until autovacuum comes by, up to a minute later, PostgreSQL takes a library that was small for small, and compares
-- each row with each. Runs as the owner, who alone may look at whole tables.
CREATE FUNCTION gather_library_statistics() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE registry_supervisedobject, registry_objectenrolment;
END $$;
REVOKE ALL ON FUNCTION gather_library_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gather_library_statistics() TO supervision_app;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_chain_stages")]

    operations = [migrations.RunSQL(GATHER, "DROP FUNCTION gather_library_statistics()")]
