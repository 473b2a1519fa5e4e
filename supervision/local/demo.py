"""The demonstration: everything migrated and loaded, then web, worker and beat until Ctrl-C."""

import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from supervision.local.processes import Program, supervise
from supervision.local.state import CHECKOUT

PYTHON = sys.executable
KNOCK_SECONDS = 60
ASSETS = (CHECKOUT / "static", CHECKOUT / "node_modules" / ".pages")


def demonstrate(settings: Mapping[str, str], folder: Path, door: socket.socket) -> int:
    """Prepare the data and run, the web server at the listening socket `door`; returns the exit status."""
    started_at = time.monotonic()
    settings = {**settings, "DEMO": "true"}
    collect_assets(settings)
    say("migrating the database and loading the demonstration")
    accounts = run(settings, "-m", "supervision.local.prepare").strip()

    def announce() -> None:
        seconds = time.monotonic() - started_at
        line = "─" * 72
        say(f"ready in {seconds:.0f} s\n{line}\n{accounts}\n\n{settings['SITE_URL']}/\n{line}\nCtrl-C stops.")

    answered = threading.Event()
    threading.Thread(target=knock, args=(door.getsockname(), answered), daemon=True).start()
    quiet = {**settings, "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
    return supervise(programs(folder, door.fileno()), quiet, answered.is_set, announce)


def collect_assets(settings: Mapping[str, str]) -> None:
    """Collect the styles and scripts again when one of them changed."""
    sources = [CHECKOUT / "requirements.txt", *(path for folder in ASSETS for path in sorted(folder.rglob("*")))]
    seen = "".join(f"{path}\t{path.stat().st_mtime_ns}\t{path.stat().st_size}\n" for path in sources)
    stamp = CHECKOUT / "staticfiles" / ".collected"
    if stamp.exists() and stamp.read_text() == seen:
        return
    say("collecting styles and scripts")
    run(settings, "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity", "0")
    stamp.write_text(seen)


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
