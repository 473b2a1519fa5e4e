"""`make test`: the whole suite with a process for each core; first what needs no browser, then what drives one.

One after the other, for Playwright runs an event loop where others use the ORM.
"""

import subprocess
import sys
from collections.abc import Sequence

from supervision.local.install import has_browser
from supervision.local.processes import tied

OTHERS = ("--dist", "worksteal", "-m", "not browser")
BROWSER = ("--dist", "loadgroup", "--no-loadscope-reorder", "-m", "browser")
ALL_PASSED, INTERRUPTED, NONE_CHOSEN = 0, 2, 5


def main(arguments: Sequence[str]) -> int:
    """Run both parts with these arguments of pytest; gives the exit status of the first that failed.

    A part in which nothing was chosen has not failed, unless nothing was chosen in the other either.
    """
    ended = []
    for part in (OTHERS, BROWSER) if has_browser() else (OTHERS,):
        ended.append(run(arguments, part))
        if ended[-1] == INTERRUPTED:
            break
    failed = [status for status in ended if status not in {ALL_PASSED, NONE_CHOSEN}]
    return failed[0] if failed else min(ended)


def run(arguments: Sequence[str], part: Sequence[str]) -> int:
    """Run one part; it alone answers Ctrl-C."""
    command = [sys.executable, "-m", "pytest", "--numprocesses", "auto", *arguments, *part]
    process = subprocess.Popen(tied(command))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
