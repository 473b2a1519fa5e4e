"""重点监管清单: drawn up, held to its limits, approved by somebody else, looked after (R042)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep, stored
from registry.models import KeyList, KeyListLimit, KeyTracking, KeyUnit
from registry.notices import tell_of_key_list
from registry.states import IN_FORCE, KEY_DRAFT, KEY_LIST_WORKFLOW
from tenancy.audit import record
from tenancy.models import Member, Region

FIELDS = ("name", "risk", "department", "reason", "measures", "every_days", "starts_on", "ends_on")
_RULES = {
    "key_list_ends_after_start": "ends_on",
    "key_list_looked_after": "every_days",
    "key_list_name_once": "name",
    "key_unit_once": "object",
}


class KeyListRefused(Refused):
    """Something may not be done to a list; the sentence says why and what to do."""


@transaction.atomic
def set_limit(limit: KeyListLimit, *, actor: Member | None) -> KeyListLimit:
    """Say how many lists and units the place allows itself. Errors: `RuleBroken`, `ValidationError` by field."""
    before = stored(limit) if limit.pk else None
    keep(limit, key_limit_of_one="lists")
    record(actor, "registry.set_key_limit", limit, changes=changes_between(before, limit, ("lists", "units", "basis")))
    return limit


@transaction.atomic
def write_key_list(row: KeyList, *, actor: Member | None) -> KeyList:
    """Draw up a list, or change its draft. Errors: `KeyListRefused` once it was submitted, `RuleBroken`."""
    before = stored(row) if row.pk else None
    if before is not None and before.state != KEY_DRAFT:
        raise KeyListRefused(_("只有草拟中的清单可以修改；已报批的请先退回修改。"))
    keep(row, **_RULES)
    verb = "registry.change_key_list" if before else "registry.add_key_list"
    record(actor, verb, row, changes=changes_between(before, row, FIELDS))
    return row


@transaction.atomic
def add_unit(unit: KeyUnit, *, actor: Member | None) -> KeyUnit:
    """Choose a unit for a draft, with the reason. Errors: `KeyListRefused`, `RuleBroken`, `ValidationError`."""
    row = stored(unit.key_list)
    if row.state != KEY_DRAFT:
        raise KeyListRefused(_("只有草拟中的清单可以增加单位；执行中确需增加的，请另立清单报批。"))
    if unit.object.is_gone:
        raise KeyListRefused(_("这个对象已注销、吊销、撤销或迁出，不能列入。"), field="object")
    limit = limit_of(row.tenant)
    if row.units.filter(removed_on=None).count() >= limit.units:
        raise KeyListRefused(
            _("每份重点监管清单最多%(most)s家单位。请先移出不再需要重点监管的单位。") % {"most": limit.units},
            field="object",
        )
    keep(unit, **_RULES)
    record(actor, "registry.add_key_unit", row, note=unit.reason, changes={_("单位"): ["", str(unit.object)]})
    return unit


@transaction.atomic
def remove_unit(unit: KeyUnit, *, actor: Member | None, today: date, note: str) -> KeyUnit:
    """Take a unit out; it stays as history. Errors: `KeyListRefused` when it was taken out before."""
    row = stored(unit)
    if row.removed_on is not None:
        raise KeyListRefused(_("这个单位已于%(on)s移出清单。") % {"on": row.removed_on})
    row.removed_on, row.removed_for = today, note
    keep(row)
    record(actor, "registry.remove_key_unit", row.key_list, note=note, changes={_("单位"): [str(row.object), ""]})
    return row


def limit_of(tenant: Region) -> KeyListLimit:
    """The limit the place has set. Errors: `KeyListRefused` when it has set none."""
    limit = KeyListLimit.objects.of(tenant).first()
    if limit is None:
        raise KeyListRefused(_("本地区还没有规定重点监管清单的数量上限，请统筹管理员先设置。"))
    return limit


@transaction.atomic
def submit_key_list(row: KeyList, *, actor: Member, note: str = "") -> KeyList:
    """Ask for approval. Errors: `KeyListRefused` for an empty roster, `MoveRefused`."""
    if not row.units.filter(removed_on=None).exists():
        raise KeyListRefused(_("清单里还没有单位，请先选定单位并写明理由。"))
    KEY_LIST_WORKFLOW.take(row, "submit_key_list", actor=actor, note=note)
    row.submitted_by = actor
    row.save(update_fields=["submitted_by"])
    return row


@transaction.atomic
def approve_key_list(row: KeyList, *, actor: Member, note: str = "") -> KeyList:
    """Put a list in force: by another person than who submitted it, while the place has room for one more.

    Errors: `KeyListRefused`, `MoveRefused`.
    """
    if row.submitted_by_id == actor.pk:
        raise KeyListRefused(_("报批人不能批准自己报送的清单，请由其他有批准权限的人员批准。"))
    limit = KeyListLimit.objects.of(row.tenant_id).select_for_update().get(pk=limit_of(row.tenant).pk)
    today = timezone.localdate()
    running = KeyList.objects.of(row.tenant_id).filter(state=IN_FORCE, ends_on__gte=today).count()
    if running >= limit.lists:
        raise KeyListRefused(
            _("本地区同时执行的重点监管清单最多%(most)s份，现已有%(now)s份。请先解除一份。")
            % {"most": limit.lists, "now": running}
        )
    KEY_LIST_WORKFLOW.take(row, "approve_key_list", actor=actor, note=note)
    tell_of_key_list(row, today=today)
    return row


@transaction.atomic
def move_key_list(row: KeyList, move: str, *, actor: Member, note: str) -> KeyList:
    """Submit, approve, return or close. Errors: those of the moves."""
    special = {"submit_key_list": submit_key_list, "approve_key_list": approve_key_list}
    if move in special:
        return special[move](row, actor=actor, note=note)
    return KEY_LIST_WORKFLOW.take(row, move, actor=actor, note=note)


@transaction.atomic
def write_tracking(tracking: KeyTracking, *, actor: Member | None) -> KeyTracking:
    """Put into the log how a unit was followed or guided. Errors: `KeyListRefused`, `ValidationError` by field."""
    unit = tracking.unit
    if not unit.key_list.is_in_force(tracking.done_on) or unit.removed_on is not None:
        raise KeyListRefused(_("跟踪记录只能写在执行期内、未移出的单位上，请核对日期。"), field="done_on")
    if tracking.done_on > timezone.localdate():
        raise KeyListRefused(_("跟踪日期不能晚于今天。"), field="done_on")
    tracking.written_by, tracking.written_at = actor, timezone.now()
    keep(tracking)
    changes = {str(tracking.get_kind_display()): ["", tracking.done_on.isoformat()]}
    record(actor, "registry.track_key_unit", unit.object, note=tracking.text, changes=changes)
    return tracking
