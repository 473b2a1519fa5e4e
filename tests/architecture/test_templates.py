"""Templates: short, safe under the content policy, every form with its token."""

import re

from tests.architecture.sources import ROOT, relative, template_files

LONGEST = 120
TRAPS = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)"),
    "inline style": re.compile(r"<style|\sstyle="),
    "inline handler": re.compile(r"\son[a-z]+="),
    "script address": re.compile(r"javascript:"),
    "unsafe text": re.compile(r"\|\s*safe\b|{%\s*autoescape off"),
    "foreign source": re.compile(r"(src|href|action)=\"(https?:)?//"),
}
MAY_BE_UNSAFE = {
    ("templates/components/_field.html", "unsafe text"): "help texts of Django's own password rules are lists in HTML",
}
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)


def is_paper(path: str) -> bool:
    """Papers are rendered to PDF, not sent to a browser."""
    return path.startswith("templates/documents/")


def test_no_template_is_too_long():
    long = [relative(path) for path in template_files() if len(path.read_text().splitlines()) > LONGEST]
    assert long == []


def test_pages_keep_to_the_content_policy():
    found = [
        (relative(path), trap)
        for path in template_files()
        for trap, pattern in TRAPS.items()
        if not is_paper(relative(path)) and pattern.search(path.read_text())
    ]
    assert [one for one in found if one not in MAY_BE_UNSAFE] == []


def test_every_form_that_writes_carries_its_token():
    bare = [
        relative(path)
        for path in template_files()
        for form in FORM.findall(path.read_text())
        if re.search(r"method=\"post\"", form, re.IGNORECASE) and "{% csrf_token %}" not in form
    ]
    assert bare == []


def test_templates_ask_for_no_rule():
    """A template shows; whether somebody may is decided before (HOUSE: a template has no rule)."""
    asking = [
        relative(path)
        for path in template_files()
        if re.search(r"\.(role|is_superuser|is_staff|has_perm)\b|perms\.", path.read_text())
    ]
    assert asking == []


def test_scripts_make_no_markup_and_evaluate_nothing():
    traps = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    assert scripts
    assert [relative(path) for path in scripts if traps.search(path.read_text())] == []
