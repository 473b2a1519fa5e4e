"""The files that officials send: a list of items, a register of 20,000 objects, a list of officers."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, product
from pathlib import Path

import openpyxl
import xlsxwriter

from registry.uscc import check_mark
from tests.browser.journey.places import Place

OBJECTS, FAULTY = 20_000, 120
"""Rows that are kept, and rows after them whose industry code is not in the standard."""
REGISTER = ("主体名称", "统一社会信用代码", "经营场所", "乡镇街道", "国民经济行业代码", "法定代表人", "联系电话")
"""Headings as the register of one department writes them: not the platform's own words."""
OFFICERS = ("姓名", "所属部门", "人员类别", "执法证号", "发证机关", "执法领域", "有效期起", "有效期至")

_BRANDS = (
    "汉源 金穗 顺达 鸿泰 百合 草原 云岭 长青 同福 瑞丰 祥和 天马 银河 绿洲 东升 吉祥 宝力格 安达 塔拉 北疆".split()
)
_MIDDLES = "兴 盛 和 隆 源 昌 华 泰 德 新 合 达 乐 康 宁 佳 成 旺 发 美 聚 嘉 恒 永 信 裕 利 安 福 春 明 荣".split()
_TRADES = (
    ("餐馆", "92", "6210"),
    ("烧烤店", "92", "6210"),
    ("宾馆", "92", "6110"),
    ("便利店", "92", "5213"),
    ("大药房", "92", "5251"),
    ("五金店", "92", "5274"),
    ("理发店", "92", "8051"),
    ("汽修厂", "92", "8111"),
    ("超市", "92", "5212"),
    ("服装店", "92", "5232"),
    ("商贸有限公司", "91", "5199"),
    ("建筑工程有限公司", "91", "4710"),
    ("农业发展有限公司", "91", "0190"),
    ("物流有限公司", "91", "5431"),
    ("餐饮管理有限公司", "91", "6210"),
    ("养殖专业合作社", "93", "0391"),
)
_STREETS = "人民路 团结路 建设街 振兴路 文化街 迎宾大道 和平街 朝阳路".split()
_FAMILY, _GIVEN = "王李张刘陈杨赵黄周吴徐孙马朱胡林", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明"


def register_rows(place: Place) -> Iterator[tuple[str, ...]]:
    """Different firms and shops of the place, every name once, every code with its right check mark."""
    names = product(_MIDDLES, _BRANDS, _TRADES, place.towns)
    for serial, (middle, brand, (trade, start, industry), town) in zip(range(OBJECTS + FAULTY), names, strict=False):
        body = f"{start}{place.code}{serial:09d}"
        yield (
            f"{place.head}{town.removesuffix('镇').removesuffix('街道').removesuffix('苏木')}{brand}{middle}{trade}",
            body + check_mark(body),
            f"{town}{_STREETS[serial % 8]}{serial % 311 + 1}号",
            town,
            industry if serial < OBJECTS else "5276",
            _FAMILY[serial % 16] + _GIVEN[serial // 16 % 16],
            f"139{serial:08d}",
        )


def register_file(place: Place, folder: Path) -> Path:
    """The register as an Excel workbook; 阿巴嘎旗 sends comma-separated text in the old Chinese encoding."""
    rows = [REGISTER, *register_rows(place)]
    if place.code == "152522":
        file = folder / "市场主体名录.csv"
        with file.open("w", encoding="gb18030", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return file
    file = folder / "市场主体名录.xlsx"
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("名录")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return file


def officers_file(place: Place, folder: Path, today: date) -> Path:
    """Three certified officers of each bureau."""
    serial = count(1)
    rows = [
        (
            name,
            bureau.name,
            "公务员",
            f"{place.code}09{next(serial):03d}",
            f"{place.name}司法局",
            "食品",
            f"{today - timedelta(days=400):%Y-%m-%d}",
            f"{today + timedelta(days=900):%Y-%m-%d}",
        )
        for bureau in place.bureaus
        for name in bureau.officers
    ]
    return _workbook([OFFICERS, *rows], folder / "执法人员名录.xlsx")


def annex_file(place: Place, form: io.BytesIO, folder: Path) -> Path:
    """附件1 with one item: the lead's columns once, a line for each cooperating department."""
    lead, *others = place.bureaus
    first = ("1", place.domain, lead.name, lead.matter, lead.basis, "餐饮服务单位", "区级", "区级")
    lines = [(*first, *_part(others[0])), *((*[""] * len(first), *_part(one)) for one in others[1:])]
    book = openpyxl.load_workbook(form)
    for row, line in enumerate(lines, start=4):
        for column, text in enumerate(line, start=1):
            book.active.cell(row, column).value = text or None
    file = folder / "附件1.xlsx"
    book.save(file)
    return file


def _part(bureau) -> tuple[str, str, str]:
    return bureau.name, bureau.matter, bureau.basis


def random_list_file(place: Place, folder: Path) -> Path:
    """A plain list of random inspections, as 阿巴嘎旗's policy asks for: one line, the others named in a cell."""
    lead, *others = place.bureaus
    head = ("抽查事项", "抽查依据", "发起部门", "配合部门", "抽查对象", "抽查比例", "抽查频次", "抽查方式")
    line = (
        lead.matter,
        lead.basis,
        lead.name,
        "、".join(one.name for one in others),
        "全旗餐饮住宿经营者",
        "不低于2‰",
        "每年1次",
        "现场检查",
    )
    return _workbook([head, line], folder / "随机抽查事项清单.xlsx")


def _workbook(rows: Sequence[Sequence[str]], file: Path) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file
