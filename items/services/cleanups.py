"""Default duties by industry (R012), and decisions on what need not be inspected on site any more (R044)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from items.attributes import AT_THE_DOOR, CleanupVerdict, Technique, Trigger
from items.models import Cleanup, CleanupLine, DefaultDuty, ItemVersion, SupervisionItem
from items.queries.cleanups import in_force_of, on_site_items
from items.services.drafts import Content, change_draft, content_of, revise
from tenancy.audit import record
from tenancy.models import Member


class CleanupRefused(Refused):
    """A decision that may not be taken so; the sentence says why and what to do first."""


@dataclass(frozen=True)
class Verdict:
    """What becomes of an item's inspection on site, and why; `into` names the item it is merged into."""

    kind: str
    reason: str
    into: SupervisionItem | None = None


@transaction.atomic
def keep_default(duty: DefaultDuty, *, actor: Member) -> DefaultDuty:
    """Say who answers for an industry by default, or change it. Errors: `RuleBroken`, `ValidationError`."""
    keep(duty, default_duty_once="industry")
    record(actor, "items.keep_default", duty, note=duty.basis)
    return duty


@transaction.atomic
def open_cleanup(cleanup: Cleanup, *, actor: Member, today: date) -> Cleanup:
    """Begin a review of every item in force that is inspected on site. Errors: `CleanupRefused`, `RuleBroken`."""
    versions = on_site_items(cleanup.tenant)
    if not versions:
        raise CleanupRefused(_("现行清单里没有现场检查的事项，不必清理。"))
    if cleanup.due_on < today:
        raise CleanupRefused(_("完成期限不能早于今天。"), field="due_on")
    cleanup.opened_by = actor
    keep(cleanup, cleanup_name="name")
    CleanupLine.objects.of(cleanup.tenant_id).bulk_create(
        CleanupLine(tenant=cleanup.tenant, cleanup=cleanup, item=version.item, department=version.department)
        for version in versions
    )
    record(actor, "items.open_cleanup", cleanup, changes={_("事项数"): ["", str(len(versions))]})
    return cleanup


@transaction.atomic
def decide(line: CleanupLine, verdict: Verdict, *, actor: Member) -> CleanupLine:
    """Decide on one item; to go off site, or to be merged, opens the draft that carries it out.

    An item to be cancelled, or merged away, is repealed on its own page once nothing is lost. Errors: `CleanupRefused`
    and those of `revise`.
    """
    line = CleanupLine.objects.of(line.tenant_id).select_for_update(of=("self",)).select_related("item").get(pk=line.pk)
    version = in_force_of(line.item)
    if version is None:
        raise CleanupRefused(_("这个事项已不在现行清单里，不必再作决定。"))
    if line.draft_id:
        raise CleanupRefused(_("已按原决定建立修订草稿；要改决定，请先删除那个草稿。"))
    _check(line, verdict)
    line.verdict, line.reason, line.merged_into = verdict.kind, verdict.reason, verdict.into
    line.draft = _carried_out(version, verdict, actor)
    line.decided_by, line.decided_at = actor, timezone.now()
    line.save()
    record(actor, "items.decide_cleanup", version, note=f"{line.get_verdict_display()}：{verdict.reason}")
    return line


def _check(line: CleanupLine, verdict: Verdict) -> None:
    if verdict.kind != CleanupVerdict.MERGE:
        return
    if verdict.into is None or verdict.into.pk == line.item_id:
        raise CleanupRefused(_("请选择并入的另一个事项。"), field="into")
    if in_force_of(verdict.into) is None:
        raise CleanupRefused(_("要并入的事项已不在现行清单里，请另选。"), field="into")


def _carried_out(version: ItemVersion, verdict: Verdict, actor: Member) -> ItemVersion | None:
    note = _("现场检查事项清理：%s") % verdict.reason
    if verdict.kind == CleanupVerdict.OFF_SITE:
        draft = revise(version, trigger=Trigger.PRACTICE, note=note[:500], actor=actor)
        techniques = [one for one in version.techniques if one not in AT_THE_DOOR]
        content = content_of(draft)
        values = {**content.values, "techniques": list(dict.fromkeys([*techniques, Technique.OFF_SITE.value]))}
        return change_draft(draft, Content(values, content.bases, content.lines), actor=actor)
    target = in_force_of(verdict.into) if verdict.kind == CleanupVerdict.MERGE and verdict.into else None
    if target is None:
        return None
    draft = revise(target, trigger=Trigger.PRACTICE, note=note[:500], actor=actor)
    return change_draft(draft, _joined(content_of(draft), content_of(version)), actor=actor)


def _joined(content: Content, other: Content) -> Content:
    """Both matters, all bases, and the cooperating departments of the other that are not there yet."""
    known = {content.values["department"].pk, *(line.department.pk for line in content.lines)}
    text = _("；").join([content.values["content"], other.values["content"]])[:1000]
    return Content(
        {**content.values, "content": text},
        list(dict.fromkeys([*content.bases, *other.bases])),
        [*content.lines, *(line for line in other.lines if line.department.pk not in known)],
    )
