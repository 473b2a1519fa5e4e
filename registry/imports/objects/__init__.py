"""Large registers of supervised objects, .xlsx and .csv, matched to what the library holds (R048, R049)."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import Frame, Question, RegisterImporter, register_importer
from common.imports.registers import over_all_rows
from common.jobs import enqueue
from common.models import ImportBatch, Verdict
from registry.imports.objects import statements
from registry.imports.objects.alike import match_rest
from registry.imports.objects.checks import check
from registry.imports.objects.columns import COLUMNS, COMPUTED, FIELDS
from registry.models import SupervisedObject
from registry.queries.visibility import towns_of
from registry.services.objects import bring_to
from tenancy.models import Member

MANY = 5_000
"""So many new objects change what PostgreSQL and people should know of the library."""


class ObjectImporter(RegisterImporter):
    """One line an object. A department's file also enrols the objects with that department."""

    kind = "registry.objects"
    label = gettext_lazy("监管对象名录")
    permission = "objects.import"
    columns = COLUMNS
    computed = COMPUTED
    reviews_doubtful = True

    @property
    def fields(self) -> Sequence[str]:  # type: ignore[override]
        return FIELDS

    def headings(self) -> list[str]:
        return [*(str(column.heading) for column in COLUMNS), _("本部门在册")]

    def check(self, batch: ImportBatch, frame: Frame) -> None:
        towns = list(towns_of(batch.tenant).values_list("name", flat=True))
        is_departmental = batch.department_id is not None
        check(frame, is_departmental=is_departmental, towns=towns, today=timezone.localdate())

    def stored(self, batch: ImportBatch) -> Question:
        return Question(statements.STORED, [batch.tenant_id, batch.pk])

    def compare(self, batch: ImportBatch) -> None:
        """By code first; then the rest by name and address, and once more what that settled."""
        super().compare(batch)
        if match_rest(batch):
            super().compare(batch)

    def keep_staged(self, batch: ImportBatch, verdicts: Sequence[Verdict], *, actor: Member) -> int:
        """New objects, changed facts, enrolments; probable matches wait for a person."""
        values = {
            "tenant": batch.tenant_id,
            "batch": batch.pk,
            "today": timezone.localdate(),
            "now": timezone.now(),
        }
        with over_all_rows() as cursor:
            cursor.execute(statements.INSERT_NEW, values)
            cursor.execute(statements.UPDATE_FACTS, values)
        self._move(batch)
        with over_all_rows() as cursor:
            cursor.execute(statements.UPSERT_ENROLMENTS, values)
            cursor.execute(statements.OPEN_CASES, values)
        if batch.count(Verdict.NEW) >= MANY:
            enqueue("registry.size_up_library", batch.tenant)
        return batch.count(Verdict.NEW) + batch.count(Verdict.CHANGED)

    def _move(self, batch: ImportBatch) -> None:
        """Objects whose state the file says to be another one change it as by hand: enrolments follow (R051)."""
        with over_all_rows() as cursor:
            cursor.execute(statements.OTHER_STATES, {"tenant": batch.tenant_id, "batch": batch.pk})
            wanted = dict(cursor.fetchall())
        rows = SupervisedObject.objects.of(batch.tenant_id).select_related("tenant", "department")
        today, note = timezone.localdate(), _("按导入的名册“%(file)s”") % {"file": batch.name}
        for row in rows.filter(pk__in=wanted).order_by("pk"):
            bring_to(row, wanted[row.pk], actor=None, today=today, note=note)


OBJECTS = register_importer(ObjectImporter())
