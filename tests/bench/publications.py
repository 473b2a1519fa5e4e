"""Results of a county by the ten thousand: drafted, checked and published, then read by the public.

`BENCH_RESULTS` sets another size than 50,000.
"""

import os

from tests.bench.inside import inside
from tests.bench.load import rate
from tests.bench.pages import SECONDS, WARM_UP_SECONDS, bare_server
from tests.bench.table import Ratio
from tests.browser.site import Site

RESULTS = int(os.environ.get("BENCH_RESULTS", "50000"))


def measure(site: Site) -> list[Ratio]:
    found = inside(site, "publication_rows", f"publication({RESULTS})")
    published = f"{RESULTS:,} results published, {found['megabytes']:.0f} MB / same rows in SQL"
    handled = f"{found['count']:,} drafted, told and checked / same columns in SQL"
    return [
        Ratio.of_seconds(published, found["published"], found["bare"], "≤ 3.00"),
        Ratio.of_seconds(handled, found["handled"], found["changed"], "≤ 3.00"),
        _public_list(site),
    ]


def _public_list(site: Site) -> Ratio:
    """Answers a second of the list of results, and of a page held in memory by the same server."""
    with bare_server(site) as address:
        pages = [(site.settings["BIND"], "/open/610702/inspection_result/list/"), (address, "/still/")]
        for bind, path in pages:
            rate(bind, path, "", WARM_UP_SECONDS)
        ours, theirs = (rate(bind, path, "", SECONDS) for bind, path in pages)
    what = "public list of results / still page, answers a second"
    return Ratio(what, f"{ours:.0f}", f"{theirs:.0f}", ours / theirs, "")
