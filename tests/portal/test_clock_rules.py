"""How long things may take here: set by the place, by one above it, or by the rule."""

import pytest
from django.urls import reverse
from django.utils import timezone

from common import clocks
from common.models import ClockLength
from common.models.clocks import SourceTag
from publication.services.duties import PUBLISH_RULE
from tenancy.models import AuditEntry
from tenancy.scope import scope

pytestmark = pytest.mark.usefixtures("no_second_factor")

RULE = PUBLISH_RULE.name
RULING = {"length": 7, "basis": "南政办发〔2026〕12号"}


def page(name, place, *args):
    return reverse(f"portal:{name}", args=[place, *args])


def length_of_a_new_clock(bureau):
    with scope(bureau.tenant_id):
        clock = clocks.start(RULE, bureau, at=timezone.now())
        clocks.stop(clock, at=timezone.now(), is_void=True)
        return clock.length, clock.source_tag


def test_a_place_sets_a_length_with_its_basis_for_clocks_to_come(sign_in, admin, bureau, nanzheng):
    client = sign_in(admin)
    assert "待确认" in client.get(page("clock_rules", nanzheng)).content.decode()
    assert length_of_a_new_clock(bureau) == (PUBLISH_RULE.length, SourceTag.COMMON)

    assert client.get(page("clock_rule", nanzheng, RULE)).status_code == 200
    assert client.post(page("clock_rule", nanzheng, RULE), RULING).status_code == 302
    text = client.get(page("clock_rules", nanzheng)).content.decode()
    assert "7个工作日" in text
    assert RULING["basis"] in text
    assert length_of_a_new_clock(bureau) == (7, SourceTag.LAW)


def test_what_runs_keeps_its_length(sign_in, admin, bureau, nanzheng):
    with scope(nanzheng):
        running = clocks.start(RULE, bureau, at=timezone.now())
    sign_in(admin).post(page("clock_rule", nanzheng, RULE), RULING)
    with scope(nanzheng):
        running.refresh_from_db()
        assert running.length == PUBLISH_RULE.length


def test_the_nearest_place_upwards_decides(admin, bureau, nanzheng, hanzhong):
    with scope(hanzhong):
        above = clocks.set_length(hanzhong, RULE, 10, basis="汉政办发〔2026〕3号", actor=admin)
    assert length_of_a_new_clock(bureau) == (10, SourceTag.LAW)
    with scope(nanzheng):
        own = clocks.set_length(nanzheng, RULE, 7, basis="南政办发〔2026〕12号", actor=admin)
    assert length_of_a_new_clock(bureau) == (7, SourceTag.LAW)
    with scope(nanzheng):
        clocks.drop_length(own, actor=admin, note="执行市里规定")
        assert clocks.length_in_force(nanzheng, RULE).row == above


def test_a_setting_is_dropped_with_a_reason_on_record(sign_in, admin, nanzheng):
    client = sign_in(admin)
    client.post(page("clock_rule", nanzheng, RULE), RULING)
    with scope(nanzheng):
        row = ClockLength.objects.of(nanzheng).get()
    drop = page("clock_rule_drop", nanzheng, row.pk)
    assert "7个工作日" in client.get(drop).content.decode()
    assert client.post(drop, {"note": ""}).status_code == 422
    assert client.post(drop, {"note": "文件已废止"}).status_code == 302
    with scope(nanzheng):
        assert not ClockLength.objects.of(nanzheng).exists()
        entry = AuditEntry.objects.of(nanzheng).filter(verb="clocks.drop_length").get()
        assert entry.note == "文件已废止"
        assert entry.changes == {"结果公示": ["7个工作日", "20个工作日"]}


def test_a_length_without_basis_is_refused_beside_the_field(sign_in, admin, nanzheng):
    answer = sign_in(admin).post(page("clock_rule", nanzheng, RULE), {"length": 7, "basis": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"basis"}


def test_a_rule_nobody_knows_has_no_page(sign_in, admin, nanzheng):
    assert sign_in(admin).get(page("clock_rule", nanzheng, "no.such")).status_code == 404


def test_an_officer_reads_and_does_not_set(sign_in, officer, nanzheng):
    client = sign_in(officer)
    assert "设定<" not in client.get(page("clock_rules", nanzheng)).content.decode()
    assert client.get(page("clock_rule", nanzheng, RULE)).status_code == 403
