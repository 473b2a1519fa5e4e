"""The draw from pool to list: frozen, sealed, committed, revealed, drawn, paired, accepted, laid open."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Value
from django.utils import timezone

from common.workflow import MoveRefused
from inspections import draw as rules
from inspections.models import (
    Draw,
    DrawnOfficer,
    DrawSecret,
    DrawStratum,
    PlanStratum,
    PoolPart,
    RedrawRequest,
    Replacement,
    Visit,
)
from inspections.queries import frozen
from inspections.queries.draws import standing_objects
from inspections.queries.pools import GRADES
from inspections.services import ceremony, disclosure, pairing, pools, redraws, replacements
from inspections.services.drawn_visits import schedule_visits
from inspections.services.rounds import TaskRefused
from publication.models import PublicRecord
from registry.models import ObjectEnrolment
from tenancy.scope import scope
from tests.factories.draws import (
    again,
    candidates_of,
    commit,
    drawn_rows,
    make_draw,
    make_stage,
    open_round,
    pair,
    reveal_all,
    seal_all,
    secret_of,
)
from tests.factories.ledgers import make_grade
from tests.factories.registry import make_enrolment


@pytest.fixture
def stage(nanzheng):
    return make_stage(nanzheng)


def test_every_object_of_the_pool_gets_its_own_salt_and_the_leaf_of_both(stage):
    draw = make_draw(stage)
    with scope(stage.place):
        rows = candidates_of(draw)
        stratum = DrawStratum.objects.of(stage.place).get(draw=draw)
    assert {row.code for row in rows} == {row.uscc for row in stage.objects}
    assert len({row.salt for row in rows}) == len(rows) == stratum.size == 40
    assert all(row.leaf == rules.leaf(row.salt, row.code) for row in rows)
    assert stratum.root == rules.merkle_root([row.leaf for row in rows]).hex()


def test_an_object_without_a_credit_code_is_known_by_its_own_code(stage):
    row = stage.objects[0]
    with scope(stage.place):
        type(row).objects.of(stage.place).filter(pk=row.pk).update(uscc="")
        row.identifiers.create(tenant=stage.place, kind="other", value="电梯-0017")
    assert {one.object_id: one.code for one in candidates_of(make_draw(stage))}[row.pk] == "电梯-0017"


def test_no_two_objects_are_known_by_the_same_code(stage):
    first, second, third = stage.objects[:3]
    with scope(stage.place):
        type(first).objects.of(stage.place).filter(pk__in=[first.pk, second.pk]).update(uscc="")
        first.identifiers.create(tenant=stage.place, kind="other", value=f"{stage.place.pk}-{second.pk}")
        second.identifiers.create(tenant=stage.place, kind="other", value=third.uscc)
    codes = {row.object_id: row.code for row in candidates_of(make_draw(stage))}
    assert codes[first.pk] == f"{stage.place.pk}-{first.pk}"
    assert codes[second.pk] == f"{stage.place.pk}-{second.pk}"
    assert len(set(codes.values())) == 40


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
def test_a_pool_of_many_parts_is_read_to_its_end_a_few_at_a_time(stage, monkeypatch, parts):
    monkeypatch.setattr(frozen, "_PARTS_AT_ONCE", 2)
    draw = make_draw(stage)
    stratum = DrawStratum(number=9, size=2 * parts, salt_key=bytes(32))
    with scope(stage.place):
        for number in range(parts):
            PoolPart.objects.of(stage.place).create(
                draw=draw, stratum=9, number=number, object_ids=[number, number], codes=f"{number}甲\n{number}乙"
            )
        found = list(frozen.candidates(draw, stratum))
        assert [one.code for one in found] == [f"{number}{word}" for number in range(parts) for word in "甲乙"]
        assert list(frozen.leaves_of(draw, stratum)) == [one.leaf for one in found]
        assert list(frozen.candidates(draw, stratum, {2 * parts - 1, 0})) == [found[0], found[-1]]


def test_a_part_has_as_many_codes_as_objects(stage):
    draw = make_draw(stage)
    with scope(stage.place), pytest.raises(IntegrityError, match="pool_part_whole"), transaction.atomic():
        PoolPart.objects.of(stage.place).create(draw=draw, stratum=9, number=0, object_ids=[1, 2], codes="x")


def test_the_frozen_pool_is_never_rewritten(stage):
    draw = make_draw(stage)
    with scope(stage.place):
        rows = PoolPart.objects.of(stage.place).filter(draw=draw)
        for act in (lambda: rows.update(codes="x"), rows.delete):
            with pytest.raises(ProgrammingError), transaction.atomic():
                act()


def test_strata_are_numbered_without_a_meaning_outside(stage, monkeypatch):
    bad = [row.pk for row in stage.objects[:5]]
    with scope(stage.place):
        for value, ratio in (("D", "1"), ("", "0.1")):
            PlanStratum.objects.of(stage.place).create(
                entry=stage.entry, basis="credit_grade", value=value, ratio=ratio
            )
    for row in stage.objects[:5]:
        make_enrolment(row, stage.lead)
    monkeypatch.setitem(GRADES, "credit_grade", graded(bad))
    draw = make_draw(stage, "committed")
    with scope(stage.place):
        strata = list(DrawStratum.objects.of(stage.place).filter(draw=draw))
        shown = PublicRecord.objects.of(stage.place).get(kind="draw")
    assert sorted((one.meaning, one.size, one.quota) for one in strata) == [("D级", 5, 5), ("未评级", 35, 4)]
    assert "级" not in json.dumps(shown.snapshot, ensure_ascii=False)


def test_mistake_12_each_grade_is_drawn_as_often_and_visited_in_the_way_its_row_says(stage):
    with scope(stage.place):
        for value, ratio, times, technique in (("D", "1", 2, "off_site"), ("", "0.1", 1, "on_site")):
            PlanStratum.objects.of(stage.place).create(
                entry=stage.entry, basis="credit_grade", value=value, ratio=ratio, frequency=times, technique=technique
            )
    for row in stage.objects[:5]:
        make_grade(row, "D")
    first = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        schedule_visits(first, actor=stage.holder)
        visits = Visit.objects.of(stage.place).values_list("state", flat=True)
        assert sorted(visits) == ["off_site"] * 5 + ["scheduled"] * 4
    second = make_draw(stage, task=open_round(stage.entry, stage.holder))
    with scope(stage.place):
        quotas = DrawStratum.objects.of(stage.place).filter(draw=second).values_list("meaning", "size", "quota")
        assert sorted(quotas) == [("D级", 5, 5), ("未评级", 35, 0)]
    with pytest.raises(TaskRefused, match="计划规定每年检查2次，各轮任务均已建立"):
        open_round(stage.entry, stage.holder)


def graded(numbers):
    """A ledger of grades in which these objects are D."""

    def ledger(tenant, objects, on):
        rows = ObjectEnrolment.objects.of(tenant).filter(object__in=numbers)
        return rows.annotate(value=Value("D")).values_list("object", "value")

    return ledger


def test_a_commitment_waits_for_every_seal(stage):
    draw = make_draw(stage)
    with scope(stage.place, member=stage.holder), pytest.raises(ceremony.DrawRefused, match="区住建局尚未封存"):
        ceremony.seal_secret(secret_of(draw, "01"), rules.sealed("a" * 64), actor=stage.holder)
        ceremony.commit_draw(again(draw), actor=stage.holder)


def test_the_commitment_is_public_at_once_and_stands(stage):
    draw = make_draw(stage, "committed")
    with scope(stage.place):
        shown = PublicRecord.objects.of(stage.place).get(kind="draw").snapshot
        assert shown["commitment_hash"] == draw.commitment_hash == rules.digest(shown["commitment"])
        for change in ({"commitment_hash": "0" * 64}, {"commitment": {}}, {"missing_rule": "void"}):
            with pytest.raises(ProgrammingError, match="not rewritten"), transaction.atomic():
                Draw.objects.of(stage.place).filter(pk=draw.pk).update(**change)
        with pytest.raises(ProgrammingError, match="not rewritten"), transaction.atomic():
            DrawSecret.objects.of(stage.place).filter(draw=draw).update(sealed_hash="1" * 64)


def test_a_seal_comes_too_late_after_the_commitment(stage):
    draw = make_draw(stage, "committed")
    with scope(stage.place, member=stage.partner), pytest.raises(ceremony.DrawRefused, match="不能再改"):
        ceremony.seal_secret(secret_of(draw, "02"), "c" * 64, actor=stage.partner)


def test_two_departments_do_not_seal_the_same(stage):
    draw = make_draw(stage)
    with scope(stage.place, member=stage.holder):
        ceremony.seal_secret(secret_of(draw, "01"), "c" * 64, actor=stage.holder)
    with scope(stage.place, member=stage.partner), pytest.raises(ceremony.DrawRefused, match="相同的值"):
        ceremony.seal_secret(secret_of(draw, "02"), "c" * 64, actor=stage.partner)


def test_a_secret_is_what_was_sealed(stage):
    draw = make_draw(stage, "committed")
    with scope(stage.place, member=stage.partner), pytest.raises(ceremony.DrawRefused, match="不是当初封存"):
        ceremony.reveal_secret(secret_of(draw, "02"), "x" * 64, actor=stage.partner)
    with scope(stage.place), pytest.raises(ProgrammingError, match="not rewritten"), transaction.atomic():
        DrawSecret.objects.of(stage.place).filter(draw=draw, code="02").update(
            secret="x" * 64, revealed_at=timezone.now()
        )


def test_a_revealed_secret_is_shown_to_no_one_before_all_are_in(stage):
    draw = make_draw(stage, "committed")
    with scope(stage.place, member=stage.holder):
        ceremony.reveal_secret(secret_of(draw, "01"), stage.secrets["01"], actor=stage.holder)
        draw = again(draw)
        assert draw.state == "committed"
        assert {one["secret"] for one in disclosure.snapshot_of(draw)["departments"]} == {""}


def test_the_last_secret_ends_the_waiting(stage):
    draw = reveal_all(stage, make_draw(stage, "committed"))
    assert draw.state == "secrets_revealed"
    with scope(stage.place):
        told = disclosure.snapshot_of(draw)["departments"]
    assert [one["secret"] for one in told] == [stage.secrets["01"], stage.secrets["02"]]


def test_a_secret_that_stays_away_is_replaced_by_its_seal(stage):
    draw = make_draw(stage, "committed")
    with scope(stage.place, member=stage.holder):
        ceremony.reveal_secret(secret_of(draw, "01"), stage.secrets["01"], actor=stage.holder)
        late = draw.reveal_by
        assert ceremony.close_reveal(draw, now=late - timedelta(seconds=1)).state == "committed"
        assert ceremony.close_reveal(draw, now=late).state == "secrets_revealed"
        used = {"01": stage.secrets["01"], "02": rules.sealed(stage.secrets["02"])}
        assert ceremony.seed_of(again(draw)) == rules.seed_of(draw.commitment_hash, used)


def test_or_the_attempt_is_void_if_the_commitment_says_so(stage):
    draw = make_draw(stage, "committed", missing_rule="void")
    with scope(stage.place):
        assert ceremony.close_reveal(draw, now=draw.reveal_by).state == "voided"
        shown = PublicRecord.objects.of(stage.place).get(kind="draw").snapshot
    assert "未在期限内揭示" in shown["void_reason"]


def test_every_place_with_a_deadline_passed_is_served(stage, frozen_time):
    draw = make_draw(stage, "committed")
    frozen_time.tick(timedelta(hours=25))
    ceremony.close_due_reveals(now=timezone.now())
    with scope(stage.place):
        assert again(draw).state == "secrets_revealed"


def test_the_draw_is_the_one_that_anyone_recomputes(stage):
    draw = make_draw(stage, "drawn", beacon_name="国家授时中心")
    with scope(stage.place):
        pool = candidates_of(draw)
    seed = rules.seed_of(draw.commitment_hash, stage.secrets, "7")
    assert draw.seed == seed.hex()
    seats = rules.drawn(seed, 1, len(pool), 4)
    assert [bytes(row.leaf) for row in drawn_rows(draw)] == [pool[seat].leaf for seat in seats]


def test_a_beacon_named_before_must_be_given(stage):
    draw = make_draw(stage, "revealed", beacon_name="国家授时中心")
    with scope(stage.place, member=stage.holder), pytest.raises(ceremony.DrawRefused, match="公开随机数"):
        ceremony.ask_to_draw(draw, actor=stage.holder)


def test_drawing_once_more_draws_the_same(stage):
    draw = make_draw(stage, "drawn")
    before = [(row.rank, row.object_id) for row in drawn_rows(draw)]
    with scope(stage.place, member=stage.holder):
        ceremony.hold_draw(draw, actor=stage.holder)
        with pytest.raises(ceremony.DrawRefused, match="只能抽取一次"):
            ceremony.ask_to_draw(draw, actor=stage.holder)
    assert [(row.rank, row.object_id) for row in drawn_rows(draw)] == before


def test_whoever_made_the_plan_does_not_draw(stage, nanzheng):
    """Mistake 55: the drawer is not the plan's owner."""
    stage.author.hat = stage.holder.hat
    draw = seal_all(stage, make_draw(stage))
    with scope(stage.place, member=stage.author), pytest.raises(ceremony.DrawRefused, match="编制人"):
        ceremony.commit_draw(again(draw), actor=stage.author)


