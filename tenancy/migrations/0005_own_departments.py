"""Let a member see the departments of the own hats wherever they are."""

from django.db import migrations

from tenancy import sql


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0004_open_codes")]

    operations = [migrations.RunSQL(sql.OWN_DEPARTMENTS, "DROP POLICY wall_own ON tenancy_department")]
