"""Groups of a draw keep who of them could not be frozen, and why."""

from django.db import migrations, models

from tenancy.tables import ChangedTables


class Migration(migrations.Migration):
    dependencies = [("inspections", "0026_drawn_groups")]

    operations = [
        ChangedTables(
            [
                migrations.AddField(
                    model_name="drawgroup",
                    name="left_out",
                    field=models.JSONField(blank=True, default=list, verbose_name="不参加的成员"),
                )
            ]
        )
    ]
