"""How people read what was done around plans and inspections."""

from inspections.states import CAMPAIGN_WORKFLOW, CONSOLIDATED_WORKFLOW, PLAN_WORKFLOW
from tenancy.verbs import name_verbs

name_verbs(
    {
        f"inspections.{name}": move.label
        for workflow in (PLAN_WORKFLOW, CONSOLIDATED_WORKFLOW, CAMPAIGN_WORKFLOW)
        for name, move in workflow.moves.items()
    }
)
