"""How people read what was done in the libraries."""

from django.utils.translation import gettext_lazy as _

from registry.states import ENROLMENT_WORKFLOW, OBJECT_WORKFLOW
from tenancy.verbs import name_verbs

name_verbs(
    {
        f"registry.{name}": move.label
        for workflow in (OBJECT_WORKFLOW, ENROLMENT_WORKFLOW)
        for name, move in workflow.moves.items()
    }
    | {
        "registry.add_object": _("新建对象档案"),
        "registry.change_object": _("修改对象档案"),
        "registry.confirm_object": _("核实无误"),
        "registry.enrol": _("纳入部门名录"),
        "registry.change_enrolment": _("修改部门名录"),
    }
)
