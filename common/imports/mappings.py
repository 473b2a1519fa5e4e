"""Columns assigned by a person, remembered for every file with the same headings."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from common.imports.columns import Column, headings_of, required_names, signature_of
from common.models import ColumnMapping, ImportBatch
from common.refusals import Refused
from tenancy.models import Member


def remembered(batch: ImportBatch) -> dict[str, list[str]]:
    """What was assigned in this place for this kind of import: signatures and the fields of the columns."""
    rows = ColumnMapping.objects.of(batch.tenant_id).filter(importer=batch.importer)
    return dict(rows.values_list("signature", "fields"))


def remember(batch: ImportBatch, fields: Sequence[str], *, actor: Member) -> None:
    """Keep the assignment for the headings of this batch."""
    ColumnMapping.objects.of(batch.tenant_id).update_or_create(
        importer=batch.importer,
        signature=signature_of([column["heading"] for column in batch.columns]),
        defaults={"fields": list(fields), "assigned_by": actor, "assigned_at": timezone.now()},
    )


def check_assignment(columns: Sequence[Column], fields: Sequence[str]) -> None:
    """Every required field has a column, none has two. Errors: `Refused`, naming the form's field `column_<n>`."""
    headings = headings_of(columns)
    for place, name in enumerate(fields):
        if name and name in fields[:place]:
            raise Refused(
                _("“%(name)s”已经对应到前面的一列，一个栏目只能对应一列。") % {"name": headings[name]},
                field=f"column_{place}",
            )
    missing = [headings[name] for name in required_names(columns) if name not in fields]
    if missing:
        raise Refused(_("还没有指定哪一列是“%(names)s”，没有它就不能导入。") % {"names": _("”“").join(missing)})
