"""The launcher: what it starts, how closed it keeps it, and that nothing of it stays."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from supervision.local import demo, install
from supervision.local.processes import Program, supervise
from supervision.local.state import web_door
from tests.workers import wait_until

CHECKOUT = Path(__file__).resolve().parents[2]
PRINT_SETTINGS = "import json, os; print(json.dumps(dict(os.environ)), flush=True)"
GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PUBLIC_URL", "REDIS_URL", "FILES_ROOT", "SECRET_KEY")


class Launcher:
    """The launcher in a checkout of its own, whose path has a space in it."""

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        (checkout / "deploy").mkdir(parents=True)
        shutil.copy(CHECKOUT / "deploy" / "roles.sql", checkout / "deploy")
        shutil.copytree(CHECKOUT / "supervision", checkout / "supervision")

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        environment = {name: value for name, value in os.environ.items() if name not in GIVEN}
        return subprocess.Popen(
            [sys.executable, "-m", "supervision.local", *arguments],
            cwd=self.checkout,
            env=environment | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        with self.start(*arguments, **settings) as process:
            output, errors = process.communicate(timeout=120)
            return subprocess.CompletedProcess(arguments, process.returncode, output, errors)

    def settings(self, *options: str) -> dict[str, str]:
        """What a command run by the launcher finds in its environment."""
        done = self.run("exec", *options, "--", "python", "-c", PRINT_SETTINGS)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start_long(self) -> tuple[subprocess.Popen[str], dict[str, str]]:
        """A run that lasts until it is stopped, with its settings."""
        process = self.start("exec", "--", "python", "-c", f"{PRINT_SETTINGS}; import time; time.sleep(60)")
        return process, json.loads(process.stdout.readline())


@pytest.fixture
def launcher(tmp_path) -> Iterator[Launcher]:
    launcher = Launcher(tmp_path / "a checkout")
    yield launcher
    assert launcher.run("reset").returncode == 0


def answers(address: str) -> bool:
    parts = urlsplit(address)
    with socket.socket() as probe:
        return probe.connect_ex((parts.hostname, parts.port)) == 0


def stop(process: subprocess.Popen[str], number: int) -> int:
    with process:
        os.killpg(process.pid, number)
        return process.wait(timeout=120)


def ask(role: str, question: str) -> list[tuple]:
    connection = psycopg2.connect(os.environ[f"DATABASE{role}_URL"])
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()
    finally:
        connection.close()


def test_the_three_roles_may_do_what_they_must_and_no_more():
    roles = ask(
        "_OWNER",
        "SELECT rolname, rolcanlogin, rolcreatedb, rolbypassrls, rolsuper, rolcreaterole,"
        " has_schema_privilege(rolname, 'public', 'CREATE'), has_schema_privilege(rolname, 'public', 'USAGE')"
        " FROM pg_roles WHERE rolname LIKE 'supervision%' ORDER BY rolname",
    )
    assert roles == [
        ("supervision_app", True, False, False, False, False, False, True),
        ("supervision_owner", True, True, True, False, False, True, True),
        ("supervision_public", True, False, False, False, False, False, True),
    ]


@pytest.mark.parametrize("role", ["", "_OWNER", "_PUBLIC"])
def test_trigrams_see_chinese(role):
    assert ask(role, "SELECT cardinality(show_trgm('华信科技')) > 0") == [(True,)]


def test_addresses_that_are_given_are_used_and_nothing_is_started(launcher):
    given = {"DATABASE_URL": "postgres://u:p@db.example/x", "REDIS_URL": "redis://cache.example"}
    done = launcher.run("exec", "--throwaway", "--", "python", "-c", PRINT_SETTINGS, **given)
    seen = json.loads(done.stdout)
    assert {name: seen.get(name) for name in given} == given
    assert "DATABASE_OWNER_URL" not in seen
    assert list((launcher.checkout / ".state").resolve().rglob("pg")) == []


def test_one_address_without_the_other_is_refused(launcher):
    done = launcher.run("exec", "--", "true", REDIS_URL="redis://cache.example")
    assert done.returncode == 1
    assert "set both" in done.stderr


def test_the_exit_status_of_the_command_is_passed_on(launcher):
    given = {"DATABASE_URL": "postgres://u:p@db.example/x", "REDIS_URL": "redis://cache.example"}
    assert launcher.run("exec", "--", "sh", "-c", "exit 7", **given).returncode == 7


def test_secrets_and_ports_are_kept_and_closed_to_others(launcher):
    first, second = launcher.settings(), launcher.settings()
    kept = "SECRET_KEY METRICS_TOKEN PASS_SIGNING_KEY DATABASE_URL DATABASE_PUBLIC_URL REDIS_URL SITE_URL"
    for name in kept.split():
        assert first[name] == second[name]
    state = (launcher.checkout / ".state").resolve()
    open_to_others = {path.name for path in state.iterdir() if path.stat().st_mode & 0o066}
    assert {name for name in open_to_others if not name.startswith("postgres-")} <= {"lock", "roles.sql"}


def test_nothing_of_a_throwaway_run_stays(launcher):
    settings = launcher.settings("--throwaway")
    assert not answers(settings["DATABASE_URL"])
    assert not answers(settings["REDIS_URL"])
    assert not Path(settings["FILES_ROOT"]).exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_stops_its_servers(launcher, number):
    process, settings = launcher.start_long()
    assert answers(settings["DATABASE_URL"])
    stop(process, number)
    assert not answers(settings["DATABASE_URL"])
    assert not answers(settings["REDIS_URL"])


def test_servers_of_a_killed_run_go_with_it_and_the_next_starts_them_again(launcher):
    process, settings = launcher.start_long()
    os.kill(process.pid, signal.SIGKILL)
    wait_until(lambda: not answers(settings["DATABASE_URL"]) and not answers(settings["REDIS_URL"]))
    with process:
        assert process.wait() == -signal.SIGKILL
    assert launcher.settings()["DATABASE_URL"] == settings["DATABASE_URL"]
    assert not answers(settings["DATABASE_URL"])
    assert not answers(settings["REDIS_URL"])


def test_a_second_run_shares_the_servers_and_leaves_them(launcher):
    process, settings = launcher.start_long()
    assert launcher.settings()["DATABASE_URL"] == settings["DATABASE_URL"]
    assert answers(settings["DATABASE_URL"])
    stop(process, signal.SIGTERM)


def test_passwords_are_asked_for():
    parts = urlsplit(os.environ["DATABASE_URL"])
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(parts._replace(netloc=f"{parts.username}:wrong@{parts.hostname}:{parts.port}").geturl())


def test_a_taken_web_port_is_replaced_by_another_that_is_remembered(tmp_path):
    with web_door(tmp_path) as first, web_door(tmp_path) as second:
        port = second.getsockname()[1]
        assert first.getsockname()[1] != port
    with web_door(tmp_path) as third:
        assert third.getsockname()[1] == port


def python(text: str) -> tuple[str, ...]:
    return (sys.executable, "-u", "-c", text)


def test_when_one_program_ends_the_others_are_stopped(capsys, tmp_path, monkeypatch):
    web = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(print("goodbye")))
pathlib.Path("started").touch()
time.sleep(60)
"""
    beat = """
print("节拍")
raise SystemExit(3)
"""
    monkeypatch.chdir(tmp_path)
    programs = [Program("web", python(web)), Program("beat", python(beat))]
    assert supervise(programs, os.environ, (tmp_path / "started").exists, lambda: None) == 1
    lines = capsys.readouterr().out.splitlines()
    assert {"beat │ 节拍", "beat │ ended by itself with status 3", "web  │ goodbye"} <= set(lines)


