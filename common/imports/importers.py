"""What an app says about one kind of import: how its file is read, how rows are judged, what keeping writes."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.imports.columns import Column
from common.imports.staging import cells, stage
from common.models import ImportBatch, ImportState, StagedRow, Verdict
from common.refusals import Refused
from common.tables import CellError, Limits, Line, Sheet
from common.tables.forms import FormTable
from common.workflow import Move, Workflow
from tenancy.models import Member, Region

SAMPLES = 3

Tell = Callable[[int, int, str], None]


class ImportOutdated(Refused):
    """Somebody changed what is stored after the report was made."""


class NothingToKeep(Refused):
    """The report holds no row that would change anything."""


@dataclass(frozen=True)
class FoundColumn:
    """A column as recognised: which field it is, the heading as typed, where it stands, the first values under it."""

    label: str
    heading: str
    place: str
    samples: Sequence[str]


@dataclass(frozen=True)
class Reading:
    """A file read: its columns and its lines."""

    columns: Sequence[FoundColumn]
    lines: Sequence[Line]

    @classmethod
    def of(cls, table: FormTable) -> Self:
        """What was read of a printed form: all its lines."""
        sheet, top = table.sheet, table.top
        columns = [
            FoundColumn(
                str(table.form.labels[field]),
                sheet.text(top, column),
                sheet.address(top, column),
                [line.values[field] for line in table.lines[:SAMPLES]],
            )
            for field, column in table.columns.items()
        ]
        return cls(columns, table.lines)


@dataclass(frozen=True)
class Judged:
    """A line compared with what is stored: `target` is the stored row's number, `before` its values, if it exists."""

    line: Line
    target: int | None = None
    before: Mapping[str, Any] | None = None
    errors: Sequence[CellError] = ()
    doubts: Sequence[CellError] = ()

    @property
    def verdict(self) -> Verdict:
        if self.line.errors or self.errors:
            return Verdict.REJECTED
        if self.line.doubts or self.doubts:
            return Verdict.DOUBTFUL
        if self.before is None:
            return Verdict.NEW
        return Verdict.SAME if self.before == self.line.values else Verdict.CHANGED

    def staged(self) -> dict[str, Any]:
        """The line as a staged row."""
        return {
            "number": self.line.number,
            "verdict": self.verdict.value,
            "values": self.line.values,
            "target": self.target,
            "before": self.before,
            "errors": list(cells([*self.errors, *self.line.errors])),
            "doubts": list(cells([*self.doubts, *self.line.doubts])),
        }


