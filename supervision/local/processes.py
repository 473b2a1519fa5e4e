"""Runs several programs side by side: one log with a prefix for each, one clean stop."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

STOP_SECONDS = 20
TICK_SECONDS = 0.1
LAST_WORDS_SECONDS = 2
COLOURS = (36, 35, 33, 32)  # cyan, magenta, yellow, green


@dataclass(frozen=True)
class Program:
    """A long-running program under the name its log lines carry."""

    name: str
    command: Sequence[str]
    keeps: Sequence[int] = ()  # open file descriptors it inherits


def tied(command: Sequence[str], number: int = signal.SIGTERM) -> list[str]:
    """The command, signalled by the kernel when we are killed before we could stop it; without util-linux as it is."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", signal.Signals(number).name, *command] if setpriv else list(command)


@dataclass
class Log:
    """Standard output, shared line by line."""

    width: int
    coloured: bool = field(default_factory=sys.stdout.isatty)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, name: str, text: str, colour: int = 1) -> None:
        prefix = f"{name:<{self.width}} │"
        if self.coloured:
            prefix = f"\033[{colour}m{prefix}\033[0m"
        with self.lock:
            sys.stdout.write(f"{prefix} {text.rstrip()}\n")
            sys.stdout.flush()

    def copy(self, name: str, stream: IO[str], colour: int) -> None:
        """Copy a program's output until it ends."""
        with stream:
            for line in stream:
                if line.strip():
                    self.write(name, line, colour)


@dataclass
class Crew:
    """The programs that run, each in its own session so that only we stop it."""

    settings: Mapping[str, str]
    log: Log
    children: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict)
    copiers: list[threading.Thread] = field(default_factory=list)

    def start(self, program: Program) -> None:
        child = subprocess.Popen(
            tied(program.command),
            env=dict(self.settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            pass_fds=program.keeps,
        )
        colour = COLOURS[len(self.children) % len(COLOURS)]
        copier = threading.Thread(target=self.log.copy, args=(program.name, child.stdout, colour), daemon=True)
        copier.start()
        self.children[program.name] = child
        self.copiers.append(copier)

    def has_lost_one(self) -> bool:
        """Whether a program ended by itself; the log then says which."""
        ended = {name: child.returncode for name, child in self.children.items() if child.poll() is not None}
        for name, status in ended.items():
            self.log.write(name, f"ended by itself with status {status}")
        return bool(ended)

    def stop(self) -> None:
        """Stop all, and wait for their last words."""
        stop_all(list(self.children.values()))
        for copier in self.copiers:
            copier.join(LAST_WORDS_SECONDS)


def supervise(
    programs: Sequence[Program], settings: Mapping[str, str], is_ready: Callable[[], bool], on_ready: Callable[[], None]
) -> int:
    """Run until a signal (0) or until one of the programs ends by itself (1); then stop them all.

    The first program has the machine to itself until `is_ready`: then the others start and `on_ready` is called.
    """
    stop = threading.Event()
    crew = Crew(settings, Log(width=max(len(program.name) for program in programs)))
    with signals_set(stop):
        try:
            crew.start(programs[0])
            announced = False
            while not stop.wait(TICK_SECONDS):
                if crew.has_lost_one():
                    return 1
                if not announced and is_ready():
                    announced = True
                    on_ready()
                    for program in programs[1:]:
                        crew.start(program)
        finally:
            crew.stop()
    return 0


@contextmanager
def signals_set(stop: threading.Event) -> Iterator[None]:
    """Let Ctrl-C, a polite kill and a closed terminal set the event instead of interrupting."""
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def stop_all(children: Sequence["subprocess.Popen[str]"]) -> None:
    """Ask all to finish what they do; after a while kill what is left, their own children included."""
    for child in children:
        child.terminate()
    limit = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
