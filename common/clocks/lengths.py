"""How long a clock runs in a place: what the nearest place upwards has set, else what the rule says."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise

from common.clocks.rules import RULES, ClockRule, rule_named
from common.models.clocks import ClockLength, ClockUnit, SourceTag
from tenancy.audit import record
from tenancy.models import Member, Region


@dataclass(frozen=True)
class LengthInForce:
    """The length of a rule in a place. `row` is what a place has set, None while the rule's own length stands."""

    rule: ClockRule
    row: ClockLength | None = None

    @property
    def length(self) -> int:
        return self.row.length if self.row else self.rule.length

    @property
    def source(self) -> SourceTag:
        """What a place has set has a basis, and is no longer to be confirmed."""
        return SourceTag.LAW if self.row else self.rule.source

    @property
    def basis(self) -> str | Promise:
        return self.row.basis if self.row else self.rule.basis

    @property
    def words(self) -> str:
        """“20个工作日”."""
        return length_words(self.rule, self.length)


def length_words(rule: ClockRule, length: int) -> str:
    """A length in the unit of its rule."""
    return f"{length}{ClockUnit(rule.unit.value).label}"


def lengths_in_force(tenant: Region) -> list[LengthInForce]:
    """Every rule with its length in the place, in the order of the rules' names."""
    rows = ClockLength.objects.above(tenant).select_related("tenant")
    nearest = {row.rule: row for row in rows.order_by("tenant_id")}
    return [LengthInForce(rule, nearest.get(name)) for name, rule in sorted(RULES.items())]


def length_in_force(tenant: Region | int, name: str) -> LengthInForce:
    """The length of one rule in the place. Errors: `UnknownRule`."""
    rows = ClockLength.objects.above(tenant).filter(rule=name).select_related("tenant")
    return LengthInForce(rule_named(name), rows.order_by("-tenant_id").first())


@transaction.atomic
def set_length(tenant: Region, name: str, length: int, *, basis: str, actor: Member) -> ClockLength:
    """Set how long clocks of the rule run that start from now on, here and below. Errors: `UnknownRule`.

    Clocks that run already keep the length they started with.
    """
    before = length_in_force(tenant, name)
    row, _made = ClockLength.objects.of(tenant).update_or_create(
        rule=name, defaults={"tenant": tenant, "length": length, "basis": basis}
    )
    after = length_words(before.rule, length)
    record(actor, "clocks.set_length", row, note=basis, changes={str(before.rule.label): [before.words, after]})
    return row


@transaction.atomic
def drop_length(row: ClockLength, *, actor: Member, note: str) -> None:
    """Follow the place above, or the rule itself, again; for clocks that start from now on."""
    others = ClockLength.objects.above(row.tenant_id).filter(rule=row.rule).exclude(pk=row.pk)
    after = LengthInForce(rule_named(row.rule), others.order_by("-tenant_id").first())
    before = length_words(after.rule, row.length)
    record(actor, "clocks.drop_length", row, note=note, changes={str(after.rule.label): [before, after.words]})
    row.delete()
