"""What is kept back in part is counted, reviewed on its day, and public when the ground is gone (R116, R127)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publication.models import Duty, PublicRecord, WithheldCount
from publication.queries import withheld_by_ground
from publication.services import duties, exemptions
from publication.services.ledger import PublicationRefused
from tenancy.models import TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_member
from tests.factories.worklist import tasks_of

FIRST = {"outcome": "未发现问题", "note": "配方含三种香料"}


@pytest.fixture
def checker(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def part(nanzheng, bureau, officer, admin, notice):
    """An exemption of one field, granted."""
    with scope(nanzheng, member=officer):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])
        duty = duties.open_duty(nanzheng, notice(snapshot=FIRST), department=bureau, actor=officer)
        asked = exemptions.request_exemption(
            duty,
            ground="trade_secret",
            fields=["note"],
            reason="含配方",
            review_on=timezone.localdate() + timedelta(days=90),
            actor=officer,
        )
    with scope(nanzheng, member=admin):
        return exemptions.decide_exemption(asked, is_granted=True, actor=admin)


def made_public(duty, officer, checker):
    with scope(duty.tenant, member=checker):
        duty.refresh_from_db()
        if duty.state == "due":
            duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=officer)
        duties.check(duty, actor=checker)
        duties.publish_duty(duty, actor=checker)


def test_what_is_kept_back_in_part_is_counted_by_ground_apart_from_the_whole(nanzheng, part):
    with scope(nanzheng):
        assert withheld_by_ground(nanzheng) == {("trade_secret", True): 1}
        row = WithheldCount.objects.of(nanzheng).get()
    assert (row.ground, row.is_part, row.count) == ("trade_secret", True, 1)


def test_mistake_28_a_part_kept_back_comes_up_for_review_on_its_day(nanzheng, admin, part):
    with scope(nanzheng, member=admin):
        before = tasks_of(admin, nanzheng, part.review_on - timedelta(days=1), "publication.reviews")
        on_the_day = tasks_of(admin, nanzheng, part.review_on, "publication.reviews")
    assert (before, [line.what for line in on_the_day]) == ([], ["复核不予公示"])
    assert on_the_day[0].due.on == part.review_on


def test_the_review_keeps_it_back_until_another_day(nanzheng, admin, part, sign_in):
    later = timezone.localdate() + timedelta(days=200)
    answer = {"still_holds": "1", "note": "配方仍未公开", "review_on": later.isoformat()}
    coordinator, address = sign_in(admin), f"/610703/publication/exemptions/{part.pk}/review/"
    page = coordinator.get(address).content.decode()
    assert all(text in page for pair in part.kept_back for text in ("不予公示的内容", *pair))
    assert part.kept_back
    assert coordinator.post(address, answer | {"review_on": ""}).status_code == 422
    assert coordinator.post(address, answer).status_code == 302
    with scope(nanzheng):
        part.refresh_from_db()
        address = part.duty.get_absolute_url()
    assert (part.review_on, part.is_in_force) == (later, True)
    assert "复核后继续不予公示" in coordinator.get(address).content.decode()


def test_an_exemption_that_ends_publishes_the_field_as_a_new_entry(nanzheng, officer, checker, admin, part, sign_in):
    made_public(part.duty, officer, checker)
    with scope(nanzheng):
        assert PublicRecord.objects.of(nanzheng).get().snapshot["note"] == "依法不予公示"
    address = f"/610703/publication/exemptions/{part.pk}/review/"
    assert sign_in(admin).post(address, {"still_holds": "0", "note": "配方已申请专利公开"}).status_code == 302
    with scope(nanzheng):
        owed = Duty.objects.of(nanzheng).get(state="due")
        assert owed.correction_reason == "不予公示的情形已不存在，补充公示：备注。"
        assert withheld_by_ground(nanzheng) == {}
        assert not WithheldCount.objects.of(nanzheng).exists()
    made_public(owed, officer, checker)
    with scope(nanzheng):
        record = PublicRecord.objects.of(nanzheng).get()
    assert (record.version, record.snapshot["note"]) == (2, "配方含三种香料")


def test_a_field_kept_back_stays_back_in_a_corrected_text(nanzheng, bureau, officer, checker, notice, part):
    made_public(part.duty, officer, checker)
    with scope(nanzheng, member=officer):
        again = duties.open_duty(
            nanzheng, notice(snapshot=FIRST | {"outcome": "责令改正"}, reason="更正"), department=bureau, actor=officer
        )
    made_public(again, officer, checker)
    with scope(nanzheng):
        shown = PublicRecord.objects.of(nanzheng).get().snapshot
    assert (shown["outcome"], shown["note"]) == ("责令改正", "依法不予公示")


def test_before_publication_the_field_simply_goes_into_the_text(nanzheng, admin, part):
    with scope(nanzheng, member=admin):
        duty = exemptions.end_exemption(part, note="已公开", actor=admin)
    assert (duty.pk, duty.withheld_fields) == (part.duty_id, [])


def test_a_review_refuses_who_asked_an_empty_opinion_and_what_is_over(nanzheng, officer, admin, part):
    later = timezone.localdate() + timedelta(days=200)
    with scope(nanzheng, member=admin):
        with pytest.raises(PublicationRefused, match="申请人不能复核"):
            exemptions.keep_on(part, until=later, note="仍在", actor=officer)
        with pytest.raises(PublicationRefused, match="复核意见"):
            exemptions.end_exemption(part, note=" ", actor=admin)
        exemptions.end_exemption(part, note="已公开", actor=admin)
        with pytest.raises(PublicationRefused, match="已经终止"):
            exemptions.keep_on(part, until=later, note="仍在", actor=admin)
