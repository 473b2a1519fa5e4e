"""The addresses the phone talks to: its own visits only, words it does not know refused, one piece at a time."""

import hashlib
import json
import uuid

import pytest
from django.utils import timezone

from inspections.models import HeldRecord, VisitPass
from inspections.queries.records import points_of
from tenancy.scope import scope
from tests.factories.tenancy import make_department
from tests.factories.visits import fill, make_cast, on_site, photo, planned, section_of, signed

BASE = "/610703/visits/"


@pytest.fixture
def cast(nanzheng, bureau, own_files):
    return make_cast(bureau, make_department(nanzheng, "区人社局"))


@pytest.fixture
def visit(cast):
    return on_site(cast)


@pytest.fixture
def section(visit, cast):
    return section_of(visit, cast.lead)


def entry_of(section) -> int:
    with scope(section.tenant_id):
        return points_of(section)[0].entry.pk


def piece(kind, section, **values) -> dict:
    return {
        "kind": kind,
        "device_key": str(uuid.uuid4()),
        "section": section.pk,
        "at": timezone.now().isoformat(),
    } | values


def post(browser, visit, *pieces, **files):
    return browser.post(f"{BASE}{visit.pk}/field/", {"records": json.dumps(pieces), **files})


def test_the_phone_takes_its_own_visits_along_and_no_other(visit, cast, officer, sign_in):
    browser = sign_in(cast.lead_officers[0])
    assert browser.get(f"{BASE}field/").status_code == 200
    mine = browser.get(f"{BASE}field/mine.json").json()
    assert [one["pk"] for one in mine["visits"]] == [visit.pk]
    assert mine["csrf"]
    assert len(browser.get(f"{BASE}{visit.pk}/field/").json()["sections"]) == 2
    colleague = sign_in(officer)
    assert colleague.get(f"{BASE}field/mine.json").json()["visits"] == []
    assert colleague.get(f"{BASE}{visit.pk}/field/").status_code == 404


def test_the_worker_keeps_every_module_the_app_imports(cast, sign_in, settings):
    script = sign_in(cast.lead_officers[0]).get(f"{BASE}field/worker.js").content.decode()
    modules = {path.name for path in (settings.BASE_DIR / "static/js/field").iterdir()}
    assert [name for name in modules if f"js/field/{name}" not in script] == []
    assert f'"{BASE}field/"' in script


def test_records_and_photos_come_in_one_sending(visit, section, cast, sign_in):
    file = photo()
    sha256 = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    picture = piece("evidence", section, medium="photo", description="门头", place="南环路", sha256=sha256)
    point = piece("answer", section, entry=entry_of(section), outcome="pass", note="", seen=None)
    browser = sign_in(cast.lead_officers[0])
    answer = post(browser, visit, point, picture, **{picture["device_key"]: file})
    assert [one["outcome"] for one in answer.json()["receipts"]] == ["kept", "kept"]


def test_what_is_malformed_is_refused_alone(visit, section, cast, sign_in):
    browser = sign_in(cast.lead_officers[0])
    good = piece("answer", section, entry=entry_of(section), outcome="pass", note="", seen=None)
    receipts = post(browser, visit, piece("statement", section, text=""), good).json()["receipts"]
    assert [one["outcome"] for one in receipts] == ["refused", "kept"]
    for records in ("", "{}", '[{"kind": "other", "device_key": "x"}]', '["x"]'):
        assert browser.post(f"{BASE}{visit.pk}/field/", {"records": records}).status_code == 404


def test_what_came_too_late_is_listed_read_and_decided(visit, section, cast, sign_in):
    actor = cast.lead_officers[0]
    signed(fill(section, actor), actor)
    browser = sign_in(actor)
    late = piece("answer", section, entry=entry_of(section), outcome="fail", note="后来发现过期", seen=None)
    assert post(browser, visit, late).json()["receipts"][0]["outcome"] == "held"
    assert "后来发现过期" in browser.get(f"{BASE}held/").content.decode()
    with scope(visit.tenant):
        held = HeldRecord.objects.of(visit.tenant_id).get()
    assert "没有写入的原因" in browser.get(f"{BASE}held/{held.pk}/").content.decode()
    refused = browser.post(f"{BASE}held/{held.pk}/decide/", {"decision": "written", "note": "写入"})
    assert refused.status_code == 422
    assert "签字后只能添加更正" in refused.content.decode()
    assert browser.post(f"{BASE}held/{held.pk}/decide/", {"decision": "correction", "note": "补充"}).status_code == 302
    assert "没有待核对的记录" in browser.get(f"{BASE}held/").content.decode()


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_a_pass_is_issued_shown_looked_up_and_taken_back(committed, nanzheng, bureau, own_files, sign_in, client):
    cast = make_cast(bureau, make_department(nanzheng, "区人社局"))
    visit = planned(cast)
    approver, officer = sign_in(cast.approver), sign_in(cast.lead_officers[0])
    assert approver.post(f"{BASE}{visit.pk}/approve_visit/", {"note": ""}).status_code == 302
    told = {"materials": "营业执照", "contact": "张三 0916-5512345"}
    assert officer.post(f"{BASE}{visit.pk}/notify_visit/", told).status_code == 302
    issued = officer.post(f"{BASE}{visit.pk}/issue_pass/", {"contact": "张三 0916-5512345"})
    assert issued.status_code == 302, issued.content.decode()
    with scope(nanzheng):
        row = VisitPass.objects.of(nanzheng).get()
    page = officer.get(f"{BASE}passes/{row.pk}/").content.decode()
    assert row.code in page
    assert row.token in page
    asked = {"number": visit.number, "code": row.code.lower()}
    found = client.post("/pass/number/", asked).content.decode()
    assert "检查码有效" in found or "还没有生效" in found
    assert cast.subject.name in found
    assert "这次检查之后，今年还可入企检查几次" in found
    assert "没有查到" in client.post("/pass/number/", asked | {"code": "AAAAAAAA"}).content.decode()
    half = client.post("/pass/number/", asked | {"number": "12"})
    assert half.status_code == 422
    assert "请照检查码下方抄写完整编号" in half.content.decode()
    assert client.get("/pass/revoked.json").json()["revoked"] == []
    assert officer.post(f"{BASE}passes/{row.pk}/revoke/", {"reason": "改期"}).status_code == 302
    assert client.get("/pass/revoked.json").json()["revoked"] == [row.code]
    assert "已被收回" in client.post("/pass/number/", asked).content.decode()


def test_what_came_too_late_waits_on_the_workbench_of_who_was_there(visit, section, cast, sign_in):
    actor = cast.lead_officers[0]
    signed(fill(section, actor), actor)
    words = {"outcome": "fail", "note": "后来发现", "entry": entry_of(section)}
    post(sign_in(actor), visit, piece("answer", section, **words))
    with scope(visit.tenant):
        held = HeldRecord.objects.of(visit.tenant).get()
    bench = sign_in(cast.lead_officers[1]).get("/610703/").content.decode()
    assert "核对迟到的现场记录" in bench
    assert held.get_absolute_url() in bench
    assert "核对迟到的现场记录" not in sign_in(cast.other_officers[0]).get("/610703/").content.decode()
    assert "写下时间（设备）" in sign_in(actor).get(held.get_absolute_url()).content.decode()
