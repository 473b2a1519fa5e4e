"""A department that sends fixed groups: which are drawn, who of one goes, who takes its place, what is told (R095)."""

import json
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from common.attachments.vault import open_kept
from inspections.models import (
    DrawGroup,
    DrawnOfficer,
    DrawOfficer,
    DrawPairing,
    PlanEntry,
    PlanEntryLine,
    Recusal,
    SectionOfficer,
)
from inspections.queries.draws import standing_pairs
from inspections.queries.teams import group_loads_of
from inspections.services import ceremony, disclosure, pairing, replacements
from publication.models import PublicFile, PublicRecord
from registry.models import InspectionGroup, Interest, Officer, Secondment
from tenancy.scope import scope
from tests.architecture.sources import ROOT
from tests.factories.draws import again, commit, drawn_rows, make_draw, make_stage, open_round
from tests.factories.officers import make_group, make_officer
from tests.factories.tenancy import make_member


@pytest.fixture
def stage(nanzheng, own_files, no_second_factor):
    """住建局 has four groups of three; its line says that groups are drawn."""
    made = make_stage(nanzheng, officers=2)
    for number in range(4):
        people = [make_officer(made.other, f"住建{number}组{place}") for place in range(3)]
        make_group(made.other, f"第{number}检查组", *people)
    send_groups(made)
    return made


def send_groups(stage, **values) -> None:
    with scope(stage.place):
        PlanEntryLine.objects.of(stage.place).filter(department=stage.other).update(is_by_group=True, **values)


def groups_sent(stage, draw) -> dict[int, set]:
    """By drawn object the groups that go, standing pairs of the department that sends groups."""
    with scope(stage.place):
        rows = standing_pairs(draw).filter(officer__department=stage.other)
        found: dict[int, set] = {}
        for one in rows:
            found.setdefault(one.drawn_id, set()).add(one.officer.group)
        return found


def keep_away(officer, *objects) -> None:
    with scope(officer.tenant_id):
        for row in objects:
            Interest.objects.of(officer.tenant_id).create(
                officer=officer,
                organisation=row.name,
                uscc=row.uscc,
                relation="relative",
                declared_on=timezone.localdate() - timedelta(days=3),
            )


def people_of(stage, group: str) -> list[Officer]:
    with scope(stage.place):
        return list(Officer.objects.of(stage.place).filter(group__name=group).order_by("name"))


def test_each_visit_gets_one_whole_group_and_all_groups_carry_the_same(stage):
    draw = make_draw(stage, "paired")
    sent = groups_sent(stage, draw)
    assert len(sent) == 4
    assert all(len(groups) == 1 for groups in sent.values())
    assert Counter(group.name for groups in sent.values() for group in groups) == {f"第{n}检查组": 1 for n in range(4)}
    with scope(stage.place):
        going = Counter(standing_pairs(draw).values_list("drawn", "officer__department"))
        assert {count for (_drawn, department), count in going.items() if department == stage.other.pk} == {3}
        assert {count for (_drawn, department), count in going.items() if department == stage.lead.pk} == {2}


def test_officers_without_a_group_and_groups_that_are_not_fit_are_not_in_the_pool(stage):
    make_group(
        stage.other, "一人有证组", make_officer(stage.other, "有证"), make_officer(stage.other, "无证", days=None)
    )
    retired = make_group(stage.other, "停用组", make_officer(stage.other, "甲"), make_officer(stage.other, "乙"))
    with scope(stage.place):
        InspectionGroup.objects.of(stage.place).filter(pk=retired.pk).update(is_retired=True)
    draw = make_draw(stage)
    with scope(stage.place):
        names = set(DrawGroup.objects.of(stage.place).filter(draw=draw).values_list("name", flat=True))
        assert names == {f"第{number}检查组" for number in range(4)}
        mine = DrawOfficer.objects.of(stage.place).filter(draw=draw, department=stage.other)
        assert mine.count() == 12
        assert not mine.filter(group=None).exists()


def test_a_group_needs_two_of_the_domain_and_only_these_go(stage):
    send_groups(stage, domain="燃气")
    gas = [make_officer(stage.other, f"燃气{number}", domains=("燃气",)) for number in range(2)]
    make_group(stage.other, "燃气组", *gas, make_officer(stage.other, "食品", domains=("食品",)))
    draw = make_draw(stage, "paired")
    assert {group.name for groups in groups_sent(stage, draw).values() for group in groups} == {"燃气组"}
    with scope(stage.place):
        names = standing_pairs(draw).filter(officer__department=stage.other).values_list("officer__name", flat=True)
        assert set(names) == {"燃气0", "燃气1"}


