"""The way of a version: every step, every refusal."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from common.workflow import MoveRefused
from items.models import CoSignature, ItemVersion
from items.queries.versions import list_in_force
from items.services import steps
from items.services.drafts import revise
from items.services.settings import set_chain
from items.services.steps import StepRefused
from publication.models import Duty
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.items import SHORTEST, make_draft, sent, signed, state_of
from tests.factories.tenancy import give_hat, make_department, make_member

TODAY = date(2026, 11, 22)


def in_force(version, admin):
    with scope(version.tenant, member=admin):
        return steps.enforce(version, actor=admin, today=TODAY)


def test_from_draft_to_force(nanzheng, approved, admin):
    in_force(approved, admin)
    with scope(nanzheng):
        assert [version.in_force_on for version in list_in_force(nanzheng)] == [TODAY]
        verbs = list(AuditEntry.objects.of(nanzheng).order_by("pk").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb.startswith("items.")] == [
        "items.draft",
        "items.send",
        "items.agree",
        "items.agree",
        "items.co_signed",
        "items.clear",
        "items.approve",
        "items.enforce",
    ]


def test_what_comes_into_force_is_owed_to_the_public_whole(nanzheng, approved, admin):
    in_force(approved, admin)
    with scope(nanzheng):
        duty = Duty.objects.of(nanzheng).get()
    row = duty.snapshot["items"][0]
    assert (row["lead"], row["lines"][1]["department"]) == ("区人力资源和社会保障局", "区税务局")


def test_an_item_with_an_empty_element_is_not_sent(author, labour, tax):
    version = make_draft(author, labour, [tax], procedure="", techniques=[])
    with pytest.raises(StepRefused, match=r"要素不完整，缺少：.*检查方式、检查程序"):
        sent(version, author)


def test_an_item_without_a_cooperating_department_is_not_sent(author, labour):
    with pytest.raises(StepRefused, match="配合监管部门"):
        sent(make_draft(author, labour, []), author)


def test_each_cooperating_department_has_its_clock(nanzheng, draft, author):
    sent(draft, author)
    with scope(nanzheng):
        signatures = list(CoSignature.objects.of(nanzheng))
        assert len(signatures) == 2
        assert all(running_clock("items.co_sign", one).due_on == one.due_on for one in signatures)


def test_one_signature_is_not_enough(draft, author, market_signer):
    sent(draft, author)
    signed(draft, market_signer)
    assert state_of(draft) == "co_signing"


def test_a_department_signs_once(draft, author, market_signer):
    sent(draft, author)
    signed(draft, market_signer)
    with pytest.raises(StepRefused, match="已经会签"):
        signed(draft, market_signer)


def test_nobody_signs_for_another_department(nanzheng, draft, author, market_signer, tax):
    sent(draft, author)
    with scope(nanzheng, member=market_signer):
        signature = CoSignature.objects.of(nanzheng).get(department=tax)
        with pytest.raises(StepRefused, match="只有区税务局的负责人可以会签"):
            steps.co_sign(signature, opinion="agree", note="", actor=market_signer)


def test_an_objection_says_why_and_holds_the_version(draft, author, market_signer, tax_signer):
    sent(draft, author)
    with pytest.raises(StepRefused, match="写明意见"):
        signed(draft, market_signer, "object")
    signed(draft, market_signer, "object", "职责已划转")
    signed(draft, tax_signer)
    assert state_of(draft) == "co_signing"


def test_the_lead_hears_of_an_objection_and_takes_the_version_back(draft, author, market_signer, tax_signer, sign_in):
    sent(draft, author)
    lead, cooperating = sign_in(author), sign_in(tax_signer)
    address = draft.get_absolute_url()
    assert "处理会签异议" not in lead.get("/610703/").content.decode()
    signed(draft, market_signer, "object", "职责已划转")
    assert "处理会签异议" in lead.get("/610703/").content.decode()
    assert "区市场监管局对监管事项会签有异议" in lead.get("/610703/inbox/").content.decode()
    assert "处理会签异议" not in cooperating.get("/610703/").content.decode()
    page = lead.get(address)
    (back,) = [one for one in page.context["moves"] if one.url.endswith("take_back/")]
    assert (back.is_primary, back.is_in_menu) == (True, False)
    assert lead.post(f"{address}take_back/", {"note": "改正职责"}).status_code == 302
    assert "处理会签异议" not in lead.get("/610703/").content.decode()


def test_taken_back_and_sent_again_everybody_signs_anew(nanzheng, draft, author, market_signer, tax_signer):
    sent(draft, author)
    signed(draft, market_signer)
    with scope(nanzheng, member=author):
        with pytest.raises(MoveRefused, match="理由"):
            steps.take_back(draft, actor=author, note="")
        steps.take_back(draft, actor=author, note="补充依据")
    sent(draft, author)
    signed(draft, tax_signer)
    assert state_of(draft) == "co_signing"
    signed(draft, market_signer)
    assert state_of(draft) == "legality_check"


def test_a_signature_after_it_was_taken_back_is_refused(nanzheng, draft, author, tax_signer, tax):
    sent(draft, author)
    with scope(nanzheng, member=author):
        old = CoSignature.objects.of(nanzheng).get(department=tax)
        steps.take_back(draft, actor=author, note="补充依据")
    with scope(nanzheng, member=tax_signer), pytest.raises(StepRefused, match="不在会签中"):
        steps.co_sign(old, opinion="agree", note="", actor=tax_signer)


def test_silence_is_escalated_once_and_never_consent(nanzheng, draft, author):
    sent(draft, author)
    late = timezone.localdate() + timedelta(days=60)
    with scope(nanzheng):
        assert len(steps.escalate_silence(nanzheng, today=late)) == 2
        assert steps.escalate_silence(nanzheng, today=late) == []
        assert AuditEntry.objects.of(nanzheng).filter(verb="items.escalate").count() == 2
    assert state_of(draft) == "co_signing"


def test_who_drafted_does_not_review(nanzheng, at_review, author, reviewer):
    give_hat(author, nanzheng, "legal_reviewer", reviewer.hat.department)
    with scope(nanzheng, member=author), pytest.raises(StepRefused, match="不能审核"):
        steps.clear(at_review, actor=author)


def test_only_a_legality_reviewer_reviews(nanzheng, at_review, admin):
    with scope(nanzheng, member=admin), pytest.raises(MoveRefused, match="身份"):
        steps.clear(at_review, actor=admin)


def test_the_reviewer_sends_it_back_with_a_reason(nanzheng, at_review, reviewer):
    with scope(nanzheng, member=reviewer):
        with pytest.raises(MoveRefused, match="理由"):
            steps.refuse(at_review, actor=reviewer, note=" ")
        steps.refuse(at_review, actor=reviewer, note="依据不足")
    assert state_of(at_review) == "draft"


def test_a_place_without_legality_check_submits_at_once(nanzheng, draft, author, market_signer, tax_signer, admin):
    with scope(nanzheng, member=admin):
        set_chain(steps.chain_of(nanzheng), SHORTEST, actor=admin)
    sent(draft, author)
    signed(draft, market_signer)
    signed(draft, tax_signer)
    assert state_of(draft) == "submitted"


def test_who_handled_it_does_not_approve(nanzheng, submitted, author):
    give_hat(author, nanzheng, "leader")
    with scope(nanzheng, member=author), pytest.raises(StepRefused, match="不能批准"):
        steps.approve(submitted, actor=author)


def test_what_is_not_approved_does_not_come_into_force(nanzheng, submitted, admin):
    with scope(nanzheng, member=admin), pytest.raises(MoveRefused, match="已批准"):
        steps.enforce(submitted, actor=admin, today=TODAY)


def test_what_was_approved_can_go_back_with_a_reason(nanzheng, approved, admin):
    with scope(nanzheng, member=admin):
        steps.give_back(approved, actor=admin, note="层级有误")
    assert state_of(approved) == "draft"


def test_a_revision_supersedes_the_version_in_force(
    nanzheng, approved, author, admin, reviewer, market_signer, tax_signer
):
    old = in_force(approved, admin)
    with scope(nanzheng, member=author):
        new = revise(old, trigger="law", note="劳动法修订", actor=author)
        with pytest.raises(Exception, match="正在办理"):
            revise(old, trigger="law", note="", actor=author)
    sent(new, author)
    signed(new, market_signer)
    signed(new, tax_signer)
    with scope(nanzheng, member=reviewer):
        steps.clear(new, actor=reviewer)
    with scope(nanzheng, member=admin):
        steps.approve(new, actor=admin)
        steps.enforce(new, actor=admin, today=TODAY)
        assert [version.number for version in list_in_force(nanzheng)] == [2]
        assert ItemVersion.objects.of(nanzheng).get(pk=old.pk).ended_on == TODAY
    assert state_of(old) == "superseded"


def test_a_repealed_item_leaves_the_list(nanzheng, approved, admin):
    in_force(approved, admin)
    with scope(nanzheng, member=admin):
        with pytest.raises(MoveRefused, match="理由"):
            steps.repeal(approved, actor=admin, today=TODAY, note="")
        steps.repeal(approved, actor=admin, today=TODAY, note="依据废止")
        assert list_in_force(nanzheng) == []
        assert Duty.objects.of(nanzheng).get().snapshot["items"] == []


def test_places_below_read_what_is_in_force_above_and_nothing_else(hanzhong, nanzheng):
    lead, tax = make_department(hanzhong, "市人社局"), make_department(hanzhong, "市税务局")
    author, signer = make_member(hanzhong, "officer", lead), make_member(hanzhong, "department_admin", tax)
    chief = make_member(hanzhong, "district_admin")
    with scope(hanzhong, member=chief):
        set_chain(steps.chain_of(hanzhong), SHORTEST, actor=chief)
    version = make_draft(author, lead, [tax])
    sent(version, author)
    with scope(nanzheng):
        assert not ItemVersion.objects.of(hanzhong).exists()
    signed(version, signer)
    with scope(hanzhong, member=chief):
        steps.approve(version, actor=chief)
        steps.enforce(version, actor=chief, today=TODAY)
    with scope(nanzheng):
        seen = ItemVersion.objects.of(hanzhong).get()
        assert (seen.lines.count(), seen.bases.count(), seen.item.number) == (1, 2 + 1, 1)
