"""Layered calendars and the reading of holiday notices."""

from datetime import date

import chinese_calendar
import pytest
from chinese_calendar import constants

from common.calendars.grid import arrangements_of, months_of
from common.calendars.layers import Calendar, DayKind, Layer, SpecialDay, YearNotEntered
from common.calendars.notices import read_notice
from common.calendars.tables import as_text, read_arrangement, read_rows

NATIONAL_2026 = """国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置。
国务院办公厅
2025年11月4日
"""

NATIONAL_2024 = """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。"""

NATIONAL_2019 = """一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。"""

NATIONAL_2014 = """一、元旦：1月1日放假1天。
二、春节：1月31日至2月6日放假调休，共7天。1月26日（星期日）、2月8日（星期六）上班。
三、清明节：4月5日放假，4月7日（星期一）补休。
四、劳动节：5月1日至3日放假调休，共3天。5月4日（星期日）上班。
五、端午节：6月2日放假，与周末连休。
六、中秋节：9月8日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月28日（星期日）、10月11日（星期六）上班。"""

XINJIANG_2025 = """一、节假日放假安排
（一）元旦：1月1日（周三）放假1天，不调休。
（二）春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
（三）肉孜节：3月31日（周一）是少数民族习惯节日肉孜节，3月29日（周六）至31日（周一）放假，共3天。
（四）清明节：4月4日（周五）至6日（周日）放假，共3天。
（五）劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4 月27日（周日）上班。
（六）端午节：5月31日（周六）至6月2日（周一）放假，共3天。
（七）古尔邦节：6月6日（周五）是少数民族习惯节日古尔邦节，6月6日（周五）至10日（周二）放假，共5天。
（八）国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
二、冬夏季作息时间安排
（一）夏季作息时间：自2025年5月1日起实行夏季作息时间，上班时间为：上午10：00至14：00，下午16：00至20：00。"""


def off(*days: date, name: str = "节日") -> list[SpecialDay]:
    return [SpecialDay(on, DayKind.OFF, name) for on in days]


def work(*days: date, name: str = "节日") -> list[SpecialDay]:
    return [SpecialDay(on, DayKind.WORK, name) for on in days]


def calendar_of(text: str, year: int) -> Calendar:
    read = read_notice(text, year)
    assert not read.has_problems, [line for line in read.lines if line.problems]
    return Calendar([Layer.of_notices("全国", {year: read.days})])


def problems(text: str, year: int = 2026) -> list[str]:
    return [problem for line in read_notice(text, year).lines for problem in line.problems]


# Layers


def test_a_year_nobody_entered_raises_and_says_what_to_enter_where():
    calendar = Calendar([Layer.of_notices("全国", {2026: []})])
    with pytest.raises(YearNotEntered) as caught:
        calendar.status(date(2027, 1, 4))
    assert caught.value.year == 2027
    assert "全国2027年的节假日安排尚未录入" in str(caught.value)
    assert "工作日历" in str(caught.value)


def test_a_calendar_without_a_national_layer_is_refused():
    with pytest.raises(ValueError):
        Calendar([])


def test_the_nearest_layer_that_mentions_a_day_decides_it():
    day = date(2026, 5, 27)
    nation = Layer.of_notices("全国", {2026: []})
    region = Layer.of_notices("新疆维吾尔自治区", {2026: off(day, name="古尔邦节")})
    tenant = Layer.of_notices("某县", {2026: work(day, name="照常上班")})
    assert Calendar([nation]).is_working(day)
    assert not Calendar([nation, region]).is_working(day)
    assert Calendar([nation, region, tenant]).is_working(day)
    assert Calendar([nation, region]).status(day).layer == "新疆维吾尔自治区"


def test_a_national_day_names_no_layer():
    nation = Layer.of_notices("全国", {2026: off(date(2026, 10, 1), name="国庆节")})
    assert Calendar([nation]).status(date(2026, 10, 1)).layer == ""


def test_a_notice_arranges_the_last_days_of_the_year_before():
    crossing = Layer.of_notices("全国", {2018: [], 2019: read_notice(NATIONAL_2019, 2019).days})
    calendar = Calendar([crossing])
    assert calendar.is_working(date(2018, 12, 29))
    assert not calendar.is_working(date(2018, 12, 31))


