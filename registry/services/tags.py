"""Tags: made, given with a reason, taken away (R050)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.queries.people import acts_for_place
from directory.services.writing import keep
from registry.models import ObjectTag, Source, SupervisedObject, TagAssignment
from registry.queries.tags import in_force, tags_to_give
from tenancy.audit import record
from tenancy.models import Member


class TagRefused(Refused):
    """A tag may not be made or given so."""


@transaction.atomic
def add_tag(tag: ObjectTag, *, actor: Member) -> ObjectTag:
    """Make a tag; a shared one (without department) is made by who coordinates. Errors: `TagRefused`, `RuleBroken`."""
    if tag.department is None and not acts_for_place(actor, "objects.tag"):
        raise TagRefused(_("共享标签由统筹管理员建立，您可以建立本部门标签。"), field="is_shared")
    keep(tag, tag_name_once="name")
    record(actor, "registry.add_tag", tag, note=tag.meaning)
    return tag


@transaction.atomic
def retire_tag(tag: ObjectTag, *, actor: Member) -> ObjectTag:
    """A tag that is given no more; what was given stays until its day."""
    _check_own(tag, actor)
    tag.is_retired = True
    tag.save(update_fields=["is_retired"])
    record(actor, "registry.retire_tag", tag)
    return tag


@transaction.atomic
def give_tag(
    rows: Iterable[SupervisedObject], tag: ObjectTag, *, actor: Member, today: date, reason: str, ends_on: date | None
) -> int:
    """Tag objects, leaving out those that have it in force; returns how many got it. Errors: `TagRefused`."""
    if not tags_to_give(tag.tenant, actor).filter(pk=tag.pk).exists():
        raise TagRefused(_("只能使用共享标签和本部门标签。"), field="tag")
    if ends_on and ends_on < today:
        raise TagRefused(_("有效期不能早于今天。"), field="ends_on")
    having = in_force(TagAssignment.objects.of(tag.tenant_id).filter(tag=tag), today)
    wanted = {row.pk: row for row in rows}
    for pk in having.filter(object_id__in=wanted).values_list("object_id", flat=True):
        del wanted[pk]
    given = [
        TagAssignment(
            tenant_id=tag.tenant_id,
            object=row,
            tag=tag,
            reason=reason,
            source=Source.MANUAL,
            starts_on=today,
            ends_on=ends_on,
            given_by=actor,
        )
        for row in wanted.values()
    ]
    TagAssignment.objects.of(tag.tenant_id).bulk_create(given, ignore_conflicts=True)
    for row in wanted.values():
        record(actor, "registry.give_tag", row, note=reason, changes={_("标签"): ["", str(tag)]})
    return len(given)


@transaction.atomic
def take_tag(assignment: TagAssignment, *, actor: Member, today: date, note: str) -> SupervisedObject:
    """The tag no longer holds from today on; that it held stays known. Errors: `TagRefused`."""
    _check_own(assignment.tag, actor)
    row = assignment.object
    if assignment.starts_on == today:
        assignment.delete()
    else:
        assignment.ends_on = today - timedelta(days=1)
        assignment.save(update_fields=["ends_on"])
    record(actor, "registry.take_tag", row, note=note, changes={_("标签"): [str(assignment.tag), ""]})
    return row


def _check_own(tag: ObjectTag, actor: Member) -> None:
    if not acts_for_place(actor, "objects.tag") and not actor.may("objects.tag", tag):
        raise TagRefused(
            _("这是其他部门或共享的标签，请联系“%(owner)s”办理。") % {"owner": tag.department or _("统筹管理员")}
        )