class Importer(ABC):
    """One kind of import. `permission` is asked for every move; `headings` head the file of rejected rows.

    A register (`RegisterImporter`) has `columns` that people may assign, and is kept by a job. With `reviews_doubtful`
    doubtful rows are kept too, as questions to a person.
    """

    kind: str
    label: str | Promise
    permission: str
    fields: Sequence[str]
    limits: Limits = Limits()
    columns: Sequence[Column] = ()
    keeps_by_job = False
    reviews_doubtful = False

    @abstractmethod
    def headings(self) -> Sequence[str]:
        """The columns' headings as the importer's own reader knows them, one for each of `fields`."""

    @abstractmethod
    def labels(self) -> Sequence[str]:
        """What each of `fields` is called in the report."""

    @abstractmethod
    def read(self, sheets: Sequence[Sheet]) -> Reading:
        """Recognise the columns and read the lines. Errors: `TableRefused` when the file as a whole will not do."""

    @abstractmethod
    def judge(self, tenant: Region, lines: Sequence[Line]) -> Iterable[Judged]:
        """Compare all lines with what is stored, in a fixed number of queries."""

    def judge_batch(self, batch: ImportBatch, lines: Sequence[Line]) -> Iterable[Judged]:
        """As `judge`; an importer that asks for whom a file was uploaded judges more."""
        return self.judge(batch.tenant, lines)

    @abstractmethod
    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        """Write the new and changed rows through the app's own service."""

    def take_in(self, batch: ImportBatch, sheets: Sequence[Sheet], tell: Tell) -> str:
        """Read, judge and stage the rows of a file; sets the batch's `columns` and `counts`; returns the next move.

        Errors: `TableRefused`.
        """
        reading = self.read(sheets)
        tell(1, 3, gettext("逐行核对"))
        judged = self.judge_batch(batch, reading.lines)
        tell(2, 3, gettext("生成报告"))
        batch.counts = stage(batch, (one.staged() for one in judged))
        batch.columns = [asdict(column) for column in reading.columns]
        return "report"

    def write(self, batch: ImportBatch, verdicts: Sequence[Verdict], *, actor: Member) -> int:
        """Write the rows of these verdicts; returns how many. Errors: `ImportOutdated`, `NothingToKeep`."""
        rows = list(StagedRow.objects.of(batch.tenant_id).filter(batch=batch, verdict__in=verdicts).order_by("number"))
        if not rows:
            raise nothing_to_keep()
        self._refuse_outdated(batch, rows)
        self.keep(batch.tenant, rows, actor=actor)
        return len(rows)

    def _refuse_outdated(self, batch: ImportBatch, rows: Sequence[StagedRow]) -> None:
        """Every row must find what it found when it was reported."""
        lines = [Line(row.number, row.values) for row in rows]
        now = {judged.line.number: judged for judged in self.judge_batch(batch, lines)}
        changed = [row.number for row in rows if not _still_holds(row, now[row.number])]
        if changed:
            raise outdated(changed, len(changed))

    def moves(self) -> dict[str, Move]:
        """What may happen to a batch of this kind."""
        return {
            "report": Move({ImportState.UPLOADED}, ImportState.REPORTED, self.permission, _("完成读取")),
            "fail": Move({ImportState.UPLOADED}, ImportState.FAILED, self.permission, _("读取失败")),
            "keep": Move({ImportState.REPORTED}, ImportState.KEPT, self.permission, _("保存")),
            "recheck": Move({ImportState.REPORTED}, ImportState.UPLOADED, self.permission, _("重新核对")),
            "discard": Move(
                {ImportState.UPLOADED, ImportState.MAPPING, ImportState.REPORTED},
                ImportState.DISCARDED,
                self.permission,
                _("放弃导入"),
                is_dangerous=True,
            ),
        }

    @property
    def workflow(self) -> Workflow:
        """The life of a batch of this kind."""
        return Workflow(dict(ImportState.choices), **self.moves())


def nothing_to_keep() -> NothingToKeep:
    """The refusal of a report without a row worth keeping."""
    return NothingToKeep(gettext("没有可以保存的行：有误的行须先改正，无变化的行不必保存。"))


def outdated(numbers: Sequence[int], count: int) -> ImportOutdated:
    """The refusal of a report that no longer holds for `count` rows, the first of which are named."""
    return ImportOutdated(
        gettext(
            "报告做出之后，第%(numbers)s行等%(count)s行对应的记录已被他人改动。请点“重新核对”，看过新的报告再保存。"
        )
        % {"numbers": gettext("、").join(map(str, numbers[:5])), "count": count}
    )


def _still_holds(row: StagedRow, judged: Judged) -> bool:
    if judged.errors:
        return False
    return (row.target, row.before) == (judged.target, None if judged.before is None else dict(judged.before))


class UnknownImporter(LookupError):
    """A batch of a kind that no app declares."""


_IMPORTERS: dict[str, Importer] = {}


def register_importer(importer: Importer) -> Importer:
    """Make the importer known to the job that reads files."""
    _IMPORTERS[importer.kind] = importer
    return importer


def importers() -> list[Importer]:
    """Every kind of import there is, by its name."""
    return [_IMPORTERS[kind] for kind in sorted(_IMPORTERS)]


def importer_of(kind: str) -> Importer:
    """The importer of that kind. Errors: `UnknownImporter`."""
    try:
        return _IMPORTERS[kind]
    except KeyError:
        raise UnknownImporter(kind) from None
