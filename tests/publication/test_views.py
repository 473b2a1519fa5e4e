"""The pages around a publication, through the door people use."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.notices import inbox
from publication.models import Duty, LedgerEntry, PublicRecord
from publication.services import duties
from publication.services.ledger import publish
from tenancy.models import TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_member
from tests.factories.worklist import tasks_of


@pytest.fixture
def duty(nanzheng, bureau, officer, notice):
    with scope(nanzheng, member=officer):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])
        return duties.open_duty(nanzheng, notice(), department=bureau, actor=officer)


def test_a_filter_of_yes_or_no_is_told_in_words(nanzheng, officer, sign_in):
    page = sign_in(officer).get("/610703/publication/?is_late=true&is_told=false").content.decode()
    assert "逾期未公示：是" in page
    assert "已告知行政相对人：否" in page


def test_two_people_take_a_duty_from_due_to_public(nanzheng, bureau, officer, duty, sign_in):
    author, checker = sign_in(officer), sign_in(make_member(nanzheng, "department_admin", bureau))
    page = author.get(f"/610703/publication/{duty.pk}/")
    assert "待公示" in page.content.decode()
    texts = {"subject": "汉中华信商贸有限公司", "outcome": "未发现问题", "note": "", "basis": "《行政处罚法》"}
    assert author.post(f"/610703/publication/{duty.pk}/prepare/", texts).status_code == 302
    assert checker.post(f"/610703/publication/{duty.pk}/check/", {"note": ""}).status_code == 302
    assert checker.post(f"/610703/publication/{duty.pk}/publish/", {"note": ""}).status_code == 302
    with scope(nanzheng):
        assert PublicRecord.objects.of(nanzheng).get().snapshot["outcome"] == "未发现问题"
    ledger = checker.get("/610703/publication/ledger/").content.decode()
    assert "汉中华信商贸有限公司检查结果" in ledger


def test_an_incomplete_text_keeps_what_was_typed_and_says_what_is_missing(officer, duty, sign_in):
    texts = {"note": "另附现场照片", "outcome": "", "basis": "《行政处罚法》"}
    page = sign_in(officer).post(f"/610703/publication/{duty.pk}/prepare/", texts)
    assert page.status_code == 422
    assert "另附现场照片</textarea>" in page.content.decode()


def test_an_exemption_is_asked_decided_and_counted(nanzheng, officer, admin, duty, sign_in):
    asked = {"ground": "trade_secret", "fields_kept_back": [], "reason": "含配方", "review_on": "2099-01-01"}
    asking = f"/610703/publication/{duty.pk}/request_exemption/"
    assert sign_in(officer).post(asking, asked | {"ground": ""}).context["form"].errors.keys() == {"ground"}
    assert sign_in(officer).post(asking, asked).status_code == 302
    coordinator = sign_in(admin)
    assert "含配方" in coordinator.get(f"/610703/publication/{duty.pk}/decide/").content.decode()
    assert coordinator.post(f"/610703/publication/{duty.pk}/decide/", {"is_granted": "1"}).status_code == 302
    with scope(nanzheng):
        assert Duty.objects.of(nanzheng).get().state == "exempted"
    assert "涉及商业秘密" in coordinator.get("/610703/publication/ledger/").content.decode()


def test_only_what_says_something_can_be_kept_back(officer, duty, sign_in):
    form = sign_in(officer).get(f"/610703/publication/{duty.pk}/request_exemption/").context["form"]
    assert [name for name, _label in form.fields["fields_kept_back"].choices] == ["subject", "outcome"]


def test_a_withdrawal_asks_for_ground_and_basis(nanzheng, admin, duty, notice, sign_in):
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(ref="2"), actor=admin)
        row = PublicRecord.objects.of(nanzheng).get()
    coordinator = sign_in(admin)
    address = f"/610703/publication/records/{row.pk}/withdraw/"
    assert coordinator.post(address, {"ground": "repair", "basis": ""}).status_code == 422
    assert coordinator.post(address, {"ground": "", "basis": "修复决定〔2026〕3号"}).status_code == 422
    assert coordinator.post(address, {"ground": "repair", "basis": "修复决定〔2026〕3号"}).status_code == 302
    with scope(nanzheng):
        assert LedgerEntry.objects.of(nanzheng).first().ground == "repair"


def test_an_officer_of_another_department_sees_no_buttons_and_is_refused(nanzheng, duty, sign_in):
    stranger = sign_in(make_member(nanzheng, "legal_reviewer", duty.department))
    assert "拟稿</a>" not in stranger.get(f"/610703/publication/{duty.pk}/").content.decode()
    assert stranger.get(f"/610703/publication/{duty.pk}/prepare/").status_code == 403


def test_an_outsider_gets_404(outsider, duty, sign_in):
    visitor = sign_in(outsider)
    for address in ("", f"{duty.pk}/", "ledger/"):
        assert visitor.get(f"/610703/publication/{address}").status_code == 404


def test_an_exemption_is_decided_on_the_whole_text_and_who_asked_learns_why(nanzheng, officer, admin, duty, sign_in):
    author, decider = sign_in(officer), sign_in(admin)
    page = f"/610703/publication/{duty.pk}/"
    asked = {"ground": "trade_secret", "reason": "含配方", "review_on": timezone.localdate() + timedelta(days=90)}
    assert author.post(f"{page}request_exemption/", asked).status_code == 302
    with scope(nanzheng, member=admin):
        (task,) = tasks_of(admin, nanzheng, timezone.localdate(), "publication.duties")
    assert task.what == "审批不予公示", "the desk does not prejudge"
    assert "未发现问题" in decider.get(f"{page}decide/").content.decode(), "who decides reads what would be kept back"
    assert decider.post(f"{page}decide/", {"is_granted": "0", "note": "不涉及配方"}).status_code == 302
    with scope(nanzheng, member=officer):
        told = inbox(officer, nanzheng).first()
    assert (told.subject, "不涉及配方" in told.body) == ("不予公示申请未获批准，请继续办理公示", True)
    assert f'href="{page}revise/"' in author.get(page).content.decode()
