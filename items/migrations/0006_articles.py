"""Load the articles that items commonly rest on, so that the graph has its first nodes (R030)."""

from django.db import migrations

from items.catalogue import ARTICLES
from tenancy.regions import COUNTRY


def load(apps, schema_editor) -> None:
    database = schema_editor.connection.alias
    laws, articles = (apps.get_model("items", name)._base_manager.using(database) for name in ("Law", "LawArticle"))
    for name, numbers in ARTICLES.items():
        law, _is_new = laws.get_or_create(tenant_id=COUNTRY, name=name)
        for number in numbers:
            articles.get_or_create(tenant_id=COUNTRY, law=law, number=number)


class Migration(migrations.Migration):
    dependencies = [("items", "0005_responsibilities_and_laws")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
