"""The library of objects at 200,000 and at 2,000,000: pages against raw statements, the night's work, an import.

`BENCH_OBJECTS` sets other sizes ("20000,100000"). Names are made up; the counties of one province share them.
"""

import json
import os
from itertools import pairwise

from tests.bench.table import Ratio
from tests.browser.site import Site

SIZES = [int(size) for size in os.environ.get("BENCH_OBJECTS", "200000,2000000").split(",")]
REGISTER = int(os.environ.get("BENCH_REGISTER", "100000"))


def measure(site: Site, sizes: list[int] = SIZES, register: int = REGISTER) -> list[Ratio]:
    ratios: list[Ratio] = []
    taken: list[dict[str, float]] = []
    made = 0
    for size in sizes:
        site.python(f"from tests.bench.object_rows import grow; grow({size - made}, {made})")
        made = size
        found = _inside(site, "questions()")
        ratios += [
            Ratio(f"{size:,} objects, {what}", f"{ours:.1f} ms", f"{raw:.1f} ms", ours / raw, "≤ 3.00")
            for what, (ours, raw) in found.items()
        ]
        taken.append({what: ours for what, (ours, _raw) in found.items()} | _work(site, size, ratios))
    for (fewer, small), (more, large) in pairwise(zip(sizes, taken, strict=True)):
        for what, before in small.items():
            words = f"{what}, {more:,} / {fewer:,} objects"
            ratios.append(Ratio(words, _time(large[what]), _time(before), large[what] / before, "≤ 12"))
    return [*ratios, _register(site, made, register)]


def _work(site: Site, size: int, ratios: list[Ratio]) -> dict[str, float]:
    """The night's work over all counties: milliseconds; its memory must stay that of one place."""
    spent = {}
    for what in ("doubles", "candidates"):
        found = _inside(site, f"{what}()")
        words = f"{size:,} objects, {found['found']:,} {what}, {found['megabytes']:.0f} MB / a minute"
        ratios.append(Ratio(words, f"{found['seconds']:.0f} s", "60 s", found["seconds"] / 60, "minutes"))
        spent[f"{what} of all places"] = found["seconds"] * 1000
    return spent


def _register(site: Site, size: int, rows: int) -> Ratio:
    found = _inside(site, f"register({rows}, {size})")
    ours, theirs = sum(found["ours"]), sum(found["barest"])
    what = f"{size:,} objects, register of {rows:,} / read + COPY + merge"
    return Ratio(what, f"{ours:.1f} s", f"{theirs:.1f} s", ours / theirs, "≤ 1.50")


def _inside(site: Site, call: str) -> dict:
    printed = site.python(f"from tests.bench.object_rows import *; show({call})")
    return json.loads(printed.splitlines()[-1])


def _time(milliseconds: float) -> str:
    return f"{milliseconds:.1f} ms" if milliseconds < 10_000 else f"{milliseconds / 1000:.0f} s"
