"""Fill the tables of regions and of their changes."""

import csv
import io
from collections.abc import Iterable

from django.db import migrations

from tenancy.gazetteer import change_rows, region_rows

NULL = r"\N"


def copy_rows(schema_editor, table: str, columns: str, rows: Iterable[tuple]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([NULL if value is None else value for value in row] for row in rows)
    buffer.seek(0)
    with schema_editor.connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN WITH (FORMAT csv, NULL '{NULL}')", buffer)


def load(apps, schema_editor) -> None:
    copy_rows(schema_editor, "tenancy_region", "code, last, name, level, kind, parent_id, is_tenant", region_rows())
    changes = "year, change, old_code, old_name, new_code, new_name"
    copy_rows(schema_editor, "tenancy_regionchange", changes, change_rows())


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
