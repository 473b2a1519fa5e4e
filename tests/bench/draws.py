"""A draw of 50,000 from two million objects of one county, from the frozen pool to the drawn.

`BENCH_DRAW` sets other sizes ("2000000,50000": objects, drawn).
"""

import os

from tests.bench.inside import inside
from tests.bench.table import Ratio
from tests.browser.site import Site

OBJECTS, DRAWN = (int(size) for size in os.environ.get("BENCH_DRAW", "2000000,50000").split(","))


def measure(site: Site) -> list[Ratio]:
    held = inside(site, "draw_rows", f"draw({OBJECTS}, {DRAWN})")
    whole = held["frozen"] + held["committed"] + held["drawn"]
    what = f"{DRAWN:,} of {OBJECTS:,} drawn"
    return [
        Ratio.of_seconds(f"{what} / bare ORDER BY sha256", held["drawn"], held["bare"], "≤ 2.00"),
        Ratio.of_seconds(
            f"{what}, frozen and committed, {held['megabytes']:.0f} MB / bare", whole, held["bare"], "≤ 2.00"
        ),
    ]
