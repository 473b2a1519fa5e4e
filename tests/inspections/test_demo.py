"""The plans of the demonstration: published, drafted, late."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from inspections.models import AnnualPlan, PlanEntry
from inspections.queries.overlaps import joint_shares
from inspections.queries.plans import limits_of
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
        by_group = PlanEntry.objects.of(NANZHENG).filter(lines__is_by_group=True)
        assert by_group.get().title == "全区企业跨部门联合抽查"
    with scope(ABAGA):
        states = sorted(AnnualPlan.objects.of(ABAGA).values_list("department__name", "state"))
        assert states == [("旗工信局", "published"), ("旗市场监管局", "draft")]
        public = PublicRecord.objects.of(ABAGA).get(kind="inspection_plan")
        assert [entry["title"] for entry in public.snapshot["entries"]] == ["成品油零售经营企业联合抽查"]
        shares = joint_shares(ABAGA, int(public.snapshot["year"]), timezone.localdate())
        target = limits_of(ABAGA).target_percent
        assert [share.name for share in shares if share.planned.percent < target] == ["旗市场监管局"]
