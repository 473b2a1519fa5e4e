"""How the directory's services write: what changed in the words of the page, and a broken constraint as a sentence."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar, cast

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from common.calendars.words import last_day_text
from common.refusals import Refused, fields_of
from directory.masks import mask_email, mask_mobile

Row = TypeVar("Row", bound=models.Model)

_MASKS = {"mobile": mask_mobile, "email": mask_email}


class RuleBroken(Refused):
    """The database refused the row; the sentence is the constraint's."""


def keep(row: models.Model, *, unseen: Iterable[str] = (), **fields: str) -> None:
    """Validate the row's fields and save it. The database judges the constraints: it also sees behind the walls.

    `unseen` names foreign keys that may lead behind the walls, where validation finds nothing. `fields` says which form
    field a constraint belongs to where it is not those the constraint names: `membership_separation="role"`. Errors:
    `RuleBroken` with the constraint's sentence, `ValidationError` by field.
    """
    row.full_clean(validate_constraints=False, exclude={"password", *unseen})
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        raise _explained(type(row), broken, fields) or error from error


def _explained(model: type[models.Model], broken: str, fields: Mapping[str, str]) -> RuleBroken | None:
    for rule in model._meta.constraints:
        if rule.name == broken:
            return RuleBroken(str(rule.violation_error_message), field=fields.get(broken) or fields_of(rule))
    for field in model._meta.local_fields:
        if field.unique and broken.startswith(f"{model._meta.db_table}_{field.column}_"):
            return RuleBroken(str(field.error_messages["unique"]), field=field.name)
    return None


def stored(row: Row) -> Row:
    """The row as it stands in the database, locked."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def changes_between(before: Row | None, row: Row, names: Iterable[str]) -> dict[str, list[str]]:
    """Which of the fields differ: label → [before, after] as people read them; `before` None for a new row."""
    changes = {}
    for name in names:
        field = cast(models.Field, row._meta.get_field(name))
        old, new = shown(before, field) if before else "", shown(row, field)
        if old != new:
            changes[str(field.verbose_name)] = [_masked(name, old), _masked(name, new)]
    return changes


def shown(row: models.Model, field: models.Field) -> str:
    """A field's value in words: labels for choices, 是/否 for truths, the name of a row pointed to."""
    value = getattr(row, field.name)
    if isinstance(field, ArrayField):
        labels = dict(field.base_field.flatchoices)
        return _("、").join(str(labels.get(one, one)) for one in value)
    if isinstance(field, models.BooleanField):
        return _("是") if value else _("否")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return last_day_text(value) if isinstance(value, date) else str(value)


def _masked(name: str, text: str) -> str:
    return _MASKS[name](text) if name in _MASKS else text
