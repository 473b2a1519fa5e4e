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
        states = dict(AnnualPlan.objects.of(NANZHENG).values_list("department__name", "state"))
        assert states == {"区住建局": "published", "区人力资源和社会保障局": "published", "区市场监管局": "draft"}
        assert PlanEntry.objects.of(NANZHENG).filter(strata__isnull=False).exists()
        assert len(PublicRecord.objects.of(NANZHENG).get(kind="inspection_plan").snapshot["entries"]) == 2
    with scope(ABAGA):
        assert AnnualPlan.objects.of(ABAGA).get().state == "draft"
