"""Tables of a Word document, read from its XML: merged cells, tracked changes and content controls included."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from common.tables.packages import Parts, parse_xml
from common.tables.refusals import CellTooLong, NoTable, TooManyColumns, TooManyRows, TooManySheets
from common.tables.sheet import Limits, Place, Range, Sheet, Trouble

_TRANSPARENT = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink"}
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(parts: Parts, limits: Limits) -> list[Sheet]:
    """The tables of the body in order, named 表1, 表2, … Errors: none at all, too many, too large."""
    body = parse_xml(parts["word/document.xml"]).find("{*}body")
    tables = [] if body is None else list(_children(body, "tbl"))
    if not tables:
        raise NoTable
    if len(tables) > limits.sheets:
        raise TooManySheets(count=len(tables), limit=limits.sheets)
    return [_Table(_("表%(number)s") % {"number": n}, limits).read(table) for n, table in enumerate(tables, start=1)]


class _Table:
    """One table on its way to a sheet; a vertical merge stays open until a row does not continue it."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.rows: list[list[str]] = []
        self.merged: list[Range] = []
        self.open: dict[int, Range] = {}
        self.troubles: dict[Place, Trouble] = {}

    def read(self, table: etree._Element) -> Sheet:
        for row in _children(table, "tr"):
            if row.find("{*}trPr/{*}del") is None:
                self._add(row)
        self.merged.extend(merged for merged in self.open.values() if merged[0] != merged[1])
        return Sheet(self.name, "docx", self.rows, merged=tuple(self.merged), troubles=self.troubles)

    def _add(self, row: etree._Element) -> None:
        if len(self.rows) >= self.limits.rows:
            raise TooManyRows(sheet=self.name, limit=self.limits.rows)
        texts = [""] * self._columns(_number(row, "{*}trPr/{*}gridBefore", 0))
        before, self.open = self.open, {}
        for cell in _children(row, "tc"):
            column = len(texts)
            width = _number(cell, "{*}tcPr/{*}gridSpan", 1)
            self._columns(column + width)
            texts.extend([self._text(cell, column), *[""] * (width - 1)])
            self._merge(cell, column, width, before)
        self.merged.extend(merged for merged in before.values() if merged[0] != merged[1])
        self.rows.append(texts)

    def _columns(self, count: int) -> int:
        if count > self.limits.columns:
            raise TooManyColumns(sheet=self.name, limit=self.limits.columns)
        return count

    def _merge(self, cell: etree._Element, column: int, width: int, before: dict[int, Range]) -> None:
        """Widen the range the cell above began, or begin one. Only a cell said to continue continues."""
        last = (len(self.rows), column + width - 1)
        above = before.pop(column, None) if _continues(cell) else None
        self.open[column] = (above[0] if above else (len(self.rows), column), last)

    def _text(self, cell: etree._Element, column: int) -> str:
        place = (len(self.rows), column)
        if cell.find(".//{*}tbl") is not None:
            self.troubles[place] = Trouble(_("这一格里又套了一张表。"), _("请把里面的表格内容直接填在本表的格子里。"))
        text = "" if _continues(cell) else "\n".join(_words(p) for p in _children(cell, "p")).strip()
        if len(text) > self.limits.cell:
            address = Sheet(self.name, "docx", []).address(*place)
            raise CellTooLong(sheet=_("文档"), address=address, count=len(text), limit=self.limits.cell)
        return text


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children called `name`, also through content controls and tracked insertions."""
    for child in parent:
        if _local(child) == name:
            yield child
        elif _local(child) in _TRANSPARENT:
            yield from _children(child, name)


def _words(parent: etree._Element) -> str:
    """What a reader sees in a paragraph: no deletions, hidden runs or text boxes."""
    words = []
    for child in parent:
        name = _local(child)
        if name == "t":
            words.append(child.text or "")
        elif name == "r" and child.find("{*}rPr/{*}vanish") is not None:
            continue
        elif name == "r" or name in _TRANSPARENT:
            words.append(_words(child))
        else:
            words.append(_MARKS.get(name, ""))
    return "".join(words)


def _value(element: etree._Element) -> str:
    """The `w:val` of an element, whichever namespace edition wrote it."""
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == "val"), "")


def _number(element: etree._Element, path: str, default: int) -> int:
    found = element.find(path)
    text = _value(found) if found is not None else ""
    return max(int(text), default) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _continues(cell: etree._Element) -> bool:
    merge = cell.find("{*}tcPr/{*}vMerge")
    return merge is not None and _value(merge) in ("", "continue")
