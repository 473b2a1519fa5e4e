"""A draw of 50,000 from two million objects of one county, and the public list of what followed from it.

`BENCH_DRAW` sets other sizes ("2000000,50000": objects, drawn and published).
"""

import json
import os

from tests.bench.load import rate
from tests.bench.pages import SECONDS, WARM_UP_SECONDS, bare_server
from tests.bench.table import Ratio
from tests.browser.site import Site

OBJECTS, DRAWN = (int(size) for size in os.environ.get("BENCH_DRAW", "2000000,50000").split(","))


def measure(site: Site) -> list[Ratio]:
    held = _inside(site, f"draw({OBJECTS}, {DRAWN})")
    published = _inside(site, f"publication({DRAWN})")
    whole = held["frozen"] + held["committed"] + held["drawn"]
    what = f"{DRAWN:,} of {OBJECTS:,} drawn"
    return [
        _seconds(f"{what} / bare ORDER BY sha256", held["drawn"], held["bare"], "≤ 2.00"),
        _seconds(f"{what}, frozen and committed, {held['megabytes']:.0f} MB / bare", whole, held["bare"], "≤ 2.00"),
        _seconds(f"{DRAWN:,} results published / COPY of the rows", published["ours"], published["bare"], ""),
        _public_list(site),
    ]


def _seconds(what: str, ours: float, theirs: float, aim: str) -> Ratio:
    return Ratio(what, f"{ours:.1f} s", f"{theirs:.1f} s", ours / theirs, aim)


def _public_list(site: Site) -> Ratio:
    """Answers a second of the list of results, and of a page held in memory by the same server."""
    with bare_server(site) as address:
        pages = [(site.settings["BIND"], "/open/610702/inspection_result/list/"), (address, "/still/")]
        for bind, path in pages:
            rate(bind, path, "", WARM_UP_SECONDS)
        ours, theirs = (rate(bind, path, "", SECONDS) for bind, path in pages)
    what = "public list of results / still page, answers a second"
    return Ratio(what, f"{ours:.0f}", f"{theirs:.0f}", ours / theirs, "")


def _inside(site: Site, call: str) -> dict:
    printed = site.python(f"import json; from tests.bench.draw_rows import *; print(json.dumps({call}))")
    return json.loads(printed.splitlines()[-1])
