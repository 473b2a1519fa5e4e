"""The subject is told first and may object; only then is a result public (R123; DOMAIN 5.2 no. 27)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from common.notices import inbox
from publication import kinds
from publication.models import Duty, PublicRecord
from publication.services import batches, duties, objections
from publication.services.ledger import PublicationRefused
from tenancy.models import TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_member
from tests.factories.worklist import tasks_of
from tests.publication.conftest import NOTICE


@pytest.fixture
def checker(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def duty(nanzheng, bureau, officer, checker, notice, monkeypatch):
    """A checked text about a company that was not told yet."""
    about = kinds.Kind(NOTICE.name, NOTICE.label, NOTICE.fields, "public/_fields.html", concerns_subject=True)
    monkeypatch.setitem(kinds.KINDS, about.name, about)
    with scope(nanzheng, member=officer):
        duty = duties.open_duty(nanzheng, notice(subject_code="91610703MA6YQ0000X"), department=bureau, actor=officer)
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=officer)
        return duties.check(duty, actor=checker)


def told(duty, officer, on: date | None = None):
    with scope(duty.tenant, member=officer):
        return objections.tell_subject(duty, on=on or timezone.localdate(), how="现场签收", actor=officer)


def objected(duty, officer):
    with scope(duty.tenant, member=officer):
        return objections.register_objection(duty, received_on=timezone.localdate(), claim="数据有误", actor=officer)


def answers_owed(duty, member):
    return tasks_of(member, duty.tenant, timezone.localdate(), "publication.objections")


def published(duty, checker):
    with scope(duty.tenant, member=checker):
        duty.refresh_from_db()
        return duties.publish_duty(duty, actor=checker)


def test_mistake_27_nothing_is_public_before_the_subject_was_told(duty, officer, checker):
    with scope(duty.tenant), pytest.raises(PublicationRefused, match="还没有告知行政相对人"):
        published(duty, checker)
    told(duty, officer)
    published(duty, checker)
    with scope(duty.tenant):
        assert PublicRecord.objects.of(duty.tenant).get().subject_code == "91610703MA6YQ0000X"


def test_mistake_27_publishing_many_at_once_leaves_out_who_was_not_told_or_not_answered(duty, officer, checker):
    def published_now() -> int:
        with scope(duty.tenant, member=checker):
            return duties.publish_checked(duty.tenant, actor=checker, tell=lambda *_told: None)

    assert published_now() == 0
    told(duty, officer)
    objection = objected(duty, officer)
    assert published_now() == 0
    with scope(duty.tenant, member=checker):
        objections.decide_objection(objection, is_upheld=False, answer="无误", actor=checker)
    assert published_now() == 1


def test_an_open_objection_holds_publication_back_until_it_is_answered(duty, officer, checker):
    told(duty, officer)
    objection = objected(duty, officer)
    with scope(duty.tenant), pytest.raises(PublicationRefused, match="异议还没有答复"):
        published(duty, checker)
    with scope(duty.tenant, member=checker):
        objections.decide_objection(objection, is_upheld=False, answer="已复核，数据无误", actor=checker)
    assert published(duty, checker).state == "published"


def test_the_time_to_answer_runs_from_the_day_it_was_received_and_ends_with_the_answer(duty, officer, checker):
    told(duty, officer)
    objection = objected(duty, officer)
    with scope(duty.tenant, member=checker):
        clock = running_clock("publication.answer", objection)
        assert timezone.localdate(clock.started_at) == objection.received_on
        assert clock.due_on > objection.received_on
        assert [task.due.on for task in answers_owed(duty, checker)] == [clock.due_on]
        assert answers_owed(duty, officer) == []  # who wrote the text does not judge it
        objections.decide_objection(objection, is_upheld=False, answer="已复核，数据无误", actor=checker)
        assert running_clock("publication.answer", objection) is None
        assert answers_owed(duty, checker) == []


@pytest.mark.parametrize("state", ["draft", "checked"])
def test_an_upheld_objection_has_the_text_drafted_anew_by_its_author(duty, officer, checker, sign_in, state):
    with scope(duty.tenant, member=checker):
        TenantSettings.objects.of(duty.tenant).create(second_factor_roles=[])
        if state == "draft":
            duties.DUTY_WORKFLOW.take(duty, "give_back", actor=checker, note="改")
    told(duty, officer)
    objected(duty, officer)
    author, other = sign_in(officer), sign_in(checker)
    page = f"/610703/publication/{duty.pk}/"
    assert other.post(f"{page}answer/", {"is_upheld": "1", "answer": "日期写错"}).status_code == 302
    assert other.post(f"{page}check/", {"note": ""}).status_code == 422, "nobody checks the text that was found wrong"
    with scope(duty.tenant, member=officer):
        found = batches.sort_out("prepare", Duty.objects.of(duty.tenant), actor=officer)
    assert ["异议已经成立" in reason for _duty, reason in found.refused] == [True]
    texts = {"outcome": "责令改正", "note": "", "basis": duty.basis}
    assert author.post(f"{page}prepare/", texts).status_code == 302
    assert other.post(f"{page}check/", {"note": ""}).status_code == 302


def test_the_author_does_not_judge_his_own_text(duty, officer):
    told(duty, officer)
    objection = objected(duty, officer)
    with scope(duty.tenant, member=officer), pytest.raises(PublicationRefused, match="拟稿人不能决定"):
        objections.decide_objection(objection, is_upheld=False, answer="无误", actor=officer)


def test_what_cannot_be_is_refused(duty, officer, checker):
    with scope(duty.tenant):
        with pytest.raises(PublicationRefused, match="不能晚于今天"):
            told(duty, officer, timezone.localdate() + timedelta(days=1))
        with pytest.raises(PublicationRefused, match="还没有登记告知"):
            objected(duty, officer)
        told(duty, officer)
        objection = objected(duty, officer)
        with pytest.raises(PublicationRefused, match="等待答复"):
            objected(duty, officer)
        objections.decide_objection(objection, is_upheld=False, answer="无误", actor=checker)
        with pytest.raises(PublicationRefused, match="已经答复"):
            objections.decide_objection(objection, is_upheld=False, answer="无误", actor=checker)
        long_ago = timezone.localdate() - timedelta(days=9)
        with pytest.raises(PublicationRefused, match="告知日期和今天之间"):
            objections.register_objection(duty, received_on=long_ago, claim="有误", actor=officer)
        published(duty, checker)
        with pytest.raises(PublicationRefused, match="已经办结"):
            told(duty, officer)


def test_told_objected_and_answered_on_the_pages(nanzheng, duty, officer, checker, sign_in):
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])
    author, other = sign_in(officer), sign_in(checker)
    page = f"/610703/publication/{duty.pk}/"
    assert "还没有告知行政相对人" in author.get(page).content.decode()
    today = timezone.localdate().isoformat()
    assert author.post(f"{page}tell/", {"told_on": today, "told_how": "现场签收"}).status_code == 302
    assert author.post(f"{page}object/", {"received_on": today, "claim": "地址有误"}).status_code == 302
    answered = {"is_upheld": "0", "answer": "地址与登记一致"}
    assert "地址有误" in other.get(f"{page}answer/").content.decode()
    assert other.post(f"{page}answer/", answered).status_code == 302
    with scope(nanzheng, member=officer):
        told = inbox(officer, nanzheng).first()
    assert (told.subject, "地址与登记一致" in told.body) == ("公示异议已答复：异议不成立，请告知行政相对人", True)
    shown = author.get(page).content.decode()
    assert "地址与登记一致" in shown
    assert "现场签收" in shown
