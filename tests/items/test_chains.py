"""A place orders the steps of its list; each version keeps those it began with (R029; DOMAIN 1.20 no. 5)."""

import pytest

from common.workflow import MoveRefused, UnknownMove
from items.models import ItemVersion, VersionStep
from items.models.steps import StepKind
from items.queries.chains import chain_steps, stages_of
from items.queries.versions import chain_of
from items.services import steps
from items.services.settings import ChainRefused, Pick, set_chain
from items.services.steps import StepRefused
from items.states import ITEM_WORKFLOW
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.items import SHORTEST, sent, signed, state_of
from tests.factories.tenancy import make_member

pytestmark = pytest.mark.usefixtures("no_second_factor")

LONGEST = [
    Pick(StepKind.LEGALITY),
    Pick(StepKind.CO_SIGN),
    Pick(StepKind.MEETING, "leader"),
    Pick(StepKind.UPPER),
    Pick(StepKind.APPROVE),
]
GIVEN = {"co_sign": "2", "legality": "1", "meeting": "3", "meeting_role": "leader", "upper": "4", "co_sign_days": "5"}


@pytest.fixture
def leader(nanzheng):
    return make_member(nanzheng, "leader")


def chain_set(place, admin, picks):
    with scope(place, member=admin):
        set_chain(chain_of(place), picks, actor=admin)


def now_of(version):
    with scope(version.tenant):
        found = ItemVersion.objects.of(version.tenant).get(pk=version.pk)
        return [stage.label for stage in stages_of(found) if stage.is_now]


def test_a_place_that_never_said_so_has_the_legality_check(nanzheng):
    with scope(nanzheng):
        assert [step.kind for step in chain_steps(nanzheng)] == ["co_signing", "legality_check", "submitted"]


def test_the_coordinator_orders_the_steps_on_a_page(nanzheng, admin, sign_in):
    browser = sign_in(admin)
    assert "集体审议" in browser.get("/610703/items/chain/").content.decode()
    assert browser.post("/610703/items/chain/", GIVEN).status_code == 302
    with scope(nanzheng):
        kept = [(step.kind, step.role) for step in chain_steps(nanzheng)]
        (entry,) = AuditEntry.objects.of(nanzheng).filter(verb="items.set_chain")
    assert kept == [(pick.kind, pick.role) for pick in LONGEST]
    assert entry.changes["环节"][1] == "合法性审核 → 会签 → 集体审议（领导） → 报上级批准 → 批准"
    assert browser.get("/610703/items/chain/").context["form"]["meeting"].value() == "3"


@pytest.mark.parametrize(
    ("given", "said", "fields"),
    [
        ({"legality": "2"}, "排在同一步，请分开", ["co_sign", "legality"]),
        ({"legality": "4", "upper": ""}, "合法性审核须排在集体审议之前", ["legality", "meeting"]),
    ],
)
def test_an_order_that_is_not_lawful_is_refused_beside_both_steps(admin, sign_in, given, said, fields):
    answer = sign_in(admin).post("/610703/items/chain/", GIVEN | given)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == fields
    assert all(said in str(errors[name]) for name in fields)


@pytest.mark.parametrize(
    ("picks", "said"),
    [
        ([Pick(StepKind.APPROVE)], "须经会签，请排定会签的顺序"),
        ([Pick(StepKind.CO_SIGN)], "最后一个环节须是批准"),
    ],
)
def test_no_chain_without_co_signature_or_approval(nanzheng, admin, picks, said):
    with pytest.raises(ChainRefused, match=said):
        chain_set(nanzheng, admin, picks)


@pytest.fixture
def people(admin, leader, reviewer):
    return admin, leader, reviewer


def test_a_version_goes_its_place_s_way(nanzheng, draft, author, people, signers, sign_in):
    admin, leader, reviewer = people
    chain_set(nanzheng, admin, LONGEST)
    sent(draft, author)
    assert (state_of(draft), now_of(draft)) == ("legality_check", ["合法性审核"])
    with scope(nanzheng, member=reviewer):
        steps.clear(draft, actor=reviewer)
    for signer in signers:
        signed(draft, signer)
    assert now_of(draft) == ["集体审议（领导）"]
    address = draft.get_absolute_url()
    assert "登记集体审议通过" not in sign_in(admin).get(address).content.decode()
    with (
        scope(nanzheng, member=admin),
        pytest.raises(StepRefused, match="本地区规定“集体审议”由领导办理，请切换身份或请其办理"),
    ):
        steps.pass_meeting(draft, actor=admin, document="纪要")
    chief = sign_in(leader)
    assert "登记集体审议通过" in chief.get(address).content.decode()
    assert chief.post(f"{address}pass_meeting/", {"document": ""}).status_code == 422
    assert chief.post(f"{address}pass_meeting/", {"document": "〔2026〕3号会议纪要"}).status_code == 302
    assert chief.post(f"{address}pass_upper/", {"document": "汉政函〔2026〕8号"}).status_code == 302
    assert state_of(draft) == "submitted"
    page = chief.get(address).content.decode()
    assert 'aria-current="step"' in page
    assert "〔2026〕3号会议纪要" in page
    with scope(nanzheng):
        rows = VersionStep.objects.of(nanzheng).filter(version=draft)
        assert [row.done_by for row in rows.order_by("position")] == [reviewer, None, leader, leader, None]


def test_what_is_under_way_keeps_the_steps_it_began_with(nanzheng, draft, author, admin, signers):
    sent(draft, author)
    chain_set(nanzheng, admin, SHORTEST)
    for signer in signers:
        signed(draft, signer)
    assert state_of(draft) == "legality_check"


def test_sent_again_it_goes_by_the_steps_of_today(nanzheng, at_review, author, admin, reviewer, signers):
    chain_set(nanzheng, admin, SHORTEST)
    with scope(nanzheng, member=reviewer):
        steps.refuse(at_review, actor=reviewer, note="依据不足")
    sent(at_review, author)
    for signer in signers:
        signed(at_review, signer)
    assert (state_of(at_review), now_of(at_review)) == ("submitted", ["批准"])


def test_a_meeting_may_send_it_back(nanzheng, draft, author, admin, leader, signers):
    chain_set(nanzheng, admin, [Pick(StepKind.CO_SIGN), Pick(StepKind.MEETING), Pick(StepKind.APPROVE)])
    sent(draft, author)
    for signer in signers:
        signed(draft, signer)
    with scope(nanzheng, member=leader):
        with pytest.raises(MoveRefused, match="理由"):
            steps.give_back(draft, actor=leader, note="")
        steps.give_back(draft, actor=leader, note="职责再商")
    assert state_of(draft) == "draft"


def test_what_waits_for_a_meeting_stands_on_the_desk_of_who_acts(
    nanzheng, draft, author, admin, leader, signers, sign_in
):
    chain_set(nanzheng, admin, [Pick(StepKind.CO_SIGN), Pick(StepKind.MEETING, "leader"), Pick(StepKind.APPROVE)])
    sent(draft, author)
    for signer in signers:
        signed(draft, signer)
    assert "集体审议" in sign_in(leader).get("/610703/").content.decode()
    assert "集体审议" not in sign_in(admin).get("/610703/").content.decode()


def test_a_move_leads_nowhere_else(nanzheng, draft):
    with scope(nanzheng), pytest.raises(UnknownMove, match="does not lead to in_force"):
        ITEM_WORKFLOW.take(draft, "send", actor=None, to="in_force")
