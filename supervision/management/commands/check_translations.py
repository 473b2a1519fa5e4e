"""Fail when a word users read is not marked for translation, or a second language lacks one."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from supervision.words import lacking, message_ids, unmarked


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        apps = [name for name in settings.INSTALLED_APPS if (root / name).is_dir()]
        problems = unmarked(root, apps)
        ids = message_ids(root, apps)
        for folder in settings.LOCALE_PATHS:
            for catalogue in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                problems += [f"{catalogue}: {one!r}" for one in sorted(lacking(catalogue.read_text("utf-8"), ids))]
        if problems:
            raise CommandError("\n".join([*problems, f"{len(problems)} words are not marked or not translated."]))
        self.stdout.write(f"{len(ids)} words, all marked and translated.")
