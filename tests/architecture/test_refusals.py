"""No sentence refuses that no test quotes: what a clerk reads when something is forbidden was read by a test before."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT

APPS = ["clues", "credit", "directory", "inspections", "items", "publication", "registry"]
MARKS = {"_", "_t", "gettext", "gettext_lazy"}
CHINESE = re.compile("[\u4e00-\u9fff]")
FEWEST = 4
"""So many characters in a row are a quotation."""


def refusals(app: str) -> Iterator[tuple[str, str]]:
    """(where, sentence) of what is raised with a marked sentence, and of broken constraints."""
    for path in sorted((ROOT / app).rglob("*.py")):
        if not {"migrations", "demo"} & set(path.parts):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for sentence in _sentences(node):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", sentence


def _sentences(node: ast.AST) -> Iterator[str]:
    said: ast.AST | None = None
    if isinstance(node, ast.Raise):
        said = node.exc
    elif isinstance(node, ast.keyword) and node.arg == "violation_error_message":
        said = node.value
    for call in ast.walk(said) if said else ():
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS:
            yield from (part.value for part in call.args[:1] if isinstance(part, ast.Constant))


def quotations() -> set[str]:
    """Pieces of Chinese text in tests, patterns taken apart."""
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        if path != Path(__file__):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.update(map(bare, re.split(r"\.[*+]|\\d\+|\|", node.value.replace("\\.", "."))))
    return {piece for piece in found if len(CHINESE.findall(piece)) >= FEWEST}


def bare(text: str) -> str:
    """The text without its placeholders, and without what stands in their place: digits, letters, quotation marks."""
    return re.sub(r"[0-9A-Za-z“”〔〕 -]", "", re.sub(r"%\(\w+\)[sd]|%[sd]", "", text))


def is_quoted(sentence: str, pieces: set[str]) -> bool:
    """Whether a test quotes part of the sentence, or all of it with its placeholders filled."""
    parts = [bare(part).strip("。，") for part in re.split(r"%\(\w+\)[sd]|%[sd]", sentence)]
    whole = re.compile(".*".join(map(re.escape, parts)))
    long = [part for part in parts if len(CHINESE.findall(part)) > FEWEST]
    return any(
        piece in bare(sentence) or whole.search(piece) or any(part in piece for part in long) for piece in pieces
    )


def test_every_refusal_is_quoted_by_a_test():
    pieces = quotations()
    assert [f"{where} {text}" for app in APPS for where, text in refusals(app) if not is_quoted(text, pieces)] == []
