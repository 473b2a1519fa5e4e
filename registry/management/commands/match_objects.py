"""Match a file of records to a register file: `manage.py match_objects RECORDS.csv REGISTER.csv OUT.csv`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from registry.match_files import UnreadableFile, read_rows, write_matches
from registry.matching import match


class Command(BaseCommand):
    help = "Match records (a_id,name[,uscc,address]) to a register (b_id,…); writes a_id,b_id,confidence."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("records", type=Path)
        parser.add_argument("register", type=Path)
        parser.add_argument("out", type=Path)

    def handle(self, *args: Any, records: Path, register: Path, out: Path, **options: Any) -> None:
        try:
            found = match(read_rows(records, "a_id"), read_rows(register, "b_id"))
            count = write_matches(out, found)
        except (OSError, UnreadableFile) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} matches written to {out}")
