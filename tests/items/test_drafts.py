"""Writing items: who may, what is refused, what the audit says."""

import pytest
from django.db import IntegrityError, transaction

from items.models import CooperatingLine, ItemVersion, LegalBasis, SupervisionItem
from items.queries.versions import warnings_of, with_faces
from items.services.drafts import DraftRefused, change_draft, discard_draft, revise
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.items import labour_content, make_draft, sent
from tests.factories.tenancy import make_member


def test_the_worked_example_stands_with_its_lines_and_bases(nanzheng, draft):
    with scope(nanzheng):
        face = with_faces(ItemVersion.objects.of(nanzheng)).get().face
    assert (face.lead, face.basis, face.organising_levels) == (
        "区人力资源和社会保障局",
        "《中华人民共和国劳动法》第八十五条等",
        "区级",
    )
    assert [line.department for line in face.lines] == ["区市场监管局", "区税务局"]
    assert face.lines[0].basis == "《中华人民共和国公司法》《市场主体登记管理条例》"


def test_written_bases_are_tied_to_the_laws_that_are_known(nanzheng, draft):
    with scope(nanzheng):
        laws = {basis.law.name for basis in LegalBasis.objects.of(nanzheng)}
    assert laws == {"中华人民共和国劳动法", "中华人民共和国公司法", "中华人民共和国市场主体登记管理条例"}


def test_a_law_without_an_article_is_a_warning_not_a_refusal(nanzheng, draft):
    with scope(nanzheng):
        warnings = warnings_of(with_faces(ItemVersion.objects.of(nanzheng)).get())
    assert "“《中华人民共和国公司法》”只写了名称，没有写明具体条款。" in warnings


def test_items_of_a_place_are_numbered_in_turn(author, labour, bureau, draft):
    assert make_draft(author, labour, [bureau]).item.number == 2


def test_nobody_drafts_for_another_department(author, bureau, tax):
    with pytest.raises(DraftRefused, match="本部门牵头"):
        make_draft(author, bureau, [tax])


def test_the_lead_does_not_cooperate_with_itself(author, labour):
    with pytest.raises(DraftRefused, match="不能同时"):
        make_draft(author, labour, [labour])


def test_a_department_cooperates_once(author, labour, tax):
    with pytest.raises(DraftRefused, match="一行"):
        make_draft(author, labour, [tax, tax])


def test_a_change_is_told_in_words(nanzheng, draft, author, labour, tax):
    with scope(nanzheng, member=author):
        change_draft(draft, labour_content(labour, [tax], frequency="每年2次"), actor=author)
        entry = AuditEntry.objects.of(nanzheng).filter(verb="items.change").get()
    assert entry.changes["检查频次"] == ["每年1次", "每年2次"]
    assert entry.changes["配合监管部门"][0].startswith("区市场监管局")


def test_what_was_sent_is_no_draft_any_more(nanzheng, draft, author, labour, tax):
    sent(draft, author)
    with scope(nanzheng, member=author):
        with pytest.raises(DraftRefused, match="不是草稿"):
            change_draft(draft, labour_content(labour, [tax]), actor=author)
        with pytest.raises(DraftRefused, match="不是草稿"):
            discard_draft(draft, actor=author)


def test_the_database_itself_keeps_what_was_sent(nanzheng, draft, author):
    sent(draft, author)
    with scope(nanzheng, member=author):
        rows = [ItemVersion.objects.of(nanzheng), CooperatingLine.objects.of(nanzheng)]
        for row in rows:
            with pytest.raises(IntegrityError, match="no draft"), transaction.atomic():
                row.update(content="改了")
        with pytest.raises(IntegrityError, match="no draft"), transaction.atomic():
            LegalBasis.objects.of(nanzheng).update(law_name="改了")
        with pytest.raises(IntegrityError, match="no draft"), transaction.atomic():
            LegalBasis.objects.of(nanzheng).all().delete()


def test_a_draft_thrown_away_leaves_nothing_but_its_audit_entry(nanzheng, draft, author):
    with scope(nanzheng, member=author):
        discard_draft(draft, actor=author)
        assert not SupervisionItem.objects.of(nanzheng).exists()
        assert AuditEntry.objects.of(nanzheng).filter(verb="items.discard").exists()


def test_only_what_is_in_force_is_revised(nanzheng, draft, author):
    with scope(nanzheng, member=author), pytest.raises(DraftRefused, match="现行有效"):
        revise(draft, trigger="law", note="", actor=author)


def test_an_outsider_sees_no_item(nanzheng, abaga, draft):
    stranger = make_member(abaga, "district_admin")
    with scope(abaga, member=stranger):
        assert not ItemVersion.everything.exists()
