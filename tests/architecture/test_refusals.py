"""No sentence refuses that no test quotes: what a clerk reads when something is forbidden was read by a test before."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, nodes

MARKS = {"_", "_t", "gettext", "gettext_lazy"}
CHINESE = re.compile("[\u4e00-\u9fff]")
FEWEST = 4
"""So many characters in a row are a quotation."""


def refusals() -> Iterator[tuple[str, str]]:
    """(where, sentence) of what is raised with a marked sentence, of broken constraints, of tables that are refused."""
    for where, node in nodes(ast.Raise, ast.keyword, ast.ClassDef):
        if "/demo/" not in where:
            yield from ((where, sentence) for said in _said(node) for sentence in _sentences(said))


def _said(node: ast.AST) -> Iterator[ast.AST]:
    """Where in a node a sentence that refuses stands."""
    if isinstance(node, ast.Raise) and node.exc:
        yield node.exc
    elif isinstance(node, ast.keyword) and node.arg == "violation_error_message":
        yield node.value
    elif isinstance(node, ast.ClassDef):
        yield from (line.value for line in node.body if isinstance(line, ast.Assign) and _names(line) == ["why"])


def _names(line: ast.Assign) -> list[str]:
    return [target.id for target in line.targets if isinstance(target, ast.Name)]


def _sentences(said: ast.AST) -> Iterator[str]:
    for call in ast.walk(said):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS:
            yield from (part.value for part in call.args[:1] if isinstance(part, ast.Constant))


def quotations() -> set[str]:
    """Pieces of Chinese text in tests and the tables they walk, patterns taken apart; what factories write is none."""
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("*.py"):
        if path != Path(__file__) and not {"factories", "bench"} & set(path.parts):
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
    assert [f"{where} {text}" for where, text in refusals() if not is_quoted(text, pieces)] == []
