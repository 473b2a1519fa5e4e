"""How a place prepares and releases its list: the chain of steps, the batches (R028; DOMAIN 1.20 no. 5)."""

from django.db import transaction

from directory.services.writing import changes_between, keep
from items.models import ItemBatch, ItemChain
from tenancy.audit import record
from tenancy.models import Member


@transaction.atomic
def set_chain(chain: ItemChain, *, actor: Member | None) -> ItemChain:
    """Keep the steps of the place; what is under way goes on by the new steps."""
    before = ItemChain.objects.of(chain.tenant_id).first()
    keep(chain)
    changes = changes_between(before, chain, ["has_legality_check", "co_sign_days"])
    record(actor, "items.set_chain", chain, changes=changes)
    return chain


@transaction.atomic
def add_batch(batch: ItemBatch, *, actor: Member | None) -> ItemBatch:
    """Name a batch of release. Errors: `RuleBroken` for a name used before."""
    keep(batch, item_batch_name="name")
    record(actor, "items.add_batch", batch)
    return batch
