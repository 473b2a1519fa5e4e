"""A real Celery worker for tests: a process of its own, on the test database. Nothing here runs jobs by itself."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from celery import current_app
from django.db import connections

START_SECONDS = 60
STOP_SECONDS = 10
REPLY_SECONDS = 5
QUEUE = "celery"


class RealWorker:
    """One worker with one process for jobs; it may be killed and started again."""

    def __init__(self, redis_address: str) -> None:
        self.redis_address = redis_address
        self.process: subprocess.Popen | None = None

    def listen(self) -> None:
        """Take messages from now on; starts the process unless it runs."""
        if self.process is None:
            self.start()
        else:
            current_app.control.add_consumer(QUEUE, reply=True, limit=1)

    def rest(self) -> None:
        """Finish what it does and take no more messages: what others write is not met by its jobs."""
        if self.process is None:
            return
        current_app.control.cancel_consumer(QUEUE, reply=True, limit=1)
        inspect = current_app.control.inspect(limit=1, timeout=REPLY_SECONDS)
        try:
            wait_until(lambda: not any((inspect.active() or {"": ["no answer"]}).values()), STOP_SECONDS)
        except AssertionError:
            self.kill()

    def start(self) -> None:
        """Start unless it runs; returns when it takes messages."""
        if self.process is not None:
            return
        probes = "tests.factories.jobs,tests.factories.exports,tests.factories.registers"
        command = [sys.executable, "-m", "celery", "-A", "supervision", "worker", "--include", probes]
        command += ["--concurrency", "1", "--loglevel", "WARNING", "--without-mingle", "--without-gossip"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(
            command, env=environment(self.redis_address), start_new_session=True, stdout=quiet, stderr=quiet
        )
        wait_until(lambda: current_app.control.ping(timeout=0.5), START_SECONDS)

    def kill(self) -> None:
        """kill -9 for the worker and its children, as when the machine loses power."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Let it finish what it does, kill it if that takes too long."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None


def environment(redis_address: str) -> dict[str, str]:
    """What another process needs to work on the test database."""
    return os.environ | {
        "DATABASE_URL": _url("default"),
        "DATABASE_OWNER_URL": _url("owner"),
        "REDIS_URL": redis_address,
        "CELERY_SKIP_CHECKS": "1",
    }


def managed(redis_address: str, *arguments: str) -> str:
    """Run `manage.py` on the test database in a process of its own, which may also work as the owner of the tables.

    Returns what it printed; raises `CalledProcessError` with what it complained of.
    """
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=environment(redis_address), capture_output=True, text=True, check=False)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout


def wait_until(happened: Callable[[], object], seconds: float = 120) -> None:
    """Look again and again until it happened; fails after `seconds`."""
    limit = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.05)


def _url(alias: str) -> str:
    values = connections[alias].settings_dict
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
