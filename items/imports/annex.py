"""The list of key items out of an uploaded file (附件1, R023), as the Import pattern wants it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import Importer, Judged, Reading, register_importer
from common.models import StagedRow
from common.tables import CellError, Line, Sheet
from directory.queries.roster import departments_by_key, wrong_department
from directory.roster_form import unit_key
from items.annex import FIELDS, LABELS, LEAD_FIELDS, LINE_FIELDS, part_of, read_annex
from items.attributes import level_words, parse_levels
from items.bases import TOO_LONG, doubts, parse_bases, print_bases, too_long
from items.exports import HEADINGS
from items.faces import ItemFace
from items.models import ItemVersion
from items.queries.versions import SHORTEST_CONTENT, current_versions, with_faces
from items.services.drafts import Content, LineContent, change_draft, draft_item, revise, values_of
from items.states import DRAFT, IN_FORCE
from tenancy.models import Department, Member, Region

Departments = dict[str, list[Department]]


class AnnexImporter(Importer):
    """One row an item with all its cooperating departments; an item is known by its lead and its text."""

    kind = "items.annex"
    label = gettext_lazy("重点事项清单")
    permission = "items.import"
    fields = FIELDS

    def headings(self) -> list[str]:
        return [str(heading) for heading in HEADINGS[1:]]

    def labels(self) -> list[str]:
        return [str(LABELS[field]) for field in FIELDS]

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        return Reading.of(read_annex(sheets))

    def judge(self, tenant: Region, lines: Sequence[Line]) -> Iterator[Judged]:
        known = departments_by_key(tenant)
        stored = {key_of(version.face): version for version in with_faces(current_versions(tenant)).order_by("number")}
        seen: set[tuple[str, str]] = set()
        for raw in lines:
            if not (raw.values["lead"] or raw.values["content"]):
                yield Judged(raw)
                continue
            line = _canonical(raw, tenant, known)
            key = (unit_key(line.values["lead"]), content_key(line.values["content"]))
            errors = [*_wrong(raw, known), *_wrong_lines(line), *repeated(line, key in seen)]
            seen.add(key)
            version = stored.get(key)
            errors += under_way(line, version)
            before = values_of_face(version.face) if version else None
            same = before == line.values
            yield Judged(line, version.pk if version else None, before, errors, [] if same else _doubtful(line))

    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        known = departments_by_key(tenant)
        for row in rows:
            _keep(tenant, row, known, actor)


def values_of_face(face: ItemFace) -> dict[str, str]:
    """A stored item as the values of a read one."""
    return {
        **{field: getattr(face, field) for field in LEAD_FIELDS},
        "departments": "\n".join(line.department for line in face.lines),
        "contents": "\n".join(line.content for line in face.lines),
        "bases": "\n".join(line.basis for line in face.lines),
    }


def key_of(face: ItemFace) -> tuple[str, str]:
    return unit_key(face.lead), content_key(face.content)


def content_key(content: str) -> str:
    """An item's text by which it is known again: blanks and punctuation do not count."""
    return "".join(sign for sign in content if sign.isalnum())


def _canonical(line: Line, tenant: Region, known: Departments) -> Line:
    """The same values as they would be printed: full names of departments, local words for levels."""
    values = dict(line.values)
    values["lead"] = _full_name(values["lead"], known)
    values["departments"] = "\n".join(_full_name(name, known) for name in values["departments"].split("\n"))
    values["basis"] = print_bases(parse_bases(values["basis"]))
    values["bases"] = "\n".join(print_bases(parse_bases(text)) for text in values["bases"].split("\n"))
    for field in ("organising_levels", "supervision_levels"):
        levels = parse_levels(values[field])
        values[field] = level_words(levels, tenant.kind) if levels is not None else values[field]
    return Line(line.number, values, line.errors, line.doubts, line.sheet, line.addresses)


def _full_name(name: str, known: Departments) -> str:
    found = known.get(unit_key(name), [])
    return found[0].name if len(found) == 1 else name


def _wrong(line: Line, known: Departments) -> Iterator[CellError]:
    """What forbids a row: unknown departments, unknown levels, a cooperating department without its matter."""
    if line.values["lead"] and (wrong := wrong_department(line.values["lead"], known)):
        yield line.error("lead", *wrong)
    for number, name in enumerate(line.values["departments"].split("\n")):
        if name and (wrong := wrong_department(name, known)):
            yield _error_of_part(line, "departments", number, *wrong)
    for field in ("organising_levels", "supervision_levels"):
        if parse_levels(line.values[field]) is None:
            yield line.error(field, _("看不出是哪一级。"), _("请写省级、市级、县级（区级、旗级）或乡级。"))
    for field in ("basis", "bases"):
        yield from overlong(line, field)


