"""The libraries of experts and third parties out of an uploaded file (R064, R065), each row known by a key."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import last_day_text
from common.imports import Column, FoundColumn, Importer, Judged, Reading, register_importer
from common.imports.columns import Header, find_header, read_frame
from common.models import StagedRow
from common.tables import CellError, Line, Sheet, TableRefused
from directory.queries.roster import departments_by_key
from directory.roster_form import unit_key
from registry.domains import join_words, split_words
from registry.imports.assistant_columns import BODY_COLUMNS, EXPERT_COLUMNS
from registry.models import BodyKind, Expert, ThirdPartyBody
from registry.names import normalise
from registry.officer_table import parse_day, parse_last_day
from registry.services.assistants import add_assistant, change_assistant
from registry.uscc import is_valid
from registry.validity import day_of
from tenancy.models import Department, Member, Region

_KINDS = {str(kind.label): kind.value for kind in BodyKind}


class AssistantsNotFound(TableRefused):
    why = gettext_lazy("没有找到名录：表头缺少%(missing)s。")
    mend = gettext_lazy("请使用本页的空表，保留表头后重新上传。")


class AssistantImporter(Importer):
    """One line an expert or a body; a known one is changed. `key` are the fields it is known by."""

    permission = "officers.import"
    model: type[Expert] | type[ThirdPartyBody]
    table: Sequence[Column]
    key: tuple[str, ...]
    read_last_day = staticmethod(parse_day)

    @property
    def fields(self) -> list[str]:  # type: ignore[override]
        return [column.name for column in self.table]

    def headings(self) -> list[str]:
        return [str(column.heading) for column in self.table]

    def labels(self) -> list[str]:
        return self.headings()

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        header = find_header(sheets, self.table, {})
        missing = [f"“{one.heading}”" for one in self.table if one.is_required and one.name not in header.fields]
        if missing:
            raise AssistantsNotFound(missing="、".join(missing))
        headings = dict(zip(self.fields, self.headings(), strict=True))
        found = [
            FoundColumn(headings[name], header.headings[at], header.place(at), header.samples(at))
            for at, name in enumerate(header.fields)
            if name
        ]
        lines = self._lines(header)
        return Reading(
            found, [line for line in map(self._cleaned, lines) if not line.values["name"].startswith(_("例"))]
        )

    def _lines(self, header: Header) -> Iterator[Line]:
        frame, sheet = read_frame(header), header.sheet
        blank = [""] * len(frame)
        places = {name: place for place, name in enumerate(header.fields) if name}
        for at, number in enumerate(frame.numbers):
            values = {name: frame.values.get(name, blank)[at] for name in self.fields}
            addresses = {name: sheet.address(number - 1, place) for name, place in places.items()}
            yield Line(number, values, tuple(frame.errors.get(at, ())), (), sheet.name, addresses)

    def _cleaned(self, line: Line) -> Line:
        """Days, codes and lists in the form they are kept in; what cannot be read stays and is an error."""
        values = dict(line.values)
        errors = list(line.errors)
        for name, read in (("starts_on", parse_day), ("ends_on", self.read_last_day)):
            day = read(values[name])
            if day is None and values[name]:
                errors.append(line.error(name, _("不是日期。"), _("请写成2026-03-01的样子。")))
            values[name] = last_day_text(day) or values[name]
        values["domains"] = join_words(split_words(values["domains"]))
        if "uscc" in values:
            values["uscc"] = normalise(values["uscc"])
        for column in self.table:
            if column.is_required and not values[column.name]:
                errors.append(line.error(column.name, _("没有填写。"), _("请补填后重新上传。")))
        return Line(line.number, values, tuple(errors), (), line.sheet, line.addresses)

    def judge(self, tenant: Region, lines: Sequence[Line]) -> Iterator[Judged]:
        departments, stored = departments_by_key(tenant), self._stored(tenant)
        seen = Counter(self._key(line.values) for line in lines)
        for raw in lines:
            found = departments.get(unit_key(raw.values["department"]), [])
            name = found[0].name if len(found) == 1 else raw.values["department"]
            line = Line(raw.number, {**raw.values, "department": name}, raw.errors, (), raw.sheet, raw.addresses)
            target, before = stored.get(self._key(line.values), (None, None))
            errors = [*self._wrong(line, departments), *self._twice(line, seen)]
            yield Judged(line, target, before, errors)

    def _wrong(self, line: Line, departments: Mapping[str, list[Department]]) -> Iterator[CellError]:
        values = line.values
        if values["department"] and len(departments.get(unit_key(values["department"]), [])) != 1:
            near = get_close_matches(unit_key(values["department"]), departments, n=1, cutoff=0.6)
            mend = _("是不是“%s”？") % departments[near[0]][0].name if near else _("请改成部门名录里的名称。")
            yield line.error("department", _("部门名录里没有“%s”。") % values["department"], mend)
        starts, ends = parse_day(values["starts_on"]), self.read_last_day(values["ends_on"])
        if starts and ends and ends < starts:
            yield line.error("ends_on", _("有效期至早于有效期起。"), _("请核对两个日期。"))
        if values.get("uscc") and not is_valid(values["uscc"]):
            yield line.error("uscc", _("统一社会信用代码校验不通过。"), _("请对照证书核对十八位代码。"))
        if values.get("kind") and values["kind"] not in _KINDS:
            known = _("、").join(_KINDS)
            yield line.error("kind", _("不认识这个机构类别。"), _("请填写：%(known)s。") % {"known": known})

    def _twice(self, line: Line, seen: Counter) -> Iterator[CellError]:
        if seen[self._key(line.values)] > 1:
            why = _("这一位（家）在文件里出现了不止一次。")
            yield line.error(self.key[0], why, _("每位专家、每家机构只报一行，请只留正确的一行。"))

    def _key(self, values: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(values[name] for name in self.key)

    def _stored(self, tenant: Region) -> dict[tuple[str, ...], tuple[int, dict[str, str]]]:
        rows = self.model.objects.of(tenant).select_related("department").order_by("pk")
        found = [(row.pk, {name: _shown(row, name) for name in self.fields}) for row in rows]
        return {self._key(values): (pk, values) for pk, values in found}

    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        departments = departments_by_key(tenant)
        known = {row.pk: row for row in self.model.objects.of(tenant).select_related("department", "tenant")}
        for staged in rows:
            row: Any = known[staged.target] if staged.target else self.model(tenant=tenant)
            for name, text in staged.values.items():
                setattr(row, name, _kept(name, text))
            row.department = departments[unit_key(staged.values["department"])][0]
            write = change_assistant if staged.target else add_assistant
            write(row, actor=None if actor.may("officers.import") else actor)


def _shown(row: Any, name: str) -> str:
    """A stored value as a line says it."""
    value = getattr(row, name)
    if name == "department":
        return value.name
    if name == "kind":
        return str(row.get_kind_display())
    if isinstance(value, date):
        return last_day_text(value)
    return join_words(value) if isinstance(value, list) else str(value)


def _kept(name: str, text: str) -> Any:
    """A line's text as the row keeps it."""
    readers: dict[str, Any] = {"domains": split_words, "kind": _KINDS.get, "department": lambda _text: None}
    if name in ("starts_on", "ends_on"):
        return day_of(text)
    return readers.get(name, str)(text)


class ExpertImporter(AssistantImporter):
    kind = "registry.experts"
    label = gettext_lazy("专家名录")
    model = Expert
    key = ("name", "employer")
    table = EXPERT_COLUMNS


class BodyImporter(AssistantImporter):
    kind = "registry.bodies"
    label = gettext_lazy("第三方机构名录")
    model = ThirdPartyBody
    key = ("uscc",)
    table = BODY_COLUMNS
    read_last_day = staticmethod(parse_last_day)


EXPERTS, BODIES = ExpertImporter(), BodyImporter()
for one in (EXPERTS, BODIES):
    register_importer(one)
