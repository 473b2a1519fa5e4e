"""The ways of supervision that the policies name (R098)."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import ChangedTables


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0024_joint_target"),
        ("tenancy", "0006_plain_ranges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangedTables(
            [
                migrations.RemoveConstraint(
                    model_name="planentry",
                    name="plan_entry_technique_known",
                ),
                migrations.RemoveConstraint(
                    model_name="visitsection",
                    name="visit_section_techniques_known",
                ),
                migrations.AlterField(
                    model_name="planentry",
                    name="regime",
                    field=models.CharField(
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
                        default="random",
                        max_length=12,
                        verbose_name="监管类型",
                    ),
                ),
                migrations.AlterField(
                    model_name="planentry",
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
                    model_name="planentryevent",
                    name="regime",
                    field=models.CharField(
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
                        default="random",
                        max_length=12,
                        verbose_name="监管类型",
                    ),
                ),
                migrations.AlterField(
                    model_name="planentryevent",
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
                    model_name="planstratum",
                    name="technique",
                    field=models.CharField(
                        blank=True,
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
                        max_length=12,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AlterField(
                    model_name="planstratumevent",
                    name="technique",
                    field=models.CharField(
                        blank=True,
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
                        max_length=12,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AlterField(
                    model_name="stratumdefault",
                    name="technique",
                    field=models.CharField(
                        blank=True,
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
                        max_length=12,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AlterField(
                    model_name="stratumdefaultevent",
                    name="technique",
                    field=models.CharField(
                        blank=True,
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
                        max_length=12,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AlterField(
                    model_name="visitsection",
                    name="techniques",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("on_site", "现场检查"),
                                ("documents", "书面检查"),
                                ("others_result", "采用其他部门检查结果或专业机构结论"),
                                ("testing", "抽样检测"),
                                ("network", "网络监测"),
                                ("entrusted", "委托专业机构"),
                                ("patrol", "巡查检查"),
                                ("verification", "实地核查"),
                                ("flying", "飞行检查"),
                                ("system", "体系检查"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AlterField(
                    model_name="visitsectionevent",
                    name="techniques",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("on_site", "现场检查"),
                                ("documents", "书面检查"),
                                ("others_result", "采用其他部门检查结果或专业机构结论"),
                                ("testing", "抽样检测"),
                                ("network", "网络监测"),
                                ("entrusted", "委托专业机构"),
                                ("patrol", "巡查检查"),
                                ("verification", "实地核查"),
                                ("flying", "飞行检查"),
                                ("system", "体系检查"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="检查方式",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planentry",
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
                        name="plan_entry_technique_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitsection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "techniques__contained_by",
                                [
                                    "on_site",
                                    "documents",
                                    "others_result",
                                    "testing",
                                    "network",
                                    "entrusted",
                                    "patrol",
                                    "verification",
                                    "flying",
                                    "system",
                                ],
                            )
                        ),
                        name="visit_section_techniques_known",
                    ),
                ),
            ]
        ),
    ]
