"""The pages of visits: who sees which, what they offer, what they refuse beside the field."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from common.calendars.words import numeric_text
from common.models import Clock
from inspections.models import Visit
from inspections.queries.records import points_of
from inspections.services import visits
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.tenancy import make_department, make_member
from tests.factories.visits import (
    fill,
    image,
    make_cast,
    noticed,
    on_site,
    parts_of,
    photo,
    planned,
    section_of,
    signed,
    unsaved_visit,
)

PLACE = "/610703"


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def visit(cast):
    return on_site(cast)


@pytest.fixture
def section(cast, visit):
    return section_of(visit, cast.lead)


@pytest.fixture
def client(cast, sign_in) -> Client:
    return sign_in(cast.lead_officers[0])


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(f"{PLACE}{path}")
    assert response.status_code == status, path
    return response.content.decode()


def test_a_visit_is_arranged_by_form_and_approved_by_another(cast, client, sign_in):
    subject = cast.subject.pk
    assert cast.subject.name in text_of(client, "/visits/new/?words=老石桥")
    assert "检查事项" in text_of(client, f"/visits/new/{subject}/")
    today = timezone.localdate().isoformat()
    with scope(cast.lead.tenant):
        officers = list(cast.lead.officers.values_list("pk", flat=True))
    form = {
        "title": "用工检查",
        "origin": "clue",
        "starts_on": today,
        "ends_on": today,
        "versions": [cast.version.pk],
        "departments": [cast.other.pk],
        "officers": officers,
    }
    response = client.post(f"{PLACE}/visits/new/{subject}/", form)
    assert response.status_code == 302, response.content.decode()
    address = response.headers["Location"].removeprefix(PLACE)
    assert "只有0名符合条件" in text_of(client, address)
    refused = sign_in(cast.approver).post(f"{PLACE}{address}approve_visit/", {"note": ""})
    assert refused.status_code == 422
    assert "请先确定检查人员" in refused.content.decode()


def test_a_second_visit_is_told_of_the_first(cast, client):
    planned(cast)
    page = text_of(client, f"/visits/new/{cast.subject.pk}/")
    assert "含相同事项" in page


def test_an_emergency_begins_from_its_form(cast, client):
    page = text_of(client, f"/visits/emergency/{cast.subject.pk}/")
    assert "三个工作日内须补办审批" in page


def test_an_emergency_that_was_approved_too_late_says_so(cast, sign_in):
    visit = unsaved_visit(cast, emergency_reason="群众反映正在泄漏")
    with acting(cast.lead_officers[0]) as actor:
        visits.enter_emergency(visit, parts_of(cast), actor=actor)
        clock = Clock.objects.of(visit.tenant_id).filter(rule=visits.LATE_APPROVAL_RULE.name, subject_id=str(visit.pk))
        missed = timezone.now() - timedelta(days=4)
        assert clock.update(due_at=missed, due_on=timezone.localdate(missed)) == 1
    page = sign_in(cast.approver)
    assert "期限" not in text_of(page, f"/visits/{visit.pk}/")
    with acting(cast.approver) as approver:
        visits.approve_afterwards(visit, actor=approver)
    assert f"逾期（期限{numeric_text(timezone.localdate(missed))}）" in text_of(page, f"/visits/{visit.pk}/")


def test_the_form_of_an_emergency_begins_with_whoever_fills_it_in(cast, client):
    form = client.get(f"{PLACE}/visits/emergency/{cast.subject.pk}/").context["form"]
    assert form["origin"].value() == "immediate"
    with scope(cast.lead.tenant):
        own = cast.lead.officers.get(member=cast.lead_officers[0])
    assert form["officers"].value() == [own.pk]


def test_nobody_arranges_a_random_check_by_hand(cast, client):
    page = client.get(f"{PLACE}/visits/new/{cast.subject.pk}/").context["form"]
    assert page["origin"].value() in ("", None), "nothing is proposed"
    answer = client.post(f"{PLACE}/visits/new/{cast.subject.pk}/", {"title": "用工检查", "origin": "random"})
    assert "origin" in answer.context["form"].errors, "it comes out of a draw alone"


def test_an_emergency_with_one_officer_is_refused_beside_the_officers(cast, client):
    with scope(cast.lead.tenant):
        alone = cast.lead.officers.first()
    form = {"title": "燃气泄漏", "origin": "immediate", "emergency_reason": "可能爆炸", "versions": [cast.version.pk]}
    answer = client.post(f"{PLACE}/visits/emergency/{cast.subject.pk}/", form | {"officers": [alone.pk]})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["officers"]
    assert "至少须有2名" in str(answer.context["form"].errors["officers"])


def test_mistake_16_whoever_takes_no_part_finds_no_visit_before_it(cast, nanzheng, sign_in):
    visit = planned(cast)
    stranger = sign_in(make_member(nanzheng, "officer", make_department(nanzheng, "区水利局")))
    assert stranger.get(f"{PLACE}/visits/{visit.pk}/").status_code == 404
    assert visit.object.name not in stranger.get(f"{PLACE}/visits/").content.decode()


def test_nobody_comes_on_a_day_that_was_not_approved(cast, client):
    later = timezone.localdate() + timedelta(days=3)
    visit = noticed(cast, starts_on=later, ends_on=later)
    answer = client.post(f"{PLACE}/visits/{visit.pk}/arrive/", {"note": ""})
    assert answer.status_code == 422
    assert "今天不在其中" in answer.content.decode()
    assert "延期" in answer.content.decode(), "what to do next"
    with scope(visit.tenant):
        assert Visit.objects.of(visit.tenant).get(pk=visit.pk).arrived_at is None


def test_the_page_shows_the_lead_what_is_missing(cast, visit, client):
    page = text_of(client, f"/visits/{visit.pk}/")
    assert f"{cast.other}：检查单“待检查”" in page
    assert "离开现场" not in page, "nobody leaves before every record is signed"
    assert f'{section_of(visit, cast.lead).get_absolute_url()}"' in page
    assert "填写检查单" in page
    for department, officers in ((cast.lead, cast.lead_officers), (cast.other, cast.other_officers)):
        signed(fill(section_of(visit, department), officers[0]), officers[0])
    page = text_of(client, f"/visits/{visit.pk}/")
    assert "离开现场" in page
    assert "填写检查单" not in page


def test_a_point_that_failed_asks_for_its_finding_first(cast, section, client):
    def moves() -> list[str]:
        return [move.label for move in client.get(section.get_absolute_url()).context["moves"]]

    signed(fill(section, cast.lead_officers[0], "fail", "已过期"), cast.lead_officers[0])
    assert moves()[0] == "登记问题"
    form = {"fact": "营业执照过期", "basis": "《市场主体登记管理条例》第四十八条", "severity": "minor"}
    assert client.post(f"{PLACE}/sections/{section.pk}/finding_new/", form).status_code == 302
    assert moves()[0] == "责令改正"


def test_an_incident_shows_its_letter_and_who_notes_what_came_of_it(cast, visit, client, sign_in):
    address = f"/visits/{visit.pk}/incident/"
    with scope(visit.tenant, member=cast.lead_officers[0]):
        visit.object.update(address="大河坎镇南环路96号")
    assert client.get(f"{PLACE}{address}").context["form"]["place"].value() == "大河坎镇南环路96号"
    form = {"kind": "violence", "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"), "place": "门前"}
    answer = client.post(f"{PLACE}{address}", form | {"account": "推搡执法人员", "recipient": "区公安局"})
    assert answer.status_code == 302, answer.content.decode()
    other = sign_in(cast.other_officers[0])
    for reader, may_settle in ((client, True), (other, False)):
        page = text_of(reader, f"/visits/{visit.pk}/")
        assert "推搡执法人员" in page
        assert "请求协助函" in page, "the letter is found where the incident stands"
        assert ("登记协助结果" in page) is may_settle


def test_the_coordinator_sees_the_status_and_not_the_record(cast, visit, section, admin, no_second_factor, sign_in):
    client = sign_in(admin)
    assert "待检查" in text_of(client, f"/visits/{visit.pk}/")
    assert client.get(f"{PLACE}/sections/{section.pk}/").status_code == 404


def test_a_cooperating_department_reads_and_does_not_write(cast, section, sign_in):
    client = sign_in(cast.other_officers[0])
    page = text_of(client, f"/sections/{section.pk}/")
    assert "可以查看，不能填写" in page
    assert "完成记录" not in page
    assert client.get(f"{PLACE}/sections/{section.pk}/evidence_new/").status_code == 403


def test_a_section_is_filled_in_by_plain_forms(cast, section, client):
    with scope(section.tenant_id):
        first, second = [point.entry.pk for point in points_of(section)]
    base = f"{PLACE}/sections/{section.pk}"
    page = text_of(client, f"/sections/{section.pk}/points/{first}/")
    assert "合格标准" in page
    assert "依据：《市场主体登记管理条例》第三十六条" in page
    assert "保存，下一条" in page
    assert '<a href="/610703/visits/" aria-current="true">检查</a>' in page
    refused = client.post(f"{base}/points/{first}/", {"outcome": "fail", "note": ""})
    assert refused.status_code == 422
    assert "请写明具体情况" in refused.content.decode()
    response = client.post(f"{base}/points/{first}/", {"outcome": "pass"})
    assert response.headers["Location"] == f"{base}/points/{second}/"
    assert "保存，返回检查单" in text_of(client, f"/sections/{section.pk}/points/{second}/")
    client.post(f"{base}/points/{second}/", {"outcome": "fail", "note": "未订立"})
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    evidence = {"file": photo(), "kind": "photo", "description": "门头", "place": "大河坎", "taken_at": now}
    assert client.post(f"{base}/evidence_new/", evidence).status_code == 302
    assert client.post(f"{base}/statement_new/", {"given_by": "王五", "text": "无异议"}).status_code == 302
    assert client.post(f"{base}/account/", {"techniques": ["on_site"], "account": "正常经营"}).status_code == 302
    assert client.post(f"{base}/record_section/", {}).status_code == 302
    with scope(section.tenant_id):
        officers = list(section.officers.values_list("pk", flat=True))
    for officer in officers:
        form = client.get(f"{base}/sign_section/").context["form"]
        assert (form["role"].initial, form["officer"].initial.pk) == ("officer", officer)
        signed_by = {"role": "officer", "officer": officer, "image": image()}
        assert client.post(f"{base}/sign_section/", signed_by).headers["Location"] == f"{base}/sign_section/"
    assert client.get(f"{base}/sign_section/").context["form"]["role"].initial == "subject"
    done = client.post(f"{base}/sign_section/", {"role": "subject", "name": "王五", "image": image()})
    assert done.headers["Location"] == f"{base}/"
    assert "已签字" in text_of(client, f"/sections/{section.pk}/")


def test_findings_are_ordered_to_be_corrected(cast, section, client):
    signed(fill(section, cast.lead_officers[0], "fail", "未悬挂"), cast.lead_officers[0])
    base = f"{PLACE}/sections/{section.pk}"
    assert "未悬挂" in text_of(client, f"/sections/{section.pk}/finding_new/")
    finding = {"fact": "未悬挂营业执照", "basis": "第三十六条", "severity": "minor"}
    assert client.post(f"{base}/finding_new/", finding).status_code == 302
    with scope(section.tenant_id):
        key = section.findings.get().pk
    assert "首次" in text_of(client, f"/findings/{key}/")
    first = [move.label for move in client.get(f"{base}/").context["moves"] if move.is_primary]
    assert first == ["责令改正"]
    assert client.get(f"{base}/set_result/").context["form"].initial == {}
    due = timezone.localdate() + timezone.timedelta(days=10)
    order = {"findings": [key], "demands": "悬挂", "basis": "第四十八条", "due_on": due.isoformat()}
    address = client.post(f"{base}/order_new/", order).headers["Location"]
    page = text_of(client, address.removeprefix(PLACE))
    assert "登记送达" in page
    assert "送达责令改正通知书" in text_of(client, "/")
    suggested = client.get(f"{base}/set_result/").context["form"].initial
    assert suggested == {"result": "corrected", "follow_up": "correct"}
    got = {"way": "direct", "received_by": "王五", "delivered_on": timezone.localdate().isoformat()}
    assert client.post(f"{PLACE}{address.removeprefix(PLACE)}deliver_order/", got).status_code == 302
    assert "送达责令改正通知书" not in text_of(client, "/")
    assert cast.subject.name in text_of(client, "/orders/")
    assert "未悬挂营业执照" in text_of(client, "/findings/")


def test_the_workbench_says_what_waits(cast, visit, client):
    page = text_of(client, "/")
    assert "办理检查单（待检查）" in page


def test_the_phone_list_shows_my_visits(cast, visit, client):
    assert cast.subject.name in text_of(client, "/visits/mine/")


def test_the_subject_file_tells_of_the_visit(cast, visit, client):
    assert visit.number in text_of(client, f"/objects/{cast.subject.pk}/")


def test_another_place_finds_nothing(visit, section, outsider, sign_in):
    client = sign_in(outsider)
    for path in (f"/visits/{visit.pk}/", f"/sections/{section.pk}/", "/findings/", "/orders/"):
        assert client.get(f"{PLACE}{path}").status_code == 404


def test_refusing_entry_ends_the_visit(visit, client):
    refused = client.post(f"{PLACE}/visits/{visit.pk}/meet_refusal/", {"note": ""})
    assert refused.status_code == 422
    assert client.post(f"{PLACE}/visits/{visit.pk}/meet_refusal/", {"note": "拒绝开门"}).status_code == 302
    with scope(visit.tenant_id):
        assert Visit.objects.of(visit.tenant_id).get(pk=visit.pk).state == "refused"


@pytest.mark.parametrize("page", ["sign_section", "refuse_signature"])
def test_whoever_signs_reads_the_whole_record_first(cast, section, client, page):
    fill(section, cast.lead_officers[0], "fail", "未悬挂营业执照")
    read = text_of(client, f"/sections/{section.pk}/{page}/")
    for words in ("营业执照是否悬挂", "不合格", "未悬挂营业执照", "现场正常经营。", "王五：无异议", "门头照片"):
        assert words in read, words
