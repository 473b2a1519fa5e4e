"""Mistakes that an expert would laugh at (DOMAIN 5.2), each with a test of its name."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from inspections import draw as rules
from inspections.models import Draw, DrawnOfficer, DrawOfficer, PlanEntryLine, Recusal, Replacement
from inspections.queries.draws import drawn_for, short_departments, standing_pairs
from inspections.services import ceremony, pairing, pools, replacements, rounds
from publication.models import LedgerEntry, PublicFile, PublicLine, PublicRecord
from registry.models import Interest, Officer, SupervisedObject
from registry.services.objects import move_object
from tenancy.scope import scope
from tests.factories.budget import make_cap, make_visit
from tests.factories.draws import (
    accept,
    again,
    candidates_of,
    drawn_rows,
    make_draw,
    make_stage,
    open_round,
    secret_of,
)
from tests.factories.officers import make_officer
from tests.factories.tenancy import make_member


@pytest.fixture
def stage(nanzheng):
    return make_stage(nanzheng)


# --- mistake 11: drawing a cancelled, capped or merged-away object -------------------------------------------------


def test_mistake_11_a_cancelled_a_suspended_and_a_merged_object_are_not_in_the_pool(stage):
    gone, idle, twin = stage.objects[:3]
    with scope(stage.place):
        rows = SupervisedObject.objects.of(stage.place)
        move_object(gone, "cancel", actor=None, note="核准注销", today=timezone.localdate())
        move_object(idle, "suspend", actor=None, note="停业整改", today=timezone.localdate())
        rows.filter(pk=twin.pk).update(merged_into=stage.objects[3], uscc="")
    draw = make_draw(stage)
    with scope(stage.place):
        frozen = {row.object_id for row in candidates_of(draw)}
    assert not frozen & {gone.pk, idle.pk, twin.pk}
    assert {line["reason"]: line["count"] for line in draw.excluded} == {
        "已并入其他档案": 1,
        "已注销、吊销、撤销或迁出": 1,
        "停业（停用）": 1,
    }


def test_mistake_12_the_frequency_counts_an_object_drawn_once_of_twice_stays_in(nanzheng):
    stage = make_stage(nanzheng, objects=10, frequency=2)
    make_draw(stage, "drawn")
    second = make_draw(stage, task=open_round(stage.entry, stage.holder))
    with scope(nanzheng):
        assert len(candidates_of(second)) == 10


def test_mistake_11_with_one_visit_a_year_who_was_drawn_stays_out(nanzheng):
    stage = make_stage(nanzheng, objects=10, frequency=None)
    drawn = {row.object_id for row in drawn_rows(make_draw(stage, "drawn"))}
    second = make_draw(stage, task=open_round(stage.entry, stage.holder))
    with scope(nanzheng):
        frozen = {row.object_id for row in candidates_of(second)}
    assert len(frozen) == 9
    assert not frozen & drawn
    assert second.excluded == [{"reason": "本计划年度内已抽查足次", "count": 1}]


def again_entry(stage):
    with scope(stage.place):
        return type(stage.entry).objects.of(stage.place).get(pk=stage.entry.pk)


def test_mistake_11_an_object_at_its_cap_of_visits_is_not_drawn(stage):
    make_cap(stage.place, 1)
    row = stage.objects[0]
    today = timezone.localdate()
    make_visit(row, [stage.other], on=today)
    draw = make_draw(stage)
    with scope(stage.place):
        assert row.pk not in {one.object_id for one in candidates_of(draw)}
    assert draw.excluded == [{"reason": "年度检查次数已达上限", "count": 1}]


def test_mistake_11_a_replacement_that_is_gone_by_now_is_passed_over(stage):
    draw = make_draw(stage, "drawn")
    with scope(stage.place, member=stage.holder):
        seed = bytes.fromhex(draw.seed)
        order = sorted(candidates_of(draw), key=lambda row: rules.order_key(seed, 1, row.seat))
        (gone,) = [row for row in stage.objects if row.pk == order[4].object_id]
        move_object(gone, "cancel", actor=None, note="核准注销", today=timezone.localdate())
        successor = replacements.replace_drawn(drawn_rows(draw)[0], reason="已歇业", actor=stage.holder)
    assert (successor.rank, successor.object_id) == (6, order[5].object_id)


# --- mistake 12: ratios rounded down to nothing -------------------------------------------------------------------


def test_mistake_12_three_per_cent_of_ten_is_one(nanzheng):
    stage = make_stage(nanzheng, objects=10, sample_ratio="0.03")
    assert len(drawn_rows(make_draw(stage, "drawn"))) == 1


# --- mistake 13: a draw that cannot be repeated, or that may be repeated until it pleases ---------------------------


def test_mistake_13_anyone_recomputes_the_same_draw(stage):
    draw = make_draw(stage, "drawn")
    with scope(stage.place):
        pool = candidates_of(draw)
        used = {"01": stage.secrets["01"], "02": stage.secrets["02"]}
    seed = rules.seed_of(rules.digest(draw.commitment), used)
    seats = rules.drawn(seed, 1, len(pool), 4)
    assert [bytes(row.leaf) for row in drawn_rows(draw)] == [pool[seat].leaf for seat in seats]


def test_mistake_13_there_is_no_button_to_draw_again(stage, sign_in):
    draw = make_draw(stage, "drawn")
    page = sign_in(stage.holder).get(draw.get_absolute_url()).content.decode()
    assert "申请重新抽取" in page
    assert f"/draws/{draw.pk}/draw/" not in page
    with pytest.raises(pools.PoolRefused, match="不能自行重抽"):
        make_draw(stage)


# --- mistake 14: pairing by hand, replacement by hand, recusal too late ---------------------------------------------


def test_mistake_14_a_declared_interest_keeps_away_before_the_visit(nanzheng):
    stage = make_stage(nanzheng, objects=6, officers=3, sample_ratio="1")
    with scope(nanzheng):
        biased = Officer.objects.of(nanzheng).filter(department=stage.lead).first()
        for row in stage.objects[:2]:
            Interest.objects.of(nanzheng).create(
                officer=biased,
                organisation=row.name,
                uscc=row.uscc,
                relation="relative",
                declared_on=timezone.localdate() - timedelta(days=3),
            )
    draw = make_draw(stage, "paired")
    with scope(nanzheng):
        visits = set(standing_pairs(draw).filter(officer__officer=biased).values_list("drawn__object", flat=True))
    assert visits
    assert not visits & {row.pk for row in stage.objects[:2]}


def test_mistake_14_who_recuses_himself_is_followed_by_the_next_of_the_order(stage):
    draw = make_draw(stage, "paired")
    with scope(stage.place, member=stage.holder):
        pair = DrawnOfficer.objects.of(stage.place).select_related("drawn__draw__task", "officer__officer").first()
        before = set(DrawnOfficer.objects.of(stage.place).filter(drawn=pair.drawn).values_list("officer", flat=True))
        (successor,) = pairing.recuse(pair, reason="与企业负责人是同学", actor=stage.holder)
        assert successor.officer_id not in before
        assert Recusal.objects.of(stage.place).get().reason == "与企业负责人是同学"
        assert standing_pairs(draw).filter(drawn=pair.drawn).count() == 4
        with pytest.raises(pairing.PairingRefused, match="不必重复"):
            pairing.recuse(pair, reason="再来一次", actor=stage.holder)


def test_mistake_14_a_stranger_does_not_send_anybody_away(stage):
    make_draw(stage, "paired")
    stranger = make_member(stage.place, "officer", stage.lead)
    with scope(stage.place, member=stranger):
        pair = DrawnOfficer.objects.of(stage.place).select_related("drawn__draw__task", "officer__officer").first()
        with pytest.raises(pairing.PairingRefused, match="只有本人"):
            pairing.recuse(pair, reason="换一个人", actor=stranger)


def test_mistake_14_a_replacement_is_the_next_in_order_for_a_reason(stage):
    draw = make_draw(stage, "paired")
    first = drawn_rows(draw)[0]
    with scope(stage.place, member=stage.holder):
        with pytest.raises(replacements.ReplacementRefused, match="写明替换的理由"):
            replacements.replace_drawn(first, reason=" ", actor=stage.holder)
        successor = replacements.replace_drawn(first, reason="企业已歇业", actor=stage.holder)
        assert (successor.rank, successor.stratum) == (5, first.stratum)
        assert standing_pairs(draw).filter(drawn=successor).count() == 4
        assert not standing_pairs(draw).filter(drawn=first).exists()
        with pytest.raises(replacements.ReplacementRefused, match="不必重复"):
            replacements.replace_drawn(first, reason="企业已歇业", actor=stage.holder)
        assert Replacement.objects.of(stage.place).get().decided_by == stage.holder


# --- mistake 15: fewer than two, expired, of another domain ---------------------------------------------------------


def test_mistake_15_only_officers_fit_for_the_whole_window_are_in_the_pool(stage):
    today = timezone.localdate()
    make_officer(stage.lead, "证件将到期", days=(stage.task.ends_on - today).days - 1)
    make_officer(stage.lead, "没有证件", days=None)
    make_officer(stage.lead, "别的领域", domains=("特种设备",))
    with scope(stage.place):
        PlanEntryLine.objects.of(stage.place).filter(department=stage.lead).update(domain="食品")
    draw = make_draw(stage)
    with scope(stage.place):
        names = set(DrawOfficer.objects.of(stage.place).filter(draw=draw, department=stage.lead).values_list("name"))
    assert len(names) == 4
    assert not names & {("证件将到期",), ("没有证件",), ("别的领域",)}


def test_mistake_15_one_officer_is_too_few_to_commit(nanzheng):
    stage = make_stage(nanzheng, officers=1)
    draw = make_draw(stage, "sealed")
    with scope(nanzheng, member=stage.holder):
        assert short_departments(again(draw))[0][1:] == (1, 2)
        with pytest.raises(ceremony.DrawRefused, match="执法人员不足"):
            ceremony.commit_draw(again(draw), actor=stage.holder)


def test_mistake_15_every_department_brings_its_own_two(stage):
    draw = make_draw(stage, "paired")
    with scope(stage.place):
        for row in drawn_rows(draw):
            sent = list(standing_pairs(draw).filter(drawn=row).values_list("officer__department", flat=True))
            assert sorted(sent) == sorted([stage.lead.pk, stage.other.pk] * 2)


def test_mistake_15_recusals_that_leave_one_block_the_list(nanzheng):
    stage = make_stage(nanzheng, objects=2, officers=2, sample_ratio="1")
    with scope(nanzheng):
        biased = Officer.objects.of(nanzheng).filter(department=stage.lead).first()
        row = stage.objects[0]
        Interest.objects.of(nanzheng).create(
            officer=biased, organisation=row.name, uscc=row.uscc, relation="dispute",
            declared_on=timezone.localdate(),
        )  # fmt: skip
    draw = make_draw(stage, "paired")
    with pytest.raises(pairing.PairingRefused, match="1个对象"):
        accept(stage, draw)


# --- mistake 16: the list, the officers or the day known before the visit -------------------------------------------


def test_mistake_16_nothing_of_an_unannounced_task_is_public_before_it_is_over(nanzheng, own_files):
    stage = make_stage(nanzheng, is_unannounced=True)
    draw = make_draw(stage, "accepted")
    with scope(nanzheng):
        told = json.dumps(
            [
                *PublicRecord.objects.of(nanzheng).values("title", "snapshot", "search_text"),
                *LedgerEntry.objects.of(nanzheng).values("title", "snapshot"),
            ],
            ensure_ascii=False,
        )
        names = [row.object.name for row in drawn_rows(draw)]
        names += list(DrawOfficer.objects.of(nanzheng).values_list("name", flat=True))
        assert not PublicFile.objects.of(nanzheng).exists()
        assert not PublicLine.objects.of(nanzheng).exists()
    assert not [name for name in names if name in told]
    assert draw.seed not in told
    assert f"{stage.task.starts_on.year}年{stage.task.starts_on.month}月{stage.task.ends_on.day}日" not in told
    assert "window" not in told


def test_mistake_16_an_ordinary_task_says_its_window_but_not_whom(stage):
    draw = make_draw(stage, "accepted")
    with scope(stage.place):
        shown = PublicRecord.objects.of(stage.place).get(kind="draw").snapshot
    assert shown["window"]
    assert "seed" not in shown
    assert not [row for row in drawn_rows(draw) if row.object.name in json.dumps(shown, ensure_ascii=False)]


def test_mistake_16_an_officer_sees_the_own_visits_and_the_leader_none(stage):
    draw = make_draw(stage, "accepted")
    with scope(stage.place):
        pair = standing_pairs(draw).filter(officer__department=stage.other).first()
        own = make_member(stage.place, "officer", stage.other)
        Officer.objects.of(stage.place).filter(pk=pair.officer.officer_id).update(member=own)
        mine = standing_pairs(draw).filter(officer=pair.officer).count()
    leader = make_member(stage.place, "leader")
    for member, seen in ((stage.holder, 4), (stage.coordinator, 4), (stage.partner, 4), (own, mine), (leader, 0)):
        with scope(stage.place, member=member):
            assert drawn_for(draw, member).count() == seen


def test_mistake_16_a_department_sees_its_own_officers_only(stage, sign_in):
    draw = make_draw(stage, "accepted")
    page = sign_in(stage.partner).get(f"/610703/draws/{draw.pk}/list/").content.decode()
    assert stage.other.name in page
    with scope(stage.place):
        foreign = DrawOfficer.objects.of(stage.place).filter(draw=draw, department=stage.lead).values_list("name")
    assert not [name for (name,) in foreign if name in page]


def test_mistake_19_a_task_is_opened_for_a_published_plan_and_inside_its_window(stage, nanzheng):
    late = stage.entry.ends_on + timedelta(days=1)
    with pytest.raises(rounds.TaskRefused, match="计划规定"):
        open_round(stage.entry, stage.holder, ends_on=late)
    with scope(nanzheng):
        type(stage.entry.plan).objects.of(nanzheng).filter(pk=stage.entry.plan_id).update(state="draft")
    with pytest.raises(rounds.TaskRefused, match="尚未公示"):
        open_round(again_entry(stage), stage.holder)


def test_secrets_are_handled_by_their_department(stage):
    draw = make_draw(stage)
    with scope(stage.place):
        secret = secret_of(draw, "02")
    with scope(stage.place, member=stage.partner):
        assert stage.partner.may("draws.seal", secret)
        assert not stage.holder.may("draws.seal", secret)


def test_nothing_is_seen_from_another_place(stage, outsider):
    draw = make_draw(stage, "accepted")
    with scope(outsider.home, member=outsider):
        assert not Draw.objects.of(outsider.home).filter(pk=draw.pk).exists()
