"""A version that waits for the approval from above goes up by message, and the answer comes down (R029)."""

import pytest
from django.utils import timezone

from common.models import JobRun, Notice
from items.models import ItemVersion, UpperRequest, VersionStep
from items.models.steps import StepKind
from items.queries.versions import chain_of
from items.services import steps
from items.services.settings import Pick, set_chain
from items.services.upper import UpperRefused, grant
from items.tasks import answer_upper, tell_upper
from tenancy.models import TenantSettings
from tenancy.scope import scope
from tests.factories.items import sent, signed, state_of
from tests.factories.tenancy import make_member
from tests.factories.worklist import tasks_of

pytestmark = pytest.mark.usefixtures("no_second_factor")
TODAY = timezone.localdate()
CHAIN = [Pick(StepKind.CO_SIGN), Pick(StepKind.UPPER), Pick(StepKind.APPROVE)]


@pytest.fixture
def chief(hanzhong):
    """Coordinates in the city above."""
    with scope(hanzhong):
        TenantSettings.objects.of(hanzhong).create(second_factor_roles=[])
    return make_member(hanzhong, "district_admin", name="市级统筹员")


def run_all(place, name, job) -> None:
    with scope(place):
        for run in JobRun.objects.of(place).filter(name=name).select_related("tenant"):
            job(run)


@pytest.fixture
def waiting(nanzheng, hanzhong, draft, author, admin, signers):
    """Co-signed, and sent up."""
    with scope(nanzheng, member=admin):
        set_chain(chain_of(nanzheng), CHAIN, actor=admin)
    sent(draft, author)
    for signer in signers:
        signed(draft, signer)
    run_all(nanzheng, "items.tell_upper", tell_upper)
    return draft


def request_of(hanzhong) -> UpperRequest:
    with scope(hanzhong):
        return UpperRequest.objects.of(hanzhong).select_related("tenant", "from_place").get()


def test_the_city_reads_what_the_county_sent_and_approves_it(waiting, nanzheng, hanzhong, chief, admin, sign_in):
    request = request_of(hanzhong)
    assert (request.from_place, request.version_number, request.state) == (nanzheng, waiting.pk, "asked")
    with scope(hanzhong, member=chief):
        assert [task.what for task in tasks_of(chief, hanzhong, TODAY, "items.upper")] == ["批复下级报批的事项"]
    assert "已自动报送汉中市" in sign_in(admin).get(waiting.get_absolute_url()).content.decode()
    browser = sign_in(chief)
    assert waiting.content in browser.get("/610700/items/upper/").content.decode()
    page = browser.get(request.get_absolute_url()).content.decode()
    assert all(one in page for one in ("南郑区", waiting.content, "设定依据", "批准", "退回"))
    answer = {"document": "汉政函〔2026〕8号"}
    with scope(hanzhong, member=chief), pytest.raises(UpperRefused, match="请填写批复文号"):
        grant(request, document=" ", actor=chief)
    assert browser.post(f"{request.get_absolute_url()}grant_upper/", answer).status_code == 302
    for _twice in range(2):
        run_all(hanzhong, "items.answer_upper", answer_upper)
    assert state_of(waiting) == "submitted"
    with scope(nanzheng):
        step = VersionStep.objects.of(nanzheng).get(version=waiting, kind=StepKind.UPPER)
        assert (step.document, step.done_by) == ("汉政函〔2026〕8号", None)
        assert Notice.objects.of(nanzheng).filter(member=admin, kind="items.upper_answer").count() == 1


def test_what_is_returned_goes_back_to_its_drafters_and_comes_up_again_as_another_round(
    waiting, nanzheng, hanzhong, chief, author, signers, sign_in
):
    request = request_of(hanzhong)
    browser = sign_in(chief)
    assert browser.post(f"{request.get_absolute_url()}send_back_upper/", {"note": ""}).status_code == 422
    said = browser.post(f"{request.get_absolute_url()}send_back_upper/", {"note": "监管层级写错"})
    assert said.status_code == 302
    run_all(hanzhong, "items.answer_upper", answer_upper)
    assert state_of(waiting) == "draft"
    assert "汉中市：监管层级写错" in sign_in(author).get(waiting.get_absolute_url()).content.decode()
    with scope(nanzheng):
        again = ItemVersion.objects.of(nanzheng).get(pk=waiting.pk)
    sent(again, author)
    for signer in signers:
        signed(again, signer)
    for _twice in range(2):
        run_all(nanzheng, "items.tell_upper", tell_upper)
    with scope(hanzhong):
        rounds = UpperRequest.objects.of(hanzhong).order_by("round").values_list("round", "state")
        assert list(rounds) == [(1, "sent_back"), (2, "asked")]


def test_what_the_county_settles_itself_is_let_go_above_and_a_late_answer_changes_nothing(
    waiting, nanzheng, hanzhong, chief, admin, sign_in
):
    request = request_of(hanzhong)
    with scope(nanzheng, member=admin):
        steps.pass_upper(waiting, actor=admin, document="汉政函〔2026〕1号")
    late = sign_in(chief).post(f"{request.get_absolute_url()}send_back_upper/", {"note": "不同意"})
    assert late.status_code == 302
    run_all(hanzhong, "items.answer_upper", answer_upper)
    assert state_of(waiting) == "submitted"


def test_a_request_is_let_go_when_the_county_was_quicker(waiting, nanzheng, hanzhong, admin):
    with scope(nanzheng, member=admin):
        steps.give_back(waiting, actor=admin, note="内容有误")
    run_all(nanzheng, "items.tell_upper", tell_upper)
    assert request_of(hanzhong).state == "dropped"


def test_only_who_may_approve_in_the_city_answers(waiting, hanzhong, admin, sign_in):
    request = request_of(hanzhong)
    assert sign_in(admin).get(request.get_absolute_url()).status_code == 404
