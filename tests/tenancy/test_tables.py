"""The operation that makes many tables in one go says everything the models finally say, and nothing else."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from tenancy.tables import NewTables

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
