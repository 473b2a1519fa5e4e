import django.db.models.deletion
from django.db import migrations, models

from tenancy.tables import ChangedTables


def draw(name: str) -> models.ForeignKey:
    """Without an index of its own: the draw stands first in the unique ones."""
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to="inspections.draw",
        verbose_name="抽取",
    )


class Migration(migrations.Migration):
    dependencies = [("inspections", "0018_seats")]

    operations = [
        ChangedTables(
            [
                migrations.AlterField("drawnobject", "draw", draw("drawn")),
                migrations.AlterField("poolpart", "draw", draw("parts")),
            ]
        )
    ]
