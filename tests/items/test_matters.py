"""Unclear duties: somebody in charge meanwhile, both sides heard, decided in writing, with effect (R008–R011)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from common.models import Attachment, Clock
from common.workflow import MoveRefused
from directory.services.writing import RuleBroken
from items.models import BoundaryEntry, Handover, ItemVersion, MatterStatement, UnclearMatter
from items.services import matters
from items.services.handovers import HandoverRefused, tick
from items.services.matters import Decision, MatterRefused
from tenancy.scope import scope
from tests.factories.claims import change_item, make_item_in_force

DAY = date(2026, 11, 20)


def raised(nanzheng, bureau, actor, **values):
    with scope(nanzheng, member=actor):
        matter = UnclearMatter(
            tenant=nanzheng, kind="dispute", title="谁管", behaviour="密室逃脱", reported_by=bureau, **values
        )
        return matters.register_matter(matter, actor=actor)


def heard(matter, departments, decider, speaker):
    """Somebody in charge, everyone asked, one has answered."""
    with scope(matter.tenant, member=decider):
        matters.put_in_charge(matter, departments[0], actor=decider)
        matters.consult(matter, departments, actor=decider)
    with scope(matter.tenant, member=speaker):
        row = MatterStatement.objects.of(matter.tenant).get(department=speaker.hat.department)
        matters.state_position(row, matters.Position("other", "不是我们的事", "三定规定"), actor=speaker)
    return matter


def test_a_matter_has_its_clock_and_waits_for_the_decider(nanzheng, bureau, office, decider, market_signer, sign_in):
    matter = raised(nanzheng, bureau, market_signer)
    assert (matter.department, matter.state) == (office, "registered")
    assert matter.due_on is not None
    page = sign_in(decider).get("/610703/").content.decode()
    assert "权责裁定" in page
    assert "谁管" in page


def test_without_a_decider_nothing_can_be_raised(nanzheng, bureau, market_signer):
    with pytest.raises(MatterRefused, match="统筹职能"):
        raised(nanzheng, bureau, market_signer)


def test_nobody_raises_in_another_departments_name(nanzheng, labour, office, market_signer):
    with pytest.raises(MatterRefused, match="本部门的名义"):
        raised(nanzheng, labour, market_signer)


def test_somebody_is_in_charge_until_it_is_decided(nanzheng, bureau, labour, decider, market_signer):
    matter = raised(nanzheng, bureau, market_signer)
    with scope(nanzheng, member=decider):
        with pytest.raises(MoveRefused):
            matters.consult(matter, [labour], actor=decider)
        matters.put_in_charge(matter, labour, actor=decider)
    with scope(nanzheng), pytest.raises(IntegrityError), transaction.atomic():
        UnclearMatter.objects.of(nanzheng).update(provisional=None)


def test_both_sides_are_heard_before_the_decision(nanzheng, bureau, labour, decider, market_signer, tax_signer):
    matter = raised(nanzheng, bureau, market_signer)
    decision = Decision(labour, "由人社局负责", "南编办〔2026〕3号", DAY)
    with scope(nanzheng, member=decider):
        matters.put_in_charge(matter, labour, actor=decider)
        matters.consult(matter, [labour, bureau], actor=decider)
        with pytest.raises(MatterRefused, match="还没有部门提交意见"):
            matters.decide_matter(matter, decision, actor=decider)
        row = MatterStatement.objects.of(nanzheng).select_related("matter").get(department=bureau)
    with scope(nanzheng, member=tax_signer), pytest.raises(MatterRefused, match="只有区市场监管局可以填写这份意见"):
        matters.state_position(row, matters.Position("own", "是我们的", ""), actor=tax_signer)
    with scope(nanzheng, member=market_signer):
        matters.state_position(row, matters.Position("other", "不是", ""), actor=market_signer)
    with scope(nanzheng, member=decider):
        matters.decide_matter(matter, decision, actor=decider)
        matters.keep_precedent(matter, text="以用工为主的，由人社局负责", actor=decider)
        matter = UnclearMatter.objects.of(nanzheng).get()
        assert (matter.state, matter.decided_for, matter.document) == ("precedent", labour, "南编办〔2026〕3号")
        assert Clock.objects.of(nanzheng).get(rule="items.decide_matter").stopped_at is not None


def test_only_the_decider_decides(nanzheng, bureau, labour, office, market_signer):
    matter = raised(nanzheng, bureau, market_signer)
    with scope(nanzheng, member=market_signer), pytest.raises(MoveRefused):
        matters.put_in_charge(matter, labour, actor=market_signer)


def test_a_decision_drafts_the_item_with_its_new_lead(nanzheng, bureau, labour, tax, decider, market_signer):
    version = make_item_in_force(labour, [bureau, tax])
    matter = raised(nanzheng, bureau, market_signer, item=version.item)
    heard(matter, [labour, bureau], decider, market_signer)
    with scope(nanzheng, member=decider):
        decision = Decision(bureau, "由市场监管局牵头", "南编办〔2026〕4号", DAY)
        matters.decide_matter(matter, decision, actor=decider)
        draft = ItemVersion.objects.of(nanzheng).get(state="draft")
        assert (draft.department, draft.trigger) == (bureau, "duties")
        assert [line.department for line in draft.lines.all()] == [tax]


def test_a_boundary_has_two_sides_and_stands_once(nanzheng, bureau, labour, admin):
    def entry(supervising):
        return BoundaryEntry(
            tenant=nanzheng,
            matter="许可",
            approving=bureau,
            supervising=supervising,
            cutover="次日",
            handover="当日推送",
            basis="条例",
        )

    with scope(nanzheng, member=admin):
        with pytest.raises(MatterRefused, match="谁审批谁监管"):
            matters.keep_boundary(entry(bureau), actor=admin)
        kept = matters.keep_boundary(entry(labour), actor=admin)
        with pytest.raises(RuleBroken, match="已在边界清单"):
            matters.keep_boundary(entry(labour), actor=admin)
        matters.end_boundary(kept, actor=admin, today=DAY, note="合并")
        matters.keep_boundary(entry(labour), actor=admin)


def test_a_new_approval_relation_opens_a_handover_until_every_line_is_done(nanzheng, labour, tax, author, tax_signer):
    version = make_item_in_force(labour, [tax], approval_relation="same_body")
    change_item(version, frequency="每年2次")
    with scope(nanzheng):
        assert not Handover.objects.of(nanzheng).exists()
    change_item(standing(version), approval_relation="filing")
    with scope(nanzheng, member=author):
        handover = Handover.objects.of(nanzheng).get()
        assert (handover.relation_before, handover.relation_after) == ("same_body", "filing")
        assert "应备案未备案" in "".join(handover.entries.values_list("text", flat=True))
        first = handover.entries.first()
        with pytest.raises(HandoverRefused, match="请写明办理情况"):
            tick(first, note=" ", actor=author)
        with pytest.raises(HandoverRefused, match="只有责任部门"):
            tick(first, note="办了", actor=tax_signer)
        for entry in handover.entries.all():
            tick(entry, note="已移交12户", actor=author)
        assert Handover.objects.of(nanzheng).get().state == "done"


def standing(version):
    with scope(version.tenant):
        rows = ItemVersion.objects.of(version.tenant).select_related("tenant", "item", "department")
        return rows.get(item=version.item, state="in_force")


@pytest.mark.usefixtures("no_second_factor")
def test_the_way_of_a_matter_on_the_pages(nanzheng, bureau, labour, decider, market_signer, admin, sign_in):
    market = sign_in(market_signer)
    given = {"kind": "dispute", "title": "谁管", "behaviour": "密室逃脱", "reported_by": bureau.pk}
    address = market.post("/610703/items/matters/new/", given).url
    chief = sign_in(decider)
    assert chief.post(f"{address}charge/", {"department": labour.pk}).status_code == 302
    assert chief.post(f"{address}consult/", {"departments": [labour.pk, bureau.pk]}).status_code == 302
    with scope(nanzheng):
        statement = MatterStatement.objects.of(nanzheng).get(department=bureau)
    assert "填写权责征询意见" in market.get("/610703/").content.decode()
    answer = {"stance": "other", "text": "不是", "evidence": "三定规定"}
    assert market.post(statement.get_absolute_url(), answer).status_code == 302
    assert "区人力资源和社会保障局尚未反馈意见" in chief.get(f"{address}decide/").content.decode()
    decision = {"department": labour.pk, "text": "由人社局负责", "document": "3号", "on": "2026-11-20"}
    assert chief.post(f"{address}decide/", decision).status_code == 302
    assert "裁定前未反馈" in market.get(address).content.decode()
    assert chief.post(f"{address}precedent/", {"text": "以用工为主"}).status_code == 302
    assert "以用工为主" in market.get(address).content.decode()
    side = {
        "matter": "许可",
        "approving": bureau.pk,
        "supervising": labour.pk,
        "cutover": "次日",
        "handover": "推送",
        "basis": "条例",
    }
    assert sign_in(admin).post("/610703/items/boundaries/new/", side).status_code == 302
    assert "衔接节点" in market.get("/610703/items/boundaries/").content.decode()


def test_papers_are_evidence_with_their_hash(nanzheng, bureau, labour, decider, market_signer, sign_in):
    matter = raised(nanzheng, bureau, market_signer)
    with scope(nanzheng, member=decider):
        matters.put_in_charge(matter, labour, actor=decider)
        matters.consult(matter, [bureau, labour], actor=decider)
    with scope(nanzheng):
        row = MatterStatement.objects.of(nanzheng).get(department=bureau)
    browser = sign_in(market_signer)
    given = {"stance": "other", "text": "不属于登记事项", "evidence": "三定规定"}
    papers = [SimpleUploadedFile("三定规定.txt", b"x"), SimpleUploadedFile("照片.png", b"not a picture")]
    refused = browser.post(row.get_absolute_url(), given | {"files": papers})
    assert "照片.png" in refused.content.decode()
    with scope(nanzheng):
        assert not Attachment.objects.of(nanzheng).exists()
    papers = [SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF") for name in ("三定规定.pdf", "走访记录.pdf")]
    browser.post(row.get_absolute_url(), given | {"files": papers})
    with scope(nanzheng):
        names = list(Attachment.objects.of(nanzheng).order_by("pk").values_list("name", flat=True))
        hashes = set(Attachment.objects.of(nanzheng).values_list("sha256", flat=True))
    page = browser.get(matter.get_absolute_url()).content.decode()
    assert names == ["三定规定.pdf", "走访记录.pdf"]
    assert all(name in page for name in names)
    assert all(one[:12] in page for one in hashes)
