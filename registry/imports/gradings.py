"""Registers of grades or levels, .xlsx and .csv, matched by credit code (R097, R160)."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from types import SimpleNamespace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import Column, Frame, Question, RegisterImporter
from common.imports.registers import over_all_rows
from common.models import ImportBatch, Verdict
from registry.imports.objects.checks import rewrite
from registry.kinds import Detail
from registry.models import SupervisedObject
from registry.models.gradings import Grading
from registry.names import normalise
from registry.queries.officers import known_domains
from registry.services.gradings import may_grade_all
from registry.uscc import clean_code
from registry.validity import is_endless
from tenancy.models import Member

_DAY = Detail("", "", "day")
_AT_ONCE = 20_000
OBJECT, VALUE = "object", "code"


def columns_of(value: Column) -> tuple[Column, ...]:
    """The columns of a register whose value is called so."""
    return (
        Column(
            "uscc",
            gettext_lazy("统一社会信用代码"),
            ("社会信用代码", "信用代码", "统一代码", "注册号/统一社会信用代码", "USCC"),
            is_required=True,
        ),
        Column("name", gettext_lazy("名称"), ("企业名称", "单位名称", "主体名称", "市场主体名称", "对象名称")),
        value,
        Column("scope", gettext_lazy("适用领域"), ("评价领域", "领域", "监管领域", "行业领域")),
        Column("valid_from", gettext_lazy("生效日期"), ("评价日期", "评定日期", "分类日期", "定级日期", "开始日期")),
        Column("valid_until", gettext_lazy("有效期至"), ("有效期", "截止日期", "失效日期")),
        Column("basis", gettext_lazy("评价模型或依据"), ("模型", "评价模型", "评价依据", "依据", "定级依据")),
    )


class GradingImporter(RegisterImporter):
    """One line an object and domain. A line never rewrites: a changed one is one more row, which counts from its day.

    Subclasses name the `model` and say which words mean which value.
    """

    model: type[Grading]
    computed = (OBJECT, VALUE)

    @abstractmethod
    def words(self, batch: ImportBatch) -> Mapping[str, str]:
        """What people write → the value meant."""

    def check(self, batch: ImportBatch, frame: Frame) -> None:
        for name in ("scope", "valid_from", "valid_until", "basis", "name"):
            frame.values.setdefault(name, [""] * len(frame))
        rewrite(frame, "uscc", clean_code)
        rewrite(frame, "valid_from", _DAY.clean)
        rewrite(frame, "valid_until", lambda text: None if is_endless(text) else _DAY.clean(text))
        self._read_values(batch, frame)
        self._check_scopes(batch, frame)
        _check_periods(frame)
        _check_repeats(frame)
        _find_objects(batch, frame)

    def _read_values(self, batch: ImportBatch, frame: Frame) -> None:
        words = self.words(batch)
        labels = dict(self.model.VALUES.choices)
        codes = [words.get("".join(text.split()).upper(), "") for text in frame.values["value"]]
        known = _("、").join(str(label) for label in labels.values())
        for at, code in enumerate(codes):
            if not code and frame.values["value"][at]:
                frame.reject(at, "value", _("不认识这个等级。"), _("请填写：%(known)s。") % {"known": known})
        frame.values[VALUE] = codes
        pairs = zip(codes, frame.values["value"], strict=True)
        frame.values["value"] = [str(labels[code]) if code else text for code, text in pairs]

    def _check_scopes(self, batch: ImportBatch, frame: Frame) -> None:
        """Comprehensive values come from who coordinates; a domain nobody uses is probably a slip."""
        scopes = frame.values["scope"] = [
            text if text not in ("综合", "综合评价") else "" for text in frame.values["scope"]
        ]
        may_all = may_grade_all(self.model, batch.tenant, batch.department)
        known = set(known_domains(batch.tenant))
        for at, scope in enumerate(scopes):
            if not scope and not may_all:
                why = _("综合评价由牵头部门或统筹管理员导入。")
                _complain(frame, at, "scope", why, _("请填写本部门所管的适用领域。"))
            elif scope and len(scope) > 40:
                _complain(frame, at, "scope", _("适用领域最多40个字。"), _("请填写监管领域目录里的名称。"))
            elif scope and scope not in known:
                frame.doubt(at, "scope", _("监管领域目录里没有“%s”。") % scope, _("请核对写法；确认无误也可以导入。"))

    def stored(self, batch: ImportBatch) -> Question:
        kept = {
            "value": f"CASE grading.value {self._labels()} END",
            "valid_until": "coalesce(grading.valid_until::text, '')",
            "basis": "grading.basis",
        }
        cell = SimpleNamespace(**self.cells)
        as_filed = {name: f"row.{self.cells[name]}" for name in self.fields}
        pairs = ", ".join(f"'{name}', {value}" for name, value in (as_filed | kept).items())
        return Question(
            f"""
            SELECT DISTINCT ON (row.number) row.number, grading.id, jsonb_build_object({pairs})
            FROM common_stagedrow AS row
            JOIN {self.model._meta.db_table} AS grading
                ON grading.tenant_id = row.tenant_id AND grading.object_id = nullif(row.{cell.object}, '')::bigint
                AND grading.scope = row.{cell.scope}
                AND grading.valid_from = nullif(row.{cell.valid_from}, '')::date
            WHERE row.tenant_id = %s AND row.batch_id = %s AND row.verdict <> 'rejected'
            ORDER BY row.number, grading.id DESC
            """,  # noqa: S608 the names are constants
            [batch.tenant_id, batch.pk],
        )

    def _labels(self) -> str:
        return " ".join(f"WHEN '{value}' THEN '{label}'" for value, label in self.model.VALUES.choices)

    def keep_staged(self, batch: ImportBatch, verdicts: Sequence[Verdict], *, actor: Member) -> int:
        cell = SimpleNamespace(**self.cells)
        with over_all_rows() as cursor:
            cursor.execute(
                f"""
                INSERT INTO {self.model._meta.db_table} (tenant_id, object_id, value, scope, valid_from, valid_until,
                    source, basis, reason, department_id, batch_id, recorded_by_id, recorded_at)
                SELECT tenant_id, {cell.object}::bigint, {cell.code}, {cell.scope},
                    {cell.valid_from}::date, nullif({cell.valid_until}, '')::date,
                    'import', {cell.basis}, '', %s, batch_id, %s, %s
                FROM common_stagedrow WHERE tenant_id = %s AND batch_id = %s AND verdict = ANY (%s) ORDER BY number
                """,  # noqa: S608
                [batch.department_id, actor.pk, timezone.now(), batch.tenant_id, batch.pk, list(verdicts)],
            )
            return cursor.rowcount


def _complain(frame: Frame, at: int, name: str, why: str, mend: str) -> None:
    """Reject the cell, or the value's where the file has no such column."""
    frame.reject(at, name if name in frame.header.fields else "value", why, mend)


