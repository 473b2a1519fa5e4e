"""Our own files, for the tests that read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = [name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()]
"""Our apps, the topmost first."""


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def python_files() -> list[Path]:
    """Every Python file of our apps but migrations, which are generated."""
    return sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree_of(path)))


def nodes(*kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """(place, node) of every node of these kinds in our apps; the place is "path:line"."""
    for path in python_files():
        for node in _nodes_of(path):
            if isinstance(node, kinds):
                yield f"{relative(path)}:{getattr(node, 'lineno', 1)}", node


@cache
def template_files() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.*"))


def own_models() -> list:
    """The models of our apps, with their history tables."""
    return [model for model in apps.get_models() if model._meta.app_label in APPS]
