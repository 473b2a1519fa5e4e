"""The drawn state machines are those of the code."""

from pathlib import Path

from django.conf import settings

from supervision.workflows import document


def test_the_drawing_shows_the_code_as_it_is():
    drawn = (Path(settings.BASE_DIR) / "docs" / "workflows.md").read_text("utf-8")
    assert drawn == document(), "run `manage.py draw_workflows`"
