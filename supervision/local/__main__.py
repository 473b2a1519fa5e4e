"""Runs the platform, or one command, on this machine: `python -m supervision.local demo | reset | exec -- COMMAND…`.

PostgreSQL and Valkey are started from wheels, unless DATABASE_URL and REDIS_URL name servers that run already.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from supervision.local.demo import demonstrate
from supervision.local.processes import tied
from supervision.local.services import addresses, running, stop_leftovers
from supervision.local.state import LINK, claim, default_folder, open_state, web_door

SWEEP_AFTER_SECONDS = 60


def main() -> int:
    """Read the command line and run; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m supervision.local", description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    modes.add_parser("demo", help="load the demonstration and run web, worker and beat")
    modes.add_parser("reset", help="delete the demonstration's data")
    runner = modes.add_parser("exec", help="run a command with both servers up")
    runner.add_argument("--throwaway", action="store_true", help="fresh, fast servers; nothing is kept")
    runner.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    try:
        match arguments.mode:
            case "demo":
                return demo()
            case "reset":
                return reset()
            case _:
                return execute(arguments.command, throwaway=arguments.throwaway)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def leave(number: int, _frame: FrameType | None) -> None:
    """Turn a signal into an exit, so that everything started is stopped on the way out."""
    raise SystemExit(128 + number)


def demo() -> int:
    """Run the demonstration on the kept data; only one at a time."""
    folder = default_folder()
    with claim(folder) as free:
        if not free:
            raise SystemExit(f"The demonstration runs already: http://{open_state(folder, ours=False).address}/")
    with web_door(folder) as door, servers(folder) as settings:
        return demonstrate(settings, folder, door)


def reset() -> int:
    """Delete the kept data: database, files, secrets and ports."""
    folder = default_folder()
    with claim(folder) as ours:
        if not ours:
            raise SystemExit("The demonstration is running: stop it first.")
        stop_leftovers(folder)
        shutil.rmtree(folder)
    LINK.unlink(missing_ok=True)
    return 0


def execute(command: Sequence[str], *, throwaway: bool) -> int:
    """Run the command with the settings of the kept data, or of fresh servers that go when it ends."""
    if not throwaway:
        with servers(default_folder()) as settings:
            return run(command, settings)
    with throwaway_folder() as folder, servers(folder, durable=False) as settings:
        return run(command, settings)


@contextmanager
def servers(folder: Path, *, durable: bool = True) -> Iterator[Mapping[str, str]]:
    """The settings to run with, both servers up; what is set for servers that run already stays as it is."""
    given = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)]
    if len(given) == 1:
        raise SystemExit(f"{given[0]} is set alone: set both DATABASE_URL and REDIS_URL, or neither.")
    if given:
        with claim(folder) as ours:
            yield open_state(folder, ours=ours).environment() | os.environ
        return
    with running(folder, durable=durable) as state:
        yield os.environ | state.environment() | addresses(state)


def run(command: Sequence[str], settings: Mapping[str, str]) -> int:
    """Run the command in the foreground; it alone answers Ctrl-C, and SIGTERM is passed on to it."""
    path = f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}"
    child = subprocess.Popen(tied(command), env={**settings, "PATH": path})
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: child.terminate())
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
