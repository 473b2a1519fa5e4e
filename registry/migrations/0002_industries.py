"""Load the national classification of industries."""

from django.db import migrations

from registry.industries import industry_rows


def load(apps, schema_editor) -> None:
    industries = apps.get_model("registry", "Industry").objects.using(schema_editor.connection.alias)
    industries.bulk_create(
        industries.model(code=code, level=level, name=name, parent_id=parent, section=section)
        for code, level, name, parent, section in industry_rows()
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
