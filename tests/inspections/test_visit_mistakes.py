"""Mistakes around visits that an expert would laugh at (DOMAIN 5.2), tried through the doors people have."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from inspections.models import Evidence, Visit
from inspections.services import signing, visits
from inspections.services.closing import Outcome, close_section, decide_publication, set_result
from inspections.services.visits import VisitRefused
from inspections.visit_urls import SECTION_MOVES
from publication.models import Duty, PublicRecord
from registry.models import Certificate, Interest
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.visits import again, fill, make_cast, noticed, officers_of, on_site, planned, section_of, signed

pytestmark = pytest.mark.usefixtures("no_second_factor")
TODAY = timezone.localdate()


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


def approval(visit, cast, sign_in):
    return sign_in(cast.approver).post(f"/610703/visits/{visit.pk}/approve_visit/", {"note": ""})


def arrival(visit, cast, sign_in):
    return sign_in(cast.lead_officers[0]).post(f"/610703/visits/{visit.pk}/arrive/", {})


def prepared(door, cast):
    """A visit right before the door, and how one knocks."""
    return (planned(cast), approval) if door == "approval" else (noticed(cast), arrival)


def refused_at(door, visit, knock, cast, sign_in) -> str:
    """The page that refuses, with everything as it was."""
    before = visit.state
    answer = knock(visit, cast, sign_in)
    assert answer.status_code == 422
    with scope(visit.tenant):
        assert Visit.objects.of(visit.tenant).get(pk=visit.pk).state == before
    return answer.content.decode()


DOORS = pytest.mark.parametrize("door", ["approval", "arrival"])


@DOORS
def test_mistake_14_who_has_an_interest_goes_neither_past_the_approval_nor_to_the_door(cast, sign_in, door):
    visit, knock = prepared(door, cast)
    with scope(visit.tenant):
        biased = officers_of(cast.lead)[0]
        Interest.objects.of(visit.tenant).create(
            officer=biased,
            organisation=cast.subject.name,
            uscc=cast.subject.uscc,
            relation="relative",
            declared_on=TODAY,
        )
    assert biased.name in refused_at(door, visit, knock, cast, sign_in)


@DOORS
def test_mistake_15_an_expired_certificate_goes_neither_past_the_approval_nor_to_the_door(cast, sign_in, door):
    visit, knock = prepared(door, cast)
    with scope(visit.tenant):
        late = officers_of(cast.other)[1]
        Certificate.objects.of(visit.tenant).filter(officer=late).update(ends_on=TODAY - timedelta(days=1))
    page = refused_at(door, visit, knock, cast, sign_in)
    assert f"{cast.other}只有1名符合条件的执法人员" in page
    assert late.name in page


def test_mistake_15_a_certificate_of_another_domain_and_officers_of_another_department_do_not_count(cast):
    visit = planned(cast)
    section, actor = section_of(visit, cast.lead), cast.lead_officers[0]
    with acting(actor):
        with pytest.raises(VisitRefused, match="只有0名符合条件"):
            visits.staff_section(section, officers_of(cast.lead), domain="特种设备", actor=actor)
        with pytest.raises(VisitRefused, match=f"不是{cast.lead}的执法人员"):
            visits.staff_section(section, officers_of(cast.lead)[:1] + officers_of(cast.other)[:1], actor=actor)


TYPED = {
    "result": "no_problem", "follow_up": "none", "note": "代填", "choice": "publish", "text": "代填", "reason": "代填",
    "account": "代填", "techniques": ["on_site"], "fact": "代填", "basis": "《条例》第一条", "severity": "minor",
    "given_by": "王五",
}  # fmt: skip


def written(section) -> int:
    """How much was done in the place around visits."""
    with scope(section.tenant):
        return AuditEntry.objects.of(section.tenant).filter(verb__startswith="inspections.").count()


@pytest.mark.parametrize("move", sorted(set(SECTION_MOVES) - {"record_paper"}))
def test_mistake_21_no_page_lets_the_lead_write_for_the_other_department(cast, sign_in, move):
    section = section_of(on_site(cast), cast.other)
    if move in {"set_result", "decide_publication", "close_section", "correction_new", "finding_new", "order_new"}:
        section = signed(fill(section, cast.other_officers[0]), cast.other_officers[0])
    before = written(section)
    given = TYPED | {"given_at": timezone.now().isoformat(), "officers": [one.pk for one in officers_of(cast.other)]}
    for member in (cast.lead_officers[0], cast.approver):
        answer = sign_in(member).post(f"/610703/sections/{section.pk}/{move}/", given)
        assert answer.status_code in {403, 404, 422}
    assert written(section) == before
    assert again(section).state == section.state


def test_mistake_25_statement_and_remedy_are_told_to_the_subject_and_to_the_public(cast):
    section = section_of(on_site(cast), cast.lead)
    done = signed(fill(section, cast.lead_officers[0]), cast.lead_officers[0])
    with acting(cast.lead_officers[0]) as writer:
        set_result(done, Outcome("no_problem", "none"), actor=writer)
        decide_publication(done, choice="publish", note="", actor=writer)
        close_section(done, actor=writer)
        duty = Duty.objects.of(done.tenant).get(kind="inspection_result")
    assert f"可以向{cast.lead}提出" in duty.snapshot["remedy"]
    assert "行政复议" in duty.snapshot["remedy"]
    assert "行政诉讼" in duty.snapshot["remedy"]


def test_mistake_28_who_announces_an_exemption_owes_the_result_until_it_is_granted(cast):
    section = section_of(on_site(cast), cast.lead)
    done = signed(fill(section, cast.lead_officers[0]), cast.lead_officers[0])
    with acting(cast.lead_officers[0]) as writer:
        set_result(done, Outcome("no_problem", "none"), actor=writer)
        decide_publication(done, choice="request_exemption", note="涉及商业秘密", actor=writer)
        close_section(done, actor=writer)
        duty = Duty.objects.of(done.tenant).get(kind="inspection_result")
        assert not PublicRecord.objects.of(done.tenant).exists()
    assert (duty.state, duty.withheld_fields) == ("due", [])
    assert duty.due_on is not None, "the clock runs all the same"


PARTS = ["sectionentry", "statement", "signature", "evidence", "correction", "sectionofficer", "sectionitem"]


@pytest.mark.parametrize("statement", ["UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}"])
@pytest.mark.parametrize("part", PARTS)
def test_mistake_22_not_even_the_database_changes_a_part_of_a_signed_record(cast, part, statement):
    """Evidence neither, which so outlives everything it was taken for (no. 23)."""
    section = section_of(on_site(cast, [cast.lead]), cast.lead)
    done = signed(fill(section, cast.lead_officers[0]), cast.lead_officers[0])
    with acting(cast.lead_officers[0]) as writer, connection.cursor() as cursor:
        signing.correct_record(done, text="门牌应为南环路69号", reason="笔误", actor=writer)
        cursor.execute(f"SELECT count(*) FROM inspections_{part}")
        assert cursor.fetchone()[0] > 0
        with pytest.raises(DatabaseError, match=r"is signed|permission denied"), transaction.atomic():
            cursor.execute(statement.format(f"inspections_{part}"))


@pytest.mark.parametrize("table", ["registry_supervisedobject", "inspections_visit", "inspections_visitsection"])
def test_mistake_23_evidence_is_not_deleted_with_what_it_was_taken_for(cast, table):
    section = section_of(on_site(cast, [cast.lead]), cast.lead)
    signed(fill(section, cast.lead_officers[0]), cast.lead_officers[0])
    with acting(cast.lead_officers[0]) as writer, connection.cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert Evidence.objects.of(writer.hat.tenant).get().sha256
