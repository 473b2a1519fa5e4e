"""Ask a function of one of the modules of rows, inside the site that is measured."""

import json
from typing import Any

from tests.browser.site import Site


def inside(site: Site, module: str, call: str) -> Any:
    """What `call` gives, a value that JSON can hold; what it prints before is not looked at."""
    printed = site.python(f"import json; from tests.bench.{module} import *; print(json.dumps({call}))")
    return json.loads(printed.splitlines()[-1])
