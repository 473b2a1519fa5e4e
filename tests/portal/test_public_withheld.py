"""A subject whose name is lawfully kept back is named nowhere in public (R116; DOMAIN 5.2 nos. 26 and 27)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from publication import kinds
from publication.models import Duty, LedgerEntry, PublicRecord
from publication.services import corrections, duties, exemptions, objections
from publication.services.ledger import Publication
from tenancy.models import TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

NOTICE = kinds.Kind(
    "notice",
    "检查结果",
    {
        "subject": kinds.Field("对象", is_recorded=True, names_subject=True),
        "code": kinds.Field("代码", is_recorded=True, is_exact=True, names_subject=True),
        "outcome": kinds.Field("结果"),
    },
    "public/_fields.html",
    concerns_subject=True,
)
NAME, CODE = "南郑区王二面馆", "92610703MA6YQ0000X"


@pytest.fixture
def place(committed, monkeypatch):
    monkeypatch.setitem(kinds.KINDS, NOTICE.name, NOTICE)
    return open_place(610703000000)


@pytest.fixture
def office(place):
    return make_department(place, "区市场监管局")


@pytest.fixture
def people(place, office):
    """Who writes, who checks, who decides on exemptions."""
    with scope(place):
        TenantSettings.objects.of(place).create(second_factor_roles=[])
    desk = [("officer", office), ("department_admin", office), ("district_admin", None)]
    return [make_member(place, role, department) for role, department in desk]


@pytest.fixture
def duty(place, office, people):
    """A duty about a sole trader's shop, which bears the trader's name; not drafted yet."""
    told = {"subject": NAME, "code": CODE, "outcome": f"{NAME}地面有积水，已责令改正"}
    basis = f"对{NAME}的检查记录"
    with scope(place, member=people[0]):
        publication = Publication(NOTICE.name, "1", f"{NAME}检查结果", told, basis, subject_code=CODE)
        return duties.open_duty(place, publication, department=office, actor=people[0])


def name_kept_back(duty: Duty, people) -> None:
    officer, _checker, admin = people
    with scope(duty.tenant, member=officer):
        duty.refresh_from_db()
        until = timezone.localdate() + timedelta(days=90)
        given = {"ground": "privacy", "fields": ["subject"], "reason": "字号含经营者姓名", "review_on": until}
        asked = exemptions.request_exemption(duty, **given, actor=officer)
    with scope(duty.tenant, member=admin):
        exemptions.decide_exemption(asked, is_granted=True, actor=admin)


def made_public(duty: Duty, people) -> None:
    officer, checker, _admin = people
    with scope(duty.tenant, member=checker):
        duty.refresh_from_db()
        if duty.state == "due":
            duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=officer)
        duties.check(duty, actor=checker)
        objections.tell_subject(duty, on=timezone.localdate(), how="现场签收", actor=officer)
        duty.refresh_from_db()
        duties.publish_duty(duty, actor=checker)
    cache.clear()


def everything_public(place) -> str:
    """What a visitor can read of the one result, wherever it shows, each of its versions included."""
    visitor = Client()
    with scope(place):
        row = PublicRecord.objects.of(place).get()
        numbers = list(LedgerEntry.objects.of(place).values_list("number", flat=True))
    lists, record = f"/open/610703/{row.kind}/list", f"/open/610703/{row.pk}/"
    pages = ["/open/", "/open/610703/", "/open/610703/feed.atom", f"{lists}/", record, f"{record}data.json"]
    texts = [visitor.get(page).content.decode() for page in pages]
    texts += [visitor.get(f"{record}?version={number}").content.decode() for number in numbers]
    files = [visitor.get(f"{lists}.{kind}") for kind in ("csv", "json")]
    return "".join([*texts, *(b"".join(file.streaming_content).decode() for file in files), row.search_text])


def test_mistake_26_a_subject_whose_name_is_kept_back_is_named_nowhere(place, people, duty):
    name_kept_back(duty, people)
    made_public(duty, people)
    read = everything_public(place)
    assert "某监管对象检查结果" in read
    assert "某监管对象地面有积水" in read
    assert NAME not in read
    assert CODE not in read
    found = Client().get("/open/companies/", {"code": CODE}).content.decode()
    assert "检查结果（" not in found
    assert "没有查到" in found


def test_mistake_27_what_is_kept_back_later_goes_from_the_versions_before_too(place, people, duty):
    made_public(duty, people)
    assert NAME in everything_public(place)
    with scope(place, member=people[0]):
        duty.refresh_from_db()
        given = {"snapshot": {"outcome": "已责令改正"}, "basis": duty.basis, "reason": f"更正对{NAME}的表述"}
        again = corrections.propose_correction(duty, **given, actor=people[0])
    name_kept_back(again, people)
    made_public(again, people)
    read = everything_public(place)
    assert "更正对某监管对象的表述" in read
    assert NAME not in read
    assert CODE not in read
