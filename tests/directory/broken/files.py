"""Files that are refused as a whole: the wrong kind, hostile, damaged, or without exactly one roster in them."""

from collections.abc import Callable

from tests.directory.broken import build
from tests.directory.broken.build import HEADINGS, MARKET, WORKBOOK_TYPE, container, ole, repacked, replaced, whole

SHEET = "xl/worksheets/sheet1.xml"
BODY = "word/document.xml"
BILLION_LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 12))
    + b"]>"
)


def lying_about_its_size() -> bytes:
    """The directory says one byte where sixteen million zeros follow."""
    package = bytearray(repacked(build.workbook(whole()), added={"xl/more.xml": b"0" * (1 << 24)}))
    size = (1 << 24).to_bytes(4, "little")
    return bytes(package.replace(size, (1).to_bytes(4, "little")))


def with_password_on_entries() -> bytes:
    package = bytearray(build.workbook(whole()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        package[package.index(mark) + offset] |= 1
    return bytes(package)


def with_one_part_twice() -> bytes:
    return repacked(build.workbook(whole()), added={SHEET.upper(): b"<worksheet/>"})


def with_a_cell_in_the_last_corner() -> bytes:
    """A few bytes that would unfold to seventeen thousand million cells."""
    return replaced(
        build.workbook(whole()),
        SHEET,
        b"</sheetData>",
        b"<row r='1048576'><c r = 'xfd1048576'><v>1</v></c></row></sheetData>",
    )


def with_a_cell_far_below() -> bytes:
    return replaced(
        build.workbook(whole()), SHEET, b"</sheetData>", b'<row r="900000"><c r="A900000"/></row></sheetData>'
    )


def with_one_text_everywhere() -> bytes:
    """One long shared text that a hundred thousand cells point to."""
    cells = b"".join(b'<row r="%d">%s</row>' % (row, b'<c t="s"><v>0</v></c>' * 40) for row in range(1, 2501))
    shared = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"x" * 20_000
        + b"</t></si></sst>"
    )

    def change(name: str, content: bytes) -> bytes:
        if name == SHEET:
            return content[: content.index(b"<sheetData>")] + b"<sheetData>" + cells + b"</sheetData></worksheet>"
        return content

    return repacked(build.workbook(whole()), change, {"xl/sharedStrings.xml": shared})


def with_bomb(package: bytes, part: str, root: bytes) -> bytes:
    """Eleven entities, each ten times the one before."""
    return replaced(package, part, root, BILLION_LAUGHS + root)


def with_five_megabytes_in_a_cell() -> bytes:
    """Digits that do not repeat, so that it packs like an honest text."""
    digits = b"".join(b"%d" % number for number in range(800_000))
    return replaced(build.workbook(build.with_cell(1, 2, "MARK")), SHEET, b"MARK", digits)


def with_the_roster_hidden() -> bytes:
    def hide(sheet):
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("说明").append(["请填第一张表"])
        sheet.parent.active = 1

    return build.workbook(whole(), sheet="联络表", then=hide)


def with_two_rosters() -> bytes:
    def copy(sheet):
        sheet.parent.copy_worksheet(sheet)

    return build.workbook(whole(), then=copy)


def with_a_hidden_column() -> bytes:
    def hide(sheet):
        sheet.column_dimensions["D"].hidden = True

    return build.workbook(whole(), then=hide)


def with_a_nested_bomb() -> bytes:
    """Ten thousand tables, each inside the other."""
    deep = b"<w:tbl><w:tr><w:tc>" * 10_000
    return replaced(build.document(whole()), BODY, b"<w:body>", b"<w:body>" + deep)


def with_a_giant_span() -> bytes:
    return replaced(build.document(whole()), BODY, b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="999999999"/>')


def without(heading: str) -> list[list[object]]:
    keep = [n for n, words in enumerate(HEADINGS) if words != heading]
    return [[row[n] for n in keep] for row in whole()]


def with_part(name: str, content: bytes = b"<x/>") -> bytes:
    """A good workbook and one part more."""
    return repacked(build.workbook(whole()), added={name: content})


def of_macro_type() -> bytes:
    macro_type = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return replaced(build.workbook(whole()), "[Content_Types].xml", WORKBOOK_TYPE.encode(), macro_type)


def with_utf16_inside() -> bytes:
    """Another encoding would hide a document type from a search for its mark."""
    return repacked(
        build.document(whole()), lambda name, content: content.decode().encode("utf-16") if name == BODY else content
    )


def of_many_sheets() -> bytes:
    def add(sheet):
        for _number in range(70):
            sheet.parent.create_sheet()

    return build.workbook(whole(), then=add)


# test name → (file name, its content, what the refusal must say)
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("a.xlsx", lambda: b"", "文件是空的，一个字也没有。"),
    "only_blanks": ("a.csv", lambda: b"\xef\xbb\xbf \r\n\t\0\0", "空的"),
    "eleven_megabytes": ("a.csv", lambda: b"x," * (11 << 19), "MB，超过了 10 MB 的上限。"),
    "pdf_renamed": ("a.xlsx", lambda: b"%PDF-1.7\n" + b"\0" * 100, "文件内容是PDF 文件，不是可以导入的表格。"),
    "picture": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "图片"),
    "web_page": (
        "a.xls",
        lambda: b"<html><table><tr><td>1</td></tr></table></html>",
        "文件内容是网页或 XML，不是可以导入的表格。",
    ),
    "rich_text": ("a.docx", lambda: b"{\\rtf1\\ansi}", "RTF"),
    "rar": ("a.xlsx", lambda: b"Rar!\x1a\x07\x01\0", "文件内容是压缩包，不是可以导入的表格。"),
    "program": ("a.xlsx", lambda: b"MZ\x90\0" + b"\0" * 100, "程序"),
    "random_bytes": (
        "a.xlsx",
        lambda: bytes(range(200, 0, -1)) * 9 + b"\0",
        "文件内容是二进制数据，不是可以导入的表格。",
    ),
    "old_workbook": ("a.xls", lambda: ole("Workbook"), "这是旧版的 Excel（.xls）文件。"),
    "old_document": ("a.doc", lambda: ole("WordDocument"), "这是旧版的 Word（.doc）文件。"),
    "encrypted": ("a.xlsx", lambda: ole("EncryptedPackage"), "文件设有打开密码，无法读取。"),
    "encrypted_entries": ("a.xlsx", with_password_on_entries, "密码"),
    "macros": ("a.xlsm", lambda: with_part("xl/vbaProject.bin"), "文件里带有宏，为安全起见不予接收。"),
    "macro_type": ("a.xlsx", of_macro_type, "宏"),
    "old_macro_sheet": ("a.xlsx", lambda: with_part("xl/macrosheets/sheet1.xml"), "宏"),
    "embedded_object": (
        "a.xlsx",
        lambda: with_part("xl/embeddings/oleObject1.bin"),
        "文件里嵌有控件或其他程序的文件，为安全起见不予接收。",
    ),
    "active_x": ("a.xlsx", lambda: with_part("xl/activeX/activeX1.xml"), "嵌有"),
    "external_link": (
        "a.xlsx",
        lambda: with_part("xl/externalLinks/externalLink1.xml"),
        "表格里有指向其他文件的链接，数值可能不是最新的。",
    ),
    "zip_bomb": (
        "a.xlsx",
        lambda: with_part("xl/more.xml", b"0" * (130 << 20)),
        "文件解压后大得不正常，为安全起见不予接收。",
    ),
    "steep_zip_bomb": ("a.xlsx", lambda: with_part("xl/more.xml", b"0" * (20 << 20)), "解压后"),
    "zip_of_many": ("a.xlsx", lambda: container({f"{n}.xml": b"" for n in range(2_100)}), "解压后"),
    "lying_size": ("a.xlsx", lying_about_its_size, "损坏"),
    "cut_short": ("a.xlsx", lambda: build.workbook(whole())[:-200], "文件已损坏或没有传完整，无法打开。"),
    "cut_in_half": ("a.docx", lambda: build.document(whole())[:9_000], "损坏"),
    "broken_xml": ("a.xlsx", lambda: replaced(build.workbook(whole()), SHEET, b"</sheetData>", b"</sheet"), "损坏"),
    "broken_document": ("a.docx", lambda: replaced(build.document(whole()), BODY, b"</w:body>", b"</w:bod"), "损坏"),
    "plain_zip": ("a.zip", lambda: container({"名单.txt": b"1"}), "文件内容是压缩包，不是可以导入的表格。"),
    "slides": (
        "a.pptx",
        lambda: container({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}),
        "文件内容是演示文稿或其他 Office 文件，不是可以导入的表格。",
    ),
    "binary_workbook": (
        "a.xlsb",
        lambda: container({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}),
        "文件内容是Excel 二进制工作簿（.xlsb），不是可以导入的表格。",
    ),
    "climbing_name": (
        "a.xlsx",
        lambda: with_part("../../etc/cron.d/x.xml"),
        "文件内部结构不正常，为安全起见不予接收。",
    ),
    "absolute_name": ("a.xlsx", lambda: with_part("/etc/x.xml"), "结构不正常"),
    "part_twice": ("a.xlsx", lambda: with_part(SHEET.upper()), "结构不正常"),
    "entity_bomb": ("a.docx", lambda: with_bomb(build.document(whole()), BODY, b"<w:document"), "结构不正常"),
    "entity_bomb_in_a_sheet": (
        "a.xlsx",
        lambda: with_bomb(build.workbook(whole()), SHEET, b"<worksheet"),
        "结构不正常",
    ),
    "utf16_inside": ("a.docx", with_utf16_inside, "结构不正常"),
    "nested_bomb": ("a.docx", with_a_nested_bomb, "损坏"),
    "giant_span": ("a.docx", with_a_giant_span, "列数"),
    "utf16_csv": ("a.csv", lambda: build.text(whole(), "utf-16"), "UTF-16"),
    "utf32_csv": ("a.csv", lambda: build.text(whole(), "utf-32"), "UTF-32"),
    "nul_bytes": ("a.csv", lambda: build.text(whole()).replace(b",", b",\0"), "二进制"),
    "unknown_encoding": (
        "a.csv",
        lambda: build.text(whole()) + b"\xff\xff\xff",
        "文本文件的编码是未知编码，无法读取。",
    ),
    "open_quote": ("a.csv", lambda: build.text(whole()) + '"区财政局,'.encode(), "行的引号或长度不对，无法分列。"),
    "hundred_columns": (
        "a.xlsx",
        lambda: build.workbook([[*HEADINGS, *range(93)], MARKET]),
        " 的列数超过了 50 列的上限。",
    ),
    "hundred_columns_csv": ("a.csv", lambda: build.text([[*HEADINGS, *range(93)], MARKET]), "列数"),
    "last_corner": ("a.xlsx", with_a_cell_in_the_last_corner, "列数"),
    "far_below": ("a.xlsx", with_a_cell_far_below, "行数"),
    "six_thousand_rows": ("a.csv", lambda: build.text([HEADINGS, *[MARKET] * 6_000]), " 的行数超过了 5000 行的上限。"),
    "five_megabyte_cell": ("a.xlsx", with_five_megabytes_in_a_cell, "C2"),
    "five_megabyte_cell_csv": ("a.csv", lambda: build.text(build.with_cell(1, 2, "x" * (5 << 20))), "第 2 行"),
    "long_cell_docx": (
        "a.docx",
        lambda: build.document(build.with_cell(1, 2, "长" * 3_000)),
        "文档 表1第2行第3列 的内容有 3000 个字，超过了 2000 个字的上限。",
    ),
    "one_text_everywhere": ("a.xlsx", with_one_text_everywhere, "解压后"),
    "document_named_workbook": ("a.xlsx", lambda: build.document(whole()), "文件名以“.xlsx”结尾，内容却是Word 文档"),
    "workbook_named_old": ("a.xls", lambda: build.workbook(whole()), "另存为"),
    "text_named_workbook": ("a.xlsx", lambda: build.text(whole()), "文本"),
    "document_without_table": ("a.docx", build.document, "文件里没有表格。"),
    "many_sheets": ("a.xlsx", of_many_sheets, "张工作表，超过了 64 张的上限。"),
    "wrong_sheet": (
        "a.xlsx",
        lambda: build.workbook([["序号", "检查事项", "依据"], [1, "燃气", "条例"]]),
        "没有找到联络表",
    ),
    "wrong_text": ("a.csv", "你好，\n请查收".encode, "没有找到联络表"),
    "mobiles_missing": ("a.xlsx", lambda: build.workbook(without("手机号码")), "的表头缺少“分管领导手机号码”"),
    "liaison_missing": ("a.csv", lambda: build.text(without("工作联系人")), "工作联系人"),
    "heading_twice": (
        "a.csv",
        lambda: build.text([[*HEADINGS, "手机号码"], [*MARKET, ""]]),
        "的表头里“工作联系人手机号码”出现了两次（第",
    ),
    "post_before_leader": ("a.csv", lambda: build.text([[HEADINGS[n] for n in (0, 2, 1, 3, 4, 5, 6)]]), "分管领导职务"),
    "two_rosters": ("a.xlsx", with_two_rosters, "文件里有两张联络表（"),
    "two_tables": ("a.docx", lambda: build.document(whole(), whole()), "两张联络表"),
    "hidden_sheet": ("a.xlsx", with_the_roster_hidden, "联络表在隐藏的工作表“联络表”里。"),
    "hidden_column": ("a.xlsx", with_a_hidden_column, "的“分管领导手机号码”一列被隐藏了。"),
    "no_lines": ("a.xlsx", lambda: build.workbook([HEADINGS]), "的表头下面一行也没有填写。"),
    "only_an_example": ("a.csv", lambda: build.text([HEADINGS, ["例：区教育局", *MARKET[1:]]]), "一行也没有"),
}
