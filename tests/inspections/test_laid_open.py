"""A finished draw laid open: the stand-alone verifier agrees, every company has its line, nothing is told early."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from common.attachments.vault import open_kept
from common.clocks.running import running_clock
from inspections.models import VisitSection
from inspections.services import disclosure, replacements
from inspections.services.open_tasks import owe_task
from publication.models import Duty, PublicFile, PublicLine
from tenancy.scope import scope
from tests.architecture.sources import ROOT
from tests.factories.draws import again, candidates_of, drawn_rows, make_draw, make_stage


@pytest.fixture
def stage(nanzheng):
    return make_stage(nanzheng)


@pytest.fixture
def finished(stage, own_files):
    """A confirmed draw with one replacement, whose visits are over."""
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        replacements.replace_drawn(drawn_rows(draw)[1], reason="企业已歇业", actor=stage.holder)
        disclosure.disclose_draw(draw, today=stage.task.ends_on + timedelta(days=1))
        return again(draw)


def test_the_stand_alone_verifier_agrees_and_finds_a_changed_name(finished, tmp_path):
    for name in ("draw.json", "pool.csv"):
        with scope(finished.tenant_id):
            row = PublicFile.objects.of(finished.tenant_id).get(name=name)
        with open_kept(finished.tenant_id, row.sha256) as file:
            (tmp_path / name).write_bytes(file.read())
    verdict = verified(tmp_path)
    assert verdict.returncode == 0, verdict.stdout
    told = json.loads((tmp_path / "draw.json").read_text())
    told["drawn"][0]["code"] = "91610703MA6Y000000"
    (tmp_path / "draw.json").write_text(json.dumps(told))
    assert verified(tmp_path).returncode == 1


def verified(folder):
    program = ROOT / "static" / "verify" / "verify_draw.py"
    command = [sys.executable, "-I", str(program), str(folder / "draw.json"), str(folder / "pool.csv")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_the_task_came_to_is_owed_to_the_public_once(finished, stage):
    with scope(finished.tenant_id, member=stage.holder):
        duty = Duty.objects.of(finished.tenant_id).get(kind="inspection_task")
        disclosure.disclose_draw(finished, today=stage.task.ends_on + timedelta(days=1))
        assert Duty.objects.of(finished.tenant_id).filter(kind="inspection_task").count() == 1
        assert running_clock("publication.publish", duty) is not None
        assert duty.department == stage.task.department
    shown = dict(duty.shown_fields)
    assert shown["任务编号"] == stage.task.number
    assert shown["监管对象"] == stage.task.entry.objects_text
    assert "随机抽取" in shown["抽取程序"]
    assert "抽取" in shown["检查数量"]


def test_of_a_task_that_covers_all_nobody_says_its_objects_were_drawn(stage):
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        type(stage.task.entry).objects.of(stage.place).filter(pk=stage.task.entry_id).update(regime="full")
        told = owe_task(again(draw).task, actor=stage.holder).snapshot
    assert told["procedure"].startswith("范围内的监管对象全部检查，执法人员随机抽取")
    assert told["extent"].startswith("全部检查")


def test_mistake_31_a_result_that_came_once_is_not_counted_out(stage):
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        sections = VisitSection.objects.of(stage.place).filter(visit__task=stage.task)
        numbers = list(sections.values_list("pk", flat=True))
        sections.filter(pk=numbers[0]).update(result="moved")
        sections.filter(pk__in=numbers[1:4]).update(result="no_problem")
        duty = owe_task(again(draw).task, actor=stage.holder)
    assert "未发现问题：3次" in duty.snapshot["results"]
    assert "不足3次" in duty.snapshot["results"]


def test_every_company_of_the_pool_has_a_line_of_its_own_under_a_hash(finished):
    with scope(finished.tenant_id):
        lines = list(PublicLine.objects.of(finished.tenant_id))
        assert len(lines) == len(candidates_of(finished))
        assert sorted(line.data["rank"] for line in lines) == list(range(1, 41))
    assert all(len(line.key) == 64 and "code" not in line.data for line in lines)


def test_nothing_is_laid_open_twice_or_early(stage, own_files):
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        with pytest.raises(disclosure.DisclosureRefused, match="走漏"):
            disclosure.disclose_draw(draw, today=stage.task.ends_on)
        assert disclosure.disclose_due(stage.place, today=stage.task.ends_on) == 0
        assert disclosure.disclose_due(stage.place, today=stage.task.ends_on + timedelta(days=1)) == 1
        assert disclosure.disclose_due(stage.place, today=stage.task.ends_on + timedelta(days=2)) == 0
