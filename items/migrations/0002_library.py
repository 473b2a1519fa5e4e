"""Load the domains the policies name (R034–R036), and the laws and articles that items commonly rest on (R030)."""

from django.db import migrations

from items.catalogue import ARTICLES, DOMAINS, LAWS
from tenancy.regions import COUNTRY


def load_domains(apps, schema_editor) -> None:
    domains = apps.get_model("items", "SupervisionDomain")._base_manager.using(schema_editor.connection.alias)
    domains.bulk_create(
        domains.model(
            tenant_id=COUNTRY,
            name=domain.name,
            tag=domain.tag,
            reasons=list(domain.reasons),
            source=domain.source,
            position=position,
        )
        for position, domain in enumerate(DOMAINS, start=1)
    )


def load_laws(apps, schema_editor) -> None:
    database = schema_editor.connection.alias
    laws, articles = (apps.get_model("items", name)._base_manager.using(database) for name in ("Law", "LawArticle"))
    laws.bulk_create(laws.model(tenant_id=COUNTRY, name=name) for name in LAWS)
    for name, numbers in ARTICLES.items():
        law, _is_new = laws.get_or_create(tenant_id=COUNTRY, name=name)
        articles.bulk_create(articles.model(tenant_id=COUNTRY, law=law, number=number) for number in numbers)


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial"), ("tenancy", "0002_regions")]

    operations = [
        migrations.RunPython(load_domains, migrations.RunPython.noop),
        migrations.RunPython(load_laws, migrations.RunPython.noop),
    ]
