"""The benches themselves work, at a size that takes a moment; `make bench` measures. They run beside the test."""

import json

import pytest

from tests.bench.table import Ratio, lines
from tests.committed import owner_cursor
from tests.workers import managed

BENCHES = {
    "the library's pages": "from tests.bench.object_rows import *; grow(400, 0); show(questions())",
    "doubles": "from tests.bench.object_rows import *; grow(400, 0); show(doubles())",
    "candidates": "from tests.bench.object_rows import *; grow(400, 0); show(candidates())",
    "a register of objects": "from tests.bench.object_rows import *; grow(400, 0); show(register(60, 1))",
    "a library filled before its indexes are built": "from registry.management.commands import make_objects as m;"
    " from tests.bench.object_rows import *; m.REBUILD_FROM = 100; grow(400, 0); show(questions())",
    "a year of plans": "import json; from tests.bench.plan_rows import *; grow(400, 6);"
    " print(json.dumps([overlaps(), draws(3)]))",
    "a draw": "import json; from tests.bench.draw_rows import *; print(json.dumps(draw(400, 20)))",
    "results": "import json; from tests.bench.publication_rows import *; print(json.dumps(publication(30)))",
    "any register": "from tests.bench.import_tables import run; run(50, 1)",
}


@pytest.fixture
def own_tables(committed):
    """What the benches make is dropped again."""
    yield
    with owner_cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_register, bench_company, bench_copied, bench_drawn")


@pytest.mark.usefixtures("own_tables")
@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_measures(redis_address, tmp_path, monkeypatch, name):
    monkeypatch.setenv("FILES_ROOT", str(tmp_path))
    code = ["shell", "--verbosity", "0", "--command", BENCHES[name]]
    assert json.loads(managed(redis_address, *code).splitlines()[-1])


def test_objects_are_made_by_the_hundred(committed, redis_address):
    assert "300 objects" in managed(redis_address, "make_objects", "300", "--tenant", "610703")
    with owner_cursor() as cursor:
        cursor.execute("SELECT count(*), bool_and(starts_with(search_key, name_key)) FROM registry_supervisedobject")
        assert cursor.fetchone() == (300, True)


def test_ratios_are_printed_one_a_line():
    assert len(list(lines([Ratio("what", "1 s", "2 s", 0.5, "≤ 1.50")]))) == 2
