from django.db import migrations, models
from django.db.models import Q

HEAVY = ("halt", "revocation", "punitive_damages", "large_fine", "lifetime_ban")


class Migration(migrations.Migration):
    dependencies = [("inspections", "0019_fewer_indexes")]

    operations = [
        migrations.AddConstraint(
            "finding",
            models.CheckConstraint(
                condition=~Q(handling__in=HEAVY) | ~Q(case_number=""), name="finding_penalty_has_case"
            ),
        )
    ]
