"""Reading a list of random-inspection items (随机抽查事项清单; R030, R037, R086) out of an uploaded table. Pure.

These lists have no printed form: some name a project and the matters under it, some write ratio and number into one
cell, those of joint inspections name who starts and who takes part. The wording is kept as it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports.columns import Column, Frame, Header, find_header, read_frame
from common.tables import CellError, Line, Sheet, TableRefused
from common.tables.forms import NOTE
from items.attributes import Technique
from items.bodies import levels_of_body
from items.quantities import split_quota
from tenancy.models.regions import RegionLevel

LABELS: dict[str, str | Promise] = {
    "domain": gettext_lazy("监管领域"),
    "content": gettext_lazy("抽查事项"),
    "basis": gettext_lazy("抽查依据"),
    "lead": gettext_lazy("检查主体"),
    "objects": gettext_lazy("抽查对象"),
    "levels": gettext_lazy("实施层级"),
    "ratio": gettext_lazy("抽查比例"),
    "quantity": gettext_lazy("检查数量"),
    "frequency": gettext_lazy("抽查频次"),
    "techniques": gettext_lazy("检查方式"),
    "procedure": gettext_lazy("检查要求"),
    "departments": gettext_lazy("配合部门"),
}
FIELDS = tuple(LABELS)
LONGEST = {"content": 1000, "objects": 500, "ratio": 200, "quantity": 200, "frequency": 200, "procedure": 2000}

# Headings of real lists; they are matched against uploaded text and therefore never translated.
COLUMNS = (
    Column("domain", LABELS["domain"], ("领域", "行业领域")),
    Column("project", gettext_lazy("抽查项目"), ("抽查类别", "抽查事项名称", "item", "事项大类")),
    Column("content", LABELS["content"], ("抽查内容", "事项名称", "检查事项", "抽查子项", "sub_item")),
    Column("basis", LABELS["basis"], ("检查依据", "设定依据", "法律依据", "依据", "basis")),
    Column("body", LABELS["lead"], ("抽查主体", "实施主体", "检查单位", "监管主体", "inspecting_body")),
    Column("starter", gettext_lazy("发起部门"), ("牵头部门", "发起单位", "牵头单位", "initiator")),
    Column("objects", LABELS["objects"], ("检查对象", "监管对象", "object")),
    Column("levels", LABELS["levels"], ("抽查层级", "检查层级", "监管层级", "level")),
    Column("ratio", LABELS["ratio"], ("比例", "检查比例", "抽查比例和数量", "ratio_text")),
    Column("quantity", LABELS["quantity"], ("抽查数量", "抽查户数", "数量", "检查户数")),
    Column("frequency", LABELS["frequency"], ("频次", "检查频次", "frequency_text")),
    Column("method", LABELS["techniques"], ("抽查方式", "方式", "method")),
    Column("demands", gettext_lazy("检查人员要求"), ("检查要求", "人员要求", "inspector_requirement")),
    Column("departments", LABELS["departments"], ("参与部门", "联合部门", "配合单位", "participants")),
)
_TECHNIQUES = (
    (Technique.ON_SITE, ("现场", "实地")),
    (Technique.DOCUMENTS, ("书面", "书式", "文件", "查阅", "档案")),
    (Technique.OFF_SITE, ("非现场",)),
    (Technique.SAMPLING, ("抽样", "样品", "监督抽查", "检测")),
    (Technique.ONLINE, ("网络", "在线")),
    (Technique.INTERVIEW, ("询问", "约谈")),
    (Technique.PATROL, ("巡查",)),
    (Technique.VERIFICATION, ("实地核查",)),
    (Technique.FLYING, ("飞行检查",)),
    (Technique.SYSTEM, ("体系检查",)),
)


class RandomListNotFound(TableRefused):
    why = gettext_lazy("没有找到随机抽查事项清单：文件里没有“抽查项目”或“抽查事项”这样的列标题。")
    mend = gettext_lazy("请在表头写明抽查事项、抽查依据、检查主体、抽查对象、抽查比例、抽查频次等列后重新上传。")


@dataclass(frozen=True)
class RandomList:
    """The list found: its headings and its lines, one an item."""

    header: Header
    lines: tuple[Line, ...]


def read_random_list(sheets: Sequence[Sheet]) -> RandomList:
    """The list of an uploaded file, values by `FIELDS`. Errors: `TableRefused`."""
    header = find_header(sheets, COLUMNS, {})
    if not {"project", "content"} & set(header.fields):
        raise RandomListNotFound
    frame = read_frame(header)
    lines = (_line(frame, at) for at in range(len(frame)))
    return RandomList(header, tuple(line for line in lines if not _is_note(line)))


def techniques_of(text: str) -> list[str]:
    """The ways of inspecting a wording names: 现场检查、书面检查 are two; none when it names something else."""
    plain = text.replace("非现场", "").replace("实地核查", "")
    return [
        technique.value
        for technique, words in _TECHNIQUES
        if any(word in (text if technique in {Technique.OFF_SITE, Technique.VERIFICATION} else plain) for word in words)
    ]


def _is_note(line: Line) -> bool:
    """A remark under the table fills one cell."""
    texts = [text for text in line.values.values() if text]
    return len(texts) == 1 and bool(NOTE.match(texts[0]))


def _line(frame: Frame, at: int) -> Line:
    typed = {column.name: frame.values.get(column.name, [""] * len(frame))[at] for column in COLUMNS}
    header, row = frame.header, frame.numbers[at] - 1
    places = {name: header.sheet.address(row, place) for place, name in enumerate(header.fields) if name}
    values = _values(typed)
    addresses = {field: places.get(_source(field, typed), "") for field in FIELDS}
    line = Line(row + 1, values, tuple(frame.errors.get(at, ())), sheet=header.sheet.name, addresses=addresses)
    return replace(line, errors=(*line.errors, *_errors(line)))


def _values(typed: dict[str, str]) -> dict[str, str]:
    project, matter = typed["project"], typed["content"]
    ratio, quantity = (typed["ratio"], typed["quantity"]) if typed["quantity"] else split_quota(typed["ratio"])
    techniques = techniques_of(typed["method"])
    return {
        "domain": typed["domain"],
        "content": _("：").join(dict.fromkeys(filter(None, [project, matter]))),
        "basis": typed["basis"],
        "lead": typed["starter"] or typed["body"],
        "objects": typed["objects"],
        "levels": typed["levels"] or _("、").join(str(RegionLevel(one).label) for one in levels_of_body(typed["body"])),
        "ratio": ratio,
        "quantity": quantity,
        "frequency": typed["frequency"],
        "techniques": _("、").join(str(Technique(one).label) for one in techniques),
        "procedure": _procedure("" if techniques else typed["method"], typed["demands"]),
        "departments": typed["departments"],
    }


def _procedure(method: str, demands: str) -> str:
    """What has no column of its own: a method in other words, what is asked of the inspectors."""
    parts = [(_("检查方式：%s"), method), (_("检查人员要求：%s"), demands)]
    return "\n".join(sentence % text for sentence, text in parts if text)


def _source(field: str, typed: dict[str, str]) -> str:
    """The column a field was read from, for its cell's address."""
    sources = {
        "content": ("content", "project"),
        "lead": ("starter", "body"),
        "quantity": ("quantity", "ratio"),
        "techniques": ("method",),
        "procedure": ("method", "demands"),
    }.get(field, (field,))
    return next((name for name in sources if typed[name]), sources[-1])


def _errors(line: Line) -> list[CellError]:
    found = []
    for field in ("content", "lead"):
        if not line.values[field]:
            why = _("没有填写%s。") % LABELS[field]
            found.append(line.error(field, why, _("请填写后重新上传；合并单元格的，请每行都写上。")))
    for field, longest in LONGEST.items():
        if len(line.values[field]) > longest:
            counts = {"count": len(line.values[field]), "limit": longest}
            why = _("文字太长（%(count)d字，最多%(limit)d字）。") % counts
            found.append(line.error(field, why, _("请精简后重新上传。")))
    return found
