"""A list of random-inspection items (随机抽查事项清单) out of an uploaded file: each becomes a draft of the place.

Such lists name bodies by what they do (县级以上市场监管部门); the department of the place that does it is proposed and
marked for a person to look at. A cell left blank leaves what is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import FoundColumn, Importer, Judged, Reading, register_importer
from common.models import StagedRow
from common.tables import CellError, Line, Sheet
from directory.queries.roster import departments_by_key, mend_department
from directory.roster_form import unit_key
from items.attributes import Regime, level_words
from items.bases import doubts, parse_bases, print_bases
from items.bodies import levels_of_words, same_function, split_bodies
from items.imports.annex import Departments, content_key, key_of, overlong, repeated, to_write, too_short, under_way
from items.models import ItemVersion
from items.quantities import read_pace, read_quota
from items.queries.library import domains_for
from items.queries.versions import current_versions, with_faces
from items.random_list import COLUMNS, FIELDS, LABELS, read_random_list, techniques_of
from items.services.drafts import Content, LineContent, change_draft, content_of, draft_item
from tenancy.models import Department, Member, Region

LONGEST_DOMAIN = 60


class RandomListImporter(Importer):
    """One row an item; known by its lead and its text, as in 附件1."""

    kind = "items.random_list"
    label = gettext_lazy("随机抽查事项清单")
    permission = "items.import"
    fields = FIELDS

    def headings(self) -> list[str]:
        return self.labels()

    def labels(self) -> list[str]:
        return [str(LABELS[field]) for field in FIELDS]

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        found = read_random_list(sheets)
        names = {column.name: str(column.heading) for column in COLUMNS}
        header = found.header
        columns = [
            FoundColumn(names[name], header.headings[place], header.place(place), header.samples(place))
            for place, name in enumerate(header.fields)
            if name
        ]
        return Reading(columns, found.lines)

    def judge(self, tenant: Region, lines: Sequence[Line]) -> Iterator[Judged]:
        known = departments_by_key(tenant)
        domains = list(domains_for(tenant).values_list("name", flat=True))
        rows = with_faces(current_versions(tenant)).order_by("number")
        stored = {key_of(version.face): version for version in rows}
        seen: set[tuple[str, str]] = set()
        for raw in lines:
            line = _canonical(raw, tenant, known)
            key = (unit_key(line.values["lead"]), content_key(line.values["content"]))
            errors = [*_wrong(raw, known), *repeated(line, key in seen)]
            seen.add(key)
            version = stored.get(key)
            errors += under_way(line, version)
            before = values_of(version) if version else None
            line = _completed(line, before, domains)
            same = before == line.values
            yield Judged(line, version.pk if version else None, before, errors, [] if same else _doubtful(raw, known))

    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        known = departments_by_key(tenant)
        for row in rows:
            version = to_write(tenant, row, note=_("导入随机抽查事项清单"), actor=actor)
            if version is None:
                draft_item(tenant, _content(row.values, known, None), actor=actor)
            else:
                change_draft(version, _content(row.values, known, content_of(version)), actor=actor)


def values_of(version: ItemVersion) -> dict[str, str]:
    """A stored item as the values of a read one."""
    face = version.face
    return {
        "domain": face.domain,
        "content": face.content,
        "basis": face.basis,
        "lead": face.lead,
        "objects": face.objects,
        "levels": face.supervision_levels,
        "ratio": version.ratio,
        "quantity": version.quantity,
        "frequency": version.frequency,
        "techniques": version.word_of("techniques", version.techniques, version.tenant),
        "procedure": version.procedure,
        "departments": _("、").join(line.department for line in face.lines),
    }


# --- judging ----------------------------------------------------------------------------------------------------------


def _found(name: str, known: Departments) -> tuple[list[Department], bool]:
    """The departments of the place a body may be, and whether that was only concluded from what it does."""
    exact = known.get(unit_key(name))
    if exact:
        return exact, False
    names = {department.name: department for rows in known.values() for department in rows}
    return [names[one] for one in same_function(name, names)], True


def _canonical(line: Line, tenant: Region, known: Departments) -> Line:
    """The same values as they will be stored: departments of the place, its words for levels, printed bases."""
    values = dict(line.values)
    values["lead"] = _name(values["lead"], known)
    participants = dict.fromkeys(_name(name, known) for name in split_bodies(values["departments"]))
    values["departments"] = _("、").join(participants)
    values["basis"] = print_bases(parse_bases(values["basis"]))
    values["levels"] = level_words(levels_of_words(values["levels"]), tenant.kind)
    return replace(line, values=values)


def _name(text: str, known: Departments) -> str:
    found, _is_guess = _found(text, known)
    return found[0].name if len(found) == 1 else text


def _completed(line: Line, before: Mapping[str, str] | None, domains: Sequence[str]) -> Line:
    """Blank cells filled with what is stored; a new item's domain is a catalogued one it names, else its project."""
    values = {field: text or (before or {}).get(field, "") for field, text in line.values.items()}
    project = values["content"].split(_("："))[0]
    named = next((name for name in domains if name in values["content"]), project)
    values["domain"] = values["domain"] or named[:LONGEST_DOMAIN]
    return replace(line, values=values)