def test_who_is_lent_away_does_not_count_and_who_is_borrowed_does(stage, hanzhong):
    today = timezone.localdate()
    lent = make_officer(stage.other, "借出的")
    make_group(stage.other, "有人借出组", lent, make_officer(stage.other, "留下的"))
    guest = make_officer(stage.other, "借入的", origin=hanzhong, origin_number=1)
    make_group(stage.other, "有人借入组", guest, make_officer(stage.other, "本地的"))
    with scope(stage.place):
        Secondment.objects.of(stage.place).create(
            officer=lent,
            to_place=hanzhong,
            state="accepted",
            domains=["食品"],
            task="联合检查",
            document_number="借调〔2026〕1号",
            starts_on=today - timedelta(days=1),
            ends_on=today + timedelta(days=90),
        )
    draw = make_draw(stage)
    with scope(stage.place):
        names = set(DrawGroup.objects.of(stage.place).filter(draw=draw).values_list("name", flat=True))
    assert "有人借入组" in names
    assert "有人借出组" not in names


def test_without_a_fit_group_nothing_is_committed_and_the_refusal_says_what_to_do(stage):
    with scope(stage.place):
        InspectionGroup.objects.of(stage.place).update(is_retired=True)
    draw = make_draw(stage, "sealed")
    with pytest.raises(ceremony.DrawRefused, match=r"区住建局没有可抽取的检查组：.*至少2名.*请在“执法人员—检查组”补齐"):
        commit(stage, draw)


def test_a_member_who_must_keep_away_stays_and_is_named_and_the_others_go(stage):
    for number in range(4):
        keep_away(people_of(stage, f"第{number}检查组")[0], *stage.objects)
    draw = make_draw(stage, "paired")
    with scope(stage.place):
        mine = standing_pairs(draw).filter(officer__department=stage.other)
        assert mine.count() == 4 * 2
        away = Recusal.objects.of(stage.place).select_related("pair__officer")
        assert {one.pair.officer.name for one in away} == {f"住建{number}组0" for number in range(4)}
        assert {(one.reason, one.successor, one.is_with_group) for one in away} == {
            ("已申报与该对象有利害关系", None, False)
        }


def test_a_group_with_too_few_left_is_passed_over(stage):
    for one in people_of(stage, "第0检查组")[:2]:
        keep_away(one, *stage.objects)
    draw = make_draw(stage, "paired")
    sent = groups_sent(stage, draw)
    assert len(sent) == 4
    assert "第0检查组" not in {group.name for groups in sent.values() for group in groups}


def test_an_object_from_which_every_group_must_keep_away_is_not_accepted(stage):
    for number in range(4):
        for one in people_of(stage, f"第{number}检查组")[:2]:
            keep_away(one, *stage.objects)
    draw = make_draw(stage, "paired")
    with scope(stage.place, member=stage.holder), pytest.raises(pairing.PairingRefused, match="执法人员或检查组不足"):
        pairing.accept_draw(draw, actor=stage.holder)


def test_visits_of_other_tasks_count_once_a_group(stage):
    make_draw(stage, "paired")
    with scope(stage.place):
        PlanEntry.objects.of(stage.place).update(frequency=2)
        entry = PlanEntry.objects.of(stage.place).get(pk=stage.entry.pk)
    task = open_round(entry, stage.holder)
    draw = make_draw(stage, "frozen", task)
    with scope(stage.place):
        assert set(DrawGroup.objects.of(stage.place).filter(draw=draw).values_list("load", flat=True)) == {1}


def test_accepted_visits_have_the_group_that_goes_and_nobody_who_keeps_away(stage):
    keep_away(people_of(stage, "第0检查组")[0], *stage.objects)
    draw = make_draw(stage, "accepted")
    with scope(stage.place):
        mine = SectionOfficer.objects.of(stage.place).filter(section__department=stage.other)
        standing = standing_pairs(draw).filter(officer__department=stage.other)
        assert Counter(mine.values_list("officer", flat=True)) == Counter(
            standing.values_list("officer__officer", flat=True)
        )
        assert mine.count() == 11


def recuse_one(stage, pair, reason="与负责人是同学"):
    with scope(stage.place, member=stage.holder):
        return pairing.recuse(pair, reason=reason, actor=stage.holder)


def pairs_of_first(stage, draw) -> list[DrawnOfficer]:
    drawn = drawn_rows(draw)[0]
    with scope(stage.place):
        rows = standing_pairs(draw).filter(drawn=drawn, officer__department=stage.other)
        return list(rows.select_related("drawn__draw__task").order_by("pk"))


