"""Two officers close one section, eight send one answer: it happens once (issue 4, show 3)."""

import pytest

from common.refusals import Refused
from inspections.models import SectionEntry, VisitSection
from inspections.queries.records import points_of
from inspections.services import closing, records
from inspections.services.records import Answer
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.tenancy import make_department, open_place
from tests.factories.visits import fill, make_cast, on_site, section_of, signed
from tests.races.threads import at_once

DEVICE_KEY = "7d0f6a1e-8c3b-4e55-9d0a-3f1f6f0c9b11"


@pytest.fixture
def scene(committed, own_files):
    place = open_place(610703000000)
    cast = make_cast(make_department(place, "区人社局"), make_department(place, "区住建局"))
    return cast, section_of(on_site(cast), cast.lead)


def test_two_officers_close_one_section_once(scene):
    cast, section = scene
    done = signed(fill(section, cast.lead_officers[0]), cast.lead_officers[0])
    with scope(done.tenant_id, member=cast.lead_officers[0]):
        closing.set_result(done, closing.Outcome("no_problem", "none"), actor=cast.lead_officers[0])
        closing.decide_publication(done, choice="publish", note="", actor=cast.lead_officers[0])

    def close(member):
        with scope(done.tenant_id, member=member):
            return closing.close_section(done, actor=member)

    results = at_once(*(lambda member=member: close(member) for member in cast.lead_officers))
    assert sum(isinstance(result, VisitSection) for result in results) == 1
    assert [str(result) for result in results if isinstance(result, Refused)] == [
        "检查单“已办结”，不能再改动。签字前可以返回修改，签字后只能添加更正。"
    ]
    with scope(done.tenant_id):
        assert AuditEntry.objects.of(done.tenant_id).filter(verb="inspections.close_section").count() == 1


def test_an_answer_sent_by_eight_connections_is_kept_once(scene):
    cast, section = scene
    writer = cast.lead_officers[0]
    with scope(section.tenant_id):
        entry = points_of(section)[0].entry

    def send():
        with scope(section.tenant_id, member=writer):
            return records.answer(section, entry, Answer("pass"), actor=writer, device_key=DEVICE_KEY)

    results = at_once(*[send] * 8)
    assert {result.pk for result in results if isinstance(result, SectionEntry)} == {results[0].pk}
    with scope(section.tenant_id):
        assert SectionEntry.objects.of(section.tenant_id).count() == 1