def test_a_stranger_does_not_commit(stage):
    draw = seal_all(stage, make_draw(stage))
    with scope(stage.place, member=stage.partner), pytest.raises(MoveRefused, match="身份"):
        ceremony.commit_draw(again(draw), actor=stage.partner)


def test_a_draw_keeps_the_versions_it_rests_on(stage):
    draw = make_draw(stage)
    assert draw.sources["algorithm"] == rules.ALGORITHM
    assert draw.sources["plan_version"] == 1
    assert draw.sources["libraries_as_of"]


# --- another attempt ------------------------------------------------------------------------------------------------


def test_another_attempt_is_asked_for_and_granted_by_another(stage):
    draw = make_draw(stage, "drawn")
    with scope(stage.place, member=stage.holder):
        request = redraws.ask_redraw(draw, reason="误选了上年度的对象范围", actor=stage.holder)
    with scope(stage.place, member=stage.coordinator):
        redraws.decide_redraw(request, is_granted=True, actor=stage.coordinator)
        assert again(draw).state == "voided"
    second = make_draw(stage)
    assert (second.attempt, second.why_again) == (2, "误选了上年度的对象范围")
    commit(stage, seal_all(stage, second))
    with scope(stage.place):
        shown = PublicRecord.objects.of(stage.place).filter(kind="draw").order_by("pk")
        assert [(one.snapshot["attempt"], one.snapshot["state"]) for one in shown] == [(1, "已作废"), (2, "已公布承诺")]
        assert shown[0].snapshot["void_reason"] == shown[1].snapshot["why_again"] == "误选了上年度的对象范围"


