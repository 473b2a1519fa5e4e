"""Before anybody goes: similar and recent visits are named with a link, objects that are gone in red (R051, R104)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections.models import Visit
from registry.services.objects import move_object
from tenancy.scope import scope
from tests.factories.draws import drawn_rows, make_draw, make_stage
from tests.factories.tenancy import make_department, make_member
from tests.factories.visits import closed, fill, make_cast, on_site, planned, section_of, signed

HOME = "/610703"
TODAY = timezone.localdate()


def text(client, path) -> str:
    response = client.get(f"{HOME}{path}")
    assert response.status_code == 200, path
    return response.content.decode()


def arranged(department, subject, **values) -> Visit:
    """A visit of another department to the subject, as it stands in the books."""
    window = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=5), "prepared_at": timezone.now()}
    with scope(department.tenant):
        serial = 900 + Visit.objects.of(department.tenant).count()
        given = {"origin": "clue", "title": "另一次检查", "year": TODAY.year, "serial": serial, **window, **values}
        return Visit.objects.of(department.tenant).create(department=department, object=subject, **given)


def end_of(subject, move="cancel") -> None:
    with scope(subject.tenant_id):
        move_object(subject, move, actor=None, today=TODAY, note="登记机关核准")


# --- the page of one visit ------------------------------------------------------------------------------------------


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def water(nanzheng):
    return make_department(nanzheng, "区水利局")


def test_a_similar_open_visit_is_linked_from_the_visit(cast, sign_in):
    first, second = planned(cast), planned(cast)
    page = text(sign_in(cast.approver), f"/visits/{second.pk}/")
    assert f'href="{first.get_absolute_url()}"' in page
    assert "含相同事项" in page
    assert "请先看能否合并或采信" in page


def test_a_visit_like_no_other_says_nothing(cast, sign_in):
    page = text(sign_in(cast.approver), f"/visits/{planned(cast).pk}/")
    assert "请先看能否合并或采信" not in page
    assert "请取消这次检查" not in page


def test_what_others_keep_to_themselves_is_named_without_link_or_day(cast, water, sign_in):
    foreign = arranged(water, cast.subject, is_unannounced=True, why_unannounced="举报", ends_on=TODAY)
    page = text(sign_in(cast.approver), f"/visits/{planned(cast, ends_on=TODAY + timedelta(days=2)).pk}/")
    assert foreign.number in page
    assert "请与该部门联系" in page
    assert foreign.get_absolute_url() not in page
    assert f"　{foreign.window}" not in page


def test_a_result_of_this_year_is_linked_and_an_older_one_is_not(cast, sign_in):
    for one in (recent := on_site(cast, [cast.lead]), old := on_site(cast, [cast.lead])):
        closed(
            signed(fill(section_of(one, cast.lead), cast.lead_officers[0]), cast.lead_officers[0]),
            cast.lead_officers[0],
        )
    long_ago = timezone.now() - timedelta(days=400)
    with scope(cast.lead.tenant):
        Visit.objects.of(cast.lead.tenant).filter(pk__in=[recent.pk, old.pk]).update(
            state="closed", starts_on=long_ago.date(), ends_on=long_ago.date()
        )
        old.sections.update(closed_at=long_ago)
    page = text(sign_in(cast.approver), f"/visits/{planned(cast).pk}/")
    assert "近期已查" in page
    assert f'href="{recent.get_absolute_url()}"' in page
    assert f'href="{old.get_absolute_url()}"' not in page


def test_an_object_that_is_gone_is_said_in_red_with_the_way_out(cast, sign_in):
    visit = planned(cast)
    end_of(cast.subject)
    page = text(sign_in(cast.approver), f"/visits/{visit.pk}/")
    assert '<b class="tone-red">▲ 对象已注销，请取消这次检查' in page
    assert f"{HOME}/visits/{visit.pk}/cancel_visit/" in page
    officer = text(sign_in(cast.lead_officers[0]), f"/visits/{visit.pk}/")
    assert "对象已注销" in officer
    assert "cancel_visit" not in officer


def test_an_object_that_goes_during_the_visit_is_recorded_as_found(cast, sign_in):
    visit = on_site(cast)
    end_of(cast.subject, "revoke")
    page = text(sign_in(cast.approver), f"/visits/{visit.pk}/")
    assert "对象已吊销。检查已经开始，请按现场情况记录并办结。" in page
    assert "cancel_visit" not in page


def test_whoever_takes_no_part_reads_no_notice(cast, water, sign_in):
    planned(cast)
    visit = on_site(cast)
    page = text(sign_in(make_member(water.tenant, "officer", water)), f"/visits/{visit.pk}/")
    assert "请先看能否合并或采信" not in page


# --- the list of drawn objects, and the round -----------------------------------------------------------------------


@pytest.fixture
def stage(nanzheng, own_files, no_second_factor):
    return make_stage(nanzheng)


@pytest.fixture
def draw(stage):
    return make_draw(stage, "accepted")


def test_the_drawn_list_names_similar_visits_and_what_is_gone(stage, draw, water, sign_in):
    first, second, third, *_rest = drawn_rows(draw)
    similar = arranged(stage.lead, first.object)
    end_of(second.object, "move_out")
    page = text(sign_in(stage.holder), f"/draws/{draw.pk}/list/")
    assert page.count("另有尚未办结或近期办结的检查") == 1
    assert f'href="{similar.get_absolute_url()}"' in page
    assert page.count("对象已迁出，请替换或取消") == 1
    assert f"{HOME}/drawn/{second.pk}/replace/" in page
    assert third.object.name in page


def test_what_was_replaced_needs_no_warning(stage, draw, sign_in):
    first = drawn_rows(draw)[0]
    end_of(first.object)
    holder = sign_in(stage.holder)
    assert "对象已注销，请替换或取消" in text(holder, f"/draws/{draw.pk}/list/")
    assert holder.post(f"{HOME}/drawn/{first.pk}/replace/", {"note": "对象已注销"}).status_code == 302
    assert "对象已注销，请替换或取消" not in text(holder, f"/draws/{draw.pk}/list/")


def test_the_visit_of_a_drawn_object_that_is_gone_leads_to_its_replacement(stage, draw, sign_in):
    first = drawn_rows(draw)[0]
    end_of(first.object)
    with scope(stage.place):
        visit = Visit.objects.of(stage.place).get(drawn=first)
    page = text(sign_in(stage.holder), f"/visits/{visit.pk}/")
    assert "对象已注销，请替换或取消" in page
    assert f"{HOME}/drawn/{first.pk}/replace/" in page
    assert f"{HOME}/drawn/{first.pk}/replace/" not in text(sign_in(stage.partner), f"/visits/{visit.pk}/")


def test_whoever_approves_a_round_sees_both_first(stage, draw, sign_in):
    first, second, *_rest = drawn_rows(draw)
    similar = arranged(stage.lead, first.object)
    end_of(second.object)
    head = sign_in(make_member(stage.place, "department_admin", stage.lead, name="另一负责人"))
    page = text(head, f"/tasks/{stage.task.pk}/approve/")
    assert f'href="{similar.get_absolute_url()}"' in page
    with scope(stage.place):
        assert f'href="{Visit.objects.of(stage.place).get(drawn=second).get_absolute_url()}"' in page
    assert "请先替换或取消" in page


@pytest.mark.parametrize("path", ["/draws/{draw}/list/", "/tasks/{task}/approve/"])
def test_the_pages_ask_as_much_for_many_as_for_none(stage, draw, sign_in, path):
    client = sign_in(make_member(stage.place, "department_admin", stage.lead, name="另一负责人"))
    address = HOME + path.format(draw=draw.pk, task=stage.task.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    for row in drawn_rows(draw):
        arranged(stage.lead, row.object)
        end_of(row.object)
    with CaptureQueriesContext(connection) as after:
        client.get(address)
    assert len(after) == len(before)
