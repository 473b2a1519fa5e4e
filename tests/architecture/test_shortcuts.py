"""Shortcuts that look harmless: each is named here with the few places that may take it, and why."""

import ast
from fnmatch import fnmatch

from tests.architecture.sources import APPS, ROOT, nodes, own_models, python_files, relative, tree_of

MAY_READ_EVERYTHING = {
    "tenancy/models/base.py": "defines it",
    "tenancy/hats.py": "a member's own hats in every place, through the owner clause of the wall",
    "common/workflow.py": "locks a row that is already in hand",
    "directory/queries/departments.py": "departments of the places above, which the wall lets through (read_up)",
    "directory/demo/loading.py": "the same, while the demonstration is loaded",
    "publication/queries.py": "the public site looks across places, as the role that reads only what is public",
    "*/filters.py": "choices, which TenantFilterSet narrows to the place",
    "*/filters/*.py": "the same",
    "*/forms/*.py": "choices, which TenantFormMixin narrows to the place",
    "*/forms.py": "choices, which TenantFormMixin narrows to the place",
}
"""Who may use the manager that names no tenant. Row-level security stands behind it all the same."""

MAY_SET_A_STATE = {
    "common/workflow.py": "the one way",
}

MAY_HEAR_SIGNALS = {
    "tenancy/receivers.py": "signals of the sign-in libraries",
    "common/jobs/worker.py": "signals of Celery's processes",
}

COMMON = {
    "__init__.py",
    "apps.py",
    "attachments",
    "calendars",
    "clocks",
    "documents.py",
    "due.py",
    "exports",
    "forms.py",
    "imports",
    "jobs",
    "migrations",
    "models",
    "notices.py",
    "numbering.py",
    "pages",
    "refusals.py",
    "search.py",
    "tables",
    "tasks.py",
    "verbs.py",
    "workflow.py",
    "worklist.py",
}
"""What there is in common/. A new entry needs a decision record in docs/adr: this is where projects rot."""

LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 400, 40, 6


def outside(places: list[str], allowed: dict[str, str]) -> list[str]:
    def is_allowed(path: str) -> bool:
        return any(fnmatch(path, pattern) for pattern in allowed)

    return [place for place in places if not is_allowed(place.rpartition(":")[0])]


def test_everything_is_used_only_where_a_reason_is_given():
    places = [place for place, node in nodes(ast.Attribute) if node.attr == "everything"]
    assert outside(places, MAY_READ_EVERYTHING) == []


def test_only_the_workflow_sets_a_state():
    places = [
        place
        for place, node in nodes(ast.Assign, ast.AugAssign, ast.AnnAssign)
        for target in getattr(node, "targets", None) or [node.target]
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]
    places += [
        place
        for place, node in nodes(ast.Call)
        if isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and any(keyword.arg == "state" for keyword in node.keywords)
    ]
    assert outside(places, MAY_SET_A_STATE) == []


def test_apps_do_not_talk_by_signals():
    places = [
        place
        for place, node in nodes(ast.Name, ast.Attribute)
        if getattr(node, "id", "") == "receiver" or getattr(node, "attr", "") == "connect"
    ]
    assert outside(places, MAY_HEAR_SIGNALS) == []


def test_imports_stand_at_the_top():
    places = [
        f"{relative(path)}:{inner.lineno}"
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert places == []


def test_nothing_catches_everything():
    blunt = {"Exception", "BaseException", None}
    places = [
        place
        for place, node in nodes(ast.ExceptHandler)
        for kind in (node.type.elts if isinstance(node.type, ast.Tuple) else [node.type])
        if getattr(kind, "id", None) in blunt and not isinstance(kind, ast.Attribute)
    ]
    assert places == []


def test_no_file_and_no_function_is_too_long():
    files = [relative(path) for path in python_files() if len(path.read_text().splitlines()) > LONGEST_FILE]
    functions = [
        f"{place} {node.name}"
        for place, node in nodes(ast.FunctionDef)
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert files + functions == []


def test_no_function_asks_for_too_much():
    def count(arguments: ast.arguments) -> int:
        named = [one.arg for one in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]]
        return len([name for name in named if name not in ("self", "cls")])

    places = [f"{place} {node.name}" for place, node in nodes(ast.FunctionDef) if count(node.args) > MOST_PARAMETERS]
    assert places == []


def test_no_file_is_called_after_nothing():
    vague = {"utils", "helpers", "mixins", "misc", "base_utils", "common"}
    assert [relative(path) for path in python_files() if path.stem in vague] == []


def test_the_common_ground_stays_small():
    found = {path.name for path in (ROOT / "common").iterdir() if path.name != "__pycache__"}
    assert found - COMMON == set()


def test_every_module_says_what_it_is_for():
    silent = {"apps.py", "urls.py", "__init__.py"}
    places = [
        relative(path) for path in python_files() if path.name not in silent and not ast.get_docstring(tree_of(path))
    ]
    assert places == []


def test_public_services_and_queries_say_what_they_do():
    places = [
        f"{place} {node.name}"
        for place, node in nodes(ast.FunctionDef)
        if any(part in place for part in ("/services", "/queries"))
        and node.col_offset == 0
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert places == []


def test_views_do_not_save_and_services_know_no_request():
    saving = [
        place
        for place, node in nodes(ast.Call)
        if "/views" in place and isinstance(node.func, ast.Attribute) and node.func.attr in ("save", "delete", "create")
        if ast.unparse(node.func.value) not in ("self", "form", "super()")
    ]
    asking = [
        place for place, node in nodes(ast.arg, ast.Name) if "/services" in place and "request" in vars(node).values()
    ]
    assert saving + asking == []


def test_saving_a_row_does_nothing_else():
    assert [model.__name__ for model in own_models() if "save" in vars(model) or "delete" in vars(model)] == []


def test_the_apps_are_these():
    """Root apps are top-level module names; those that other packages use are taken."""
    assert not {"platform", "calendar", "queue", "statistics", "site", "test"} & set(APPS)