def _check_periods(frame: Frame) -> None:
    """A line without a day holds from today; no period ends before it begins."""
    today = timezone.localdate().isoformat()
    frame.values["valid_from"] = [text or today for text in frame.values["valid_from"]]
    for at, (start, end) in enumerate(zip(frame.values["valid_from"], frame.values["valid_until"], strict=True)):
        if end and end < start:
            why = _("有效期早于生效日期（%(start)s）。") % {"start": start}
            frame.reject(at, "valid_until", why, _("请改正有效期；长期有效的写“长期”或留空。"))
    for at, text in enumerate(frame.values["basis"]):
        if len(text) > 120:
            frame.reject(
                at, "basis", _("这一格有%(count)s个字，最多120个字。") % {"count": len(text)}, _("请只写名称。")
            )


def _check_repeats(frame: Frame) -> None:
    first: dict[tuple[str, str], int] = {}
    for at, key in enumerate(zip(frame.values["uscc"], frame.values["scope"], strict=True)):
        earlier = first.setdefault(key, at)
        if earlier != at and key[0]:
            why = _("与第%(number)s行是同一个对象、同一个领域。") % {"number": frame.numbers[earlier]}
            frame.reject(at, "uscc", why, _("一个对象一个领域只报一行，请只留正确的一行。"))


def _find_objects(batch: ImportBatch, frame: Frame) -> None:
    """The file of each code; a code nobody has is rejected, another name is doubted."""
    found: dict[str, tuple[int, str, list[str]]] = {}
    rows = SupervisedObject.objects.of(batch.tenant_id).filter(merged_into=None)
    wanted = [code for code in dict.fromkeys(frame.values["uscc"]) if code]
    for start in range(0, len(wanted), _AT_ONCE):
        codes = wanted[start : start + _AT_ONCE]
        for uscc, *rest in rows.filter(uscc__in=codes).values_list("uscc", "pk", "name", "former_names"):
            found[uscc] = tuple(rest)  # type: ignore[assignment]
    frame.values[OBJECT] = [str(found[code][0]) if code in found else "" for code in frame.values["uscc"]]
    for at, (code, name) in enumerate(zip(frame.values["uscc"], frame.values["name"], strict=True)):
        if code and code not in found:
            why = _("名录库里没有这个统一社会信用代码的对象。")
            frame.reject(at, "uscc", why, _("请核对代码，或先把对象纳入名录库再导入。"))
        elif code and name and normalise(name) not in {normalise(one) for one in (found[code][1], *found[code][2])}:
            why = _("这个代码在名录库里是“%(name)s”。") % {"name": found[code][1]}
            frame.doubt(at, "name", why, _("请核对代码和名称；确认是同一个对象也可以导入。"))
