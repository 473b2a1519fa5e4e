"""Every state machine of the platform, drawn from the code for `docs/workflows.md`."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.translation import gettext as _

from common.imports import importers
from common.models import ImportBatch
from common.workflow import Move, Workflow
from tenancy.roles import ROLES

_HEAD = """# State machines

Drawn from the code by `manage.py draw_workflows`; a test compares. Each table says who may make a move,
and which moves ask for a reason.
"""


def workflows() -> dict[str, Workflow]:
    """The workflows of the `states` modules, by `app.NAME`, in the order of the apps."""
    modules = [f"{app.name}.states" for app in apps.get_app_configs() if find_spec(f"{app.name}.states")]
    return {
        f"{module.removesuffix('.states')}.{name}": value
        for module in modules
        for name, value in vars(import_module(module)).items()
        if isinstance(value, Workflow)
    }


def lives_of_imports() -> dict[str, Workflow]:
    """The lives of import batches, by what is imported: the first importer of each shape; others ask for another
    permission.
    """
    shapes: dict[tuple[str, ...], tuple[str, Workflow]] = {}
    for importer in importers():
        if not apps.is_installed(type(importer).__module__.partition(".")[0]):
            continue  # a test's own
        life = importer.workflow
        shapes.setdefault(tuple(life.moves), (f"{ImportBatch._meta.verbose_name}：{importer.label}", life))
    return dict(shapes.values())


def document() -> str:
    """The whole of `docs/workflows.md`."""
    found = [(_model_name(workflow) or name, name, workflow) for name, workflow in workflows().items()]
    found += [(label, "common.imports", workflow) for label, workflow in lives_of_imports().items()]
    return "\n".join([_HEAD, *(part for chapter in found for part in _chapter(*chapter))])


def _chapter(label: str, name: str, workflow: Workflow) -> Iterator[str]:
    yield f"## {label}\n"
    yield f"`{name}`\n"
    yield f"```mermaid\n{workflow.diagram()}\n```\n"
    yield _row(_("办理"), _("从"), _("到"), _("角色"), _("理由"))
    yield _row(*["---"] * 5)
    yield from (_line(workflow, code, move) for code, move in workflow.moves.items())
    yield ""


def _line(workflow: Workflow, code: str, move: Move) -> str:
    before = _("、").join(str(label) for state, label in workflow.states.items() if state in move.source)
    who = (
        _("、").join(str(role.label) for role in ROLES.values() if role.allows(move.permission))
        if move.permission
        else _("系统")
    )
    reason = "✓" if move.reason_required else ""
    return _row(str(move.label or code), before, str(workflow.states[move.target]), who, reason)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _model_name(workflow: Workflow) -> str:
    """The name of the model whose state, or whose entries, move this way."""
    for model in apps.get_models():
        if any(list(field.choices or []) == workflow.choices for field in model._meta.local_fields):
            return str(model._meta.verbose_name)
    return ""
