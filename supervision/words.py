"""Words users read: where they stand unmarked, and which of them a second language lacks.

The Chinese text is the message id (HOUSE: words users read), so nothing has to be translated for Chinese; but a word
that is not marked can never be shown in Mongolian or Uyghur.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HAN = re.compile(r"[\u3400-\u9fff]")
MARKS = {"_", "_t", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_MARKED = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans(late)?\b.*?{%\s*endblocktrans(late)?\s*%}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
_TRANSLATED = re.compile(r"{%\s*trans(?:late)?\s+(\"[^\"]*\"|'[^']*')")
_ENTRY = re.compile(r"^msgid (?P<id>(?:\".*\"\n?)+)^msgstr (?P<text>(?:\".*\"\n?)+)", re.MULTILINE)


def unmarked_in_python(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each Chinese literal that no translation function surrounds; docstrings are for us."""
    tree = ast.parse(source)
    marked = {id(inner) for call in ast.walk(tree) if _is_mark(call) for inner in ast.walk(call)}
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and HAN.search(node.value) and id(node) not in marked | said:
            yield node.lineno, node.value


def _is_mark(node: ast.AST) -> bool:
    """Whether this is `_("…")` or one of its sisters."""
    if not isinstance(node, ast.Call):
        return False
    return getattr(node.func, "id", getattr(node.func, "attr", "")) in MARKS


def unmarked_in_template(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each line with Chinese outside of translation tags and comments."""
    blank = _MARKED.sub(lambda tag: re.sub(r"[^\n]", " ", tag.group()), source)
    for number, line in enumerate(blank.splitlines(), start=1):
        if HAN.search(line):
            yield number, line.strip()


def ids_in_python(source: str) -> set[str]:
    """The message ids a Python file marks."""
    return {
        argument.value
        for call in ast.walk(ast.parse(source))
        if _is_mark(call)
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def ids_in_template(source: str) -> set[str]:
    """The message ids a template marks with {% translate %}."""
    return {found[1:-1] for found in _TRANSLATED.findall(source)}


def lacking(catalogue: str, ids: set[str]) -> set[str]:
    """The ids that a .po file does not translate, or translates only fuzzily."""
    entries = re.split(r"\n\s*\n", catalogue)
    done = set()
    for entry in entries:
        found = _ENTRY.search(entry + "\n")
        if found and "#, fuzzy" not in entry and ast.literal_eval(f"({found['text']})"):
            done.add(ast.literal_eval(f"({found['id']})"))
    return ids - done


READS_CHINESE = {
    "common/calendars/notices.py": "the words of holiday notices",
    "common/calendars/published.py": "names of holidays as published",
    "common/calendars/tables.py": "headings of sheets handed in",
    "common/tables/printed/paper.py": "names of fonts",
    "common/tables/forms.py": "how examples and notes begin in forms handed in",
    "common/calendars/words.py": "figures of the days of the week",
    "common/imports/columns.py": "what people write around a table: totals, notes, headings of groups",
    "common/numbering.py": "the form of document numbers, GB/T 9704",
    "credit/grades.py": "how registers write grades",
    "credit/imports.py": "how registers head the grade",
    "directory/roster_cells.py": "what people write for nothing",
    "directory/roster_columns.py": "headings of the form, annex 3",
    "directory/roster_form.py": "notes that people write around the form, names of departments in full and short",
    "directory/succession.py": "a kind of change in the published table",
    "inspections/annex.py": "headings and words of the form, annex 2",
    "inspections/wording.py": "how numbers and periods of plans are worded",
    "items/annex.py": "headings of the form, annex 1",
    "items/duplicates.py": "what entries of checklists say without asking anything",
    "items/attributes.py": "how forms write levels",
    "items/articles.py": "how the parts of a law are headed",
    "items/bases.py": "how legal bases are written",
    "items/catalogue.py": "names of domains and laws as published",
    "items/bodies.py": "functions that official lists name bodies by",
    "items/random_list.py": "headings of lists of random-inspection items",
    "items/quantities.py": "how ratios and frequencies are worded",
    "items/queries/library.py": "the beginning of the names of laws",
    "portal/templatetags/devices.py": "names of programs",
    "publication/desensitise.py": "what personal data look like",
    "publication/initials.py": "words with an uncommon reading",
    "publication/people.py": "how names of persons stand in sentences",
    "registry/addresses.py": "how addresses are written",
    "registry/glyphs.py": "characters taken for each other",
    "registry/kinds.py": "how days are written",
    "registry/domains.py": "names of domains as the policies print them",
    "registry/imports/gradings.py": "headings and words that files are handed in with",
    "registry/imports/assistant_columns.py": "headings that files are handed in with, beside our own",
    "registry/imports/objects/cells.py": "what people write for nothing",
    "registry/imports/objects/columns.py": "headings that files are handed in with, beside our own",
    "registry/invention.py": "parts of made-up names",
    "registry/management/commands/make_objects.py": "what places call themselves",
    "registry/records.py": "how registers write kinds",
    "registry/match_files.py": "headings of files handed in",
    "registry/matching.py": "standard library only, so that anyone can run it; pages show its reasons",
    "registry/names.py": "how names of enterprises are written",
    "registry/officer_table.py": "headings and words of sheets handed in",
    "registry/validity.py": "what people write for ever",
    "risk/imports.py": "how registers head the level",
    "risk/levels.py": "how registers write levels",
    "supervision/settings.py": "the issuer shown by authenticator applications",
    "tenancy/gazetteer.py": "how places are called",
    "tenancy/models/departments.py": "labels in Django's permission table, which nobody reads",
    "tenancy/sql.py": "comments of SQL",
    "templates/500.html": "rendered without settings or context, when everything else failed",
}
"""Files that may hold unmarked Chinese, and what it is there."""


def files(root: Path, apps: list[str]) -> tuple[list[Path], list[Path]]:
    """The Python files and the templates that hold words: no migrations, no demonstration data."""
    skipped = {"migrations", "demo"}
    python = [path for app in apps for path in (root / app).rglob("*.py") if not skipped & set(path.parts)]
    templates = [path for path in (root / "templates").rglob("*.*") if path.suffix in (".html", ".txt")]
    return sorted(python), sorted(templates)


def unmarked(root: Path, apps: list[str]) -> list[str]:
    """ "path:line text" of every unmarked word."""
    python, templates = files(root, apps)
    readers = [(path, unmarked_in_python) for path in python] + [(path, unmarked_in_template) for path in templates]
    return [
        f"{path.relative_to(root).as_posix()}:{line} {text[:60]!r}"
        for path, read in readers
        if path.relative_to(root).as_posix() not in READS_CHINESE
        for line, text in read(path.read_text(encoding="utf-8"))
    ]


def message_ids(root: Path, apps: list[str]) -> set[str]:
    """Every message id our files mark."""
    python, templates = files(root, apps)
    ids = [ids_in_python(path.read_text(encoding="utf-8")) for path in python]
    ids += [ids_in_template(path.read_text(encoding="utf-8")) for path in templates]
    return set().union(*ids)
