"""Off the list nobody is without a department (R012); inspections on site are cleaned up one by one (R044)."""

from datetime import date, timedelta

import pytest

from directory.services.writing import RuleBroken
from items.models import Cleanup, CleanupLine, DefaultDuty, ItemVersion
from items.queries.cleanups import default_department, outcomes_of, section_duties
from items.services import steps
from items.services.cleanups import CleanupRefused, Verdict, decide, keep_default, open_cleanup
from registry.models import Industry
from registry.queries.tallies import tally_of
from tenancy.scope import scope
from tests.factories.claims import make_item_in_force, put_in_force
from tests.factories.registry import make_enrolment, make_object
from tests.factories.tenancy import make_department

TODAY = date(2026, 11, 23)
CATERING, RETAIL = "H", "F"


def default(tenant, code, department, admin):
    with scope(tenant, member=admin):
        duty = DefaultDuty(tenant=tenant, industry_id=code, department=department, basis="三定规定")
        return keep_default(duty, actor=admin)


def test_a_division_goes_before_its_section(nanzheng, bureau, tax, admin):
    default(nanzheng, CATERING, bureau, admin)
    default(nanzheng, "62", tax, admin)
    with scope(nanzheng):
        found = [default_department(nanzheng, Industry.objects.get(pk=code)) for code in ("6210", "6110", "5211")]
    assert found == [tax, bureau, None]
    with pytest.raises(RuleBroken, match="已有兜底监管部门"):
        default(nanzheng, CATERING, tax, admin)


def test_sections_with_subjects_in_no_list_and_no_default_are_open(nanzheng, bureau, admin):
    make_object(nanzheng, "汉中小馆餐饮店", industry_id="6210")
    make_enrolment(make_object(nanzheng, "汉中华信商贸有限公司", industry_id="5211"), bureau)
    with scope(nanzheng):
        rows = {row.industry.pk: row for row in section_duties(nanzheng, tally_of(nanzheng, TODAY))}
    assert (rows[CATERING].ownerless, rows[CATERING].is_open) == (1, True)
    assert (rows[RETAIL].ownerless, rows[RETAIL].is_open) == (0, False)
    default(nanzheng, CATERING, bureau, admin)
    with scope(nanzheng):
        rows = {row.industry.pk: row for row in section_duties(nanzheng, tally_of(nanzheng, TODAY))}
    assert not rows[CATERING].is_open


# --- clean-ups --------------------------------------------------------------------------------------------------------


@pytest.fixture
def items(labour, bureau, tax):
    return make_item_in_force(labour, [bureau]), make_item_in_force(tax, [bureau], content="对纳税申报情况的现场监管")


@pytest.fixture
def cleanup(nanzheng, items, admin):
    with scope(nanzheng, member=admin):
        row = Cleanup(
            tenant=nanzheng, name="2026年清理", basis="南政办发〔2026〕9号", due_on=TODAY + timedelta(days=30)
        )
        return open_cleanup(row, actor=admin, today=TODAY)


def decided(cleanup, item, verdict, admin):
    with scope(cleanup.tenant, member=admin):
        line = CleanupLine.objects.of(cleanup.tenant).get(cleanup=cleanup, item=item.item)
        return decide(line, verdict, actor=admin)


def still_on_site(cleanup):
    with scope(cleanup.tenant):
        return [(one.line.verdict, one.is_on_site, one.is_done) for one in outcomes_of(cleanup)]


def test_to_go_off_site_drafts_the_item_and_is_done_when_it_is_in_force(cleanup, items, admin):
    line = decided(cleanup, items[0], Verdict("off_site", "可以调取社保数据"), admin)
    assert line.draft.techniques == ["documents", "off_site"]
    assert still_on_site(cleanup)[0] == ("off_site", True, False)
    put_in_force(line.draft)
    assert still_on_site(cleanup)[0] == ("off_site", False, True)
    with pytest.raises(CleanupRefused, match="已按原决定建立修订草稿"):
        decided(cleanup, items[0], Verdict("keep", "还是要去"), admin)


