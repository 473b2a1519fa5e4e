"""`python -m supervision.local exec [--throwaway] -- COMMAND…`: run a command with PostgreSQL and Valkey up."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from supervision.local.services import addresses, running, stop_leftovers
from supervision.local.state import claim, default_folder

SWEEP_AFTER_SECONDS = 60


def main() -> int:
    """Read the command line and run; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m supervision.local", description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    runner = modes.add_parser("exec", help="run a command with both servers up")
    runner.add_argument("--throwaway", action="store_true", help="fresh, fast servers; nothing is kept")
    runner.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    return execute(arguments.command, throwaway=arguments.throwaway)


def execute(command: Sequence[str], *, throwaway: bool) -> int:
    """Run the command; servers given by DATABASE_URL and REDIS_URL are used as they are."""
    given = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)]
    if len(given) == 1:
        raise SystemExit(f"{given[0]} is set alone: set both DATABASE_URL and REDIS_URL, or neither.")
    if given:
        return run(command, {})
    if throwaway:
        with throwaway_folder() as folder, running(folder, durable=False) as state:
            return run(command, state.environment() | addresses(state))
    with running(default_folder()) as state:
        return run(command, state.environment() | addresses(state))


def run(command: Sequence[str], settings: dict[str, str]) -> int:
    """Run the command in the foreground; it alone answers Ctrl-C, and SIGTERM is passed on to it."""
    child = subprocess.Popen(command, env=os.environ | settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    status = child.wait()
    return status if status >= 0 else 128 - status


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """A fresh folder under `.state/test`, removed at the end; folders of killed runs are swept first."""
    base = default_folder() / "test"
    base.mkdir(parents=True, exist_ok=True)
    for folder in base.iterdir():
        if time.time() - folder.stat().st_mtime < SWEEP_AFTER_SECONDS:
            continue  # perhaps just made by another run that has not claimed it yet
        with claim(folder) as ours:
            if ours:
                stop_leftovers(folder)
                shutil.rmtree(folder)
    folder = Path(tempfile.mkdtemp(dir=base))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
