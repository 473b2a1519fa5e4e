"""Pages of the working calendars."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.calendars.layers import DayKind, SpecialDay
from common.clocks.yearbooks import calendar_for, enter_year
from common.models import CalendarYear
from tenancy.models import AuditEntry, Region, TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_member, open_place

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOTICE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月13日（周六）上班。"""
SHEET = [["日期", "类型", "名称"], ["2026-08-03", "放假", "那达慕"], ["2026-08-08", "上班", "那达慕"]]


def xlsx(rows: list[list[str]]) -> SimpleUploadedFile:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("安排.xlsx", file.getvalue())


@pytest.fixture(autouse=True)
def november(monkeypatch):
    """Tests live on 22 November 2026, before the next year is entered."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 22, 9, tzinfo=SHANGHAI))


def without_second_factor(place: Region) -> Region:
    with scope(place):
        TenantSettings.objects.of(place).create(second_factor_roles=[])
    return place


@pytest.fixture
def nation(db):
    return without_second_factor(open_place(0))


@pytest.fixture
def operator(nation):
    """The operator of the nation's own place, who enters the national notice."""
    return make_member(nation, "operator")


@pytest.fixture
def at_nation(operator, sign_in):
    return sign_in(operator)


@pytest.fixture
def at_nanzheng(admin, no_second_factor, sign_in):
    return sign_in(admin)


def address(name: str, *args, tenant: int = 610703000000) -> str:
    return reverse(f"portal:{name}", args=[tenant, *args])


PAGES = [("calendars",), ("calendar_year", 2026), ("calendar_reckon",), ("calendar_enter", 2026)]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_gets_404(nanzheng, outsider, sign_in, page):
    assert sign_in(outsider).get(address(*page)).status_code == 404


@pytest.mark.parametrize("page", PAGES[:3])
def test_every_official_may_look(officer, sign_in, page):
    assert sign_in(officer).get(address(*page)).status_code == 200


def test_only_who_manages_calendars_may_enter(officer, sign_in):
    client = sign_in(officer)
    assert client.get(address("calendar_enter", 2026)).status_code == 403
    assert client.post(address("calendar_enter", 2026), {"text": NOTICE_2027, "confirm": 1}).status_code == 403
    assert address("calendar_enter", 2026) not in client.get(address("calendars")).content.decode()


def test_the_list_says_which_years_are_entered_and_that_the_next_is_not_announced(at_nanzheng):
    page = at_nanzheng.get(address("calendars")).content.decode()
    assert "下一年尚未公布" in page
    assert page.count("已录入") == 23
    assert address("calendar_enter", 2027) in page


def test_a_year_shows_its_months_with_days_off_and_worked_weekends(at_nanzheng):
    page = at_nanzheng.get(address("calendar_year", 2026)).content.decode()
    assert page.count('<table class="calendar-month">') == 12
    assert 'title="国庆节">10<span>班</span>' in page
    assert "18 个工作日" in page
    assert "国务院办公厅关于2026年部分节假日安排的通知" in page


def test_a_year_nobody_entered_says_what_to_do(at_nanzheng):
    page = at_nanzheng.get(address("calendar_year", 2027)).content.decode()
    assert "全国2027年的节假日安排尚未录入" in page


@pytest.mark.parametrize("year", [1999, 2028])
def test_years_beyond_the_published_and_the_next_do_not_exist(at_nanzheng, year):
    assert at_nanzheng.get(address("calendar_year", year)).status_code == 404
    assert at_nanzheng.get(address("calendar_enter", year)).status_code == 404


def test_a_pasted_notice_is_shown_line_by_line_before_anything_is_kept(at_nation, operator):
    form = {"text": NOTICE_2027, "source": "国办发明电〔2026〕8号"}
    page = at_nation.post(address("calendar_enter", 2027, tenant=0), form)
    assert page.status_code == 200
    text = page.content.decode()
    assert "2月5日至2月11日放假（春节，7天）" in text
    assert "读到 11 天" in text
    assert 'name="confirm"' in text
    with scope(0):
        assert not CalendarYear.objects.of(0).filter(year=2027).exists()


def test_a_confirmed_notice_is_in_force_everywhere_and_on_record(at_nation, operator, nanzheng):
    form = {"text": NOTICE_2027, "source": "国办发明电〔2026〕8号", "confirm": "1"}
    answer = at_nation.post(address("calendar_enter", 2027, tenant=0), form)
    assert answer.status_code == 302
    with scope(0):
        entered = CalendarYear.objects.of(0).get(year=2027)
        assert (entered.version, entered.source, entered.entered_by) == (1, "国办发明电〔2026〕8号", operator)
        assert AuditEntry.objects.of(0).filter(verb="calendars.enter", actor=operator).exists()
    with scope(nanzheng):
        assert calendar_for(nanzheng).is_working(date(2027, 2, 13))


def test_a_line_that_cannot_be_right_has_its_problem_beside_it_and_cannot_be_confirmed(at_nation):
    text = NOTICE_2027.replace("（周四）", "（周五）")
    for extra in ({}, {"confirm": "1"}):
        page = at_nation.post(address("calendar_enter", 2027, tenant=0), {"text": text, "source": "通知"} | extra)
        assert page.status_code == 422
        shown = page.content.decode()
        assert "2027年2月11日写的是周五，实为周四" in shown
        assert "第3行有问题" in shown
        assert 'name="confirm"' not in shown
        assert "2月5日（周五）至11日（周五）" in shown  # what was typed is kept


