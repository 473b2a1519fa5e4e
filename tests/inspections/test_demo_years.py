"""The demonstration follows the clock: loaded after New Year it stands as it did before."""

from datetime import datetime

import pytest
from django.core.management import call_command
from freezegun import freeze_time

from common.calendars.words import SHANGHAI
from inspections.demo.samples import DRAWN
from inspections.models import AnnualPlan, Draw, Finding, RatingCode, Revisit, Visit
from publication.models import Exemption, PublicRecord
from registry.models import JointCandidate, KeyUnit
from tenancy.scope import scope
from tests.conftest import ABAGA, NANZHENG

LATER = datetime(2027, 1, 6, 10, tzinfo=SHANGHAI)
COMMANDS = (
    "load_demo",
    "load_demo_officers",
    "load_demo_items",
    "load_demo_objects",
    "load_demo_visits",
    "load_demo_credit",
    "load_demo_risk",
    "load_demo_plans",
    "load_demo_draws",
    "load_demo_budget",
    "load_demo_results",
)


@pytest.mark.django_db
def test_the_demonstration_loads_after_new_year_and_twice(settings, own_files, capsys):
    settings.DEMO = True
    with freeze_time(LATER):
        for command in COMMANDS:
            call_command(command)
        call_command("load_demo_draws")
        call_command("load_demo_results")
    said = capsys.readouterr().out
    assert "0 draws and 0 visits added" in said
    assert "8 results made public" in said
    assert "0 results made public" in said
    with scope(NANZHENG):
        plans = {(plan.year, plan.state) for plan in AnnualPlan.objects.of(NANZHENG)}
        assert plans == {(2027, "published"), (2028, "draft")}
        assert set(Draw.objects.of(NANZHENG).values_list("state", flat=True)) == {"disclosed", "committed", "accepted"}
        assert not Visit.objects.of(NANZHENG).exclude(task=None).filter(state="scheduled").exists()
        assert PublicRecord.objects.of(NANZHENG).filter(kind="inspection_result").count() == 5
        assert RatingCode.objects.of(NANZHENG).count() == 3
        assert not AnnualPlan.objects.of(NANZHENG).filter(state="published", approved_at=None).exists()
        visits = Visit.objects.of(NANZHENG).filter(task__entry__regime="key_list").order_by("serial")
        assert [visit.state for visit in visits] == ["settled_off_site", "notified"]
        _see_the_first_round()
        _see_what_followed()
    with scope(ABAGA):
        states = list(Visit.objects.of(ABAGA).order_by("serial").values_list("state", flat=True))
        assert states == ["closed", "closed", "notified", "notified"]
        assert Finding.objects.of(ABAGA).get().state == "evidence_submitted"
        assert Revisit.objects.of(ABAGA).get().visit.state == "notified"
        assert PublicRecord.objects.of(ABAGA).filter(kind="inspection_result").count() == 2
        assert RatingCode.objects.of(ABAGA).count() == 2


def _see_the_first_round():
    """Made by the groups and officers that were drawn, laid open, and told to the public with what it came to."""
    visits = Visit.objects.of(NANZHENG).filter(task__title=DRAWN).order_by("serial")
    assert [visit.state for visit in visits] == ["closed", "closed"]
    findings = Finding.objects.of(NANZHENG).filter(section__visit__in=visits).order_by("department__name")
    assert {(finding.section.visit_id, finding.state) for finding in findings} == {(visits[0].pk, "correction_ordered")}
    told = PublicRecord.objects.of(NANZHENG).get(kind="inspection_task").snapshot
    assert "已结束2次" in told["extent"]
    assert "未发现问题" in told["results"]
    teams = Draw.objects.of(NANZHENG).get(task__title=DRAWN).groups.values_list("name", flat=True)
    assert sorted(teams) == ["市场检查一组", "市场检查二组"]


def _see_what_followed():
    """A text kept back in part until today, one corrected, a candidate that is accepted."""
    exemption = Exemption.objects.of(NANZHENG).get()
    assert (exemption.fields, exemption.review_on, exemption.duty.state) == (["findings"], LATER.date(), "published")
    corrected = PublicRecord.objects.of(NANZHENG).get(kind="inspection_result", version=2)
    assert corrected.snapshot["content"].endswith("（抽查在用气瓶6只）")
    assert JointCandidate.objects.of(NANZHENG).filter(state="accepted").count() == 1
    assert set(KeyUnit.objects.of(NANZHENG).values_list("stage", flat=True)) == {"operation", "use"}