def _wrong(line: Line, known: Departments) -> Iterator[CellError]:
    for field, name in _bodies(line):
        found, _is_guess = _found(name, known)
        if not found:
            yield line.error(field, _("部门名录里没有“%s”，也看不出是哪个部门。") % name, mend_department(name, known))
        elif len(found) > 1:
            names = _("、").join(str(one) for one in found)
            why = _("“%(name)s”可能是%(names)s。") % {"name": name, "names": names}
            yield line.error(field, why, _("请写明是哪一个部门。"))
    yield from overlong(line, "basis")
    lead = _name(line.values["lead"], known)
    if lead in {_name(name, known) for name in split_bodies(line.values["departments"])}:
        yield line.error("departments", _("牵头部门不能同时是配合部门。"), _("请改正后重新上传。"))


def _bodies(line: Line) -> Iterator[tuple[str, str]]:
    if line.values["lead"]:
        yield "lead", line.values["lead"]
    for name in split_bodies(line.values["departments"]):
        yield "departments", name


def _doubtful(line: Line, known: Departments) -> list[CellError]:
    """What somebody should look at: bodies concluded from their function, wording left open, documents by name."""
    found = [*too_short(line)]
    for field, name in _bodies(line):
        departments, is_guess = _found(name, known)
        if is_guess and len(departments) == 1:
            why = _("“%(name)s”按职能对应为%(department)s。") % {"name": name, "department": departments[0]}
            found.append(line.error(field, why, _("对应不对的，请改成部门名录里的名称后重新上传。")))
    if line.values["levels"] and not levels_of_words(line.values["levels"]):
        found.append(line.error("levels", _("看不出是哪一级，将留空。"), _("导入后在事项中选择层级。")))
    later = _("可以导入：原文照存，制定计划时再定。")
    questions = [(field, read_quota(line.values[field]).questions) for field in ("ratio", "quantity")]
    questions.append(("frequency", read_pace(line.values["frequency"]).questions))
    found += [line.error(field, why, later) for field, asked in questions for why in asked]
    mend = _("请尽量补上条款；确认无误也可以导入。")
    return found + [line.error("basis", why, mend) for why in doubts(parse_bases(line.values["basis"]))]


# --- keeping ----------------------------------------------------------------------------------------------------------


def _content(values: Mapping[str, str], known: Departments, stored: Content | None) -> Content:
    """A kept row as the content of a version; what such a list has no column for stays as it is stored."""
    columns: dict[str, Any] = {
        "domain_text": values["domain"],
        "department": known[unit_key(values["lead"])][0],
        "content": values["content"],
        "objects_text": values["objects"],
        "supervision_levels": levels_of_words(values["levels"]),
        "techniques": techniques_of(values["techniques"]),
        **{field: values[field] for field in ("ratio", "quantity", "frequency", "procedure")},
    }
    others = stored.values if stored else {"regime": Regime.RANDOM.value}
    return Content({**others, **columns}, parse_bases(values["basis"]), _lines(values, known, stored))


def _lines(values: Mapping[str, str], known: Departments, stored: Content | None) -> list[LineContent]:
    """Who takes part; what each checks is the item itself until its department writes its own matter."""
    lines = {line.department.pk: line for line in (stored.lines if stored else ())}
    named = [known[unit_key(name)][0] for name in split_bodies(values["departments"])]
    return [lines.get(one.pk) or LineContent(one, values["content"]) for one in named]


RANDOM_LIST = register_importer(RandomListImporter())
