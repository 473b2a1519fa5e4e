"""The plans of the demonstration: published, drafted, late."""

import pytest
from django.core.management import call_command

from inspections.models import AnnualPlan, PlanEntry
from publication.models import PublicRecord
from tenancy.scope import scope
from tests.conftest import ABAGA, NANZHENG


@pytest.mark.django_db
def test_the_demonstration_shows_plans_at_every_stage(settings, capsys):
    settings.DEMO = True
    for command in ("load_demo", "load_demo_items", "load_demo_objects", "load_demo_plans", "load_demo_plans"):
        call_command(command)
    assert "0 plans added" in capsys.readouterr().out
    with scope(NANZHENG):
        states = sorted(AnnualPlan.objects.of(NANZHENG).values_list("department__name", "state"))
        assert states == [
            ("区人力资源和社会保障局", "published"),
            ("区住建局", "published"),
            ("区市场监管局", "draft"),
            ("区市场监管局", "published"),
        ]
        assert PlanEntry.objects.of(NANZHENG).filter(strata__isnull=False).exists()
        entries = PublicRecord.objects.of(NANZHENG).get(kind="inspection_plan").snapshot["entries"]
        inside = PlanEntry.objects.of(NANZHENG).filter(plan__state="published").values_list("title", flat=True)
        assert sorted(entry["title"] for entry in entries) == sorted(inside)
        assert len(inside) == 4
    with scope(ABAGA):
        assert AnnualPlan.objects.of(ABAGA).get().state == "draft"
