"""How a place prepares and releases its list: the chain of steps, the batches (R028; DOMAIN 1.20 no. 5)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep
from items.models import ChainStep, ItemBatch, ItemChain
from items.models.steps import StepKind
from items.queries.chains import chain_steps
from tenancy.audit import record
from tenancy.models import Member

AFTER_LEGALITY = (StepKind.MEETING, StepKind.UPPER)
"""Nothing unchecked goes to a meeting or upwards, where a place has a legality check (国办发〔2018〕115号)."""


class ChainRefused(Refused):
    """The steps would not be lawful in this order; the sentence says why."""


class Pick(NamedTuple):
    """A step with the role that acts; empty for whoever has the permission."""

    kind: str
    role: str = ""


def field_of(kind: str) -> str:
    """The form field in which the order of a step is given."""
    return StepKind(kind).name.lower()


@transaction.atomic
def set_chain(chain: ItemChain, picks: Sequence[Pick], *, actor: Member | None) -> ItemChain:
    """Keep the steps of the place in this order; what is under way goes on by the steps it began with.

    Errors: `ChainRefused` for a chain without co-signature, without approval at its end, or with the legality check
    behind a meeting or the approval from above.
    """
    _check(picks)
    before, old = ItemChain.objects.of(chain.tenant_id).first(), _words(chain_steps(chain.tenant_id))
    keep(chain)
    ChainStep.objects.of(chain.tenant_id).filter(chain=chain).delete()
    for position, pick in enumerate(picks, start=1):
        step = ChainStep(tenant_id=chain.tenant_id, chain=chain, position=position, kind=pick.kind, role=pick.role)
        keep(step)
    changes = changes_between(before, chain, ["co_sign_days", "departments_claim"])
    new = _words(chain_steps(chain.tenant_id))
    if new != old:
        changes[_("环节")] = [old, new]
    record(actor, "items.set_chain", chain, changes=changes)
    return chain


def _check(picks: Sequence[Pick]) -> None:
    kinds = [pick.kind for pick in picks]
    if StepKind.CO_SIGN not in kinds:
        sentence = _("配合部门的职责写在事项里，须经会签，请排定会签的顺序。")
        raise ChainRefused(sentence, field=field_of(StepKind.CO_SIGN))
    if kinds[-1] != StepKind.APPROVE or kinds.count(StepKind.APPROVE) != 1:
        raise ChainRefused(_("最后一个环节须是批准。"))
    if StepKind.LEGALITY in kinds:
        early = [kind for kind in kinds[: kinds.index(StepKind.LEGALITY)] if kind in AFTER_LEGALITY]
        if early:
            sentence = _("合法性审核须排在%(early)s之前：未经审核的不得提交。") % {"early": StepKind(early[0]).label}
            raise ChainRefused(sentence, field=(field_of(StepKind.LEGALITY), field_of(early[0])))


def _words(steps: Iterable[ChainStep]) -> str:
    return " → ".join(f"{step}（{step.get_role_display()}）" if step.role else str(step) for step in steps)


@transaction.atomic
def add_batch(batch: ItemBatch, *, actor: Member | None) -> ItemBatch:
    """Name a batch of release. Errors: `RuleBroken` for a name used before."""
    keep(batch, item_batch_name="name")
    record(actor, "items.add_batch", batch)
    return batch