def test_who_asks_does_not_grant(stage):
    draw = make_draw(stage, "drawn")
    with scope(stage.place, member=stage.coordinator):
        request = redraws.ask_redraw(draw, reason="误选了范围", actor=stage.coordinator)
        with pytest.raises(redraws.RedrawRefused, match="自己的申请"):
            redraws.decide_redraw(request, is_granted=True, actor=stage.coordinator)


def test_what_was_refused_changes_nothing(stage):
    draw = make_draw(stage, "drawn")
    with scope(stage.place, member=stage.holder):
        request = redraws.ask_redraw(draw, reason="结果不理想", actor=stage.holder)
    with scope(stage.place, member=stage.coordinator):
        with pytest.raises(redraws.RedrawRefused, match="写明理由"):
            redraws.decide_redraw(request, is_granted=False, actor=stage.coordinator)
        redraws.decide_redraw(request, is_granted=False, note="不是重抽的理由", actor=stage.coordinator)
        assert again(draw).state == "drawn"
        assert RedrawRequest.objects.of(stage.place).get().is_granted is False


# --- after the draw -------------------------------------------------------------------------------------------------


def test_an_accepted_list_tells_the_officers(stage):
    draw = make_draw(stage, "accepted")
    assert draw.state == "accepted"
    with scope(stage.place):
        assert standing_objects(draw).count() == 4
        assert DrawnOfficer.objects.of(stage.place).count() == 4 * 2 * 2


