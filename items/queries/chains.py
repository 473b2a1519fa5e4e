"""The steps a place's list goes through, and where a version stands among them (R029; DOMAIN 1.20 no. 5)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from items.models import ChainStep, ItemVersion, VersionStep
from items.models.steps import StepKind
from items.states import APPROVED, DRAFT, ENDED_STATES, IN_FORCE

DEFAULT = (StepKind.CO_SIGN, StepKind.LEGALITY, StepKind.APPROVE)
"""What a place goes through that never said so: the legality check is on (DOMAIN 1.20 no. 5)."""


@dataclass(frozen=True)
class Stage:
    """A step as the page draws it."""

    number: int
    label: str
    is_done: bool
    is_now: bool


def chain_steps(tenant: Any) -> list[ChainStep]:
    """The steps of the place in their order, approval last; unsaved where the place never said so."""
    code = getattr(tenant, "pk", tenant)
    kept = list(ChainStep.objects.of(code).order_by("position"))
    return kept or [ChainStep(tenant_id=code, position=n, kind=kind) for n, kind in enumerate(DEFAULT, start=1)]


def version_steps(version: ItemVersion) -> list[VersionStep]:
    """The steps of the running round, as they were when it began; empty before the first."""
    rows = VersionStep.objects.of(version.tenant_id).filter(version=version, round=version.round)
    return list(rows.order_by("position").select_related("done_by"))


def step_now(version: ItemVersion) -> VersionStep | None:
    """The step the version waits in; None outside of the chain."""
    return next((step for step in version_steps(version) if step.kind == version.state), None)


def stages_of(version: ItemVersion) -> list[Stage]:
    """起草, the steps, 发布生效, with where the version stands now; empty for what took no steps or is ended."""
    steps = version_steps(version)
    if version.state in ENDED_STATES or (version.state == IN_FORCE and not steps):
        return []
    if version.state == DRAFT:
        steps = chain_steps(version.tenant_id)  # type: ignore[assignment]
    words = [(DRAFT, _("起草")), *((step.kind, _words(step)) for step in steps), (APPROVED, _("发布生效"))]
    states = [state for state, _label in words]
    now = states.index(version.state) if version.state in states else len(states)
    return [Stage(n + 1, label, n < now, n == now) for n, (_state, label) in enumerate(words)]


def _words(step: ChainStep | VersionStep) -> str:
    label, role = str(step.get_kind_display()), str(step.get_role_display())
    return _("%(step)s（%(role)s）") % {"step": label, "role": role} if role else label
