import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0013_simplified_names"),
        ("tenancy", "0006_plain_ranges"),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="LibraryTally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("section", models.CharField(blank=True, max_length=1, verbose_name="行业门类")),
                        ("living", models.PositiveIntegerField(verbose_name="存续对象")),
                        ("active", models.PositiveIntegerField(verbose_name="在业对象")),
                        ("fresh", models.PositiveIntegerField(verbose_name="一年内已核实")),
                        ("coded", models.PositiveIntegerField(verbose_name="有代码")),
                        ("placed", models.PositiveIntegerField(verbose_name="有地址")),
                        ("sorted", models.PositiveIntegerField(verbose_name="有行业")),
                        ("ownerless", models.PositiveIntegerField(verbose_name="无部门纳入")),
                        ("counted_at", models.DateTimeField(verbose_name="统计时间")),
                        (
                            "department",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="建档部门",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "名录统计",
                        "verbose_name_plural": "名录统计",
                        "ordering": ["pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "department", "section"), name="tally_once", nulls_distinct=False
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
            ]
        ),
        Wall("librarytally"),
    ]
