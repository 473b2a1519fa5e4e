"""Enter the national arrangements of 2004–2026."""

from datetime import UTC, datetime

from django.db import migrations

from common.calendars.published import published_years
from tenancy.regions import COUNTRY


def load(apps, schema_editor) -> None:
    database, now = schema_editor.connection.alias, datetime.now(UTC)
    years, days = (
        apps.get_model("common", name)._base_manager.using(database) for name in ("CalendarYear", "CalendarDay")
    )
    for year, special_days in published_years().items():
        source = f"国务院办公厅关于{year}年部分节假日安排的通知"
        entered = years.create(tenant_id=COUNTRY, year=year, version=1, source=source, entered_at=now)
        days.bulk_create(
            days.model(tenant_id=COUNTRY, calendar_year=entered, on=day.on, kind=day.kind.value, name=day.name)
            for day in special_days
        )


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial"), ("tenancy", "0002_regions")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
