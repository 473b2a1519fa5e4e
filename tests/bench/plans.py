"""A year's plans compared and tried out: 200 entries over two million objects of one county, 100 draws of them all.

`BENCH_PLANS` sets other sizes ("200,2000000,100": entries, objects, draws).
"""

import os

from tests.bench.inside import inside
from tests.bench.table import Ratio
from tests.browser.site import Site

ENTRIES, OBJECTS, RUNS = (int(size) for size in os.environ.get("BENCH_PLANS", "200,2000000,100").split(","))


def measure(site: Site) -> list[Ratio]:
    site.python(f"from tests.bench.plan_rows import grow; grow({OBJECTS}, {ENTRIES})")
    compared = inside(site, "plan_rows", "overlaps()")
    tried = inside(site, "plan_rows", f"draws({RUNS})")
    return [
        Ratio.of_seconds(
            f"{ENTRIES} entries, {OBJECTS:,} objects, {compared['groups']} groups / read the pools",
            compared["ours"],
            compared["raw"],
            "≤ 3.00",
        ),
        Ratio.of_seconds(
            f"{RUNS} draws of {tried['visits']:,} visits of {tried['objects']:,} objects / SQL",
            tried["ours"],
            tried["raw"],
            "≤ 1.00",
        ),
    ]
