import django.db.models.deletion
from django.db import migrations, models

from tenancy.tables import ChangedTables


class Migration(migrations.Migration):
    """One index answers what a department holds: department and tenant are asked for together, by page and by wall."""

    dependencies = [("registry", "0005_last_look"), ("tenancy", "0005_lesser_keys")]

    operations = [
        ChangedTables(
            [
                migrations.RemoveIndex(model_name="objectenrolment", name="enrolment_of_department"),
                migrations.AlterField(
                    model_name="objectenrolment",
                    name="department",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="tenancy.department",
                        verbose_name="监管部门",
                    ),
                ),
                migrations.AddIndex(
                    model_name="objectenrolment",
                    index=models.Index(fields=["department", "tenant", "state", "object"], name="enrolments_held"),
                ),
            ]
        )
    ]
