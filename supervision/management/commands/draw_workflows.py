"""Write `docs/workflows.md`, every state machine as the code has it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from supervision.workflows import document, lives_of_imports, workflows


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        (Path(settings.BASE_DIR) / "docs" / "workflows.md").write_text(document(), "utf-8")
        self.stdout.write(f"{len(workflows()) + len(lives_of_imports())} state machines.")
