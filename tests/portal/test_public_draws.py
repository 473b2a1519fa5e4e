"""The fairness page: every attempt is public, what is disclosed can be checked, nothing is told too early."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client

from inspections import draw as rules
from inspections.models import DrawSecret, PlanEntryLine
from inspections.published import INSPECTION_RESULT
from inspections.services import disclosure, redraws
from publication.models import PublicRecord
from publication.services.ledger import Publication, publish
from registry.models import SupervisedObject
from tenancy.scope import scope
from tests.factories.draws import again, make_draw, make_stage
from tests.factories.officers import make_group, make_officer
from tests.factories.tenancy import open_place

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def stage(committed):
    return make_stage(open_place(610703000000))


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def open_page(stage):
    """A function: the fairness page of a draw as the public sees it."""

    def asked(draw, **query):
        with scope(stage.place):
            row = PublicRecord.objects.of(stage.place).get(kind="draw", ref=str(draw.pk))
        return Client().get(f"/open/610703/{row.pk}/fairness/", query)

    return asked


def secrets_of(draw) -> list[str]:
    with scope(draw.tenant_id):
        return list(DrawSecret.objects.of(draw.tenant_id).filter(draw=draw).values_list("secret", flat=True))


def test_the_public_sees_the_commitment_at_once_and_nothing_more(stage, open_page):
    draw = make_draw(stage, "committed")
    page = text(open_page(draw))
    assert draw.commitment_hash in page
    assert "密值在全部揭示后公布，揭示期限为" in page


def test_after_the_reveal_the_secrets_are_public_and_nobody_drawn_is(stage, open_page):
    draw = make_draw(stage, "accepted")
    page = text(open_page(draw))
    assert all(secret and secret in page for secret in secrets_of(draw))
    assert draw.seed not in page
    assert "各部门已经揭示的密值都已公布" in page
    assert "抽中名单、对象池和随机盐暂不公开" in page


def test_the_public_reads_whether_officers_or_groups_are_drawn_and_from_how_many(stage, open_page):
    people = [make_officer(stage.other, f"住建{number}") for number in range(3)]
    make_group(stage.other, "燃气检查组", *people)
    with scope(stage.place):
        PlanEntryLine.objects.of(stage.place).filter(department=stage.other).update(is_by_group=True)
    draw = make_draw(stage, "accepted")
    page = text(open_page(draw))
    assert "按执法人员抽取：名单4人，每次派2人" in page
    assert "按检查组抽取：检查组1个，每次派一组，到场至少2人" in page
    assert all(one["root"] in page for one in draw.commitment["teams"])
    assert not any(one.name in page for one in people)


def test_every_attempt_is_public_with_its_reason(stage, open_page):
    draw = make_draw(stage, "drawn")
    with scope(stage.place, member=stage.holder):
        request = redraws.ask_redraw(draw, reason="误选了范围", actor=stage.holder)
    with scope(stage.place, member=stage.coordinator):
        redraws.decide_redraw(request, is_granted=True, actor=stage.coordinator)
    assert "这次抽取已经作废" in text(open_page(draw))
    second = make_draw(stage, "committed")
    page = text(open_page(second))
    assert "第2次（本次）" in page
    assert "作废理由：误选了范围" in page


def test_the_public_sees_the_steps_of_a_draw_and_no_corrections(stage):
    draw = make_draw(stage, "paired")
    with scope(stage.place):
        record = PublicRecord.objects.of(stage.place).get(kind="draw")
    page = text(Client().get(f"/open/610703/{record.pk}/"))
    steps = [page.index(f"{word}\n      <code") for word in ("已抽对象", "密值已揭示", "已公布承诺")]
    assert steps == sorted(steps)
    assert "更正" not in page
    assert record.title == f"{draw.task.title}（第1次抽取）"


def test_any_company_is_looked_up_with_its_proof(stage, own_files, open_page):
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        disclosure.disclose_draw(draw, today=stage.task.ends_on + timedelta(days=1))
        draw = again(draw)
    response = open_page(draw, code=f" {stage.objects[7].uscc.lower()} ")
    standing = response.context["standing"]
    proof = json.loads(json.dumps(response.context["proof"]))["company"]
    leaf = rules.leaf(bytes.fromhex(proof["salt"]), proof["code"])
    root = rules.root_of_proof(leaf, standing.steps).hex()
    assert root == draw.commitment["strata"][0]["root"]
    assert rules.is_seat(standing.steps, proof["position"], standing.size)
    key = f"{rules.order_key(bytes.fromhex(draw.seed), 1, proof['position']):016x}"
    assert standing.is_drawn == (key <= response.context["snapshot"]["limits"]["1"])
    assert "对象池里没有这个代码" in text(open_page(draw, code="91610703MA6YNOBODY"))
    for file in response.context["files"]:
        answer = Client().get(f"/open/610703/{response.context['record'].pk}/files/{file.name}")
        assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == file.sha256
    assert Client().get(f"/open/610703/{response.context['record'].pk}/files/tree-1.bin").status_code == 404


def test_what_came_of_a_draw_stands_beside_its_proof(stage, own_files, open_page):
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        disclosure.disclose_draw(draw, today=stage.task.ends_on + timedelta(days=1))
        seen, *others = [one.object for one in draw.drawn.select_related("object")]
        spared = next(one for one in stage.objects if one not in [seen, *others])
        said = dict.fromkeys(INSPECTION_RESULT.fields, "燃气") | {
            "subject": str(seen),
            "task_number": stage.task.number,
        }
        notice = Publication(
            INSPECTION_RESULT.name, "s1", f"{seen}检查结果", said, "条例", stage.lead, subject_code=seen.uscc
        )
        publish(stage.place, notice, actor=stage.holder)
    page = open_page(draw)
    assert page.context["told"]["objects"] == page.context["told"]["count"] == 1
    assert f"{seen}检查结果" in text(page)
    assert ("依法不予公示的件数" in text(page)) is bool(others)
    assert "检查结果尚未公示" not in text(open_page(draw, code=seen.uscc))
    assert f"{seen}检查结果" in text(open_page(draw, code=seen.uscc))
    assert open_page(draw, code=spared.uscc).context["own_results"] == []
    assert "检查结果尚未公示" not in text(open_page(draw, code=spared.uscc))
    for one in others:
        assert "检查结果尚未公示" in text(open_page(draw, code=one.uscc))


@pytest.mark.parametrize(("gone", "told"), [(1, "已注销、吊销、撤销或迁出不足3个"), (3, "已注销、吊销、撤销或迁出3个")])
def test_the_public_reads_why_how_many_were_left_out_of_the_pool(stage, open_page, gone, told):
    with scope(stage.place):
        left = [one.pk for one in stage.objects[:gone]]
        SupervisedObject.objects.of(stage.place).filter(pk__in=left).update(state="cancelled")
    draw = make_draw(stage, "committed")
    assert told in text(open_page(draw))


@pytest.mark.parametrize(
    ("excluded", "sentence"),
    [
        ([{"reason": "已注销", "count": "4"}], "没有进入对象池的：已注销4个。其余都在对象池里。"),
        ([], "属于计划范围的对象都在对象池里。"),
        (None, "公布得较早，没有公布是否有对象属于计划范围而未进入对象池"),
    ],
)
def test_the_page_says_who_was_left_out_or_that_it_was_not_told(excluded, sentence):
    """A draw that an older version published tells nothing of it; its page does not pretend that nobody was."""
    assert sentence in render_to_string("public/_draw_strata.html", {"strata": [], "excluded": excluded})
