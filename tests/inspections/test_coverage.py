"""Full coverage and key lists: every object of the range is visited, only the officers are drawn (R042, R107)."""

import pytest
from django.utils import timezone

from inspections.models import InspectionTask, PlanEntry, PlanStratum, Visit
from inspections.queries.coverage import lines_of, progress_of
from inspections.queries.draws import standing_objects
from inspections.queries.entries import limits_of, problems_of, with_parts
from inspections.queries.overlaps import planned
from inspections.queries.pools import measure_entry
from registry.models import KeyList
from tenancy.scope import scope
from tests.factories.draws import make_draw, make_stage
from tests.factories.registry import make_object, uscc
from tests.factories.tenancy import make_member

TODAY = timezone.localdate()


@pytest.fixture
def stage(nanzheng, own_files):
    return make_stage(nanzheng, objects=7, regime="full", sample_ratio=None)


@pytest.fixture
def accepted(stage):
    return make_draw(stage, "accepted")


def task_of(stage):
    return InspectionTask.objects.of(stage.place).select_related("entry__tenant", "tenant").get(pk=stage.task.pk)


def test_every_object_is_visited_by_every_department_in_one_visit_each(stage, accepted):
    with scope(stage.place):
        visits = list(Visit.objects.of(stage.place).filter(task=stage.task).prefetch_related("sections__officers"))
        assert {visit.object_id for visit in visits} == {row.pk for row in stage.objects}
        for visit in visits:
            assert {section.department_id for section in visit.sections.all()} == {stage.lead.pk, stage.other.pk}
            assert all(len(section.officers.all()) >= 2 for section in visit.sections.all())
        assert standing_objects(accepted).count() == 7


def test_the_same_in_several_levels_makes_no_strata(stage):
    with scope(stage.place):
        PlanStratum.objects.of(stage.place).create(entry=stage.entry, basis="risk_level", value="1", ratio="0.5")
    draw = make_draw(stage, "frozen")
    with scope(stage.place):
        (stratum,) = draw.strata.all()
    assert (stratum.size, stratum.quota) == (7, 7)


def test_the_plan_counts_all_of_them(stage):
    with scope(stage.place):
        entry = with_parts(PlanEntry.objects.of(stage.place)).get(pk=stage.entry.pk)
        assert measure_entry(entry, TODAY).drawn == 7
        assert [one.visits for one in planned(stage.place, [entry], TODAY)] == [7]


def test_progress_says_who_is_left_out(stage, accepted):
    with scope(stage.place):
        first = Visit.objects.of(stage.place).filter(task=stage.task).order_by("pk").first()
        Visit.objects.of(stage.place).filter(pk=first.pk).update(state="closed")
        first.sections.update(state="closed")
        progress = progress_of(task_of(stage))
        assert (progress.done, progress.whole, progress.unvisited) == (1, 7, 0)
        assert [(line.closed, line.sections) for line in lines_of(task_of(stage))] == [(1, 7), (1, 7)]
    make_object(stage.place, "新开办餐饮店", uscc=uscc())
    with scope(stage.place):
        progress = progress_of(task_of(stage))
    assert (progress.whole, progress.unvisited, progress.share) == (8, 1, 12)


def test_a_task_that_draws_counts_its_visits(nanzheng, own_files):
    stage = make_stage(nanzheng, objects=20)
    make_draw(stage, "accepted")
    with scope(stage.place):
        progress = progress_of(task_of(stage))
    assert (progress.whole, progress.done, progress.unvisited) == (2, 0, 0)
    with scope(stage.place):
        visit = Visit.objects.of(stage.place).filter(task=stage.task).first()
        Visit.objects.of(stage.place).filter(pk=visit.pk).update(state="replaced")
        assert progress_of(task_of(stage)).whole == 1


@pytest.mark.parametrize(("values", "sentence"), [({"sample_ratio": "0.5"}, "请去掉抽查比例"), ({}, "")])
def test_who_covers_all_names_no_share(nanzheng, values, sentence):
    stage = make_stage(nanzheng, objects=3, **{"regime": "key_list", "sample_ratio": None, **values})
    with scope(stage.place):
        entry = with_parts(PlanEntry.objects.of(stage.place)).get(pk=stage.entry.pk)
        found = "".join(problems_of(entry, measure_entry(entry, TODAY), limits_of(stage.place)))
    assert (sentence in found) and "没有填写检查数量" not in found


def test_the_page_of_the_task_shows_how_far_it_is(stage, accepted, sign_in, no_second_factor):
    client = sign_in(make_member(stage.place, "district_admin"))
    page = client.get(f"/610703/tasks/{stage.task.pk}/").content.decode()
    assert "0 / 7" in page
    assert "不抽取对象" in page
    listed = client.get(f"/610703/visits/?task={stage.task.pk}&state=scheduled").content.decode()
    assert stage.objects[0].name in listed


def test_a_figure_that_opens_no_row_is_no_link(stage, accepted, sign_in):
    officer = make_member(stage.place, "officer", stage.lead)
    link = f"/610703/visits/?task={stage.task.pk}&amp;state=scheduled"
    page = sign_in(officer).get(f"/610703/tasks/{stage.task.pk}/").content.decode()
    assert link not in page
    assert "到达现场前只有参加的执法人员和部门负责人可以查看" in page
    assert link in sign_in(stage.holder).get(f"/610703/tasks/{stage.task.pk}/").content.decode()


def test_full_coverage_is_told_along_the_chain(stage, accepted, sign_in):
    first, second = stage.objects[:2]
    with scope(stage.place):
        days = {"starts_on": TODAY, "ends_on": TODAY, "reason": "x", "measures": "x", "risk": "industry"}
        listed = KeyList.objects.of(stage.place).create(name="危化品", department=stage.lead, state="in_force", **days)
        for row, link in ((first, "production"), (second, "use")):
            listed.units.create(tenant_id=stage.place.pk, object=row, reason="x", stage=link, added_on=TODAY)
        Visit.objects.of(stage.place).filter(object=second).update(state="closed")
        chain = progress_of(task_of(stage)).chain
    assert chain == (("生产", 1, 0), ("经营", 0, 0), ("使用", 1, 1), ("检验检测", 0, 0))
    page = sign_in(stage.holder).get(stage.task.get_absolute_url()).content.decode()
    assert "范围内没有这个环节的重点单位" in page
