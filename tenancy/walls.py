"""Migration operations that build the walls in PostgreSQL: row-level security, composite keys, append-only ledgers.

`Wall("department")` is the last operation after a tenant-owned table is made or gets a foreign key. It may be
repeated: every statement says what should hold, not what changed.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations, models
from django.db.backends.ddl_references import Statement
from django.db.migrations.state import ProjectState

OWN = "tenant_id = nullif(current_setting('app.tenant', true), '')::bigint"
READ = "tenant_id BETWEEN current_setting('app.lo', true)::bigint AND current_setting('app.hi', true)::bigint"
"""Written out, as every reading statement plans it: to inline two functions takes PostgreSQL a fifth of the time in
which it finds a page by key. The range is never an empty text: `deploy/roles.sql` and `scope` say 0 to -1 for nothing.
"""
READ_UP = f"({READ} OR tenant_id = ANY (app_upper()))"
_LESSER_KEYS = """
    SELECT conname FROM pg_constraint JOIN pg_attribute AS held ON attrelid = conrelid AND conkey = ARRAY[attnum]
    WHERE contype = 'f' AND conrelid = %s::regclass AND attname = %s AND confrelid = %s::regclass
"""


def tenant_parents(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Foreign keys of `model` to tenant-owned rows; history and audit point without a constraint and are left out."""
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and field.name != "tenant" and getattr(field, "db_constraint", True):
            related = field.related_model
            if any(other.name == "tenant" for other in related._meta.local_fields):
                yield field


class Wall(migrations.operations.base.Operation):
    """Force row-level security on a tenant-owned table and tie its foreign keys to the tenant.

    `read_up` lets places below read the rows too (departments, calendars: what an upper level sets for all under it).
    `crosses` names foreign keys that lead into another tenant on purpose (the counterpart one level up).
    `is_public` lets the public site read every row, which therefore holds nothing but approved public text.
    `owner` names the column of the member whom a row is about: that member reads it in every place (own hats).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        model: str,
        read_up: bool = False,
        crosses: tuple[str, ...] = (),
        owner: str = "",
        is_public: bool = False,
    ) -> None:
        self.model = model
        self.owner = owner
        self.is_public = is_public
        self.read_up = read_up
        self.crosses = crosses

    def deconstruct(self) -> tuple[str, list, dict]:
        return (
            self.__class__.__qualname__,
            [self.model],
            {
                "read_up": self.read_up,
                "crosses": self.crosses,
                "owner": self.owner,
                "is_public": self.is_public,
            },
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The wall is not part of Django's model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        for statement in [*self._policies(model), *self._keys(model)]:
            schema_editor.execute(statement)
        tied = self._tied(model)
        tenant = model._meta.get_field("tenant")
        for field in [*tied, *([tenant] if any(not field.null for field in tied) else [])]:
            _drop_lesser_key(schema_editor, model._meta.db_table, field)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Dropping the table drops its wall; going back further than that is not supported."""

    def describe(self) -> str:
        return f"Wall in {self.model}"

    def _policies(self, model: type[models.Model]) -> Iterator[str]:
        table = model._meta.db_table
        readable = READ_UP if self.read_up else READ
        if self.owner:
            readable = f'{readable} OR "{self.owner}" = app_member()'
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
        rules = {
            "read": f"FOR SELECT USING ({readable})",
            "add": f"FOR INSERT WITH CHECK ({OWN})",
            "change": f"FOR UPDATE USING ({OWN}) WITH CHECK ({OWN})",
            "remove": f"FOR DELETE USING ({OWN})",
        }
        for name, rule in rules.items():
            yield f'DROP POLICY IF EXISTS wall_{name} ON "{table}"'
            yield f'CREATE POLICY wall_{name} ON "{table}" {rule}'
        if self.is_public:
            yield f'DROP POLICY IF EXISTS wall_public ON "{table}"'
            yield f'CREATE POLICY wall_public ON "{table}" FOR SELECT TO supervision_public USING (true)'
            yield f'GRANT SELECT ON "{table}" TO supervision_public'

    def _tied(self, model: type[models.Model]) -> list[models.ForeignKey]:
        """Foreign keys that stay within the tenant."""
        return [field for field in tenant_parents(model) if field.name not in self.crosses]

    def _keys(self, model: type[models.Model]) -> Iterator[str]:
        table, primary = model._meta.db_table, model._meta.pk.column
        yield f'CREATE UNIQUE INDEX IF NOT EXISTS "{table}_of_tenant" ON "{table}" (tenant_id, "{primary}")'
        for field in self._tied(model):
            parent = field.related_model._meta
            name = f"{table}_{field.column}_same_tenant"[:63]
            yield f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"'
            yield (
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (tenant_id, "{field.column}")'
                f' REFERENCES "{parent.db_table}" (tenant_id, "{parent.pk.column}") DEFERRABLE INITIALLY DEFERRED'
            )


def _drop_lesser_key(schema_editor: Any, table: str, field: models.ForeignKey) -> None:
    """Drop Django's own key, or do not make it, where a key with the tenant says the same and more.

    A row of a bulk insert would be looked up twice. That its tenant is a place follows from the row it is tied to.
    """
    schema_editor.deferred_sql = [
        statement
        for statement in schema_editor.deferred_sql
        if not (
            isinstance(statement, Statement)
            and statement.template == schema_editor.sql_create_fk
            and statement.references_column(table, field.column)
        )
    ]
    parent = field.related_model._meta.db_table
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_LESSER_KEYS, [table, field.column, parent])
        for (name,) in cursor.fetchall():
            schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')


class AppendOnly(migrations.operations.base.Operation):
    """Refuse update and delete on a ledger, for the application role by privilege and for everyone by trigger.

    `once` names columns that may be filled one time, from NULL (the seal of an audit entry).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str, once: tuple[str, ...] = ()) -> None:
        self.model = model
        self.once = once

    def deconstruct(self) -> tuple[str, list, dict]:
        return self.__class__.__qualname__, [self.model], {"once": self.once}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Privileges and triggers are not part of Django's model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        schema_editor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM supervision_app')
        if self.once:
            columns = ", ".join(f'"{column}"' for column in self.once)
            schema_editor.execute(f'GRANT UPDATE ({columns}) ON "{table}" TO supervision_app')
        arguments = ", ".join(f"'{column}'" for column in self.once)
        schema_editor.execute(f'DROP TRIGGER IF EXISTS append_only ON "{table}"')
        schema_editor.execute(
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}"'
            f" FOR EACH ROW EXECUTE FUNCTION refuse_rewriting({arguments})"
        )

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Dropping the table drops its trigger."""

    def describe(self) -> str:
        return f"Make {self.model} append-only"