def test_who_recuses_himself_later_leaves_the_group_and_the_next_group_comes_when_too_few_are_left(stage):
    draw = make_draw(stage, "accepted")
    first, second, third = pairs_of_first(stage, draw)
    assert recuse_one(stage, first) == []
    assert [one.pk for one in pairs_of_first(stage, draw)] == [second.pk, third.pk]
    came = recuse_one(stage, second, "亲属在该企业任职")
    assert len(came) == 3
    (group,) = {one.officer.group for one in came}
    assert group != first.officer.group
    assert [one.pk for one in pairs_of_first(stage, draw)] == [one.pk for one in came]
    with scope(stage.place):
        told = {one.pair_id: one for one in Recusal.objects.of(stage.place)}
        assert told[first.pk].reason == "与负责人是同学"
        assert told[second.pk].reason == "亲属在该企业任职"
        assert not told[second.pk].is_with_group
        assert told[third.pk].is_with_group
        assert "本组人数不足，由下一组递补" in told[third.pk].reason
        team = SectionOfficer.objects.of(stage.place).filter(
            section__visit__drawn=first.drawn, section__department=stage.other
        )
        assert set(team.values_list("name", flat=True)) == {one.officer.name for one in came}
        assert sum(group_loads_of(draw).values()) == 4


def test_who_leaves_a_group_that_is_still_fit_is_in_the_record_with_time_and_reason(stage, tmp_path, sign_in):
    """Nobody is sent anew, and an auditor reads who left, when and why; a changed file does not verify."""
    draw = make_draw(stage, "accepted")
    first, *others = pairs_of_first(stage, draw)
    recuse_one(stage, first)
    with scope(stage.place, member=stage.holder):
        disclosure.disclose_draw(draw, today=stage.task.ends_on + timedelta(days=1))
        kept = PublicFile.objects.of(stage.place).get(name="pool.csv")
        _whole, row = pairings(draw)
        content = json.loads(disclosure.draw_json(again(draw), row.section))
    with open_kept(stage.place.pk, kept.sha256) as file:
        (tmp_path / "pool.csv").write_bytes(file.read())
    (left,) = row.section["left"]
    assert (left["officer"], left["reason"]) == (bytes(first.officer.leaf).hex(), "与负责人是同学")
    assert row.section["assigned"][0]["officers"] == sorted(bytes(one.officer.leaf).hex() for one in others)
    verdict = verified(tmp_path, content)
    assert verdict.returncode == 0, verdict.stdout
    assert "本组其余人员照常前往" in verdict.stdout
    page = sign_in(make_member(stage.place, "auditor")).get(row.get_absolute_url()).content.decode()
    assert all(one in page for one in (first.officer.name, "与负责人是同学", "由他们照常前往，没有另行抽取"))
    content["pairing"]["assigned"][0]["officers"].pop()
    assert verified(tmp_path, content).returncode == 1


def test_members_whose_certificate_does_not_fit_are_named_with_the_reason(stage, sign_in):
    send_groups(stage, domain="燃气")
    gas = [make_officer(stage.other, f"燃气{number}", domains=("燃气",)) for number in range(2)]
    make_group(stage.other, "燃气组", *gas, make_officer(stage.other, "只管食品的", domains=("食品",)))
    draw = make_draw(stage, "accepted")
    listed = sign_in(stage.holder).get(f"/610703/draws/{draw.pk}/list/").content.decode()
    assert "只管食品的不参加：" in listed
    with scope(stage.place, member=stage.holder):
        disclosure.disclose_draw(draw, today=stage.task.ends_on + timedelta(days=1))
        (row,) = pairings(draw)
        (entry,) = DrawGroup.objects.of(stage.place).get(draw=draw).left_out
    assert "燃气" in entry["reason"]
    page = sign_in(make_member(stage.place, "auditor")).get(row.get_absolute_url()).content.decode()
    assert entry["reason"] in page


def test_the_group_that_comes_is_the_least_loaded_and_nobody_is_left_in_the_end(stage):
    draw = make_draw(stage, "paired")
    seen = set()
    for _number in range(4):
        pairs = pairs_of_first(stage, draw)
        assert pairs[0].officer.group_id not in seen
        seen.add(pairs[0].officer.group_id)
        recuse_one(stage, pairs[0])
        if len(seen) == 4:
            with pytest.raises(pairing.PairingRefused, match=r"没有其他可派出的检查组：.*请由牵头部门按次序替换"):
                recuse_one(stage, pairs[1])
        else:
            recuse_one(stage, pairs[1])
    assert len(pairs_of_first(stage, draw)) == 2


def test_the_object_that_comes_in_gets_a_group_too(stage):
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        successor = replacements.replace_drawn(drawn_rows(draw)[0], reason="企业已歇业", actor=stage.holder)
    assert len(groups_sent(stage, draw)[successor.pk]) == 1