def test_of_two_notices_about_one_day_the_later_year_decides():
    day = date(2018, 12, 31)
    layer = Layer.of_notices("全国", {2019: off(day), 2018: work(day)})
    assert not Calendar([layer]).is_working(day)


def test_mistake_30_a_place_that_keeps_own_holidays_is_named_when_a_year_is_missing():
    nation = Layer.of_notices("全国", {2026: [], 2027: []})
    region = Layer.of_notices("新疆维吾尔自治区", {2026: []})
    silent = Layer.of_notices("乌鲁木齐市", {})
    calendar = Calendar([nation, region, silent])
    assert calendar.missing_locally(2027) == ["新疆维吾尔自治区"]
    assert calendar.missing_locally(2026) == []


# Notices


@pytest.mark.parametrize(("text", "year"), [(NATIONAL_2026, 2026), (NATIONAL_2024, 2024), (NATIONAL_2014, 2014)])
def test_a_published_notice_reads_as_the_reference_calendar_has_it(text, year):
    calendar = calendar_of(text, year)
    day = date(year, 1, 1)
    while day.year == year:
        assert calendar.is_working(day) == chinese_calendar.is_workday(day), day
        day = date.fromordinal(day.toordinal() + 1)


def test_the_days_of_a_notice_carry_the_name_of_their_holiday():
    days = {day.on: day for day in read_notice(NATIONAL_2026, 2026).days}
    assert days[date(2026, 2, 14)] == SpecialDay(date(2026, 2, 14), DayKind.WORK, "春节")
    assert days[date(2026, 10, 3)].name == "国庆节"
    assert len(days) == sum(on.year == 2026 for on in (*constants.holidays, *constants.workdays))


def test_title_salutation_and_signature_are_passed_over_without_a_word():
    lines = read_notice(NATIONAL_2026, 2026).lines
    assert [line.number for line in lines if line.days] == [6, 7, 8, 9, 10, 11, 12]
    assert not any(line.problems for line in lines)


def test_the_notice_of_xinjiang_reads_with_its_own_holidays_and_without_office_hours():
    read = read_notice(XINJIANG_2025, 2025)
    assert not read.has_problems
    own = [day.on for day in read.days if day.name in ("肉孜节", "古尔邦节")]
    assert own == [date(2025, 3, d) for d in (29, 30, 31)] + [date(2025, 6, d) for d in (6, 7, 8, 9, 10)]


def test_advice_to_rest_on_new_years_eve_is_not_a_day_off():
    assert date(2024, 2, 9) not in {day.on for day in read_notice(NATIONAL_2024, 2024).days}


def test_items_pasted_into_one_line_are_told_apart():
    read = read_notice("一、元旦：1月1日至3日放假，共3天。 二、清明节：4月4日至6日放假，共3天。", 2026)
    assert [line.text[:2] for line in read.lines] == ["一、", "二、"]
    assert {day.name for day in read.days} == {"元旦", "清明节"}


def test_half_width_punctuation_reads_the_same():
    text = "国庆节: 10月1日(星期四)-10月7日(星期三)放假调休, 共7天. "
    assert len(read_notice(text.replace(". ", "。"), 2026).days) == 7


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("元旦：1月1日（周五）放假1天", "2026年1月1日写的是周五，实为周四，请核对年份和日期"),
        ("元旦：2月30日放假1天", "“2月30日”不是有效的日期"),
        ("国庆节：0月1日至8日放假调休，共8天", "不是有效的日期"),
        ("国庆节：10月1日至7日放假调休，共8天", "写明共8天，按日期数是7天"),
        ("国庆节：10月7日至1日放假", "早于开始日期"),
        ("元旦：12月30日至1月1日放假", "跨年的请写明年份"),
        ("国庆节：10月1日至12月7日放假", "10月1日起的一段长达68天，请核对起止日期"),
        ("国庆节：10月1日至7日大家都休假放假", "读不懂"),
        ("国庆节：10月1日、10月2日", "没有写明放假还是上班"),
        ("国庆节：请在10月1日那天放假", "读不懂"),
        ("国庆节：10月9日上班", "2026年10月9日是周五，本来就是工作日"),
        ("国庆节：2024年10月1日放假", "不在2026年的安排范围内"),
        ("10月1日至7日放假，共7天。", "缺少节日名称"),
        ("国务院办公厅关于2027年部分节假日安排的通知", "通知写的是2027年，所选年份是2026年"),
        ("国庆节：10月3日放假\n中秋节：10月3日上班", "2026年10月3日与第1行矛盾"),
    ],
)
def test_a_line_that_cannot_be_right_says_why(line, said):
    if "10月1日、10月2日" in line:
        line += "，放假安排另行通知"
    assert any(said in problem for problem in problems(line)), problems(line)


