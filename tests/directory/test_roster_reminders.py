"""The yearly confirmation: who is reminded, how often, and what the workbench shows."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from common.models import Notice
from directory.models import LiaisonEntry
from directory.queries.roster import departments_to_confirm
from directory.roster_columns import FIELDS
from directory.services.roster import Filing, NotYourRoster, confirm_entry, file_entry, remind_roster
from tenancy.scope import scope
from tests.directory.broken.build import MARKET
from tests.factories.tenancy import make_department, make_member
from tests.factories.worklist import tasks_of

LAST_YEAR, TODAY = date(2026, 3, 2), date(2027, 1, 4)
NOW = datetime(2027, 1, 4, 9, tzinfo=timezone.get_default_timezone())
VALUES = dict(zip(FIELDS, MARKET, strict=True))


@pytest.fixture
def keeper(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau, name="部门管理员")


@pytest.fixture
def place(nanzheng, bureau, admin, keeper):
    """区市场监管局 filed last year; the place is open."""
    with scope(nanzheng, member=admin):
        file_entry(Filing(bureau, VALUES), actor=admin, today=LAST_YEAR)
        yield nanzheng


def notices(place, member):
    return list(Notice.objects.of(place).filter(member=member))


def test_a_line_of_last_year_is_to_be_confirmed_and_one_of_this_year_is_not(place, bureau, admin):
    assert list(departments_to_confirm(place, TODAY)) == [bureau]
    confirm_entry(LiaisonEntry.objects.of(place).get(), actor=admin, today=TODAY)
    assert list(departments_to_confirm(place, TODAY)) == []


def test_the_department_is_reminded_once_a_week_until_it_confirms(place, keeper, admin):
    assert remind_roster(place, today=TODAY, now=NOW) == 1
    Notice.objects.of(place).update(sent_at=NOW)
    assert remind_roster(place, today=TODAY, now=NOW + timedelta(days=1)) == 0
    (notice,) = notices(place, keeper)
    assert notice.subject == "请确认2027年度工作联络表"
    assert "区市场监管局" in notice.body
    Notice.objects.of(place).update(sent_at=NOW - timedelta(days=8))
    assert remind_roster(place, today=TODAY, now=NOW) == 1
    confirm_entry(LiaisonEntry.objects.of(place).get(), actor=admin, today=TODAY)
    assert remind_roster(place, today=TODAY, now=NOW + timedelta(days=30)) == 0


def test_a_reminder_holds_no_mobile_number(place, keeper):
    remind_roster(place, today=TODAY, now=NOW)
    (notice,) = notices(place, keeper)
    assert "13900000001" not in notice.subject + notice.body


def test_where_a_department_has_no_administrator_the_place_is_reminded(place, admin, keeper):
    make_department(place, "区应急局")
    remind_roster(place, today=TODAY, now=NOW)
    (notice,) = notices(place, admin)
    assert "区应急局" in notice.body
    assert "区市场监管局" not in notice.body


def test_the_workbench_leads_a_department_to_its_own_form(place, keeper, bureau):
    make_department(place, "区应急局")
    (task,) = tasks_of(keeper, place, TODAY, "directory.roster")
    assert (task.about, task.url) == ("区市场监管局", f"/610703/roster/of/{bureau.pk}/")
    assert task.due.on == date(2027, 1, 15)


def test_the_workbench_gives_the_place_one_line_for_all(place, admin):
    make_department(place, "区应急局")
    (task,) = tasks_of(admin, place, TODAY, "directory.roster")
    assert task.about == "2个单位尚未确认"


def test_an_officer_has_nothing_to_confirm(place, officer):
    assert tasks_of(officer, place, TODAY, "directory.roster") == []


def test_nobody_files_or_confirms_for_another_department(place, nanzheng):
    stranger = make_member(nanzheng, "department_admin", make_department(nanzheng, "区司法局"))
    with scope(nanzheng, member=stranger), pytest.raises(NotYourRoster, match="只能填报本单位的联络表"):
        confirm_entry(LiaisonEntry.objects.of(place).get(), actor=stranger, today=TODAY)
