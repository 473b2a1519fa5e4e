"""Load the domains the policies name (R034–R036) and the laws of the worked example and of common items."""

from django.db import migrations

from items.catalogue import DOMAINS, LAWS
from tenancy.regions import COUNTRY


def load(apps, schema_editor) -> None:
    database = schema_editor.connection.alias
    domains, laws = (
        apps.get_model("items", name)._base_manager.using(database) for name in ("SupervisionDomain", "Law")
    )
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
    laws.bulk_create(laws.model(tenant_id=COUNTRY, name=name) for name in LAWS)


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial"), ("tenancy", "0002_regions")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
