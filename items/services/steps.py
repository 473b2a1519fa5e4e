"""The way of a version from draft to force: co-signed, checked, submitted, approved (R029; DOMAIN §6)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.jobs import enqueue
from common.models.clocks import SourceTag
from common.refusals import Refused
from items.models import CooperatingLine, CoSignature, ItemBatch, ItemVersion, VersionStep
from items.models.steps import Opinion
from items.notices import ask_to_sign, press_to_sign, tell_of_objection
from items.queries.chains import chain_steps, version_steps
from items.queries.versions import chain_of, co_signatures_of, missing_elements, with_faces
from items.services.handovers import open_handover
from items.services.laws import settle_tasks, void_tasks
from items.services.release import owe_list
from items.services.responsibilities import end_departed
from items.states import CO_SIGNING, IN_FORCE, ITEM_WORKFLOW, UPPER_REVIEW
from tenancy.audit import record
from tenancy.models import Member, Region

CO_SIGN_RULE = rules.register(
    rules.ClockRule(
        "items.co_sign",
        gettext_lazy("会签"),
        Unit.WORKING_DAY,
        5,
        SourceTag.COMMON,
        gettext_lazy("会签期限由各地确定；到期未会签的督办，不视为同意"),
    )
)


class StepRefused(Refused):
    """A step may not be taken; the sentence says why and what to do first."""


@transaction.atomic
def send(version: ItemVersion, *, actor: Member, note: str = "") -> ItemVersion:
    """Begin a round: the place's steps of today are the version's. Errors: `StepRefused`, `MoveRefused`."""
    version = _locked(version)
    _check_complete(version)
    steps = chain_steps(version.tenant_id)
    ITEM_WORKFLOW.take(version, "send", actor=actor, note=note, to=steps[0].kind)
    version.sent_by, version.sent_at, version.round = actor, timezone.now(), version.round + 1
    version.save(update_fields=["sent_by", "sent_at", "round"])
    VersionStep.objects.of(version.tenant_id).bulk_create(
        VersionStep(
            tenant_id=version.tenant_id,
            version=version,
            round=version.round,
            position=step.position,
            kind=step.kind,
            role=step.role,
        )
        for step in steps
    )
    _begin(version)
    return version


@transaction.atomic
def co_sign(signature: CoSignature, *, opinion: str, note: str, actor: Member) -> CoSignature:
    """A cooperating department agrees, or objects and the lead hears why. Once all agreed it moves on by itself.

    Errors: `StepRefused` when it is not this department's to sign, is signed already, or objects without saying why.
    """
    version = _locked(signature.version)
    signature = CoSignature.objects.of(version.tenant_id).select_for_update(of=("self",)).get(pk=signature.pk)
    _check_signing(signature, version, actor)
    if opinion == Opinion.OBJECT and not note.strip():
        raise StepRefused(_("有异议的，请写明意见，方便牵头部门修改。"), field="note")
    signature.opinion, signature.note = opinion, note
    signature.signed_by, signature.signed_at = actor, timezone.now()
    signature.save(update_fields=["opinion", "note", "signed_by", "signed_at"])
    _stop_clock(signature)
    record(actor, f"items.{opinion}", version, note=_("：").join(filter(None, [str(signature.department), note])))
    if opinion == Opinion.OBJECT:
        tell_of_objection(signature, timezone.localdate())
    if not co_signatures_of(version).exclude(opinion=Opinion.AGREE).exists():
        _pass(version, "co_signed", actor=None)
    return signature


@transaction.atomic
def take_back(version: ItemVersion, *, actor: Member, note: str) -> ItemVersion:
    """The lead takes the version back to mend it; what was signed in this round is void. Errors: `MoveRefused`."""
    version = _locked(version)
    ITEM_WORKFLOW.take(version, "take_back", actor=actor, note=note)
    _void_signatures(version)
    return version


@transaction.atomic
def clear(version: ItemVersion, *, actor: Member, note: str = "") -> ItemVersion:
    """A legality reviewer, never who drafted or sent it, finds it lawful. Errors: `StepRefused`, `MoveRefused`."""
    version = _locked(version)
    _check_other(version, actor, _("起草人、送审人不能审核自己的事项，请由其他法制审核员办理。"))
    return _pass(version, "clear", actor=actor, note=note)


@transaction.atomic
def pass_meeting(version: ItemVersion, *, actor: Member, document: str, note: str = "") -> ItemVersion:
    """The leaders agreed in a meeting; `document` is its record. Errors: `StepRefused`, `MoveRefused`."""
    return _pass(_locked(version), "pass_meeting", actor=actor, note=note, document=document)


@transaction.atomic
def pass_upper(version: ItemVersion, *, actor: Member, document: str, note: str = "") -> ItemVersion:
    """The level above approved; `document` is the number of its answer. Errors: `StepRefused`, `MoveRefused`."""
    return _pass(_locked(version), "pass_upper", actor=actor, note=note, document=document)


@transaction.atomic
def take_answer(version: ItemVersion, *, is_granted: bool, document: str, note: str) -> ItemVersion:
    """The place above answered on the platform; `note` names it and says why. Errors: `MoveRefused`."""
    if is_granted:
        return _pass(_locked(version), "pass_upper", actor=None, note=note, document=document)
    return ITEM_WORKFLOW.take(_locked(version), "give_back", actor=None, note=note)


@transaction.atomic
def refuse(version: ItemVersion, *, actor: Member, note: str) -> ItemVersion:
    """The reviewer sends it back with the reason. Errors: `StepRefused`, `MoveRefused`."""
    version = _locked(version)
    _check_other(version, actor, _("起草人、送审人不能审核自己的事项，请由其他法制审核员办理。"))
    return ITEM_WORKFLOW.take(version, "refuse", actor=actor, note=note)


@transaction.atomic
def approve(version: ItemVersion, *, actor: Member, note: str = "") -> ItemVersion:
    """Approved by another than its handler. Errors: `StepRefused`, `MoveRefused`."""
    version = _locked(version)
    _check_other(version, actor, _("起草人、送审人不能批准自己的事项，请由其他有权限的人员办理。"))
    return _pass(version, "approve", actor=actor, note=note)


@transaction.atomic
def give_back(version: ItemVersion, *, actor: Member, note: str) -> ItemVersion:
    """What was submitted or approved goes back to its drafters with the reason. Errors: `MoveRefused`."""
    version = _locked(version)
    _tell_upper(version)
    return ITEM_WORKFLOW.take(version, "give_back", actor=actor, note=note)


@transaction.atomic
def enforce(
    version: ItemVersion, *, actor: Member, today: date, batch: ItemBatch | None = None, note: str = ""
) -> ItemVersion:
    """Bring an approved version into force today; the one before is superseded and the list is due for publication.

    Errors: `StepRefused` for an empty element (R027), `MoveRefused`.
    """
    version = _locked(version)
    _check_complete(version)
    before = ItemVersion.objects.of(version.tenant_id).filter(item=version.item_id, state=IN_FORCE).first()
    if before is not None:
        _end(before, "supersede", today)
    version.in_force_on, version.batch = today, batch
    version.save(update_fields=["in_force_on", "batch"])
    ITEM_WORKFLOW.take(version, "enforce", actor=actor, note=note)
    settle_tasks(version, before)
    open_handover(version, before)
    end_departed(version, today=today)
    list_changed(version, actor, today)
    return version


@transaction.atomic
def repeal(version: ItemVersion, *, actor: Member, today: date, note: str) -> ItemVersion:
    """Take an item out of force; the list without it is due for publication. Errors: `MoveRefused`."""
    version = _locked(version)
    ITEM_WORKFLOW.take(version, "repeal", actor=actor, note=note)
    void_tasks(version)
    version.ended_on = today
    version.save(update_fields=["ended_on"])
    list_changed(version, actor, today)
    return version


@transaction.atomic
def return_for_transfer(version: ItemVersion, *, note: str) -> ItemVersion:
    """A version on its way goes back to its drafters, as one of its departments handed over its duties (R013)."""
    version = _locked(version)
    _tell_upper(version)
    ITEM_WORKFLOW.take(version, "duties_moved", actor=None, note=note)
    _void_signatures(version)
    return version


@transaction.atomic
def take_over(version: ItemVersion, *, on: date) -> ItemVersion:
    """A version that a transfer of duties made replaces the one in force; the decision on the transfer stands for the
    steps of the list (R013). The public is owed the new list by `list_changed`.
    """
    version = _locked(version)
    before = ItemVersion.objects.of(version.tenant_id).get(item=version.item_id, state=IN_FORCE)
    _end(before, "supersede", on)
    version.in_force_on, version.batch = on, before.batch
    version.save(update_fields=["in_force_on", "batch"])
    ITEM_WORKFLOW.take(version, "take_over", actor=None, note=version.trigger_note)
    settle_tasks(version, before)
    return version


@transaction.atomic
def escalate_silence(tenant: Region, *, today: date) -> list[CoSignature]:
    """Mark co-signatures whose day has passed in silence, once; silence is never consent. Returns those marked."""
    late = CoSignature.objects.of(tenant).filter(
        opinion="", is_void=False, escalated_at=None, due_on__lt=today, version__state=CO_SIGNING
    )
    marked = list(late.select_for_update(of=("self",)).select_related("version__tenant", "department"))
    for signature in marked:
        signature.escalated_at = timezone.now()
        signature.save(update_fields=["escalated_at"])
        record(None, "items.escalate", signature.version, note=str(signature.department))
        press_to_sign(signature, today)
    return marked


# --- steps of the chain -----------------------------------------------------------------------------------------------


def _pass(version: ItemVersion, move: str, *, actor: Member | None, note: str = "", document: str = "") -> ItemVersion:
    """Take the move that ends the step the version waits in, and begin the next of its own chain."""
    steps = version_steps(version)
    now = next((step for step in steps if step.kind == version.state), None)
    if now and actor and now.role and actor.hat and actor.hat.role != now.role:
        words = {"step": now, "role": now.get_role_display()}
        raise StepRefused(_("本地区规定“%(step)s”由%(role)s办理，请切换身份或请其办理。") % words)
    following = next((step.kind for step in steps if now and step.position > now.position), "")
    told = _("：").join(filter(None, [document, note]))
    _tell_upper(version)
    ITEM_WORKFLOW.take(version, move, actor=actor, note=told, to=following)
    if now:
        now.document, now.done_at, now.done_by = document, timezone.now(), actor
        now.save(update_fields=["document", "done_at", "done_by"])
    _begin(version)
    return version


def _begin(version: ItemVersion) -> None:
    """What a step asks for when the version reaches it: every cooperating department gets its clock."""
    if version.state == CO_SIGNING:
        days = chain_of(version.tenant_id).co_sign_days
        for line in CooperatingLine.objects.of(version.tenant_id).filter(version=version).select_related("department"):
            _ask(version, line, days)
    _tell_upper(version)


def _tell_upper(version: ItemVersion) -> None:
    """A version that comes to the approval from above, or leaves it, is a message to the place above (R029)."""
    if version.state == UPPER_REVIEW:
        enqueue("items.tell_upper", version)


# --- rules ------------------------------------------------------------------------------------------------------------


def _locked(version: ItemVersion) -> ItemVersion:
    rows = with_faces(ItemVersion.objects.of(version.tenant_id))
    return rows.select_for_update(of=("self",)).get(pk=version.pk)


def _check_complete(version: ItemVersion) -> None:
    missing = missing_elements(version)
    if missing:
        raise StepRefused(_("要素不完整，缺少：%(missing)s。请先补齐。") % {"missing": _("、").join(missing)})


def _check_other(version: ItemVersion, actor: Member, sentence: str) -> None:
    if actor.pk in {version.created_by_id, version.sent_by_id}:
        raise StepRefused(sentence)


def _check_signing(signature: CoSignature, version: ItemVersion, actor: Member) -> None:
    if not actor.may("items.co_sign", signature):
        raise StepRefused(_("只有%(department)s的负责人可以会签。") % {"department": signature.department})
    if version.state != CO_SIGNING or signature.is_void or signature.round != version.round:
        raise StepRefused(_("这个版本现在不在会签中，请刷新页面查看最新状态。"))
    if signature.opinion:
        raise StepRefused(_("本部门已经会签，不必重复办理。"))


def _ask(version: ItemVersion, line: CooperatingLine, days: int) -> None:
    signature = CoSignature.objects.of(version.tenant_id).create(
        version=version, round=version.round, department=line.department, asked_at=timezone.now()
    )
    clock = running.start(CO_SIGN_RULE.name, signature, at=signature.asked_at, length=days)
    signature.due_on = clock.due_on
    signature.save(update_fields=["due_on"])
    ask_to_sign(signature, timezone.localdate())


def _void_signatures(version: ItemVersion) -> None:
    """What was signed in this round, or still waits, no longer counts."""
    for signature in co_signatures_of(version):
        _stop_clock(signature, is_void=True)
    co_signatures_of(version).update(is_void=True)


def _stop_clock(signature: CoSignature, *, is_void: bool = False) -> None:
    running.stop_running(CO_SIGN_RULE.name, signature, is_void=is_void)


def list_changed(version: ItemVersion, actor: Member | None, today: date) -> None:
    """The public is owed the new list, the places below may claim from it."""
    owe_list(version, actor=actor, today=today)
    enqueue("items.offer_claims", version.tenant)


def _end(version: ItemVersion, move: str, today: date) -> None:
    ITEM_WORKFLOW.take(version, move, actor=None)
    version.ended_on = today
    version.save(update_fields=["ended_on"])
