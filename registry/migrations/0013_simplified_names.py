from django.db import migrations

from registry.names import PLAIN
from registry.searching import search_columns


def find_by_simplified_names(apps, schema_editor):
    """Names with traditional characters are found by simplified ones, of which more are known now."""
    odd = "[" + "".join(chr(mark) for mark in PLAIN if mark >= 0x3400) + "]"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name, former_names FROM registry_supervisedobject"
            " WHERE name ~ %s OR array_to_string(former_names, '') ~ %s",
            [odd, odd],
        )
        rows = cursor.fetchall()
        for number, name, former in rows:
            found = search_columns(name, former)
            cursor.execute(
                "UPDATE registry_supervisedobject SET name_key = %s, search_key = %s WHERE id = %s",
                [found.name_key, found.search_key, number],
            )


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_alike_by_each_pair")]

    operations = [migrations.RunPython(find_by_simplified_names, migrations.RunPython.noop)]
