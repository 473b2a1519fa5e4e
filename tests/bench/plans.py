"""A year's plans compared and tried out: 200 entries over two million objects of one county, 100 draws of them all.

`BENCH_PLANS` sets other sizes ("200,2000000,100": entries, objects, draws).
"""

import json
import os

from tests.bench.table import Ratio
from tests.browser.site import Site

ENTRIES, OBJECTS, RUNS = (int(size) for size in os.environ.get("BENCH_PLANS", "200,2000000,100").split(","))


def measure(site: Site) -> list[Ratio]:
    site.python(f"from tests.bench.plan_rows import grow; grow({OBJECTS}, {ENTRIES})")
    compared = _inside(site, "overlaps()")
    tried = _inside(site, f"draws({RUNS})")
    return [
        Ratio(
            f"{ENTRIES} entries, {OBJECTS:,} objects, {compared['groups']} groups / read the pools",
            f"{compared['ours']:.1f} s",
            f"{compared['raw']:.1f} s",
            compared["ours"] / compared["raw"],
            "≤ 3.00",
        ),
        Ratio(
            f"{RUNS} draws of {tried['visits']:,} visits of {tried['objects']:,} objects / SQL",
            f"{tried['ours']:.1f} s",
            f"{tried['raw']:.1f} s",
            tried["ours"] / tried["raw"],
            "≤ 1.00",
        ),
    ]


def _inside(site: Site, call: str) -> dict:
    printed = site.python(f"import json; from tests.bench.plan_rows import *; print(json.dumps({call}))")
    return json.loads(printed.splitlines()[-1])
