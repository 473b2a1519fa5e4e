"""Print the public key of PASS_SIGNING_KEY, to be put into PASS_RETIRED_KEYS before the secret is changed."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from inspections.signing import EcdsaSigner


class Command(BaseCommand):
    help = "Print the public key that passes signed today are checked with."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(EcdsaSigner(settings.PASS_SIGNING_KEY).public_point)
