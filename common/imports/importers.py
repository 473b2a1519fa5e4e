"""What an app says about one kind of import: how its file is read, how rows are judged, what keeping writes."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.models import ImportState, StagedRow, Verdict
from common.tables import CellError, Limits, Line, Sheet
from common.workflow import Move, Workflow
from tenancy.models import Member, Region


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


class Importer(ABC):
    """One kind of import. `permission` is asked for every move; `headings` head the file of rejected rows."""

    kind: str
    label: str | Promise
    permission: str
    fields: Sequence[str]
    limits: Limits = Limits()

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

    @abstractmethod
    def keep(self, tenant: Region, rows: Sequence[StagedRow], *, actor: Member) -> None:
        """Write the new and changed rows through the app's own service."""

    @property
    def workflow(self) -> Workflow:
        """The life of a batch of this kind."""
        return Workflow(
            dict(ImportState.choices),
            report=Move({ImportState.UPLOADED}, ImportState.REPORTED, self.permission, _("完成读取")),
            fail=Move({ImportState.UPLOADED}, ImportState.FAILED, self.permission, _("读取失败")),
            keep=Move({ImportState.REPORTED}, ImportState.KEPT, self.permission, _("保存")),
            recheck=Move({ImportState.REPORTED}, ImportState.UPLOADED, self.permission, _("重新核对")),
            discard=Move(
                {ImportState.UPLOADED, ImportState.REPORTED},
                ImportState.DISCARDED,
                self.permission,
                _("放弃导入"),
                is_dangerous=True,
            ),
        )


class UnknownImporter(LookupError):
    """A batch of a kind that no app declares."""


_IMPORTERS: dict[str, Importer] = {}


def register_importer(importer: Importer) -> Importer:
    """Make the importer known to the job that reads files."""
    _IMPORTERS[importer.kind] = importer
    return importer


def importer_of(kind: str) -> Importer:
    """The importer of that kind. Errors: `UnknownImporter`."""
    try:
        return _IMPORTERS[kind]
    except KeyError:
        raise UnknownImporter(kind) from None
