"""Large registers: flat tables of a hundred thousand rows, with whatever headings, judged and kept by the database.

A `RegisterImporter` reads whole columns, checks them in Python where a rule is about the text, and leaves every
comparison with what is stored to one statement. Its batches are kept by a job.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports.columns import Column, Frame, Header, column_name, find_header, headings_of, read_frame, set_aside
from common.imports.columns import required_names as required
from common.imports.importers import Importer, ImportOutdated, Judged, Reading, Tell, nothing_to_keep, outdated
from common.imports.mappings import remembered
from common.imports.staging import Question, cells_of, count_verdicts, over_all_rows, settle, stage_frame
from common.models import ImportBatch, ImportState, StagedPart, StagedRow, Verdict
from common.tables import Limits, Line, Sheet
from common.workflow import Move
from tenancy.models import Member, Region

LARGE = Limits(size=48 << 20, unpacked=768 << 20, text=2 << 30, rows=300_000, columns=100)
_NAMED = 5


class RegisterImporter(Importer):
    """One kind of register. Subclasses give `columns` and say what is wrong, what is stored, how rows are kept."""

    columns: Sequence[Column]
    limits = LARGE
    keeps_by_job = True
    computed: Sequence[str] = ()
    """Columns that `check` adds for the database; people do not see them."""

    @property
    def fields(self) -> Sequence[str]:  # type: ignore[override]
        return [column.name for column in self.columns]

    @property
    def staged_fields(self) -> list[str]:
        """The order of a staged row's cells."""
        return [*self.fields, *self.computed]

    @property
    def cells(self) -> dict[str, str]:
        """`cells_of` this register."""
        return cells_of(self.staged_fields)

    def headings(self) -> list[str]:
        return [str(column.heading) for column in self.columns]

    def labels(self) -> list[str]:
        return self.headings()

    @abstractmethod
    def check(self, batch: ImportBatch, frame: Frame) -> None:
        """Reject and doubt cells of the frame, column by column; may change texts and add computed columns."""

    @abstractmethod
    def stored(self, batch: ImportBatch) -> Question:
        """A query of (number, target, before): which staged rows of the batch have a stored row that is surely theirs.

        `before` holds the stored values of all `fields`.
        """

    @abstractmethod
    def keep_staged(self, batch: ImportBatch, verdicts: Sequence[Verdict], *, actor: Member) -> int:
        """Write the staged rows of these verdicts by statements over all of them; returns how many."""

    def compare(self, batch: ImportBatch) -> None:
        """Find for every faultless row what is stored: one statement. Subclasses may go on to less certain matches."""
        question = self.stored(batch)
        sql = f"""
            SELECT row.number, CASE WHEN stored.before = row.values - %s::text[] THEN 'same' ELSE 'changed' END,
                stored.target, stored.before, NULL::jsonb
            FROM common_stagedrow AS row
            JOIN ({question.sql}) AS stored (number, target, before) ON stored.number = row.number
            WHERE row.tenant_id = %s AND row.batch_id = %s AND row.verdict = 'new'
        """  # noqa: S608 the importer's own statement
        settle(batch, Question(sql, [list(self.computed), *question.values, batch.tenant_id, batch.pk]))

    def take_in(self, batch: ImportBatch, sheets: Sequence[Sheet], tell: Tell) -> str:
        header = find_header(sheets, self.columns, remembered(batch))
        batch.columns = list(self._found(header))
        if not set(required(self.columns)) <= set(header.fields):
            batch.counts = {}
            return "ask"
        tell(1, 3, _("逐行核对"))
        frame = read_frame(header)
        self._require(frame)
        self.check(batch, frame)
        set_aside(frame)
        tell(2, 3, _("生成报告"))
        stage_frame(batch, frame, self.staged_fields)
        self.compare(batch)
        batch.counts = count_verdicts(batch)
        return "report"

    def write(self, batch: ImportBatch, verdicts: Sequence[Verdict], *, actor: Member) -> int:
        if not any(batch.count(verdict) for verdict in verdicts):
            raise nothing_to_keep()
        self._refuse_other_fields(batch)
        self._refuse_changed(batch)
        return self.keep_staged(batch, verdicts, actor=actor)

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        """A register is taken in as a whole."""
        raise LookupError(self.kind)

    def judge(self, tenant: Region, lines: Sequence[Line]) -> Iterable[Judged]:
        """A register is compared as a whole."""
        raise LookupError(self.kind)

    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        """A register is kept as a whole."""
        raise LookupError(self.kind)

    def moves(self) -> dict[str, Move]:
        ask = self.permission
        return super().moves() | {
            "ask": Move({ImportState.UPLOADED}, ImportState.MAPPING, ask, gettext_lazy("请人对应列")),
            "remap": Move(
                {ImportState.MAPPING, ImportState.REPORTED}, ImportState.UPLOADED, ask, gettext_lazy("指定各列的栏目")
            ),
            "begin": Move({ImportState.REPORTED}, ImportState.KEEPING, ask, gettext_lazy("开始保存")),
            "keep": Move({ImportState.KEEPING}, ImportState.KEPT, ask, gettext_lazy("保存")),
            "give_back": Move({ImportState.KEEPING}, ImportState.REPORTED, ask, gettext_lazy("退回报告")),
            "recheck": Move(
                {ImportState.REPORTED, ImportState.KEEPING}, ImportState.UPLOADED, ask, gettext_lazy("重新核对")
            ),
        }

    def _found(self, header: Header) -> Iterator[dict[str, Any]]:
        """Every column of the file for the report, recognised or not."""
        headings = headings_of(self.columns)
        for place, (typed, name) in enumerate(zip(header.headings, header.fields, strict=True)):
            yield {
                "field": name,
                "label": headings.get(name, ""),
                "heading": typed or column_name(place),
                "place": header.place(place),
                "samples": header.samples(place),
            }

    def _require(self, frame: Frame) -> None:
        headings = headings_of(self.columns)
        for name in required(self.columns):
            for at, text in enumerate(frame.values[name]):
                if not text:
                    frame.reject(
                        at,
                        name,
                        _("没有填写“%(name)s”。") % {"name": headings[name]},
                        _("请补填；这一行若是说明文字，不必处理。"),
                    )

    def _refuse_other_fields(self, batch: ImportBatch) -> None:
        """Rows staged before this register got or lost a field would be read askew."""
        if StagedPart.objects.of(batch.tenant_id).filter(batch=batch).exclude(fields=self.staged_fields).exists():
            raise ImportOutdated(_("报告做出之后，平台更新了这类名册的栏目。请点“重新核对”，看过新的报告再保存。"))

    def _refuse_changed(self, batch: ImportBatch) -> None:
        """Every row must find what it found when it was reported."""
        question = self.stored(batch)
        with over_all_rows() as cursor:
            cursor.execute(
                f"""
                SELECT row.number, count(*) OVER ()
                FROM common_stagedrow AS row
                LEFT JOIN ({question.sql}) AS found (number, target, before) ON found.number = row.number
                WHERE row.tenant_id = %s AND row.batch_id = %s AND row.verdict IN ('new', 'changed')
                    AND (row.target, row.before) IS DISTINCT FROM (found.target, found.before)
                ORDER BY row.number LIMIT {_NAMED}
                """,  # noqa: S608 the importer's own statement
                [*question.values, batch.tenant_id, batch.pk],
            )
            rows = cursor.fetchall()
        if rows:
            raise outdated([number for number, _count in rows], rows[0][1])
