"""Whom a notice reaches, and when it also goes out by e-mail."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.jobs import enqueue
from common.jobs.runs import claim, work
from common.models import Notice
from common.notices import holders, mail_every_place, notify, people_of, unread_count
from tenancy.models import TenantSettings
from tenancy.scope import scope
from tests.factories.jobs import GATE
from tests.factories.tenancy import give_hat, make_department, make_member

TODAY = date(2026, 11, 22)


@pytest.fixture
def by_mail(nanzheng):
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(notices_by_email=True)


def subjects(tenant, member) -> list[str]:
    with scope(tenant):
        return list(Notice.objects.of(tenant).filter(member=member).values_list("subject", flat=True))


def test_each_member_gets_the_notice_once(nanzheng, officer, admin):
    with scope(nanzheng):
        notify([officer, admin, officer], nanzheng, "开会", kind="probe.told")
        assert unread_count(officer, nanzheng) == unread_count(admin, nanzheng) == 1


def test_a_department_is_everyone_who_wears_its_hat_today(nanzheng, bureau, officer, admin):
    gone = make_member(nanzheng, "officer", bureau, name="已调离")
    with scope(nanzheng):
        gone.memberships.update(ends_on=TODAY - timedelta(days=1))
        assert list(people_of(bureau, TODAY)) == [officer]


def test_holders_of_a_role_in_the_place_or_in_one_department(nanzheng, bureau, officer):
    other = make_department(nanzheng, "区应急管理局")
    colleague = make_member(nanzheng, "officer", other)
    give_hat(colleague, nanzheng, "officer", bureau)
    with scope(nanzheng):
        assert set(holders(nanzheng, "officer", TODAY)) == {officer, colleague}
        assert list(holders(nanzheng, "officer", TODAY, other)) == [colleague]
        assert not holders(nanzheng, "leader", TODAY).exists()


def test_a_notice_leads_only_to_pages_of_ours(nanzheng, officer):
    with scope(nanzheng), pytest.raises(IntegrityError), transaction.atomic():
        notify(officer, nanzheng, "快来", kind="probe.told", url="https://elsewhere.example/")


def test_a_member_sees_own_notices_of_every_place_by_raw_right(nanzheng, abaga, officer):
    with scope(nanzheng):
        notify(officer, nanzheng, "开会", kind="probe.told")
    with scope(abaga, member=officer):
        assert Notice.everything.count() == 1
    with scope(abaga):
        assert Notice.everything.count() == 0


# --- e-mail ---------------------------------------------------------------------------------------------------------


def test_where_the_place_wants_it_the_subject_and_nothing_else_is_mailed_once(nanzheng, by_mail, bureau):
    member = make_member(nanzheng, "officer", bureau, email="officer@example.org")
    with scope(nanzheng):
        notify(member, nanzheng, "您有一件事项将到期", kind="probe.told", body="张三，电话13900000000")
    assert mail_every_place(now=timezone.now()) == 1
    assert mail_every_place(now=timezone.now()) == 0
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("您有一件事项将到期", ["officer@example.org"])
    assert "/610703/inbox/" in sent.body
    assert "张三" not in sent.body


def test_nothing_is_mailed_where_the_place_does_not_want_it_or_there_is_no_address(nanzheng, officer):
    with scope(nanzheng):
        notify(officer, nanzheng, "开会", kind="probe.told")
    assert mail_every_place(now=timezone.now()) == 0


def test_a_mail_that_could_not_be_sent_waits_for_the_next_minute(nanzheng, by_mail, bureau, monkeypatch):
    member = make_member(nanzheng, "officer", bureau, email="officer@example.org")

    def away(*args, **kwargs):
        raise SMTPServerDisconnected

    with scope(nanzheng):
        notify(member, nanzheng, "开会", kind="probe.told")
    with monkeypatch.context() as patched:
        patched.setattr(mail.backends.locmem.EmailBackend, "send_messages", away)
        with pytest.raises(SMTPServerDisconnected):
            mail_every_place(now=timezone.now())
    assert mail_every_place(now=timezone.now()) == 1


# --- outcomes of jobs -----------------------------------------------------------------------------------------------


def test_whoever_asked_for_a_job_is_told_how_it_ended(nanzheng, officer):
    with scope(nanzheng):
        done = enqueue("probe.count", nanzheng, actor=officer)
        refused = enqueue("probe.refuse", nanzheng, actor=officer)
    cache.set(GATE, 1)
    work(claim(nanzheng.pk, done.pk))
    cache.delete(GATE)
    with pytest.raises(Exception, match="名称为空"):
        work(claim(nanzheng.pk, refused.pk))
    assert subjects(nanzheng, officer) == ["“不办”未能完成", "“数到十”已完成"]
    with scope(nanzheng):
        failed, succeeded = Notice.objects.of(nanzheng)
        assert failed.body == "名称为空，请补填后再办理。"
        assert (failed.url, succeeded.url) == (refused.get_absolute_url(), done.get_absolute_url())
