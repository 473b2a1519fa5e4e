"""Stop before a second file of the same object is made."""

from django.utils.translation import gettext as _

from common.refusals import Refused
from registry.models import SupervisedObject
from registry.queries.objects import look_alikes


class DoubleSuspected(Refused):
    """The library holds something that is surely or probably the same object."""


def refuse_double(row: SupervisedObject) -> None:
    """Refuse an unsaved object that looks like one on file; a person then says whether it is. Errors: itself."""
    found = look_alikes(row.tenant, row.name, uscc=row.uscc, address=row.address)
    if found:
        raise DoubleSuspected(
            _("名录库里有%(count)s个可能相同的对象，请先核对对照表；确实不同的，勾选表单末尾的确认后再保存。")
            % {"count": len(found)},
            field="name",
        )
