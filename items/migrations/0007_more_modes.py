"""The ways of supervision that the policies name (R098)."""

import django.contrib.postgres.fields
from django.db import migrations, models

from tenancy.tables import ChangedTables


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0006_chain_of_steps"),
        ("tenancy", "0006_plain_ranges"),
    ]

    operations = [
        ChangedTables(
            [
                migrations.RemoveConstraint(
                    model_name="checklistentry",
                    name="entry_technique_known",
                ),
                migrations.AlterField(
                    model_name="checklistentry",
                    name="technique",
                    field=models.CharField(
                        choices=[
                            ("on_site", "现场检查"),
                            ("documents", "书面检查"),
                            ("off_site", "非现场监管"),
                            ("sampling", "抽样检测"),
                            ("online", "网络监测"),
                            ("interview", "询问核查"),
                            ("patrol", "巡查检查"),
                            ("verification", "实地核查"),
                            ("flying", "飞行检查"),
                            ("system", "体系检查"),
                        ],
                        default="on_site",
                        max_length=12,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AlterField(
                    model_name="itemversion",
                    name="regime",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("random", "双随机抽查"),
                            ("full", "全覆盖检查"),
                            ("key_list", "重点监管名单"),
                            ("triggered", "线索触发检查"),
                            ("credit", "信用监管"),
                            ("smart", "智慧监管"),
                            ("grid", "网格化监管"),
                            ("approval", "审管联动"),
                            ("river_chief", "河长制"),
                            ("yearly", "年度考核"),
                        ],
                        max_length=12,
                        verbose_name="监管类型",
                    ),
                ),
                migrations.AlterField(
                    model_name="itemversion",
                    name="techniques",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("on_site", "现场检查"),
                                ("documents", "书面检查"),
                                ("off_site", "非现场监管"),
                                ("sampling", "抽样检测"),
                                ("online", "网络监测"),
                                ("interview", "询问核查"),
                                ("patrol", "巡查检查"),
                                ("verification", "实地核查"),
                                ("flying", "飞行检查"),
                                ("system", "体系检查"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AlterField(
                    model_name="itemversionevent",
                    name="regime",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("random", "双随机抽查"),
                            ("full", "全覆盖检查"),
                            ("key_list", "重点监管名单"),
                            ("triggered", "线索触发检查"),
                            ("credit", "信用监管"),
                            ("smart", "智慧监管"),
                            ("grid", "网格化监管"),
                            ("approval", "审管联动"),
                            ("river_chief", "河长制"),
                            ("yearly", "年度考核"),
                        ],
                        max_length=12,
                        verbose_name="监管类型",
                    ),
                ),
                migrations.AlterField(
                    model_name="itemversionevent",
                    name="techniques",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("on_site", "现场检查"),
                                ("documents", "书面检查"),
                                ("off_site", "非现场监管"),
                                ("sampling", "抽样检测"),
                                ("online", "网络监测"),
                                ("interview", "询问核查"),
                                ("patrol", "巡查检查"),
                                ("verification", "实地核查"),
                                ("flying", "飞行检查"),
                                ("system", "体系检查"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checklistentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "technique__in",
                                [
                                    "on_site",
                                    "documents",
                                    "off_site",
                                    "sampling",
                                    "online",
                                    "interview",
                                    "patrol",
                                    "verification",
                                    "flying",
                                    "system",
                                ],
                            )
                        ),
                        name="entry_technique_known",
                    ),
                ),
            ]
        ),
    ]
