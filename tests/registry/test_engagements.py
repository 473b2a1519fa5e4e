"""Third parties are engaged by numbered letters; reports are kept as evidence with their hash (R065)."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.attachments import attachments_of
from common.refusals import Refused
from registry.models import Engagement, ThirdPartyBody
from registry.services.assistants import add_assistant
from registry.services.engagements import EngagementRefused, engage, report_engagement
from tenancy.scope import scope
from tests.factories.registry import make_object, uscc
from tests.factories.tenancy import make_department, make_member

REPORT = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PAGE = "/610703/engagements/"

pytestmark = pytest.mark.usefixtures("own_files")


@pytest.fixture
def laboratory(bureau, nanzheng):
    today = timezone.localdate()
    with scope(nanzheng):
        body = ThirdPartyBody(
            tenant=nanzheng, name="汉中市食品检验所", uscc=uscc(77), kind="testing", accreditation="CMA2026001",
            scope="食品微生物、农药残留", department=bureau, domains=["食品"],
            starts_on=today - timedelta(days=100), ends_on=today + timedelta(days=100),
        )  # fmt: skip
        return add_assistant(body, actor=None)


def letter(body, department, **values) -> Engagement:
    today = timezone.localdate()
    days = {"issued_on": today, "due_on": today + timedelta(days=15)}
    with scope(body.tenant):
        words = {"task": "抽检面粉10批次", "basis": "农药残留"}
        row = Engagement(tenant=body.tenant, body=body, department=department, **{**words, **days, **values})
        return engage(row, actor=None)


def test_letters_are_numbered_by_year(laboratory, bureau):
    year = timezone.localdate().year
    numbers = [letter(laboratory, bureau).number for _time in range(2)]
    assert numbers == [f"委托〔{year}〕1号", f"委托〔{year}〕2号"]


def test_an_accreditation_must_cover_the_whole_time(laboratory, bureau):
    with pytest.raises(EngagementRefused, match="不能覆盖委托期间"):
        letter(laboratory, bureau, due_on=laboratory.ends_on + timedelta(days=1))


def test_a_report_is_not_due_before_its_letter(laboratory, bureau):
    with pytest.raises(Refused, match="不能早于委托日期"):
        letter(laboratory, bureau, due_on=timezone.localdate() - timedelta(days=1))


def test_the_report_is_evidence_with_its_hash(laboratory, bureau, officer, nanzheng):
    row = letter(laboratory, bureau)
    with scope(nanzheng, member=officer):
        given = {"on": timezone.localdate(), "conclusion": "2批次不合格", "report": ContentFile(REPORT, "报告.pdf")}
        report_engagement(row, actor=officer, **given)
        assert attachments_of(row).get().sha256 == hashlib.sha256(REPORT).hexdigest()
        assert row.state == "reported"


def test_a_report_is_not_from_tomorrow(laboratory, bureau, officer, nanzheng):
    row = letter(laboratory, bureau)
    on = timezone.localdate() + timedelta(days=1)
    with scope(nanzheng, member=officer), pytest.raises(EngagementRefused, match="今天之前"):
        report_engagement(row, actor=officer, on=on, conclusion="合格", report=ContentFile(REPORT, "报告.pdf"))


def test_the_way_on_the_pages(laboratory, bureau, officer, nanzheng, sign_in):
    clerk, today = sign_in(officer), timezone.localdate()
    flour = make_object(nanzheng, "秦岭牌面粉", kind="product")
    assert "发出委托函" in clerk.get(laboratory.get_absolute_url()).content.decode()
    filled = {
        "department": bureau.pk,
        "object": flour.name,
        "task": "抽检面粉10批次",
        "basis": "农药残留",
        "issued_on": today.isoformat(),
        "due_on": (today + timedelta(days=15)).isoformat(),
    }
    made = clerk.post(f"/610703/third-parties/{laboratory.pk}/engage/", filled)
    assert made.status_code == 302, made.content.decode()
    assert "汉中市食品检验所" in clerk.get(PAGE).content.decode()
    assert "等待第三方报告" in clerk.get("/610703/").content.decode()
    report = SimpleUploadedFile("报告.pdf", REPORT, "application/pdf")
    told = {"reported_on": today.isoformat(), "conclusion": "2批次不合格", "report": report}
    assert clerk.post(f"{made.url}report/", told).status_code == 302
    assert hashlib.sha256(REPORT).hexdigest() in clerk.get(made.url).content.decode()
    stranger = sign_in(make_member(nanzheng, "officer", make_department(nanzheng, "区文旅局")))
    other = letter(laboratory, bureau)
    assert stranger.post(f"{PAGE}{other.pk}/call-off/", {"note": "不是我的"}).status_code == 422
    assert clerk.post(f"{PAGE}{other.pk}/call-off/", {"note": "计划取消"}).status_code == 302
