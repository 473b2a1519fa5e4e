"""Items of the place above are claimed, adapted, declined and reconciled (R005, R006, R032)."""

import pytest
from django.utils import timezone

from common.models import JobRun, Notice
from common.workflow import MoveRefused
from items.merging import Decision, Part, Take
from items.models import ItemChain, ItemClaim, ItemVersion
from items.queries.claims import claims_below, comparison_of, current_version
from items.services import claims, steps
from items.services.claims import Assignment, ClaimRefused
from items.services.drafts import Content, change_draft, content_of, discard_draft
from items.tasks import offer_claims
from tenancy.scope import scope
from tests.factories.claims import change_item, make_item_in_force, offered_to, put_in_force
from tests.factories.items import make_draft
from tests.factories.tenancy import make_department, make_member


@pytest.fixture
def city_labour(hanzhong):
    return make_department(hanzhong, "市人社局")


@pytest.fixture
def city_tax(hanzhong):
    return make_department(hanzhong, "市税务局")


@pytest.fixture
def upper(city_labour, city_tax):
    return make_item_in_force(city_labour, [city_tax], supervision_levels=["city", "county"])


@pytest.fixture
def claim(nanzheng, upper):
    return offered_to(nanzheng)


@pytest.fixture
def own(labour, tax, city_tax):
    """Our departments for those of the city."""
    return Assignment(labour, {city_tax.pk: tax})


@pytest.fixture
def claimed(claim, own, admin):
    with scope(claim.tenant, member=admin):
        draft = claims.accept(claim, own, actor=admin)
    put_in_force(draft)
    return claim


def fresh(claim):
    return ItemClaim.objects.of(claim.tenant_id).select_related("tenant", "offered", "base", "item").get(pk=claim.pk)


def test_an_item_in_force_above_waits_to_be_claimed_once(nanzheng, admin, upper, claim):
    assert (claim.state, claim.offered_id) == ("offered", upper.pk)
    with scope(nanzheng):
        assert claims.receive_offers(nanzheng) == []
        assert Notice.objects.of(nanzheng).filter(member=admin, kind="items.claims").count() == 1


def test_an_item_supervised_by_the_upper_level_alone_stays_there(nanzheng, city_labour, city_tax):
    make_item_in_force(city_labour, [city_tax], supervision_levels=["city"])
    with scope(nanzheng):
        assert claims.receive_offers(nanzheng) == []


def test_the_upper_place_sends_by_a_job_that_enters_each_place_below(hanzhong, nanzheng, upper):
    with scope(hanzhong):
        run = JobRun.objects.of(hanzhong).select_related("tenant").get(name="items.offer_claims")
        offer_claims(run)
        assert not ItemClaim.objects.of(hanzhong).exists()
    with scope(nanzheng):
        assert ItemClaim.objects.of(nanzheng).get().offered_id == upper.pk


def test_accepting_makes_a_local_draft_in_our_departments(nanzheng, claim, own, admin, upper, labour, tax):
    with scope(nanzheng, member=admin):
        draft = claims.accept(claim, own, actor=admin)
        claim = fresh(claim)
        assert (claim.state, claim.item_id, claim.base_id) == ("accepted", draft.item_id, upper.pk)
        assert (draft.state, draft.based_on_id, draft.department) == ("draft", upper.pk, labour)
        assert [line.department for line in draft.lines.all()] == [tax]
        assert draft.content == upper.content
        assert comparison_of(claim).found == []


def test_a_cooperating_department_the_place_does_not_have_is_left_out(nanzheng, claim, admin, labour, city_tax):
    with scope(nanzheng, member=admin):
        draft = claims.accept(claim, Assignment(labour, {city_tax.pk: None}), actor=admin)
        assert not draft.lines.exists()
        assert comparison_of(fresh(claim)).found == []


@pytest.mark.parametrize("twice", ["lead", "line"])
def test_one_department_cannot_stand_for_two(nanzheng, claim, admin, labour, tax, city_tax, twice):
    lines = {city_tax.pk: labour} if twice == "lead" else {city_tax.pk: tax, 0: tax}
    with scope(nanzheng, member=admin), pytest.raises(ClaimRefused):
        claims.accept(claim, Assignment(labour, lines), actor=admin)


def test_declining_says_why_and_waits_again_when_the_upper_item_changes(nanzheng, claim, admin, upper):
    with scope(nanzheng, member=admin):
        with pytest.raises(MoveRefused, match="须填写理由"):
            claims.decline(claim, actor=admin, reason="")
        assert claims.decline(claim, actor=admin, reason="本区没有这类企业").state == "declined"
    newer = change_item(upper, frequency="每年2次")
    claim = offered_to(nanzheng)
    assert (claim.state, claim.offered_id) == ("offered", newer.pk)


def test_only_who_may_claim_claims(nanzheng, claim, own, author):
    with scope(nanzheng, member=author), pytest.raises(ClaimRefused, match="不由本部门对口牵头"):
        claims.decline(claim, actor=author, reason="不要")


