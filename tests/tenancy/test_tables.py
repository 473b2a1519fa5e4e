"""The operation that makes many tables in one go says everything the models finally say, and nothing else."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.state import ProjectState

from tenancy.tables import ChangedTables, NewTables

DRAWING = (FieldOperation, IndexOperation, ModelOperation)
"""What changes a model, and has all others drawn anew."""

ID = ("id", models.BigAutoField(primary_key=True))
BOOK = migrations.CreateModel("Book", [ID, ("shelf", models.ForeignKey("tests.shelf", models.CASCADE))])
SHELF = migrations.CreateModel("Shelf", [ID])
LATER_FIELD = migrations.AddField("shelf", "best", models.ForeignKey("tests.book", models.CASCADE, null=True))
LATER_CONSTRAINT = migrations.AddConstraint("book", models.UniqueConstraint(fields=["shelf"], name="one_a_shelf"))


def test_tables_may_point_at_each_other_and_have_what_is_added_later(db):
    tables, state = NewTables([BOOK, SHELF, LATER_FIELD, LATER_CONSTRAINT]), ProjectState()
    tables.state_forwards("tests", state)

    with connection.schema_editor(collect_sql=True) as editor:
        tables.database_forwards("tests", editor, ProjectState(), state)

    written = "\n".join(editor.collected_sql)
    assert written.count("CREATE TABLE") == 2
    assert 'CONSTRAINT "one_a_shelf" UNIQUE ("shelf_id")' in written
    assert 'FOREIGN KEY ("shelf_id") REFERENCES "tests_shelf" ("id")' in written
    assert 'FOREIGN KEY ("best_id") REFERENCES "tests_book" ("id")' in written


def test_an_older_table_is_not_changed_here():
    with pytest.raises(ValueError, match="does not make shelf"):
        NewTables([BOOK, LATER_FIELD])


@pytest.mark.django_db(databases=["owner"])
def test_older_tables_change_as_each_operation_says():
    before = ProjectState()
    NewTables([BOOK, SHELF]).state_forwards("tests", before)
    changed, after = ChangedTables([LATER_FIELD, LATER_CONSTRAINT]), before.clone()
    changed.state_forwards("tests", after)

    with connections["owner"].schema_editor(collect_sql=True) as editor:
        changed.database_forwards("tests", editor, before, after)

    written = "\n".join(editor.collected_sql)
    assert 'ALTER TABLE "tests_shelf" ADD COLUMN "best_id"' in written
    assert 'ALTER TABLE "tests_book" ADD CONSTRAINT "one_a_shelf" UNIQUE ("shelf_id")' in written
    assert "CREATE TABLE" not in written


def test_no_migration_draws_all_models_again_and_again():
    """A fresh database is made for every run of these tests and at every newcomer's first start."""
    loader = MigrationLoader(connection=None)
    ours = {config.label for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR}
    bare = {
        f"{app}.{name}": sum(isinstance(one, DRAWING) for one in migration.operations)
        for (app, name), migration in loader.disk_migrations.items()
        if app in ours
    }
    assert {name: count for name, count in bare.items() if count > 1} == {}
