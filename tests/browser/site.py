"""The platform as it runs for its users: a database of its own, web server, worker and beat, nothing replaced."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import redis

from supervision.local.demo import collect_assets, programs, run
from supervision.local.processes import Program, stop_all, tied
from supervision.local.state import CHECKOUT

DATABASE_URLS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PUBLIC_URL")
PREPARE = ("-m", "supervision.local.prepare")
READY_SECONDS = 120


@dataclass
class Site:
    """A running platform: its settings, where its programs write their logs, and the printed table of accounts."""

    settings: dict[str, str]
    folder: Path
    accounts: str = ""
    logs_read: dict[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.settings["SITE_URL"]

    @property
    def password(self) -> str:
        """The one password of the demonstration's accounts, as the table of accounts says it at its end."""
        return self.accounts.split()[-1]

    def python(self, code: str) -> str:
        """Run Python inside this site, for rows that no page can make; returns what it printed."""
        return run(self.settings, "manage.py", "shell", "--verbosity", "0", "--command", code).strip()

    def sql(self, query: str, *values: object) -> list[tuple]:
        """Ask the database as its owner, who sees behind the walls."""
        with connected(self.settings["DATABASE_OWNER_URL"]) as cursor:
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    @property
    def memory(self) -> redis.Redis:
        """The server that holds the sessions."""
        return redis.Redis.from_url(self.settings["REDIS_URL"])

    def new_errors(self) -> list[str]:
        """What the programs logged as an error since the last question."""
        found = []
        for log in sorted(self.folder.glob("*.log")):
            with log.open("rb") as stream:
                stream.seek(self.logs_read.get(log.name, 0))
                lines = stream.read().decode(errors="replace").splitlines()
                self.logs_read[log.name] = stream.tell()
            found += [f"{log.name}: {line}" for line in lines if is_error(line)]
        return found


def is_error(line: str) -> bool:
    """Whether a line of the structured log is an error; what is no such line at all is one too if it is a traceback."""
    if not line.startswith("{"):
        return line.startswith("Traceback")
    return json.loads(line).get("level") in {"error", "critical"}


@dataclass(frozen=True)
class FirstDay:
    """A database with places and people alone, for sites to begin as copies, and the printed table of accounts."""

    database: str
    accounts: str


@contextmanager
def running_site(
    folder: Path, redis_number: int = 1, first_day: FirstDay | None = None, *, is_filled: bool = True
) -> Iterator[Site]:
    """Everything up on a fresh database, a copy of `first_day` if there is one; all of it gone at the end.

    `redis_number` is the database of the Redis server that this site has for itself; `is_filled` says that the whole
    demonstration is loaded.
    """
    name, template = f"browser_{os.getpid()}_{redis_number}", first_day.database if first_day else "template0"
    with open_door() as door, fresh_database(os.environ["DATABASE_OWNER_URL"], name, template):
        site = Site(site_settings(folder, name, redis_number, address_of(door)), folder)
        collect_assets(site.settings)
        site.accounts = loaded(site.settings, first_day, is_filled=is_filled)
        with started(programs(folder, door.fileno()), site.settings, folder):
            yield site


def loaded(settings: Mapping[str, str], first_day: FirstDay | None, *, is_filled: bool) -> str:
    """Load what is missing; gives the printed table of accounts."""
    if first_day is None:
        return run(settings, *PREPARE)
    return run(settings, *PREPARE, "--rest") if is_filled else first_day.accounts


@contextmanager
def made_first_day(folder: Path, redis_number: int) -> Iterator[FirstDay]:
    """The first day of every site of this process, made once: migrating takes long."""
    name = f"browser_{os.getpid()}_first_day"
    with fresh_database(os.environ["DATABASE_OWNER_URL"], name, "template0"):
        settings = site_settings(folder, name, redis_number, "127.0.0.1:0")
        yield FirstDay(name, run(settings, *PREPARE, "--empty"))


def site_settings(folder: Path, database: str, redis_number: int, address: str) -> dict[str, str]:
    """The environment of this run, pointed at another database, another cache and another address."""
    changed = {name: with_path(os.environ[name], database) for name in DATABASE_URLS}
    own = {
        "REDIS_URL": with_path(os.environ["REDIS_URL"], str(redis_number)),
        "BIND": address,
        "SITE_URL": f"http://{address}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "FILES_ROOT": str(folder / "files"),
        "DEMO": "true",
        "LOG_FORMAT": "json",
    }
    return os.environ | changed | own


def open_door() -> socket.socket:
    """A listening socket at a free port, to be handed to the web server."""
    return socket.create_server(("127.0.0.1", 0))


def address_of(door: socket.socket) -> str:
    host, port = door.getsockname()
    return f"{host}:{port}"


def with_path(url: str, path: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{path}"))


@contextmanager
def fresh_database(owner_url: str, name: str, template: str) -> Iterator[None]:
    """A copy of `template` made by the owner role, in the locale the platform demands."""
    with connected(owner_url) as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    try:
        yield
    finally:
        with connected(owner_url) as cursor:
            _wait_until_left(cursor, name)
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _wait_until_left(cursor: psycopg2.extensions.cursor, name: str) -> None:
    """A statement whose worker was stopped ends by itself within ten seconds; the owner may not end it."""
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name])
        if cursor.fetchone() == (0,):
            return
        time.sleep(0.2)


@contextmanager
def connected(url: str) -> Iterator[psycopg2.extensions.cursor]:
    """A cursor that commits by itself."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


@contextmanager
def started(wanted: Sequence[Program], settings: Mapping[str, str], folder: Path) -> Iterator[None]:
    """The programs, started by the same commands as everywhere else, once the web server among them answers."""
    children: list[subprocess.Popen] = []
    try:
        for program in wanted:
            children.append(start(program, settings, folder / f"{program.name}.log"))
        wait_until_ready(settings["BIND"], children, folder)
        yield
    finally:
        stop_all(children)


def start(program: Program, settings: Mapping[str, str], log: Path) -> subprocess.Popen:
    with log.open("wb") as stream:
        return subprocess.Popen(
            tied(program.command),
            cwd=CHECKOUT,
            env=dict(settings),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=program.keeps,
        )


def wait_until_ready(address: str, children: Sequence[subprocess.Popen], folder: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not answers(address):
        if time.monotonic() > deadline or any(child.poll() is not None for child in children):
            logs = "\n".join(log.read_text()[-2000:] for log in folder.glob("*.log"))
            raise RuntimeError(f"the platform did not start:\n{logs}")


def answers(address: str) -> bool:
    """Whether the web server takes requests, with whatever status; waits a moment for it."""
    try:
        with urllib.request.urlopen(f"http://{address}/", timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