def test_a_claimed_draft_thrown_away_waits_again(nanzheng, claim, own, admin):
    with scope(nanzheng, member=admin):
        discard_draft(claims.accept(claim, own, actor=admin), actor=admin)
        assert (fresh(claim).state, fresh(claim).item) == ("offered", None)


def test_an_adaptation_made_later_can_be_explained(nanzheng, claim, own, admin):
    with scope(nanzheng, member=admin):
        claims.accept(claim, own, actor=admin)
        claims.note_adaptation(claim, actor=admin, reason="按区情加密频次")
        assert (fresh(claim).state, fresh(claim).reason) == ("adapted", "按区情加密频次")


# --- the upper list changes -------------------------------------------------------------------------------------------


@pytest.fixture
def adapted(claim, own, admin):
    """Claimed with a local frequency, in force."""
    with scope(claim.tenant, member=admin):
        draft = claims.accept(claim, own, actor=admin, reason="区里企业多")
        content = content_of(draft)
        values = {**content.values, "frequency": "每季度1次"}
        draft = change_draft(draft, Content(values, content.bases, content.lines), actor=admin)
    put_in_force(draft)
    return claim


def test_what_only_the_upper_list_changed_is_taken_and_the_adaptation_stays(nanzheng, adapted, admin, upper):
    newer = change_item(upper, content="对用人单位用工和工资支付情况的监管")
    claim = offered_to(nanzheng)
    assert claim.state == "upper_changed"
    with scope(nanzheng, member=admin):
        with pytest.raises(ClaimRefused, match="请写明调整理由"):
            claims.reconcile(claim, {}, actor=admin)
        draft = claims.reconcile(claim, {}, actor=admin, reason="仍按区情加密频次")
        assert (draft.state, draft.trigger, draft.based_on_id) == ("draft", "upper_list", newer.pk)
        assert (draft.content, draft.frequency) == (newer.content, "每季度1次")
        assert (fresh(claim).state, fresh(claim).base_id) == ("adapted", newer.pk)


def test_what_both_changed_must_be_decided(nanzheng, adapted, admin, upper):
    change_item(upper, frequency="每年2次")
    claim = offered_to(nanzheng)
    with scope(nanzheng, member=admin):
        with pytest.raises(ClaimRefused, match="还有1处上级和本地都改过"):
            claims.reconcile(claim, {}, actor=admin, reason="区情")
        taken = {Part("frequency"): Decision(Take.UPPER)}
        draft = claims.reconcile(claim, taken, actor=admin)
        assert draft.frequency == "每年2次"
        assert fresh(claim).state == "accepted"


def test_keeping_everything_local_makes_no_new_version(nanzheng, adapted, admin, upper):
    change_item(upper, frequency="每年2次")
    claim = offered_to(nanzheng)
    with scope(nanzheng, member=admin):
        kept = {Part("frequency"): Decision(Take.LOCAL)}
        version = claims.reconcile(claim, kept, actor=admin, reason="区情")
        assert version.state == "in_force"
        assert ItemVersion.objects.of(nanzheng).count() == 1


def test_a_version_under_way_is_not_overwritten(nanzheng, claim, own, admin, upper):
    with scope(nanzheng, member=admin):
        draft = claims.accept(claim, own, actor=admin)
        steps.send(draft, actor=admin)
    change_item(upper, frequency="每年2次")
    claim = offered_to(nanzheng)
    with scope(nanzheng, member=admin), pytest.raises(ClaimRefused, match="正在办理"):
        claims.reconcile(claim, {}, actor=admin)


def test_an_item_the_place_had_already_is_linked_and_compared(nanzheng, claim, admin, author, labour, tax, city_tax):
    mine = put_in_force(make_draft(author, labour, [tax], supervision_levels=["county"]))
    with scope(nanzheng):
        tax.counterpart = city_tax
        tax.save()
    with scope(nanzheng, member=admin):
        claims.link(claim, mine, actor=admin)
        comparison = comparison_of(fresh(claim))
        assert [one.part for one in comparison.found] == [Part("supervision_levels")]
        keep = {Part("supervision_levels"): Decision(Take.LOCAL)}
        claims.reconcile(claim, keep, actor=admin, reason="本地只写区级")
        assert fresh(claim).state == "adapted"


def test_a_new_upper_department_without_counterpart_is_not_guessed(nanzheng, claimed, admin, upper, hanzhong):
    change_item(upper, department=make_department(hanzhong, "市就业局"))
    claim = offered_to(nanzheng)
    with scope(nanzheng, member=admin), pytest.raises(ClaimRefused, match="没有对应部门"):
        claims.reconcile(claim, {}, actor=admin)


def test_an_item_that_ended_above_waits_to_be_settled(nanzheng, claimed, admin, upper):
    chief = make_member(upper.tenant, "leader")
    with scope(upper.tenant, member=chief):
        steps.repeal(upper, actor=chief, today=timezone.localdate(), note="机构改革")
    claim = offered_to(nanzheng)
    assert claim.state == "upper_ended"
    with scope(nanzheng, member=admin):
        claims.close(claim, actor=admin, reason="本区保留，另有依据")
        assert current_version(fresh(claim)).state == "in_force"


