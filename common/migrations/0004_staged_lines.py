import django.contrib.postgres.fields
from django.db import migrations, models

from tenancy.tables import ChangedTables

TAKE_APART = """
UPDATE common_stagedpart AS part SET fields = taken.fields, lines = taken.lines
FROM (
    SELECT id, fields, (
        SELECT array_agg(
            (SELECT string_agg(coalesce(value ->> field, ''), E'\\x1e' ORDER BY place)
             FROM unnest(fields) WITH ORDINALITY AS named (field, place))
            ORDER BY number)
        FROM unnest("values") WITH ORDINALITY AS rows (value, number)
    ) AS lines
    FROM (
        SELECT id, "values", array(
            SELECT DISTINCT field FROM unnest("values") AS value, jsonb_object_keys(value) AS field ORDER BY field
        ) AS fields
        FROM common_stagedpart
    ) AS named
) AS taken
WHERE taken.id = part.id
"""
"""The fields of an older part stand in another order than its register wants: it asks to be read again."""

ROW_BY_ROW = """
CREATE VIEW common_stagedrow WITH (security_invoker = true) AS
SELECT tenant_id, batch_id, part_id, number, verdict, string_to_array(line, E'\\x1e') AS cells,
    jsonb_object(fields, string_to_array(line, E'\\x1e')) AS "values", target, before,
    coalesce(errors, '[]') AS errors, coalesce(doubts, '[]') AS doubts
FROM (
    SELECT tenant_id, batch_id, id AS part_id, fields, unnest(numbers) AS number, unnest(verdicts) AS verdict,
        unnest(lines) AS line, unnest(targets) AS target, unnest(befores) AS before, unnest(errors) AS errors,
        unnest(doubts) AS doubts
    FROM common_stagedpart
) AS row
"""
"""Who reads the view stands before the wall of the table. Cells are taken apart only where a statement asks for them."""


def many(of: models.Field, name: str, **more: object) -> models.Field:
    return django.contrib.postgres.fields.ArrayField(base_field=of, size=None, verbose_name=name, **more)


class Migration(migrations.Migration):
    dependencies = [("common", "0003_staged_parts")]

    operations = [
        migrations.RunSQL("DROP VIEW common_stagedrow"),
        ChangedTables(
            [
                migrations.AddField(
                    "stagedpart",
                    "fields",
                    many(models.CharField(max_length=60), "栏目", default=list),
                    preserve_default=False,
                ),
                migrations.AddField(
                    "stagedpart", "lines", many(models.TextField(), "内容", default=list), preserve_default=False
                ),
            ]
        ),
        migrations.RunSQL(["ALTER TABLE common_stagedpart ALTER lines SET STORAGE EXTERNAL", TAKE_APART]),
        ChangedTables([migrations.RemoveField("stagedpart", "values")]),
        migrations.RunSQL(ROW_BY_ROW),
    ]
