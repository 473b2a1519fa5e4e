"""Import of a large register against the barest way: calamine, COPY, one merging statement."""

import json

from tests.bench.table import Ratio
from tests.browser.site import Site

ROWS, ROUNDS = 100_000, 3


def measure(site: Site, rows: int = ROWS, rounds: int = ROUNDS) -> list[Ratio]:
    printed = site.python(f"from tests.bench.import_tables import run; run({rows}, {rounds})")
    best = json.loads(printed.splitlines()[-1])
    (read, keep), (copied, merged) = best["ours"], best["barest"]
    pairs = {
        "import of a register, read and staged / calamine + COPY": (read, copied, ""),
        "import of a register, kept / merged by one statement": (keep, merged, ""),
        "import of a register, whole / calamine + COPY + merge": (read + keep, copied + merged, "≤ 1.50"),
    }
    return [
        Ratio(what, f"{ours:.1f} s", f"{theirs:.1f} s", ours / theirs, aim)
        for what, (ours, theirs, aim) in pairs.items()
    ]
