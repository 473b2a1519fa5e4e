"""Sentences of the ledger that refuse, each provoked where it is raised."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from publication.models import Objection, PublicRecord
from publication.services import duties, exemptions, ledger
from publication.services.ledger import PublicationRefused
from tenancy.scope import scope


@pytest.fixture
def duty(nanzheng, bureau, officer, notice):
    with scope(nanzheng, member=officer):
        return duties.open_duty(nanzheng, notice(), department=bureau, actor=officer)


def test_an_incomplete_text_says_what_is_missing(nanzheng, officer, duty):
    with scope(nanzheng, member=officer), pytest.raises(PublicationRefused, match="拟公示内容不完整，缺少：结果"):
        duties.prepare(duty, snapshot={**duty.snapshot, "outcome": ""}, basis=duty.basis, actor=officer)


@pytest.mark.parametrize(
    ("reason", "days", "sentence"), [(" ", 30, "请写明具体理由"), ("含配方", 0, "复核日期须晚于今天")]
)
def test_mistake_28_what_is_kept_back_has_a_reason_and_a_day(nanzheng, officer, duty, reason, days, sentence):
    review_on = timezone.localdate() + timedelta(days=days)
    asked = {"ground": "trade_secret", "fields": [], "reason": reason, "review_on": review_on}
    with scope(nanzheng, member=officer), pytest.raises(PublicationRefused, match=sentence):
        exemptions.request_exemption(duty, **asked, actor=officer)


def test_nobody_checks_his_own_text(nanzheng, officer, duty):
    with scope(nanzheng, member=officer):
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=officer)
        with pytest.raises(PublicationRefused, match="请由本部门另一名人员核对"):
            duties.check(duty, actor=officer)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"snapshot": {"subject": "某公司"}}, "公示内容不完整，缺少：结果。请补齐后再公示"),
        ({"basis": " "}, "公示须写明依据"),
    ],
)
def test_nothing_incomplete_is_published(nanzheng, bureau, admin, notice, changes, sentence):
    publication = replace(notice(department=bureau), **changes)
    with scope(nanzheng, member=admin), pytest.raises(PublicationRefused, match=sentence):
        ledger.publish(nanzheng, publication, actor=admin)


def test_what_has_no_last_day_does_not_expire(nanzheng, bureau, admin, notice):
    with scope(nanzheng, member=admin):
        ledger.publish(nanzheng, notice(department=bureau), actor=admin)
        row = PublicRecord.objects.of(nanzheng).select_related("tenant").get()
        with pytest.raises(PublicationRefused, match="公示期未满"):
            ledger.expire(row, today=timezone.localdate())


def test_what_is_decided_is_answered(nanzheng):
    with scope(nanzheng), pytest.raises(ValidationError, match="请写明答复"):
        Objection(is_upheld=True, answer="").validate_constraints()
