"""Relations between objects, and the people behind them (R057–R059)."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from registry.models import ObjectPerson, ObjectRelation, SupervisedObject
from tenancy.audit import record
from tenancy.models import Member


class PurposeMissing(Refused):
    """Natural persons are shown only for a stated purpose."""


@transaction.atomic
def relate(relation: ObjectRelation, *, actor: Member | None) -> ObjectRelation:
    """Say how two objects hang together; `relation` is unsaved. Errors: `RuleBroken`, `ValidationError` by field."""
    keep(relation, relation_once="second", relation_of_two="second")
    record(actor, "registry.relate", relation.first, changes={_("对象关系"): ["", str(relation)]})
    return relation


@transaction.atomic
def unrelate(relation: ObjectRelation, *, actor: Member | None, note: str) -> None:
    """The relation holds no more; its history stays in the row's history table."""
    record(actor, "registry.unrelate", relation.first, note=note, changes={_("对象关系"): [str(relation), ""]})
    relation.delete()


@transaction.atomic
def add_person(person: ObjectPerson, *, actor: Member | None) -> ObjectPerson:
    """Name a person's role in an object; the ledger says the role, not the name. Errors: `ValidationError` by field."""
    keep(person)
    record(actor, "registry.add_person", person.object, changes={_("关联自然人"): ["", person.get_role_display()]})
    return person


@transaction.atomic
def open_persons(row: SupervisedObject, *, actor: Member, purpose: str) -> list[ObjectPerson]:
    """The persons behind an object, for a purpose that goes into the ledger (R057). Errors: `PurposeMissing`."""
    if len(purpose.strip()) < 4:
        raise PurposeMissing(_("请写明查看的用途，例如“办理某某案件，核实法定代表人”。"), field="purpose")
    record(actor, "registry.open_persons", row, note=purpose)
    return list(ObjectPerson.objects.of(row.tenant_id).filter(object=row))
