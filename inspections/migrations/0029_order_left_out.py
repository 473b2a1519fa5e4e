"""Why a return visit did not verify the order of another department along, for that department to read (R088)."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import AppendOnly, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0028_closed_cases"),
        ("tenancy", "0006_plain_ranges"),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="OrderLeftOut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="不一并复查的理由")),
                        ("left_out_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="安排部门",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="left_out",
                                to="inspections.correctionorder",
                                verbose_name="责令改正",
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
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders_left_out",
                                to="inspections.visit",
                                verbose_name="复查检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "未一并复查的责令改正",
                        "verbose_name_plural": "未一并复查的责令改正",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "order"), name="order_left_out_once_of_a_visit"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="order_left_out_for_a_reason"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
            ]
        ),
        Wall("orderleftout"),
        AppendOnly("orderleftout"),
    ]