def test_a_signal_stops_all_programs_and_readiness_is_told_once():
    told: list[float] = []

    def is_told() -> None:
        told.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGTERM)

    programs = [Program("web", python("import time; time.sleep(60)"))]
    assert supervise(programs, os.environ, lambda: True, is_told) == 0
    assert len(told) == 1


def test_what_may_not_be_installed_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(install, "may_install", lambda: False)
    install.provide(install.Need("Papers as PDF", ("libpango-1.0-0",), lambda: False))
    assert "sudo apt-get install --no-install-recommends libpango-1.0-0\n" in capsys.readouterr().err


def test_a_lock_is_installed_again_only_when_it_changed(monkeypatch, tmp_path):
    done = []
    monkeypatch.setattr(install, "VENV", tmp_path)
    monkeypatch.setattr(install, "CHECKOUT", tmp_path)
    monkeypatch.setattr(install, "run", lambda *command: done.append(command))
    lock = tmp_path / "requirements.txt"
    for text in ("a==1", "a==1", "a==2"):
        lock.write_text(text)
        install.install_packages(["requirements"])
    assert len(done) == 2
    assert all("--require-hashes" in command for command in done)


def test_the_demonstration_is_loaded_again_only_when_the_code_changed(monkeypatch, tmp_path):
    done = []
    monkeypatch.setattr(demo, "CHECKOUT", tmp_path)
    monkeypatch.setattr(demo, "run", lambda settings, *command: done.append(command) or f"accounts {len(done)}\n")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "apps.py").touch()
    assert demo.prepare({}, tmp_path) == demo.prepare({}, tmp_path) == "accounts 1"
    (tmp_path / "items" / "models.py").touch()
    assert demo.prepare({}, tmp_path) == "accounts 2"
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/")
    assert demo.prepare({}, tmp_path) == "accounts 3"