def overlong(line: Line, field: str) -> Iterator[CellError]:
    """Bases written as one long text without the titles that would take it apart."""
    if too_long(parse_bases(line.values[field])):
        yield line.error(field, str(TOO_LONG), _("请按“《法律法规名称》第几条”逐条写明后重新上传。"))


def _error_of_part(line: Line, field: str, number: int, why: str, mend: str) -> CellError:
    """About the cell of one cooperating department, which often stands in a row of its own."""
    address = line.addresses.get(part_of(field, number), line.addresses.get(field, ""))
    return CellError(line.sheet, address, line.values[field].split("\n")[number], why, mend)


def _wrong_lines(line: Line) -> Iterator[CellError]:
    departments, contents, _bases = (line.values[field].split("\n") for field in LINE_FIELDS)
    named = [unit_key(name) for name in departments if name]
    if unit_key(line.values["lead"]) in named:
        yield line.error("departments", _("牵头部门不能同时是配合部门。"), _("请改正后重新上传。"))
    if len(set(named)) < len(named):
        yield line.error("departments", _("同一配合部门写了两行。"), _("请把它的事项合并成一行。"))
    for number, (department, content) in enumerate(zip(departments, contents, strict=True)):
        if bool(department) != bool(content):
            why = _("配合部门和配合事项须同时填写。")
            field = "contents" if department else "departments"
            yield _error_of_part(line, field, number, why, _("请补齐后重新上传。"))


def repeated(line: Line, is_repeated: bool) -> Iterator[CellError]:
    """An item a file names twice."""
    if is_repeated:
        yield line.error("content", _("前面已有同一部门的同一事项。"), _("请只留一项，各配合部门写在它的下面。"))


def under_way(line: Line, version: ItemVersion | None) -> Iterator[CellError]:
    """An item that is being signed, checked or approved is not written anew."""
    if version is not None and version.state not in (DRAFT, IN_FORCE):
        why = _("这个事项正在办理（%s），不能用导入改动。") % version.get_state_display()
        yield line.error("content", why, _("请先办完或退回起草，再重新核对。"))


def _doubtful(line: Line) -> list[CellError]:
    """What is kept only when somebody looked at it (R024)."""
    found = []
    for field in ("basis", "bases"):
        bases = parse_bases(line.values[field])
        found += [line.error(field, why, _("请尽量补上条款；确认无误也可以导入。")) for why in doubts(bases)]
    return [*found, *too_short(line)]


def too_short(line: Line) -> Iterator[CellError]:
    """An item whose words hardly say what is checked."""
    if 0 < len(line.values["content"]) < SHORTEST_CONTENT:
        yield line.error("content", _("没有说明具体检查内容（附件1注2）。"), _("请写明查什么；确认无误也可以导入。"))


def _keep(tenant: Region, row: StagedRow, known: Departments, actor: Member) -> None:
    version = to_write(tenant, row, note=_("导入重点事项清单"), actor=actor)
    if version is None:
        draft_item(tenant, _content(row.values, known, {}), actor=actor)
    else:
        change_draft(version, _content(row.values, known, values_of(version)), actor=actor)


def to_write(tenant: Region, row: StagedRow, *, note: str, actor: Member) -> ItemVersion | None:
    """The draft a kept row is written into, a new one where the item is in force; None for an item not yet here."""
    version = ItemVersion.objects.of(tenant).select_related("tenant", "item").filter(pk=row.target).first()
    if version is not None and version.state == IN_FORCE:
        return revise(version, trigger="practice", note=note, actor=actor)
    return version


def _content(values: Mapping[str, str], known: Departments, others: Mapping[str, Any]) -> Content:
    """A kept row as the content of a version; `others` are the attributes the form has no column for."""
    columns = {
        "domain_text": values["domain"][:60],
        "department": known[unit_key(values["lead"])][0],
        "content": values["content"],
        "objects_text": values["objects"],
        "organising_levels": parse_levels(values["organising_levels"]) or [],
        "supervision_levels": parse_levels(values["supervision_levels"]) or [],
    }
    rows = zip(*(values[field].split("\n") for field in LINE_FIELDS), strict=True)
    lines = [
        LineContent(known[unit_key(department)][0], content, parse_bases(basis))
        for department, content, basis in rows
        if department
    ]
    return Content({**others, **columns}, parse_bases(values["basis"]), lines)


ANNEX = register_importer(AnnexImporter())
