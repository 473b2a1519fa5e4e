from django.db import migrations, models

from tenancy.tables import ChangedTables


class Migration(migrations.Migration):
    dependencies = [("common", "0004_staged_lines")]

    operations = [
        ChangedTables(
            [migrations.AddField("importbatch", "faults", models.JSONField(default=dict, verbose_name="相同的问题"))]
        )
    ]
