"""A visit whose pass was taken back waits for another: until now it went on as one that has a pass."""

from django.db import migrations

LOST = """
UPDATE inspections_visit AS visit
SET state = CASE WHEN visit.is_unannounced THEN 'unannounced' ELSE 'notified' END
WHERE visit.state = 'pass_issued' AND NOT EXISTS (
    SELECT FROM inspections_visitpass AS pass
    WHERE pass.tenant_id = visit.tenant_id AND pass.visit_id = visit.id AND pass.revoked_at IS NULL
)
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0029_order_left_out")]

    operations = [migrations.RunSQL(LOST, migrations.RunSQL.noop)]
