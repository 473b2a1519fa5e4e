import datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce

from tenancy.tables import ChangedTables

LAST_VERIFIED = Coalesce("verified_on", models.Value(datetime.date(1, 1, 1)))


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_lines")]

    operations = [
        ChangedTables(
            [
                migrations.RemoveIndex(model_name="supervisedobject", name="object_by_freshness"),
                migrations.AddIndex(
                    model_name="supervisedobject",
                    index=models.Index(
                        models.F("tenant"), LAST_VERIFIED, models.F("id"), name="object_by_last_verified"
                    ),
                ),
                migrations.AddIndex(
                    model_name="supervisedobject",
                    index=models.Index(
                        LAST_VERIFIED, models.F("tenant"), models.F("id"), name="object_last_verified_anywhere"
                    ),
                ),
            ]
        ),
    ]
