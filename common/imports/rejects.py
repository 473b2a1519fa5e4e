"""The rejected rows as a file: the reasons in the last column, ready to be mended and uploaded again."""

from django.utils.translation import gettext as _

from common.imports.importers import importer_of
from common.models import ImportBatch, StagedRow, Verdict
from common.tables import write_xlsx


def rejected_file(batch: ImportBatch) -> bytes:
    """An .xlsx of the rows with errors or doubts, in the importer's own headings."""
    importer = importer_of(batch.importer)
    headings = [_("原文件行号"), *importer.headings(), _("问题和改法")]
    rows = StagedRow.objects.of(batch.tenant_id).filter(batch=batch, verdict__in=[Verdict.REJECTED, Verdict.DOUBTFUL])
    return write_xlsx(
        _("有误的行"),
        headings,
        ([str(row.number), *(row.values.get(name, "") for name in importer.fields), _reasons(row)] for row in rows),
    )


def _reasons(row: StagedRow) -> str:
    return "\n".join(f"{cell['address']}：{cell['why']}{cell['mend']}" for cell in [*row.errors, *row.doubts])
