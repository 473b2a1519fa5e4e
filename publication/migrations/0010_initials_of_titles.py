"""What was public before titles were found by their pinyin initials is found by them too."""

from django.db import migrations

from publication.initials import initials

AT_ONCE = 2_000


def find_by_initials(apps, schema_editor) -> None:
    """Add to each public text the initials of its title, as every new version has had them since."""
    records = apps.get_model("publication", "PublicRecord")._base_manager.using(schema_editor.connection.alias)
    rows = records.filter(is_withdrawn=False)
    changed = []
    for row in rows.only("title", "search_text").order_by("pk").iterator(chunk_size=AT_ONCE):
        letters = initials(row.title)
        if letters not in row.search_text:
            row.search_text = f"{row.search_text} {letters}"
            changed.append(row)
        if len(changed) == AT_ONCE:
            rows.bulk_update(changed, ["search_text"])
            changed = []
    rows.bulk_update(changed, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("publication", "0009_persons")]

    operations = [migrations.RunPython(find_by_initials, migrations.RunPython.noop)]
