"""Where the data of a local run lives, with its secrets and ports: made once, kept in `.state/env`."""

import fcntl
import hashlib
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LINK = CHECKOUT / ".state"
ELSEWHERE = Path("/var/lib/supervision")
SECRETS = (
    "SECRET_KEY",
    "METRICS_TOKEN",
    "PASS_SIGNING_KEY",
    "POSTGRES_PASSWORD",
    "OWNER_PASSWORD",
    "APP_PASSWORD",
    "PUBLIC_PASSWORD",
    "REDIS_PASSWORD",
)
PORTS = ("POSTGRES_PORT", "REDIS_PORT")
FIRST_WEB_PORT = "8000"


@dataclass(frozen=True)
class State:
    """One folder of data and the secrets and ports that belong to it."""

    folder: Path
    values: dict[str, str]

    @property
    def address(self) -> str:
        """Where the web server listens."""
        return f"{web_host()}:{self.values['WEB_PORT']}"

    def environment(self) -> dict[str, str]:
        """The settings that name no server."""
        return {
            "SECRET_KEY": self.values["SECRET_KEY"],
            "METRICS_TOKEN": self.values["METRICS_TOKEN"],
            "PASS_SIGNING_KEY": self.values["PASS_SIGNING_KEY"],
            "DEBUG": os.environ.get("DEBUG", "false"),
            "ALLOWED_HOSTS": f"localhost,127.0.0.1,{web_host()}",
            "SITE_URL": f"http://{self.address}",
            "BIND": self.address,
            "LOG_FORMAT": os.environ.get("LOG_FORMAT", "text"),
            "FILES_ROOT": str(self.folder / "files"),
        }


def default_folder() -> Path:
    """`.state` in the checkout. Root's PostgreSQL runs as nobody and cannot reach into a closed home: then the
    data go to /var/lib and `.state` is a link to them."""
    if LINK.exists() or os.geteuid() != 0 or is_reachable(CHECKOUT):
        return LINK.resolve()
    name = f"{CHECKOUT.name}-{hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]}"
    folder = ELSEWHERE / name
    folder.mkdir(parents=True, exist_ok=True)
    ELSEWHERE.chmod(0o755)
    LINK.unlink(missing_ok=True)
    LINK.symlink_to(folder)
    return folder


def is_reachable(path: Path) -> bool:
    """Whether any user of this machine may walk down to the path."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def open_state(folder: Path, *, ours: bool = True) -> State:
    """Read the folder's secrets and ports, making what is missing.

    `ours` says that this run holds the folder: a remembered port that somebody else took is then replaced.
    """
    file = folder / "env"
    values = read_values(file)
    values |= {name: secrets.token_urlsafe(48) for name in SECRETS if name not in values}
    values.setdefault("WEB_PORT", FIRST_WEB_PORT)
    for name in PORTS:
        if ours or name not in values:
            values[name] = str(free_port(int(values.get(name, 0))))
    _write(file, values)
    return State(folder, values)


@contextmanager
def web_door(folder: Path) -> Iterator[socket.socket]:
    """The web server's listening socket, at the remembered port or, when that is taken, at another, then remembered."""
    file = folder / "env"
    values = read_values(file)
    try:
        door = socket.create_server((web_host(), int(values.get("WEB_PORT", FIRST_WEB_PORT))))
    except OSError:
        door = socket.create_server((web_host(), 0))
    with door:
        _write(file, values | {"WEB_PORT": str(door.getsockname()[1])})
        yield door


def web_host() -> str:
    """This machine alone is served, unless DEMO_HOST names an address others reach it by."""
    return os.environ.get("DEMO_HOST", "127.0.0.1")


@contextmanager
def claim(folder: Path) -> Iterator[bool]:
    """Hold the folder while the block runs; yields False when another run holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        raise SystemExit(f"{folder} belongs to another user: run as that user, or remove it first.")
    folder.chmod(0o711)  # PostgreSQL, run as nobody by root, walks through
    (folder / "files").mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until nobody else is in the folder, and keep others out while the block runs. Nothing is written for it."""
    folder.mkdir(parents=True, exist_ok=True)
    door = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)


def free_port(wanted: int = 0) -> int:
    """The wanted port when nobody listens on it, else any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read_values(file: Path) -> dict[str, str]:
    """The names and values of an env file; none when there is no file."""
    if not file.exists():
        return {}
    lines = file.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _write(file: Path, values: dict[str, str]) -> None:
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    draft.replace(file)
