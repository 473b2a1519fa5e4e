"""A duty to publish: two persons, one clock, and a lawful way to keep something back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from common.workflow import MoveRefused
from publication.models import PublicRecord
from publication.queries import open_duties, withheld_by_ground
from publication.services import duties, exemptions
from publication.services.ledger import PublicationRefused
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member
from tests.factories.worklist import tasks_of


@pytest.fixture
def checker(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def duty(nanzheng, bureau, officer, notice):
    with scope(nanzheng, member=officer):
        return duties.open_duty(nanzheng, notice(), department=bureau, actor=officer)


def prepared(duty, officer):
    with scope(duty.tenant, member=officer):
        return duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=officer)


def asked(duty, officer, fields=()):
    review_on = timezone.localdate() + timedelta(days=90)
    with scope(duty.tenant, member=officer):
        return exemptions.request_exemption(
            duty, ground="trade_secret", fields=list(fields), reason="含配方", review_on=review_on, actor=officer
        )


def test_a_duty_says_by_when_and_why(nanzheng, duty):
    with scope(nanzheng):
        clock = running_clock("publication.publish", duty)
    assert clock.due_on == duty.due_on
    assert "工作日" in clock.explanation


def test_the_same_matter_has_one_open_duty(nanzheng, bureau, officer, notice, duty):
    with scope(nanzheng, member=officer):
        again = duties.open_duty(nanzheng, notice(snapshot={"outcome": "责令改正"}), department=bureau, actor=officer)
        assert open_duties(nanzheng).count() == 1
    assert (again.pk, again.snapshot["outcome"]) == (duty.pk, "责令改正")


def test_prepared_checked_and_published_by_two_persons(nanzheng, officer, checker, duty):
    prepared(duty, officer)
    with scope(nanzheng, member=checker):
        duties.check(duty, actor=checker)
        duties.publish_duty(duty, actor=checker)
        assert PublicRecord.objects.of(nanzheng).get().title == duty.title
        assert running_clock("publication.publish", duty) is None


def test_nobody_checks_what_he_prepared(nanzheng, checker, duty):
    prepared(duty, checker)
    with scope(nanzheng, member=checker), pytest.raises(PublicationRefused, match="拟稿人"):
        duties.check(duty, actor=checker)


def test_the_text_keeps_what_the_record_says_and_shows_what_was_written_anew(nanzheng, officer, checker, duty, sign_in):
    other = {"subject": "别家公司", "outcome": "已当场改正", "note": ""}
    author = sign_in(officer)
    form = author.get(f"/610703/publication/{duty.pk}/prepare/").context["form"]
    assert list(form.fields) == ["basis", "outcome", "note"]
    assert author.post(f"/610703/publication/{duty.pk}/prepare/", other | {"basis": duty.basis}).status_code == 302
    with scope(nanzheng):
        duty.refresh_from_db()
    assert (duty.snapshot["subject"], duty.snapshot["outcome"]) == ("汉中华信商贸有限公司", "已当场改正")
    for address in (duty.get_absolute_url(), f"/610703/publication/{duty.pk}/check/"):
        page = sign_in(checker).get(address).content.decode()
        assert "与来源记录不同的内容" in page
        assert "<del>未发现问题</del>" in "".join(page.split())
        assert "汉中华信商贸有限公司" in page


def test_a_text_as_recorded_is_not_said_to_differ(officer, checker, duty, sign_in):
    prepared(duty, officer)
    page = sign_in(checker).get(f"/610703/publication/{duty.pk}/check/").content.decode()
    assert "与来源记录不同" not in page
    assert "未发现问题" in page


def test_the_librarian_of_officers_has_no_hand_in_other_departments_results(nanzheng, duty, sign_in):
    librarian = make_member(nanzheng, "officer_librarian", make_department(nanzheng, "区司法局"))
    with scope(nanzheng, member=librarian):
        assert not tasks_of(librarian, nanzheng, timezone.localdate())
        with pytest.raises(MoveRefused):
            duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=librarian)
    assert sign_in(librarian).get(f"/610703/publication/{duty.pk}/prepare/").status_code == 403


def test_an_unchecked_text_is_not_published(nanzheng, officer, checker, duty):
    prepared(duty, officer)
    with scope(nanzheng, member=checker), pytest.raises(MoveRefused, match="已核对"):
        duties.publish_duty(duty, actor=checker)


def test_another_department_has_no_hand_in_it(nanzheng, duty):
    stranger = make_member(nanzheng, "department_admin", make_department(nanzheng, "区文旅局"))
    with scope(nanzheng, member=stranger), pytest.raises(MoveRefused, match="身份"):
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=stranger)


def test_a_granted_exemption_keeps_it_back_and_is_counted_by_ground(nanzheng, officer, admin, duty):
    exemption = asked(duty, officer)
    with scope(nanzheng, member=admin):
        exemptions.decide_exemption(exemption, is_granted=True, actor=admin)
        assert duty_state(duty) == "exempted"
        assert withheld_by_ground(nanzheng) == {("trade_secret", False): 1}
        assert not PublicRecord.objects.of(nanzheng).exists()


def duty_state(duty):
    return type(duty).objects.of(duty.tenant_id).get(pk=duty.pk).state


def test_a_part_kept_back_is_published_without_it(nanzheng, officer, checker, admin, duty):
    exemption = asked(duty, officer, fields=["subject"])
    with scope(nanzheng, member=admin):
        exemptions.decide_exemption(exemption, is_granted=True, actor=admin)
    row = exemption.duty
    with scope(nanzheng, member=checker):
        duties.check(row, actor=checker)
        duties.publish_duty(row, actor=checker)
        assert PublicRecord.objects.of(nanzheng).get().snapshot["subject"] == "依法不予公示"


def test_mistake_28_who_asks_does_not_decide(nanzheng, admin, bureau, notice):
    legal = make_member(nanzheng, "legal_reviewer", bureau)
    officer = make_member(nanzheng, "officer", bureau)
    with scope(nanzheng, member=officer):
        duty = duties.open_duty(nanzheng, notice(), department=bureau, actor=officer)
    exemption = asked(duty, officer)
    officer.hat = legal.hat
    with scope(nanzheng, member=officer), pytest.raises(PublicationRefused, match="自己的申请"):
        exemptions.decide_exemption(exemption, is_granted=True, actor=officer)


def test_a_denied_exemption_goes_back_to_be_published_with_the_reason(nanzheng, officer, admin, duty):
    exemption = asked(duty, officer)
    with scope(nanzheng, member=admin):
        with pytest.raises(MoveRefused, match="理由"):
            exemptions.decide_exemption(exemption, is_granted=False, actor=admin)
        exemptions.decide_exemption(exemption, is_granted=False, actor=admin, note="不属于商业秘密")
    assert exemption.is_granted is False
    with scope(nanzheng):
        assert duty_state(duty) == "draft"


def test_what_was_kept_back_is_due_again_after_review(nanzheng, officer, admin, duty):
    exemption = asked(duty, officer)
    with scope(nanzheng, member=admin):
        exemptions.decide_exemption(exemption, is_granted=True, actor=admin)
        exemptions.end_exemption(exemption, actor=admin, note="保密期满")
        assert running_clock("publication.publish", duty) is not None
        assert duty_state(duty) == "due"


def test_a_duty_waits_on_the_workbench_of_whoever_has_a_move(nanzheng, officer, checker, duty):
    elsewhere = make_member(nanzheng, "officer", make_department(nanzheng, "区税务局"))
    leader = make_member(nanzheng, "leader")

    def waiting(member) -> list[str]:
        with scope(nanzheng, member=member):
            return [task.what for task in tasks_of(member, nanzheng, timezone.localdate(), "publication.duties")]

    assert [waiting(member) for member in (officer, checker, elsewhere, leader)] == [["拟稿"], ["拟稿"], [], []]
    prepared(duty, officer)
    assert [waiting(member) for member in (officer, checker, elsewhere)] == [["修改拟稿"], ["核对通过"], []]


def test_the_checker_sees_what_may_be_a_name(nanzheng, bureau, officer, checker, notice, sign_in):
    told = notice(ref="9", snapshot={"note": "配送单由王小明签收，汉中市已备案"})
    with scope(nanzheng, member=officer):
        duty = duties.open_duty(nanzheng, told, department=bureau, actor=officer)
    prepared(duty, officer)
    page = sign_in(checker).get(f"/610703/publication/{duty.pk}/check/").content.decode()
    assert "备注：配送单由<mark>王小明</mark>签收，汉中市已备案" in page
    assert "退回修改" in page, "what to do about it"
    with scope(nanzheng, member=checker):
        assert duties.check(duty, actor=checker).state == "checked", "whoever has looked decides"


def test_the_checker_sees_the_text_as_the_public_will_and_what_was_masked(
    nanzheng, bureau, officer, checker, notice, sign_in
):
    told = notice(ref="9", snapshot={"note": "王五称卡号有误，见证人李四在场"}, persons=["王五"])
    with scope(nanzheng, member=officer):
        duty = duties.open_duty(nanzheng, told, department=bureau, actor=officer)
    prepared(duty, officer)
    page = sign_in(checker).get(f"/610703/publication/{duty.pk}/check/").content.decode()
    assert "王某称卡号有误，见证人李某在场" in page
    assert "王五称" not in page
    assert "已自动遮盖的个人信息" in page
    assert "备注：自然人姓名" in page
    assert "备注：记录中的人员" in page
    with scope(nanzheng, member=checker):
        duties.check(duty, actor=checker)
        duties.publish_duty(duty, actor=checker)
        assert PublicRecord.objects.of(nanzheng).get().snapshot["note"] == "王某称卡号有误，见证人李某在场"