def test_a_merged_item_goes_into_the_other_and_is_done_when_it_is_repealed(cleanup, items, admin):
    kept, gone = items
    line = decided(cleanup, gone, Verdict("merge", "同一批企业", kept.item), admin)
    with scope(cleanup.tenant):
        draft = ItemVersion.objects.of(cleanup.tenant).get(pk=line.draft_id)
        assert draft.item_id == kept.item_id
        assert gone.content in draft.content
    assert still_on_site(cleanup)[1] == ("merge", True, False)
    with scope(cleanup.tenant, member=admin):
        steps.repeal(gone, actor=admin, today=TODAY, note="并入")
    assert still_on_site(cleanup)[1] == ("merge", False, True)
    with pytest.raises(CleanupRefused, match="不在现行清单里"):
        decided(cleanup, gone, Verdict("keep", "保留"), admin)


def test_what_is_kept_says_why(cleanup, items, admin):
    decided(cleanup, items[0], Verdict("keep", "须现场核查用工"), admin)
    assert still_on_site(cleanup) == [("keep", True, True), ("", True, False)]


def test_an_item_is_merged_into_another_one_that_stands(cleanup, items, admin):
    with pytest.raises(CleanupRefused, match="另一个事项"):
        decided(cleanup, items[0], Verdict("merge", "同一批企业", items[0].item), admin)
    with scope(cleanup.tenant, member=admin):
        steps.repeal(items[1], actor=admin, today=TODAY, note="不再需要")
    with pytest.raises(CleanupRefused, match="请另选"):
        decided(cleanup, items[0], Verdict("merge", "同一批企业", items[1].item), admin)


def test_there_must_be_something_to_clean_up_and_time_for_it(nanzheng, admin, labour, bureau):
    def opened(due):
        with scope(nanzheng, member=admin):
            return open_cleanup(Cleanup(tenant=nanzheng, name="清理", basis="文", due_on=due), actor=admin, today=TODAY)

    with pytest.raises(CleanupRefused, match="没有现场检查的事项"):
        opened(TODAY)
    make_item_in_force(labour, [bureau])
    with pytest.raises(CleanupRefused, match="不能早于今天"):
        opened(TODAY - timedelta(days=1))


@pytest.mark.usefixtures("no_second_factor")
def test_the_pages(nanzheng, cleanup, items, bureau, admin, officer, sign_in):
    browser = sign_in(admin)
    make_object(nanzheng, "汉中小馆餐饮店", industry_id="6210")
    assert "有对象，没有门类的兜底部门" in browser.get("/610703/items/defaults/").content.decode()
    given = {"industry": CATERING, "department": bureau.pk, "basis": "三定规定"}
    browser.post("/610703/items/defaults/new/", given)
    assert "有对象，没有门类的兜底部门" not in browser.get("/610703/items/defaults/").content.decode()
    with scope(nanzheng):
        duty = DefaultDuty.objects.of(nanzheng).get()
        line = CleanupLine.objects.of(nanzheng).get(item=items[0].item)
    office = make_department(nanzheng, "区商务局")
    browser.post(duty.get_absolute_url(), given | {"department": office.pk})
    assert "区商务局" in browser.get("/610703/items/defaults/").content.decode()
    assert cleanup.get_absolute_url() in browser.get("/610703/items/cleanups/").content.decode()
    assert "清理前 2 项，现在 2 项" in browser.get(cleanup.get_absolute_url()).content.decode()
    answer = browser.post(f"/610703/items/cleanups/lines/{line.pk}/", {"kind": "off_site", "reason": "调取数据"})
    assert answer.status_code == 302
    assert "修订草稿：起草" in browser.get(cleanup.get_absolute_url()).content.decode()
    assert sign_in(officer).get(f"/610703/items/cleanups/lines/{line.pk}/").status_code == 403
