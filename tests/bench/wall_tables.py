"""Two tenant-owned tables of the bench, walled in by the very operation the migrations use. Runs inside the site."""

from types import SimpleNamespace

from django.db import connections, models

from tenancy.models import TenantModel
from tenancy.walls import Wall

ROWS = 2_000_000
FILL = """
INSERT INTO bench_row (tenant_id, state, due_on, name)
SELECT codes[1 + i % cardinality(codes)], i % 7, date '2026-01-01' + i % 365, '被监管对象' || i
FROM generate_series(1, {rows}) AS i,
     (SELECT array_agg(code ORDER BY code) AS codes FROM tenancy_region
       WHERE level = 'county' AND (code BETWEEN 610000000000 AND 619999999999
                                   OR code BETWEEN 360000000000 AND 369999999999)) AS counties;
INSERT INTO bench_part (tenant_id, row_id, score) SELECT tenant_id, id, id % 100 FROM bench_row;
"""


class BenchRow(TenantModel):
    """What a list shows: a state, a date, a name."""

    state = models.SmallIntegerField()
    due_on = models.DateField()
    name = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        app_label = "bench"
        db_table = "bench_row"
        indexes = [models.Index(fields=["tenant", "state"], name="bench_row_state")]


class BenchPart(TenantModel):
    """What is joined to it: one part of each row."""

    row = models.ForeignKey(BenchRow, models.CASCADE)
    score = models.SmallIntegerField()

    class Meta(TenantModel.Meta):
        app_label = "bench"
        db_table = "bench_part"


MODELS = {"benchrow": BenchRow, "benchpart": BenchPart}


def build() -> None:
    """Make both tables as the owner, fill them, and let the migrations' own operation build the walls."""
    state = SimpleNamespace(apps=SimpleNamespace(get_model=lambda _app, name: MODELS[name]))
    with connections["owner"].schema_editor() as editor:
        for model in MODELS.values():
            editor.create_model(model)
        editor.execute(FILL.format(rows=ROWS), params=None)
    with connections["owner"].schema_editor() as editor:
        for name in MODELS:
            Wall(name).database_forwards("bench", editor, None, state)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE bench_row, bench_part")
