"""The library is looked at again: dealt out to the keepers, worked off, measured (R055, R056)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from common.models import Notice
from common.workflow import MoveRefused
from registry.models import QualityCampaign, SupervisedObject, Verification
from registry.queries import tallies
from registry.queries.campaigns import health_of, progress_of
from registry.queries.quality import completeness
from registry.queries.tallies import tally_of
from registry.services.quality import NothingStale, correct_object, open_campaign, verify
from registry.services.tallies import count_library
from tenancy.scope import scope
from tests.factories.registry import TODAY, fresh, make_object, uscc
from tests.factories.tenancy import make_department, make_member

PAGE = "/610703/objects/quality/"
OLD = date(2024, 1, 5)


@pytest.fixture
def stale(nanzheng, bureau):
    """Two files that nobody looked at for long, and one that was."""
    rows = [make_object(nanzheng, f"汉中第{n}商行", department=bureau, uscc=uscc()) for n in range(3)]
    with scope(nanzheng):
        SupervisedObject.objects.of(nanzheng).filter(pk__in=[row.pk for row in rows[:2]]).update(verified_on=OLD)
    return rows[:2]


def started(tenant, **values):
    with scope(tenant):
        campaign = QualityCampaign(
            tenant=tenant,
            name=values.pop("name", "2026年冬季核实"),
            stale_before=values.pop("stale_before", date(2025, 11, 20)),
            starts_on=TODAY,
            due_on=TODAY + timedelta(days=30),
            **values,
        )
        return campaign, open_campaign(campaign, actor=None)


def task_of(row):
    with scope(row.tenant_id):
        rows = Verification.objects.of(row.tenant_id).select_related("object__tenant", "department")
        return rows.get(object=row)


def test_stale_files_are_dealt_out_to_their_keepers_who_are_told(stale, nanzheng, bureau):
    chief = make_member(nanzheng, "department_admin", bureau)
    campaign, count = started(nanzheng)
    assert count == 2
    with scope(nanzheng, member=chief):
        assert "名录核实" in Notice.objects.of(nanzheng).get(member=chief).subject
    with scope(nanzheng):
        assert [(line["total"], line["done"]) for line in progress_of(campaign)] == [(2, 0)]


def test_a_campaign_without_work_is_refused(nanzheng, bureau):
    make_object(nanzheng, department=bureau)
    with pytest.raises(NothingStale, match="不需要发起"):
        started(nanzheng)


def test_only_the_kind_asked_for_is_dealt_out(stale, nanzheng):
    with pytest.raises(NothingStale):
        started(nanzheng, kind="school")


def test_right_confirms_the_file_and_a_correction_settles_the_task(stale, nanzheng):
    campaign, _count = started(nanzheng)
    one, other = stale
    with scope(nanzheng):
        verify(task_of(one), "verify_right", actor=None, today=TODAY, note="")
        row = SupervisedObject.objects.of(nanzheng).get(pk=other.pk)
        row.address = "江南西路12号"
        correct_object(row, actor=None, today=TODAY)
        assert [line["done"] for line in progress_of(campaign)] == [2]
    assert fresh(one).verified_on == TODAY
    assert (task_of(one).state, task_of(other).state) == ("right", "corrected")


def test_missing_needs_a_reason(stale, nanzheng):
    started(nanzheng)
    with scope(nanzheng):
        with pytest.raises(MoveRefused, match="理由"):
            verify(task_of(stale[0]), "verify_missing", actor=None, today=TODAY, note="")
        verify(task_of(stale[0]), "verify_missing", actor=None, today=TODAY, note="两次上门均无此店")


def test_the_library_is_measured_by_keeper(stale, nanzheng, bureau):
    make_object(nanzheng, "无主场地", kind="place")
    with scope(nanzheng):
        lines = {line.name: line for line in health_of(tally_of(nanzheng, TODAY))}
    assert (lines["区市场监管局"].count, lines["区市场监管局"].fresh, lines["区市场监管局"].coded) == (3, 1, 3)
    assert lines["区市场监管局"].freshness == 33
    assert lines["区市场监管局"].completeness == 33
    assert lines[""].count == 1


def test_the_form_of_a_campaign_begins_with_days(no_second_factor, admin, sign_in):
    page = sign_in(admin).get(f"{PAGE}campaigns/new/").content.decode()
    today = timezone.localdate()
    for name, day in (("stale_before", today - timedelta(days=365)), ("due_on", today + timedelta(days=30))):
        assert f'name="{name}" value="{day.isoformat()}"' in page


def test_a_large_library_is_shown_as_of_its_last_count(stale, nanzheng, bureau, officer, sign_in, monkeypatch):
    monkeypatch.setattr(tallies, "LIVE_MOST", 2)
    with scope(nanzheng):
        assert tally_of(nanzheng, TODAY).counted_at is None
        for _twice in range(2):
            assert count_library(nanzheng, now=timezone.now()) == 3
    make_object(nanzheng, "今天新建的公司", department=bureau, industry_id="6210")
    with scope(nanzheng):
        tally = tally_of(nanzheng, TODAY)
    assert [(line.name, line.count) for line in health_of(tally)] == [("区市场监管局", 3)]
    for address in ("objects/quality/", "items/defaults/"):
        assert "对象较多，以上户数是截至" in sign_in(officer).get(f"/610703/{address}").content.decode()
    with scope(nanzheng):
        count_library(nanzheng, now=timezone.now())
        assert health_of(tally_of(nanzheng, TODAY))[0].count == 4


def test_completeness_names_what_is_missing(nanzheng, bureau):
    bare = make_object(nanzheng, "光杆公司")
    full = make_object(
        nanzheng,
        "齐全公司",
        uscc=uscc(),
        address="江南西路12号",
        town_id=610703102000,
        industry_id="5211",
        longitude="107.01",
        latitude="33.04",
        detail={
            "legal_representative": "田景和",
            "form": "limited",
            "founded_on": "2012-05-08",
            "capital": "8",
            "registrar": "区市场监管局",
            "employees": "8",
            "scope": "销售",
        },
    )
    with scope(nanzheng):
        assert completeness(bare).percent == 0
        assert "行业" in completeness(bare).missing
        assert completeness(full).missing == ["监管部门"]
        assert completeness(full).percent == 80


@pytest.mark.usefixtures("no_second_factor")
def test_the_way_on_the_pages(stale, nanzheng, admin, officer, sign_in):
    chief = sign_in(admin)
    filled = {"name": "冬季核实", "stale_before": "2025-11-20", "due_on": "2026-12-31"}
    done = chief.post(f"{PAGE}campaigns/new/", filled)
    assert done.status_code == 302, done.content.decode()
    assert "0/2" in chief.get(done.url).content.decode()
    keeper = sign_in(officer)
    assert "冬季核实" in keeper.get(PAGE).content.decode()
    assert "核实监管对象" in keeper.get("/610703/").content.decode()
    assert "汉中第0商行" in keeper.get(f"{PAGE}tasks/?state=to_verify&q=商行").content.decode()
    task = task_of(stale[0])
    assert keeper.post(f"{PAGE}tasks/{task.pk}/verify_right/", {"note": ""}).status_code == 302
    assert "1/2" in chief.get(done.url).content.decode()
    assert keeper.get(f"{PAGE}campaigns/new/").status_code == 403
    stranger = make_member(nanzheng, "officer", make_department(nanzheng, "区文旅局"))
    assert sign_in(stranger).get(f"{PAGE}tasks/{task.pk}/verify_missing/").status_code == 403
