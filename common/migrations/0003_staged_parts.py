import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from tenancy.tables import ChangedTables, NewTables
from tenancy.walls import Wall

KEEP_AS_THEY_ARE = """
ALTER TABLE common_stagedpart
    ALTER "values" SET STORAGE EXTERNAL, ALTER befores SET STORAGE EXTERNAL, ALTER errors SET STORAGE EXTERNAL,
    ALTER doubts SET STORAGE EXTERNAL;
"""
"""What is read again within minutes and deleted within a month is not worth packing."""

REPACK = """
INSERT INTO common_stagedpart (tenant_id, batch_id, first, numbers, verdicts, "values", targets, befores, errors,
    doubts)
SELECT tenant_id, batch_id, min(number), array_agg(number ORDER BY number), array_agg(verdict ORDER BY number),
    array_agg("values" ORDER BY number), array_agg(target ORDER BY number), array_agg(before ORDER BY number),
    array_agg(errors ORDER BY number), array_agg(doubts ORDER BY number)
FROM (SELECT *, row_number() OVER (PARTITION BY batch_id ORDER BY number) - 1 AS place FROM common_stagedrow) AS placed
GROUP BY tenant_id, batch_id, place / 500
"""

ROW_BY_ROW = """
CREATE VIEW common_stagedrow WITH (security_invoker = true) AS
SELECT tenant_id, batch_id, id AS part_id, unnest(numbers) AS number, unnest(verdicts) AS verdict,
    unnest("values") AS "values", unnest(targets) AS target, unnest(befores) AS before, unnest(errors) AS errors,
    unnest(doubts) AS doubts
FROM common_stagedpart
"""
"""Who reads the view stands before the wall of the table."""

VERDICTS = [("new", "新增"), ("changed", "变更"), ("same", "无变化"), ("doubtful", "存疑"), ("rejected", "有误")]


def place() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="tenancy.region",
        verbose_name="所属地区",
    )


def many(of: models.Field, name: str) -> models.Field:
    return django.contrib.postgres.fields.ArrayField(base_field=of, size=None, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [("common", "0002_published_calendars"), ("tenancy", "0003_library_walls")]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="StagedPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("first", models.PositiveIntegerField(verbose_name="第一行")),
                        ("numbers", many(models.PositiveIntegerField(), "文件中的行")),
                        ("verdicts", many(models.CharField(choices=VERDICTS, max_length=10), "结论")),
                        ("values", many(models.JSONField(), "内容")),
                        ("targets", many(models.BigIntegerField(null=True), "对应记录")),
                        ("befores", many(models.JSONField(null=True), "现有内容")),
                        ("errors", many(models.JSONField(), "错误")),
                        ("doubts", many(models.JSONField(), "存疑")),
                        (
                            "batch",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="common.importbatch",
                                verbose_name="导入批次",
                            ),
                        ),
                        ("tenant", place()),
                    ],
                    options={
                        "verbose_name": "待导入的一段",
                        "verbose_name_plural": "待导入的各段",
                        "ordering": ["first"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "first"), name="staged_part_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdicts__contained_by", [verdict for verdict, _word in VERDICTS])
                                ),
                                name="staged_verdicts_known",
                            ),
                        ],
                    },
                    managers=[("everything", django.db.models.manager.Manager())],
                ),
            ]
        ),
        Wall("stagedpart"),
        migrations.RunSQL([KEEP_AS_THEY_ARE, REPACK, "SET CONSTRAINTS ALL IMMEDIATE"]),
        ChangedTables([migrations.DeleteModel(name="StagedRow")]),
        migrations.RunSQL(ROW_BY_ROW),
        migrations.CreateModel(
            name="StagedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "batch_id", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="文件中的行")),
                ("verdict", models.CharField(choices=VERDICTS, max_length=10, verbose_name="结论")),
                ("values", models.JSONField(verbose_name="内容")),
                ("target", models.BigIntegerField(null=True, verbose_name="对应记录")),
                ("before", models.JSONField(null=True, verbose_name="现有内容")),
                ("errors", models.JSONField(verbose_name="错误")),
                ("doubts", models.JSONField(verbose_name="存疑")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="rows",
                        to="common.importbatch",
                        verbose_name="导入批次",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="common.stagedpart",
                        verbose_name="待导入的一段",
                    ),
                ),
                ("tenant", place()),
            ],
            options={
                "verbose_name": "待导入行",
                "verbose_name_plural": "待导入行",
                "ordering": ["number"],
                "managed": False,
                "abstract": False,
                "base_manager_name": "everything",
                "default_manager_name": "everything",
            },
            managers=[("everything", django.db.models.manager.Manager())],
        ),
    ]
