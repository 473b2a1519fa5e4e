"""The demonstration: everything migrated and loaded, then web, worker and beat until Ctrl-C."""

import hashlib
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from supervision.local.processes import Program, supervise
from supervision.local.state import CHECKOUT, alone_in

PYTHON = sys.executable
KNOCK_SECONDS = 60
ASSETS = (CHECKOUT / "static", CHECKOUT / "node_modules" / ".pages")


def demonstrate(settings: Mapping[str, str], folder: Path, door: socket.socket) -> int:
    """Prepare the data and run, the web server at the listening socket `door`; returns the exit status."""
    started_at = time.monotonic()
    settings = {**settings, "DEMO": "true"}
    collect_assets(settings)
    accounts = prepare(settings, folder)

    def announce() -> None:
        seconds = time.monotonic() - started_at
        line = "─" * 72
        say(f"ready in {seconds:.0f} s\n{line}\n{accounts}\n\n{settings['SITE_URL']}/\n{line}\nCtrl-C stops.")

    answered = threading.Event()
    threading.Thread(target=knock, args=(door.getsockname(), answered), daemon=True).start()
    quiet = {**settings, "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
    return supervise(programs(folder, door.fileno()), quiet, answered.is_set, announce)


def collect_assets(settings: Mapping[str, str]) -> None:
    """Collect the styles and scripts again when one of them changed; runs beside this one wait for it."""
    seen = signature(CHECKOUT / "requirements.txt", *files_in(*ASSETS))
    folder = CHECKOUT / "staticfiles"
    stamp = folder / ".collected"
    with alone_in(folder):
        if stamp.exists() and stamp.read_text() == seen:
            return
        say("collecting styles and scripts")
        run(settings, "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity", "0")
        stamp.write_text(seen)


def prepare(settings: Mapping[str, str], folder: Path) -> str:
    """Migrate and load the demonstration, unless this folder's database saw the same code on the same day.

    Returns the table of accounts. A database that was given to us may have changed since: it is always prepared.
    """
    code = files_in(*(path.parent for path in sorted(CHECKOUT.glob("*/apps.py"))))
    seen = f"{date.today()} {signature(CHECKOUT / 'requirements.txt', *code)}"  # noqa: DTZ011 this machine's day
    stamp = folder / "prepared"
    known, _end, accounts = stamp.read_text().partition("\n") if stamp.exists() else ("", "", "")
    if known == seen and "DATABASE_URL" not in os.environ:
        return accounts
    say("migrating the database and loading the demonstration")
    stamp.unlink(missing_ok=True)
    accounts = run(settings, "-m", "supervision.local.prepare").strip()
    stamp.write_text(f"{seen}\n{accounts}")
    return accounts


def files_in(*folders: Path) -> list[Path]:
    """Every file below, in a fixed order; what Python compiles for itself left out."""
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path.suffix != ".pyc")


def signature(*files: Path) -> str:
    """What changes with any of these files."""
    lines = (f"{path}\t{path.stat().st_mtime_ns}\t{path.stat().st_size}\n" for path in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def programs(folder: Path, door: int) -> list[Program]:
    """Web, at the listening socket with that number, worker and beat, with the same options as in production."""
    celery = (PYTHON, "-m", "celery", "--quiet", "--app", "supervision")
    web = (PYTHON, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"fd://{door}")
    worker = (*celery, "worker", "--loglevel", "INFO", "--concurrency", "2", "--without-gossip", "--without-mingle")
    beat = (*celery, "beat", "--schedule", str(folder / "beat"), "--pidfile", "")
    return [
        Program("web", (*web, "supervision.wsgi"), keeps=(door,)),
        Program("worker", worker),
        Program("beat", beat),
    ]


def run(settings: Mapping[str, str], *arguments: str) -> str:
    """Run Python to the end and return what it printed; what it complains of is shown."""
    done = subprocess.run(
        [PYTHON, *arguments],
        cwd=CHECKOUT,
        env={**settings, "DJANGO_SETTINGS_MODULE": "supervision.settings"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"This failed: python {' '.join(arguments)}\n{done.stdout}")
    return done.stdout


def knock(address: tuple[str, int], answered: threading.Event) -> None:
    """Set the event as soon as the web server answers, with whatever status."""
    host, port = address
    while not answered.is_set():
        try:
            urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=KNOCK_SECONDS).close()
            answered.set()
        except urllib.error.HTTPError:
            answered.set()
        except OSError:
            time.sleep(1)


def say(text: str) -> None:
    sys.stdout.write(f"· {text}\n")
    sys.stdout.flush()
