import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

from tenancy.tables import ChangedTables, NewTables
from tenancy.walls import AppendOnly, Wall

BYTES_AS_THEY_ARE = """
ALTER TABLE inspections_poolpart
    ALTER leaves SET STORAGE EXTERNAL, ALTER salts SET STORAGE EXTERNAL,
    ALTER object_ids SET STORAGE EXTERNAL, ALTER codes SET STORAGE EXTERNAL;
"""
"""Random bytes do not get smaller; trying takes longer than the draw."""

REPACK = """
INSERT INTO inspections_poolpart (tenant_id, draw_id, stratum, number, leaves, salts, object_ids, codes)
SELECT tenant_id, draw_id, stratum, position / 4096,
       string_agg(leaf, '' ORDER BY position), string_agg(salt, '' ORDER BY position),
       array_agg(object_id ORDER BY position), array_agg(code ORDER BY position)
FROM (SELECT *, row_number() OVER (PARTITION BY draw_id, stratum ORDER BY leaf) - 1 AS position
      FROM inspections_drawcandidate) AS placed
GROUP BY tenant_id, draw_id, stratum, position / 4096;

ALTER TABLE inspections_drawnobject DISABLE TRIGGER append_only;
UPDATE inspections_drawnobject AS drawn SET code = candidate.code, salt = candidate.salt, leaf = candidate.leaf
FROM inspections_drawcandidate AS candidate WHERE candidate.id = drawn.candidate_id;
ALTER TABLE inspections_drawnobject ENABLE TRIGGER append_only;
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0013_ratings")]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="PoolPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stratum", models.PositiveSmallIntegerField(verbose_name="分层编号")),
                        ("number", models.PositiveIntegerField(verbose_name="段号")),
                        ("leaves", models.BinaryField(verbose_name="叶子")),
                        ("salts", models.BinaryField(verbose_name="盐值")),
                        (
                            "object_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), size=None, verbose_name="监管对象"
                            ),
                        ),
                        (
                            "codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None, verbose_name="公开编号"
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="inspections.draw",
                                verbose_name="抽取",
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
                        "verbose_name": "对象池分段",
                        "verbose_name_plural": "对象池分段",
                        "ordering": ["draw", "stratum", "number"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.AddConstraint(
                    model_name="poolpart",
                    constraint=models.UniqueConstraint(fields=("draw", "stratum", "number"), name="pool_part_once"),
                ),
                migrations.AddConstraint(
                    model_name="poolpart",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("object_ids__len", models.F("codes__len")),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("leaves"),
                                django.db.models.expressions.CombinedExpression(
                                    models.F("codes__len"), "*", models.Value(32)
                                ),
                            ),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("salts"),
                                django.db.models.expressions.CombinedExpression(
                                    models.F("codes__len"), "*", models.Value(16)
                                ),
                            ),
                        ),
                        name="pool_part_whole",
                    ),
                ),
            ]
        ),
        Wall("poolpart"),
        AppendOnly("poolpart"),
        ChangedTables(
            [
                migrations.AddField(
                    model_name="drawnobject",
                    name="code",
                    field=models.CharField(default="", max_length=200, verbose_name="公开编号"),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="drawnobject",
                    name="salt",
                    field=models.BinaryField(default=b"", max_length=16, verbose_name="盐值"),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="drawnobject",
                    name="leaf",
                    field=models.BinaryField(default=b"", max_length=32, verbose_name="叶子"),
                    preserve_default=False,
                ),
            ]
        ),
        migrations.RunSQL([BYTES_AS_THEY_ARE, "SET CONSTRAINTS ALL IMMEDIATE", REPACK]),
        ChangedTables(
            [
                migrations.RemoveField(model_name="drawnobject", name="candidate"),
                migrations.DeleteModel(name="DrawCandidate"),
            ]
        ),
    ]