def test_load_is_shared_evenly(stage):
    make_draw(stage, "paired")
    with scope(stage.place):
        pairs = list(DrawnOfficer.objects.of(stage.place).values_list("officer", flat=True))
    assert {pairs.count(one) for one in set(pairs)} == {2}


def test_a_stratum_used_up_has_no_replacement(nanzheng):
    stage = make_stage(nanzheng, objects=3, sample_ratio="1")
    draw = make_draw(stage, "drawn")
    with scope(stage.place, member=stage.holder), pytest.raises(replacements.ReplacementRefused, match="全部抽完"):
        replacements.replace_drawn(drawn_rows(draw)[0], reason="已停业", actor=stage.holder)


def test_a_second_round_opens_only_as_often_as_planned(stage):
    with pytest.raises(TaskRefused, match="各轮任务均已建立"):
        open_round(stage.entry, stage.holder)


def test_pairing_again_changes_nothing(stage):
    draw = make_draw(stage, "paired")
    pair(stage, draw)
    with scope(stage.place):
        assert DrawnOfficer.objects.of(stage.place).count() == 16
        assert not Replacement.objects.of(stage.place).exists()
        with pytest.raises(pairing.PairingRefused, match="只能匹配一次"):
            pairing.ask_to_pair(draw, actor=stage.holder)


def test_no_second_attempt_begins_beside_the_first(stage):
    make_draw(stage)
    with pytest.raises(pools.PoolRefused, match="不能自行重抽"):
        make_draw(stage)


def test_an_accepted_list_becomes_visits(stage):
    draw = make_draw(stage, "accepted")
    with scope(draw.tenant_id):
        visits = list(draw.task.visits.all())
        assert {one.state for one in visits} == {"scheduled"}
        assert len(visits) == draw.drawn.count()
        assert all(section.officers.count() >= 2 for one in visits for section in one.sections.all())