# --- from above -------------------------------------------------------------------------------------------------------


def test_the_upper_place_sees_how_far_the_places_below_are(hanzhong, nanzheng, claim, admin, upper):
    with scope(nanzheng, member=admin):
        claims.decline(claim, actor=admin, reason="本区没有这类企业")
    with scope(hanzhong, down=True):
        places, rows = claims_below(hanzhong)
        assert [place.pk for place in places] == [nanzheng.pk]
        assert [(row.version.pk, row.claims[0].reason) for row in rows] == [(upper.pk, "本区没有这类企业")]


# --- pages ------------------------------------------------------------------------------------------------------------

BASE = "/610703/items/claims/"


@pytest.mark.usefixtures("no_second_factor")
def test_claiming_on_the_pages(nanzheng, claim, admin, labour, tax, city_tax, sign_in):
    browser = sign_in(admin)
    assert "上级事项：待认领" in browser.get("/610703/").content.decode()
    assert "对用人单位依法用工情况的监管" in browser.get(BASE).content.decode()
    assert "市税务局" in browser.get(f"{BASE}{claim.pk}/").content.decode()
    data = {"lead": labour.pk, f"line_{city_tax.pk}": tax.pk, "reason": "按区情调整"}
    assert browser.get(f"{BASE}{claim.pk}/adapt/").status_code == 200
    response = browser.post(f"{BASE}{claim.pk}/adapt/", data)
    assert response.status_code == 302
    assert response.url.endswith("/edit/")
    assert "按区情调整" in browser.get(f"{BASE}{claim.pk}/").content.decode()


@pytest.mark.usefixtures("no_second_factor")
def test_reconciling_on_the_pages(nanzheng, adapted, admin, upper, sign_in):
    change_item(upper, frequency="每年2次", content="对用人单位用工和工资支付情况的监管")
    claim = offered_to(nanzheng)
    browser = sign_in(admin)
    page = browser.get(f"{BASE}{claim.pk}/merge/").content.decode()
    assert "上级和本地都改过" in page
    assert "只有上级改过" in page
    refused = browser.post(f"{BASE}{claim.pk}/merge/", {"take_1": "upper", "reason": "区情"})
    assert refused.status_code == 422
    given = {"take_0": "edit", "text_0": "每半年1次", "take_1": "upper", "reason": "区情"}
    assert browser.post(f"{BASE}{claim.pk}/merge/", given).status_code == 302
    with scope(nanzheng):
        assert current_version(fresh(claim)).frequency == "每半年1次"


# --- by the leading department ----------------------------------------------------------------------------------------


@pytest.fixture
def labour_admin(nanzheng, labour):
    return make_member(nanzheng, "department_admin", labour)


@pytest.fixture
def counterparts(labour, tax, city_labour, city_tax):
    """The departments of the district that answer to those of the city; a claim offered now knows its lead."""
    for own, above in ((labour, city_labour), (tax, city_tax)):
        with scope(own.tenant):
            type(own).objects.of(own.tenant).filter(pk=own.pk).update(counterpart=above)


@pytest.fixture
def allowed(nanzheng):
    """The district lets its departments claim."""
    with scope(nanzheng):
        ItemChain.objects.of(nanzheng).create(departments_claim=True)


@pytest.mark.usefixtures("counterparts", "allowed", "no_second_factor")
def test_a_department_claims_what_it_leads_where_the_place_allows_it(claim, labour, own, labour_admin, sign_in):
    assert claim.department_id == labour.pk
    browser = sign_in(labour_admin)
    assert claim.get_absolute_url() in browser.get("/610703/").content.decode()
    page = browser.get(claim.get_absolute_url()).content.decode()
    assert "照单认领" in page
    assert "不认领" not in page
    form = browser.get(f"{claim.get_absolute_url()}accept/").content.decode()
    assert f'<option value="{labour.pk}"' in form
    with scope(claim.tenant, member=labour_admin):
        claims.accept(claim, own, actor=labour_admin)
        assert fresh(claim).state == "accepted"


@pytest.mark.usefixtures("counterparts", "allowed")
def test_whether_an_item_is_claimed_at_all_the_place_decides(claim, labour_admin):
    with scope(claim.tenant, member=labour_admin), pytest.raises(ClaimRefused, match="由统筹管理员决定"):
        claims.decline(claim, actor=labour_admin, reason="没有人手")


@pytest.mark.usefixtures("counterparts")
def test_where_the_place_claims_for_all_a_department_is_told_so(claim, own, labour_admin, sign_in):
    with scope(claim.tenant, member=labour_admin), pytest.raises(ClaimRefused, match="统一认领"):
        claims.accept(claim, own, actor=labour_admin)
    assert "照单认领" not in sign_in(labour_admin).get(claim.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("counterparts", "allowed")
def test_another_departments_item_is_not_claimed(claim, own, tax_signer):
    with scope(claim.tenant, member=tax_signer), pytest.raises(ClaimRefused, match="不由本部门对口牵头"):
        claims.accept(claim, own, actor=tax_signer)
