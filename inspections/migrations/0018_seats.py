import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

from tenancy.tables import ChangedTables

LINES = """
ALTER TABLE inspections_poolpart
    ALTER codes TYPE text USING array_to_string(codes, E'\\n'),
    ALTER codes SET STORAGE EXTERNAL;
"""
LISTS = """
ALTER TABLE inspections_poolpart
    ALTER codes TYPE text[] USING string_to_array(codes, E'\\n'),
    ALTER codes SET STORAGE EXTERNAL;
"""


class Migration(migrations.Migration):
    """Candidates have seats; salts and leaves follow from a key. A draw begun before this has to be begun again."""

    dependencies = [("inspections", "0017_sentences")]

    operations = [
        ChangedTables(
            [
                migrations.RemoveConstraint(model_name="poolpart", name="pool_part_whole"),
                migrations.RemoveField(model_name="poolpart", name="leaves"),
                migrations.RemoveField(model_name="poolpart", name="salts"),
                migrations.AddField(
                    model_name="drawstratum",
                    name="salt_key",
                    field=models.BinaryField(default=b"", max_length=32, verbose_name="盐值密钥"),
                    preserve_default=False,
                ),
            ]
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(LINES, LISTS)],
            [
                migrations.AlterField(
                    model_name="poolpart",
                    name="codes",
                    field=models.TextField(help_text="每行一个。", verbose_name="公开编号"),
                )
            ],
        ),
        ChangedTables(
            [
                migrations.AddConstraint(
                    model_name="poolpart",
                    constraint=models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.F("object_ids__len"),
                            models.Value(1)
                            + django.db.models.functions.text.Length("codes")
                            - django.db.models.functions.text.Length(
                                django.db.models.functions.text.Replace("codes", models.Value("\n"), models.Value(""))
                            ),
                        ),
                        name="pool_part_whole",
                    ),
                ),
            ]
        ),
    ]