@pytest.mark.parametrize("text", ["", "各省、自治区、直辖市人民政府："])
def test_a_national_year_without_a_single_day_is_refused(at_nation, text):
    page = at_nation.post(address("calendar_enter", 2027, tenant=0), {"text": text, "source": "通知", "confirm": "1"})
    assert page.status_code == 422
    assert "没有读到任何放假或上班的日子" in page.content.decode()


def test_a_place_waits_for_the_nation(at_nanzheng):
    form = {"text": "本地节：3月8日（周一）放假1天。", "source": "通知", "confirm": "1"}
    page = at_nanzheng.post(address("calendar_enter", 2027), form)
    assert page.status_code == 422
    assert "全国2027年的节假日安排尚未录入" in page.content.decode()


def test_an_uploaded_sheet_becomes_text_that_is_confirmed(at_nanzheng, nanzheng):
    page = at_nanzheng.post(address("calendar_enter", 2026), {"file": xlsx(SHEET), "source": "区政府通知"})
    assert page.status_code == 200
    form = page.context["form"]
    assert form["text"].value() == "日期\t类型\t名称\n2026-08-03\t放假\t那达慕\n2026-08-08\t上班\t那达慕"
    form = {"text": form["text"].value(), "source": "区政府通知", "confirm": "1"}
    assert at_nanzheng.post(address("calendar_enter", 2026), form).status_code == 302
    with scope(nanzheng):
        assert calendar_for(nanzheng).status(date(2026, 8, 3)).layer == "南郑区"


def test_a_file_that_is_no_sheet_is_refused_beside_its_field(at_nanzheng):
    upload = SimpleUploadedFile("安排.xlsx", b"PK\x03\x04 not a workbook")
    page = at_nanzheng.post(address("calendar_enter", 2026), {"file": upload, "source": "通知"})
    assert page.status_code == 422
    assert page.context["form"].errors["file"]


@pytest.mark.parametrize("rows", [[], [["日期", "类型", "名称"]], [["各县区："]]])
def test_a_sheet_in_which_nothing_is_read_is_no_year(at_nanzheng, nanzheng, rows):
    page = at_nanzheng.post(address("calendar_enter", 2026), {"file": xlsx(rows), "source": "通知", "confirm": "1"})
    assert page.status_code == 422
    assert page.context["form"].errors["file"] == [
        "文件里没有读到任何放假或上班的日子。首行应为：日期、类型、名称，内容放在第一张工作表。"
    ]
    with scope(nanzheng):
        assert not CalendarYear.objects.of(nanzheng).exists()


def test_a_place_without_days_of_its_own_says_so_with_an_empty_text(at_nanzheng, nanzheng):
    form = {"text": "", "source": "区政府通知", "confirm": "1"}
    assert at_nanzheng.post(address("calendar_enter", 2026), form).status_code == 302
    with scope(nanzheng):
        assert CalendarYear.objects.of(nanzheng).get().year == 2026


def test_days_that_the_nation_has_already_are_not_kept_again(at_nanzheng, nanzheng):
    text = "国庆节：10月1日至7日放假，共7天。\n本地节：11月30日放假1天。"
    form = {"text": text, "source": "通知"}
    assert "其中 7 天与上级安排一致" in at_nanzheng.post(address("calendar_enter", 2026), form).content.decode()
    at_nanzheng.post(address("calendar_enter", 2026), form | {"confirm": "1"})
    with scope(nanzheng):
        assert [day.name for day in CalendarYear.objects.of(nanzheng).get().days.all()] == ["本地节"]


def test_entering_a_year_again_asks_why_and_keeps_the_old_version(at_nation):
    form = {
        "text": NOTICE_2027.replace("2027", "2026").replace("（周五）", "").replace("（周日）", ""),
        "source": "通知",
    }
    form["text"] = "国庆节：10月1日至7日放假，共7天。"
    page = at_nation.post(address("calendar_enter", 2026, tenant=0), form | {"confirm": "1"})
    assert page.status_code == 422
    assert page.context["form"].errors["reason"]
    answer = at_nation.post(address("calendar_enter", 2026, tenant=0), form | {"confirm": "1", "reason": "更正"})
    assert answer.status_code == 302
    assert "更正" in at_nation.get(address("calendar_year", 2026, tenant=0)).content.decode()
    with scope(0):
        assert list(CalendarYear.objects.of(0).filter(year=2026).values_list("version", flat=True)) == [2, 1]


def test_a_version_is_shown_as_entered_also_to_places_below_and_not_beside(
    at_nanzheng, hanzhong, abaga, outsider, sign_in
):
    with scope(hanzhong):
        days = [SpecialDay(date(2026, 8, 3), DayKind.OFF, "本市节日")]
        entered = enter_year(hanzhong, 2026, days, actor=None, source="汉中市通知")
    assert "本市节日" in at_nanzheng.get(address("calendar_version", entered.pk)).content.decode()
    without_second_factor(abaga)
    elsewhere = sign_in(outsider).get(address("calendar_version", entered.pk, tenant=152522000000))
    assert elsewhere.status_code == 404


def test_a_period_can_be_tried_out(at_nanzheng):
    asked = {"started_at": "2026-09-28T10:00", "length": "5", "unit": "working_day"}
    page = at_nanzheng.get(address("calendar_reckon"), asked).content.decode()
    assert "2026年10月10日" in page
    assert "10月10日（周六）调休上班，计入" in page
    beyond = at_nanzheng.get(address("calendar_reckon"), asked | {"length": "90"}).content.decode()
    assert "全国2027年的节假日安排尚未录入" in beyond