def test_what_cannot_be_read_never_raises():
    digits = "1" * 5000
    for text in (
        "",
        "：",
        "一、",
        "元旦：放假",
        "元旦：99月99日放假",
        "()）（：，。日放假1",
        f"元旦：1月1日放假，共{digits}天",
    ):
        read_notice(text, 2026)


# Sheet rows


def test_rows_of_a_sheet_read_whatever_way_the_date_is_written():
    rows = [
        ["日期", "类型", "名称"],
        ["2026-10-01 00:00:00", "放假", "国庆节"],
        ["2026/10/2", "放假", "国庆节"],
        ["2026年10月3日", "放假", "国庆节"],
        ["10月10日", " 上班 ", "国庆节"],
        ["", " ", ""],
    ]
    read = read_rows(rows, 2026)
    assert not read.has_problems
    assert [(day.on.day, day.kind.value) for day in read.days] == [(1, "off"), (2, "off"), (3, "off"), (10, "work")]


def test_each_broken_row_says_which_cell_is_wrong_and_how_to_mend_it():
    rows = [
        ["名称", "日期", "类型"],
        ["国庆节", "十月一日", "放假"],
        ["国庆节", "2026-10-02", "休息"],
        ["", "2026-10-03", "放假"],
        ["国庆节", "2026-02-30"],
    ]
    read = read_rows(rows, 2026)
    said = {line.number: line.problems[0] for line in read.lines}
    assert said[2] == "“日期”栏“十月一日”不是日期，请写成2026-10-01的样子"
    assert said[3] == "“类型”栏“休息”应为“放假”或“上班”"
    assert "“名称”栏" in said[4]
    assert "“日期”栏“2026-02-30”不是日期" in said[5]
    assert not read.days


@pytest.mark.parametrize("rows", [[], [["一", "二"]], [[""]], [["日期", "名称"], ["1", "2"]]])
def test_a_sheet_without_the_three_columns_says_which_are_missing(rows):
    read = read_rows(rows, 2026)
    assert not read.days
    assert "首行缺少" in read.lines[0].problems[0]


def test_what_is_pasted_may_be_a_notice_or_rows_of_a_sheet():
    rows = [
        ["日期", "类型", "名称"],
        ["2026-10-01", "放假", "国庆\n节"],
        ["", "", ""],
        ["2026-10-10", "上班", "国庆节"],
    ]
    assert [day.on.day for day in read_arrangement(as_text(rows), 2026).days] == [1, 10]
    assert len(read_arrangement(NATIONAL_2026, 2026).days) == 39
    assert read_arrangement("", 2026).days == []
    assert "首行缺少" in read_arrangement("2026-10-01\t放假\t国庆节", 2026).lines[0].problems[0]


def test_a_line_tells_how_it_was_read():
    lines = read_notice(
        "国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。", 2026
    ).lines
    assert lines[0].understood(2026) == [
        "9月20日上班（国庆节，1天）",
        "10月1日至10月7日放假（国庆节，7天）",
        "10月10日上班（国庆节，1天）",
    ]


# The year as people look at it


def test_a_year_is_twelve_months_of_weeks_with_their_working_days():
    months = months_of(calendar_of(NATIONAL_2026, 2026), 2026)
    assert [month.number for month in months] == list(range(1, 13))
    october = months[9]
    assert october.weeks[0][:3] == [None, None, None]
    assert october.weeks[0][3].name == "国庆节"
    assert all(len(week) == 7 for month in months for week in month.weeks)
    assert october.working_days == 18
    assert sum(month.working_days for month in months) == 248


def test_the_arrangement_of_a_year_is_a_short_list():
    runs = list(arrangements_of(calendar_of(NATIONAL_2026, 2026), 2026))
    assert (runs[0].name, len(runs[0].days), runs[0].is_working) == ("元旦", 3, False)
    assert (runs[1].name, runs[1].days, runs[1].is_working) == ("元旦", [date(2026, 1, 4)], True)
    assert len(runs) == 13