def test_the_commitment_says_what_each_department_draws_and_its_snapshot_too(stage):
    draw = make_draw(stage, "committed")
    with scope(stage.place):
        lead, other = again(draw).commitment["teams"]
        record = PublicRecord.objects.of(stage.place).get(kind="draw")
    assert (lead["department"], lead["draws"], lead["least"], lead["size"]) == ("01", "officers", 2, 2)
    assert (other["department"], other["draws"], other["least"], other["size"]) == ("02", "groups", 2, 4)
    assert [one["pool"] for one in record.snapshot["departments"]] == [lead, other]


def test_the_stand_alone_verifier_makes_every_pairing_with_groups_anew(stage, tmp_path):
    keep_away(people_of(stage, "第0检查组")[0], *stage.objects)
    draw = make_draw(stage, "accepted")
    first = pairs_of_first(stage, draw)[0].officer.group_id
    recused = 0
    while (pair := pairs_of_first(stage, draw)[0]).officer.group_id == first:
        recuse_one(stage, pair)
        recused += 1
    with scope(stage.place, member=stage.holder):
        lead = standing_pairs(draw).filter(officer__department=stage.lead).select_related("drawn__draw__task").first()
    recuse_is_refused_without_another(stage, lead)
    with scope(stage.place, member=stage.holder):
        disclosure.disclose_draw(draw, today=stage.task.ends_on + timedelta(days=1))
        kept = PublicFile.objects.of(stage.place).get(name="pool.csv")
        files = [json.loads(disclosure.draw_json(again(draw), one.section)) for one in pairings(draw)]
    with open_kept(stage.place.pk, kept.sha256) as file:
        (tmp_path / "pool.csv").write_bytes(file.read())
    assert len(files) == 1 + recused
    for content in files:
        verdict = verified(tmp_path, content)
        assert verdict.returncode == 0, verdict.stdout
        assert "02 从 4 个检查组中整组抽取" in verdict.stdout
    group = files[0]["pairing"]["teams"][1]["inspectors"][0]
    group["members"] = group["members"][1:]
    assert "不一致 02 检查组的成员与检查组指纹" in verified(tmp_path, files[0]).stdout


def recuse_is_refused_without_another(stage, pair):
    """The lead has two officers and sends both."""
    with pytest.raises(pairing.PairingRefused, match="没有其他可抽取的人员"):
        recuse_one(stage, pair)


def pairings(draw) -> list[DrawPairing]:
    return list(DrawPairing.objects.of(draw.tenant_id).filter(draw=draw).order_by("pk"))


def verified(folder, content):
    (folder / "draw.json").write_text(json.dumps(content))
    program = ROOT / "static" / "verify" / "verify_draw.py"
    command = [sys.executable, "-I", str(program), str(folder / "draw.json"), str(folder / "pool.csv")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_list_names_the_group_who_stays_away_and_why(stage, sign_in):
    for number in range(4):
        keep_away(people_of(stage, f"第{number}检查组")[0], *stage.objects)
    draw = make_draw(stage, "paired")
    pair = pairs_of_first(stage, draw)[0]
    browser = sign_in(stage.holder)
    page = browser.get(f"/610703/draws/{draw.pk}/list/").content.decode()
    assert f"{pair.officer.department} {pair.officer.group}</span>" in page
    assert str(pair.officer) in page
    assert "检查开始前，名单不得告知" in page
    assert "（已回避：已申报与该对象有利害关系）" in page
    form = browser.get(f"/610703/pairs/{pair.pk}/recuse/").content.decode()
    assert "由本部门下一个检查组递补" in form
    assert browser.post(f"/610703/pairs/{pair.pk}/recuse/", {"note": "同学"}).status_code == 302
    page = browser.get(f"/610703/draws/{draw.pk}/list/").content.decode()
    assert "（已回避：同学）" in page
    assert "（随组更换：" in page


def test_the_auditor_reads_groups_and_members(stage, sign_in):
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        disclosure.disclose_draw(draw, today=stage.task.ends_on + timedelta(days=1))
        (row,) = pairings(draw)
    page = sign_in(make_member(stage.place, "auditor")).get(row.get_absolute_url()).content.decode()
    assert "区住建局：检查组4个，每次一组，到场至少2人" in page
    assert all(one in page for one in ("第0检查组</span>", "住建0组0", "住建0组2"))


def test_before_the_freeze_the_groups_are_counted(stage, sign_in):
    page = sign_in(stage.holder).get(f"/610703/tasks/{stage.task.pk}/prepare/").content.decode()
    assert "检查组4个（每组至少2人可派出）" in page
    with scope(stage.place):
        InspectionGroup.objects.of(stage.place).update(is_retired=True)
    page = sign_in(stage.holder).get(f"/610703/tasks/{stage.task.pk}/prepare/").content.decode()
    assert "没有可抽取的检查组，请先在“执法人员—检查组”补齐成员或证件" in page
