"""The seven papers of a visit as they are printed: numbered, signed, with remedy and the hashes of the evidence."""

import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from pypdfium2 import raw

from common.documents import render_pdf
from common.exports.registry import paper_kind
from inspections.documents.visits import remedy_organ
from inspections.services import findings, incidents, signing
from inspections.services.findings import Case, Demand, Problem
from tenancy.models.regions import RegionKind
from tests.factories.directory import acting
from tests.factories.registry import fresh
from tests.factories.visits import again, fill, image, make_cast, officers_sign, on_site, section_of, signed

TODAY = timezone.localdate()


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def rows(cast):
    """What each paper is about: a visit with a signed section, a delivered order, a case and an incident."""
    visit, writer = on_site(cast), cast.lead_officers[0]
    section = signed(fill(section_of(visit, cast.lead), writer, "fail", "未悬挂营业执照"), writer)
    with acting(writer):
        first, second = (findings.add_finding(section, one, actor=writer) for one in PROBLEMS)
        demand = Demand(
            "悬挂营业执照；\n排查其他门店。", "《市场主体登记管理条例》第四十八条", TODAY + timezone.timedelta(days=20)
        )
        order = findings.order_correction(section, [first], demand, actor=writer)
        findings.deliver_order(order, way="direct", received_by="王五", delivered_on=TODAY, actor=writer)
        findings.file_case(second, Case("南市监立〔2026〕31号", "区综合行政执法大队"), actor=writer)
        account = incidents.Account(
            "obstruction",
            timezone.now(),
            "南郑区大河坎镇南环路96号",
            "当事人锁闭库房，拒绝检查人员进入。",
            "南郑区公安局大河坎派出所",
        )
        incident = incidents.report_incident(visit, account, actor=writer)
    found = {
        "visit_approval": visit,
        "visit_notice": visit,
        "on_site_record": section,
        "correction_order": order,
        "delivery_receipt": order,
        "case_handover": second,
        "assistance_letter": incident,
    }
    with acting(writer):
        return {name: fresh(row) for name, row in found.items()}


PROBLEMS = (
    Problem("未在住所醒目位置悬挂营业执照", "《市场主体登记管理条例》第三十六条", "general"),
    Problem("未取得食品经营许可从事餐饮服务，货值8600元", "《食品安全法》第三十五条", "serious"),
)


@pytest.fixture
def printed(rows, cast, tmp_path):
    """The words of each paper, by page; the files stay beside for whoever wants to look."""

    def make(name):
        kind = paper_kind(f"inspections.{name}")
        with acting(cast.lead_officers[0]):
            row = rows[name]
            prefix = kind.number_prefix(row) if kind.number_prefix else ""
            number = f"{prefix}〔2026〕3号" if kind.series else ""
            pdf = render_pdf(kind.template, {"row": row, "number": number, **kind.context(row)})
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
        pages = pypdfium2.PdfDocument(pdf)
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in pages]

    return make


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("visit_approval", ["行政检查审批表", "检审〔2026〕3号", "同意检查", "（印章）"]),
        (
            "visit_notice",
            [
                "行政检查通知书",
                "检通〔2026〕3号",
                "有权拒绝检查",
                "申请回避",
                "投诉举报",
                "/open/officers/",
                "/open/companies/",
                "（印章）",
            ],
        ),
        ("on_site_record", ["现场检查笔录", "检录〔2026〕3号", "陈述、申辩", "SHA-256", "王五"]),
        (
            "correction_order",
            ["责令改正通知书", "责改〔2026〕3号", "60日内向南郑区人民政府申请", "6个月内", "（印章）"],
        ),
        ("delivery_receipt", ["送达回证", "责令改正通知书", "王五", "见证人"]),
        ("case_handover", ["案件移送书", "案移〔2026〕3号", "货值8600元", "SHA-256", "接收人", "（印章）"]),
        ("assistance_letter", ["请求协助", "协函〔2026〕3号", "南郑区公安局大河坎派出所：", "（印章）"]),
    ],
)
def test_a_paper_says_what_officials_expect(printed, name, words):
    pages = printed(name)
    text = "".join(pages)
    assert [word for word in words if word not in text] == []
    assert all(len(page) > 40 for page in pages), "a page with hardly a word on it"
    assert "None" not in text


def test_a_record_shows_what_was_signed_by_hand(printed, rows, cast, tmp_path):
    printed("on_site_record")
    pages = pypdfium2.PdfDocument(tmp_path / "on_site_record.pdf")
    shown = [one for page in pages for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
    with acting(cast.lead_officers[0]):
        drawn = rows["on_site_record"].signatures.exclude(image_hash="").count()
    assert len(shown) == drawn > 1


def test_who_witnessed_a_delivery_is_not_said_to_have_received_it(rows, cast):
    kind = paper_kind("inspections.delivery_receipt")
    with acting(cast.lead_officers[0]):
        order = rows["delivery_receipt"]
        order.delivery_way = "left"
        context = {"row": order, "number": "", **kind.context(order)}
    text = render_to_string(kind.template, context)
    assert "王五" not in text[: text.index("见证人（签字）")]
    assert "王五" in text[text.index("见证人（签字）") :]


def test_papers_of_one_visit_never_share_a_number(printed):
    first = {name: "".join(printed(name))[:80] for name in ("visit_approval", "visit_notice", "correction_order")}
    assert len({text[: text.index("号")] for text in first.values()}) == 3


def test_a_short_order_to_correct_is_one_page(printed):
    assert len(printed("correction_order")) == 1


@pytest.mark.parametrize(
    ("values", "organ"),
    [
        ({}, "南郑区人民政府"),
        ({"is_vertical": True}, "上一级主管部门"),
        ({"kind": RegionKind.LEAGUE}, "南郑区行政公署"),
        ({"kind": RegionKind.ZONE_COMMITTEE}, "有管辖权的行政复议机关"),
    ],
)
def test_an_order_names_who_reviews_it(bureau, values, organ):
    bureau.is_vertical = values.get("is_vertical", False)
    bureau.tenant.kind = values.get("kind", bureau.tenant.kind)
    assert remedy_organ(bureau) == organ


def test_a_record_that_was_not_signed_does_not_say_it_is_agreed(cast):
    visit, writer = on_site(cast), cast.lead_officers[0]
    section = fill(section_of(visit, cast.lead), writer)
    kind = paper_kind("inspections.on_site_record")

    def words():
        with acting(writer):
            text = render_to_string(kind.template, {"row": section, "number": "", **kind.context(again(section))})
        return "".join(text.split())

    assert "当事人（签字）" in words()
    officers_sign(section, writer)
    assert "当事人（签字）" in words()
    with acting(writer):
        refusal = signing.Refusal("王五", "不认可第1项", "赵六", timezone.now())
        signing.refuse_to_sign(section, image(), refusal, actor=writer)
    assert "内容属实" not in words()
    assert "当事人拒绝签字" in words()
    assert "当事人（签字）" not in words()
