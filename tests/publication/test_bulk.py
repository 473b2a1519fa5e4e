"""Everything checked is published at once: what may go out goes, the rest stays, and the chain holds."""

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from common.models import JobRun
from publication.kinds import KINDS
from publication.models import Duty, LedgerEntry, PublicRecord
from publication.services import duties, objections
from publication.services.ledger import PublicationRefused, first_broken_entry
from tenancy.models import AuditEntry, TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member


@pytest.fixture
def checker(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def checked(nanzheng, bureau, officer, checker, notice):
    """A function: a checked duty of some department, for the notice with that number."""

    def make(ref: str, *, author=officer, by=checker, department=bureau) -> Duty:
        with scope(nanzheng, member=author):
            duty = duties.open_duty(nanzheng, notice(ref, title=f"第{ref}号"), department=department, actor=author)
            duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=author)
        with scope(nanzheng, member=by):
            return duties.check(duty, actor=by)

    return make


def publish_all(tenant, member) -> int:
    with scope(tenant, member=member):
        return duties.publish_checked(tenant, actor=member, tell=lambda *_told: None)


def test_all_that_is_checked_goes_out_with_its_own_entry(nanzheng, checker, checked):
    rows = [checked(str(number)) for number in range(5)]
    assert publish_all(nanzheng, checker) == 5
    with scope(nanzheng):
        assert {row.title for row in PublicRecord.objects.of(nanzheng)} == {row.title for row in rows}
        assert first_broken_entry(nanzheng) is None
        assert {row.state for row in Duty.objects.of(nanzheng)} == {"published"}
        assert not any(running_clock("publication.publish", row) for row in rows)
        assert AuditEntry.objects.of(nanzheng).filter(verb="publication.publish").count() == 5
        assert AuditEntry.objects.of(nanzheng).filter(verb="publication.published").count() == 5


def test_what_was_public_before_becomes_a_correction(nanzheng, checker, checked):
    checked("1")
    publish_all(nanzheng, checker)
    checked("1")
    checked("2")
    publish_all(nanzheng, checker)
    with scope(nanzheng):
        events = LedgerEntry.objects.of(nanzheng).order_by("number").values_list("event", flat=True)
        assert sorted(events) == ["corrected", "published", "published"]
        versions = PublicRecord.objects.of(nanzheng).values_list("ref", "version")
        assert dict(versions) == {"1": 2, "2": 1}


def test_another_departments_texts_stay_where_they_are(nanzheng, checker, checked):
    other = make_department(nanzheng, "区文旅局")
    theirs = checked(
        "9",
        author=make_member(nanzheng, "officer", other),
        by=make_member(nanzheng, "department_admin", other),
        department=other,
    )
    checked("1")
    assert publish_all(nanzheng, checker) == 1
    with scope(nanzheng):
        assert Duty.objects.of(nanzheng).get(pk=theirs.pk).state == "checked"


def test_a_subject_not_told_or_not_answered_is_left_out(nanzheng, officer, checker, checked, monkeypatch):
    told_of = KINDS["test_notice"]
    monkeypatch.setitem(KINDS, "test_notice", type(told_of)(**{**vars(told_of), "concerns_subject": True}))
    told, objected = checked("1"), checked("2")
    checked("3")
    today = timezone.localdate()
    with scope(nanzheng, member=officer):
        for duty in (told, objected):
            objections.tell_subject(duty, on=today, how="当面送达", actor=officer)
        objections.register_objection(objected, received_on=today, claim="结果有误", actor=officer)
    assert publish_all(nanzheng, checker) == 1
    with scope(nanzheng):
        assert PublicRecord.objects.of(nanzheng).get().ref == "1"


def test_nothing_checked_is_refused_with_what_to_do(nanzheng, checker):
    with scope(nanzheng, member=checker), pytest.raises(PublicationRefused, match="须已核对、已告知"):
        duties.ask_to_publish_checked(nanzheng, actor=checker)


def test_the_page_counts_and_starts_the_job(nanzheng, checker, checked, sign_in):
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])
    checked("1")
    checked("2")
    browser = sign_in(checker)
    assert "公示全部已核对" in browser.get("/610703/publication/").content.decode()
    page = browser.get("/610703/publication/publish_all/").content.decode()
    assert '<td class="number">2</td>' in page
    answer = browser.post("/610703/publication/publish_all/")
    with scope(nanzheng):
        run = JobRun.objects.of(nanzheng).get(name=duties.PUBLISH_JOB)
    assert answer.headers["Location"] == run.get_absolute_url()


def test_the_page_without_anything_says_so(nanzheng, checker, sign_in):
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])
    browser = sign_in(checker)
    assert "公示全部已核对" not in browser.get("/610703/publication/").content.decode()
    assert browser.post("/610703/publication/publish_all/").status_code == 422
