"""Two officers close one section, eight send one answer: it happens once (issue 4, show 3)."""

import json
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from common.attachments import attachments_of
from common.refusals import Refused
from inspections.models import Evidence, SectionEntry, Statement, VisitSection
from inspections.queries.records import points_of
from inspections.services import closing
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.tenancy import PASSWORD, make_department, open_place
from tests.factories.visits import PNG, fill, make_cast, on_site, section_of, signed
from tests.races.threads import at_once

KEYS = [f"7d0f6a1e-8c3b-4e55-9d0a-3f1f6f0c9b1{number}" for number in range(3)]
VERBS = ["inspections.add_evidence", "inspections.add_statement"]


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


def test_what_a_phone_sends_on_eight_connections_is_kept_once(scene):
    """The whole sending, through the page of the phone: an answer, a photo with its file, what the subject says."""
    cast, section = scene
    writer, visit = cast.lead_officers[0], section.visit
    with scope(section.tenant_id):
        entry = points_of(section)[0].entry
    about = {"section": section.pk, "at": timezone.now().isoformat()}
    place = {"description": "门头", "place": "南环路96号", "medium": "photo", "entry": None}
    sent = [
        {"kind": "answer", "device_key": KEYS[0], "entry": entry.pk, "outcome": "pass", "note": "", "seen": None},
        {"kind": "evidence", "device_key": KEYS[1], "sha256": sha256(PNG).hexdigest(), **place},
        {"kind": "statement", "device_key": KEYS[2], "given_by": "王五", "text": "无异议"},
    ]
    lines = json.dumps([line | about for line in sent])
    door = Client()
    assert door.post("/account/login/", {"login": writer.username, "password": PASSWORD}).status_code == 302

    def send():
        phone = Client()
        phone.cookies = door.cookies
        file = SimpleUploadedFile("photo.png", PNG, "image/png")
        return phone.post(f"/610703/visits/{visit.pk}/field/", {"records": lines, KEYS[1]: file})

    answers = at_once(*[send] * 8)
    assert [answer.status_code for answer in answers] == [200] * 8
    assert {answer.content for answer in answers} == {answers[0].content}, "each sending gets the same receipts"
    assert [line["outcome"] for line in answers[0].json()["receipts"]] == ["kept"] * 3
    with scope(section.tenant_id):
        for model in (SectionEntry, Evidence, Statement):
            assert model.objects.of(section.tenant_id).filter(section=section).count() == 1, model
        assert attachments_of(section.evidence.get()).count() == 1
        verbs = AuditEntry.objects.of(section.tenant_id).filter(verb__in=VERBS).values_list("verb", flat=True)
        assert sorted(verbs) == VERBS, "told once in the ledger too"
