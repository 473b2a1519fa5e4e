"""`python -m tests.bench`: measure and print ratios. PostgreSQL and Valkey are those of the environment."""

import sys
import tempfile
import time
from pathlib import Path

from tests.bench import draws, imports, objects, pages, plans, publications, walls
from tests.bench.table import lines
from tests.browser.site import running_site

BENCHES = {
    "pages": pages.measure,
    "walls": walls.measure,
    "imports": imports.measure,
    "objects": objects.measure,
    "plans": plans.measure,
    "draws": draws.measure,
    "publications": publications.measure,
}


def main(names: list[str]) -> None:
    """Run the named benches, all without names, on a site of their own."""
    started_at = time.perf_counter()
    ratios = []
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        for name in names or BENCHES:
            say(f"· measuring {name}")
            ratios += BENCHES[name](site)
    for line in lines(ratios):
        say(line)
    say(f"· {time.perf_counter() - started_at:.0f} s")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
