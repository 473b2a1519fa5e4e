"""Installs what a run needs: `.venv`, the locked packages, the browser assets and missing system libraries.

Run by the system's Python as a file, before anything is installed: standard library only, and only what is missing
is done. `--dev` adds what the tests and checks need.
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
ASSETS = CHECKOUT / "node_modules"
OLDEST_PYTHON = (3, 11)
OLDEST_NPM = 7


class Missing(Exception):
    """Something this machine lacks and we may not or cannot install; the text says what to do."""


def main() -> int:
    """Read the command line and do it; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    return install(dev=parser.parse_args().dev)


def install(*, dev: bool) -> int:
    """Install what is missing; what cannot be helped is said on standard error and ends with status 1."""
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise Missing(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: make PYTHON=python3.12 …")
        make_environment()
        install_packages(["requirements", "requirements-local"] + (["requirements-dev"] if dev else []))
        install_assets(dev=dev)
        for need in NEEDS:
            if dev or not need.for_tests:
                provide(need)
        if dev and os.environ.get("CI") and not has_browser():
            raise Missing("CI is set and there is no browser: the browser tests cannot run, so this fails.")
    except Missing as problem:
        sys.stderr.write(f"\n{problem}\n\n")
        return 1
    return 0


# --- Python packages ----------------------------------------------------------------------------------------------


def make_environment() -> None:
    """Create `.venv`, or create it anew when the Python it was made with is gone."""
    if PYTHON.exists() and succeeds(PYTHON, "-c", "import pip"):
        return
    say("creating .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    if not succeeds(sys.executable, "-c", "import ensurepip, venv") and may_install():
        apt_install(["python3-venv"])
    if succeeds(sys.executable, "-c", "import ensurepip"):
        run(sys.executable, "-m", "venv", VENV)
    else:
        run(sys.executable, "-m", "venv", "--without-pip", VENV)
        unpack_pip()


def unpack_pip() -> None:
    """Debian keeps pip apart from Python: fetch its package, which needs no rights, and install from it."""
    with tempfile.TemporaryDirectory() as folder:
        if succeeds("apt-get", "download", "-q", "python3-pip-whl", cwd=folder):
            run("dpkg-deb", "--extract", next(Path(folder).glob("*.deb")), folder)
        wheel = next(Path(folder).glob("usr/share/python-wheels/pip-*.whl"), None)
        if wheel is None:
            shutil.rmtree(VENV)
            raise Missing("Python came without venv. Run once:  sudo apt-get install python3-venv")
        run(PYTHON, f"{wheel}/pip", "install", "-q", "--no-index", wheel)


def install_packages(locks: Sequence[str]) -> None:
    """Install the lock files that changed since the last time; every package is checked by its hash."""
    stale = [lock for lock in locks if stamp(lock).changed]
    if not stale:
        return
    say(f"installing {', '.join(f'{lock}.txt' for lock in stale)} (the first time takes minutes)")
    files = [argument for lock in stale for argument in ("-r", CHECKOUT / f"{lock}.txt")]
    options = ("-q", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:")
    run(PYTHON, "-m", "pip", "install", *options, *files)
    for lock in stale:
        stamp(lock).write()


@dataclass(frozen=True)
class Stamp:
    """A file that remembers the content something was installed from."""

    file: Path
    content: str

    @property
    def changed(self) -> bool:
        return not self.file.exists() or self.file.read_text() != self.content

    def write(self) -> None:
        self.file.write_text(self.content)


def stamp(lock: str) -> Stamp:
    return Stamp(VENV / f".{lock}", digest(CHECKOUT / f"{lock}.txt"))


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# --- browser assets -----------------------------------------------------------------------------------------------


def install_assets(*, dev: bool) -> None:
    """Fill node_modules from the lock; npm comes as a Python package where there is no Node."""
    content = digest(CHECKOUT / "package.json") + digest(CHECKOUT / "package-lock.json")
    done = Stamp(ASSETS / ".installed", content)
    done_with_dev = Stamp(ASSETS / ".installed-dev", content)
    if not done_with_dev.changed or (not dev and not done.changed):
        return
    if not has_npm():
        install_packages(["requirements-node"])
    say("installing browser assets")
    npm = (find("npm"), "--silent")
    run(*npm, "ci", *([] if dev else ["--omit", "dev"]))
    run(*npm, "run", "pages")
    (done_with_dev if dev else done).write()


def has_npm() -> bool:
    answer = output(find("npm"), "--version")
    return answer.split(".")[0].isdigit() and int(answer.split(".")[0]) >= OLDEST_NPM


# --- system packages ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Need:
    """Debian packages that give one ability, and how to see whether it is there."""

    ability: str
    packages: tuple[str, ...]
    is_met: Callable[[], bool]
    for_tests: bool = False


def provide(need: Need) -> None:
    """Install what is missing where we may; else print the line to run and go on without."""
    if need.is_met():
        return
    if may_install():
        say(f"installing {', '.join(need.packages)}")
        apt_install(need.packages)
    if need.is_met():
        return
    line = f"sudo apt-get install --no-install-recommends {' '.join(need.packages)}"
    sys.stderr.write(f"\n*** {need.ability}: not on this machine. To have it, run once:\n***   {line}\n\n")


def has_libraries(*names: str) -> bool:
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_browser() -> bool:
    """Whether a Chromium really starts (Ubuntu's package only points to a snap) and its driver can."""
    return "Chromium" in output(find("chromium"), "--version", "--no-sandbox") and has_libraries("libatomic.so.1")


NEEDS = (
    Need(
        "Papers as PDF",
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        lambda: has_libraries("libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
    ),
    Need("BROWSER TESTS (Ubuntu: snap install chromium)", ("chromium", "libatomic1"), has_browser, for_tests=True),
    Need(
        "Chinese on screen in browser tests",
        ("fonts-noto-cjk", "fontconfig"),
        lambda: bool(output("fc-list", ":lang=zh")),
        for_tests=True,
    ),
    Need("Tests that look at PDFs", ("poppler-utils",), lambda: bool(shutil.which("pdftoppm")), for_tests=True),
)


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages without a question; a failure is left for the caller to see by what is missing."""
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120")
    install = (*apt, "install", "-y", "--no-install-recommends", *packages)
    if not succeeds(*install) and succeeds(*apt, "update"):
        succeeds(*install)


# --- running programs ---------------------------------------------------------------------------------------------


def find(program: str) -> str:
    """The program's path: on the system, else in `.venv`."""
    return shutil.which(program) or str(VENV / "bin" / program)


def run(*command: object) -> None:
    """Run to the end in the checkout, its output shown; raises when it fails."""
    words = [str(word) for word in command]
    if subprocess.call(words, stdin=subprocess.DEVNULL, cwd=CHECKOUT):
        raise Missing(f"This failed: {' '.join(words)}")


def succeeds(*command: object, cwd: str | None = None) -> bool:
    return _quietly(command, cwd).returncode == 0


def output(*command: object) -> str:
    """What the program printed; nothing when it is missing or failed."""
    done = _quietly(command)
    return done.stdout if done.returncode == 0 else ""


def _quietly(command: Sequence[object], cwd: str | None = None) -> "subprocess.CompletedProcess[str]":
    words = [str(word) for word in command]
    try:
        return subprocess.run(words, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=cwd)
    except OSError as problem:
        return subprocess.CompletedProcess(words, 127, "", str(problem))


def say(text: str) -> None:
    sys.stdout.write(f"· {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
