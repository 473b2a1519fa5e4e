"""Every table there is, also those of apps to come: one row is put into each as the owner, whatever its rules, and
then looked for by raw SQL: by the place itself, from above, from another place, from none, and by the public role."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, connections, transaction

from tenancy.scope import scope
from tenancy.walls import tenant_parents
from tests.committed import owner_cursor, remembered_tables, restore_tables
from tests.conftest import ABAGA, HANZHONG, NANZHENG

TENANT_MODELS = [
    model
    for model in apps.get_models()
    if model._meta.managed and any(field.name == "tenant" for field in model._meta.local_fields)
]
TENANT_TABLES = {model._meta.db_table for model in TENANT_MODELS}

WALLED_OTHERWISE = {
    "tenancy_member": "by home, hats and self",
    "tenancy_memberevent": "by home",
    "tenancy_region": "places are public knowledge, written from above only",
    "account_emailaddress": "by member and home",
    "mfa_authenticator": "by member and home",
    "usersessions_usersession": "by member and home",
}

WITHOUT_WALL = {
    "account_emailconfirmation": "not in use",
    "auth_group": "not in use",
    "auth_group_permissions": "not in use",
    "auth_permission": "names of permissions",
    "axes_accessattempt": "counts before anybody is signed in; names are keys, never typed text",
    "axes_accessattemptexpiration": "not in use",
    "axes_accessfailurelog": "not in use",
    "axes_accesslog": "not in use",
    "django_admin_log": "reference tables only",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "django_session": "not in use: sessions are in Redis",
    "guardian_groupobjectpermission": "not in use, and closed to the application",
    "guardian_userobjectpermission": "not in use, and closed to the application",
    "pghistory_context": "not in use: the context stands in each history row",
    "pghistory_middlewareevents": "not in use",
    "registry_industry": "a national standard, written by migrations",
    "tenancy_member_groups": "not in use",
    "tenancy_member_user_permissions": "not in use",
    "tenancy_regionchange": "a published table",
}
"""Tables outside of any place, and what they hold. A new table of a library is judged here before it is used."""

PUBLIC_MAY = {
    "tenancy_region": {"SELECT"},
    "tenancy_regionchange": {"SELECT"},
    "publication_publicrecord": {"SELECT"},
    "publication_publicfile": {"SELECT"},
    "publication_publicline": {"SELECT"},
    "publication_withheldcount": {"SELECT"},
}
"""What the role of the public site may do with whole tables."""

PUBLIC_SEES_COLUMNS_OF = {"publication_ledgerentry"}
"""Where the public role may read some columns, of rows that a policy names."""

SEEN_FROM_ELSEWHERE: dict[str, str] = {}
"""Tables whose rows other places may read, and why."""

ORDINARY = {
    "bigint": "1",
    "integer": "1",
    "smallint": "1",
    "numeric": "1",
    "double precision": "1",
    "boolean": "false",
    "date": "current_date",
    "timestamp with time zone": "now()",
    "time without time zone": "'08:00'",
    "interval": "'1 day'",
    "jsonb": "'{}'",
    "uuid": "gen_random_uuid()",
    "inet": "'127.0.0.1'",
    "bytea": "''",
    "daterange": "'empty'",
    "ARRAY": "'{}'",
    "character varying": "'x'",
    "text": "'x'",
}


def all_tables(cursor) -> set[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {table for (table,) in cursor.fetchall()}


def test_every_table_is_walled_or_listed_with_a_reason(db):
    with connection.cursor() as cursor:
        known = TENANT_TABLES | set(WALLED_OTHERWISE) | set(WITHOUT_WALL)
        assert all_tables(cursor) - known == set()


def test_a_view_is_read_with_the_eyes_of_who_asks(db):
    """Otherwise it would be read with its owner's, who sees behind every wall."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, coalesce('security_invoker=true' = ANY (reloptions), false) FROM pg_class"
            " WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
        )
        assert dict(cursor.fetchall()) == {"common_stagedrow": True}


def test_the_application_makes_no_merge_joins(db):
    """Row security hides rows one by one: such a join reads two million of a neighbour for one of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_mergejoin")
        assert cursor.fetchone() == ("off",)


@pytest.mark.parametrize("table", sorted(TENANT_TABLES | set(WALLED_OTHERWISE)))
def test_row_security_is_forced_and_says_who_reads_and_who_writes(db, table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT cmd FROM pg_policies WHERE tablename = %s AND permissive = 'PERMISSIVE'", [table])
        commands = {command for (command,) in cursor.fetchall()}
    assert commands >= {"SELECT", "INSERT"} or "ALL" in commands


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
def test_a_child_is_tied_to_a_parent_of_its_own_place(db, model):
    """Each foreign key to a tenant-owned row is a key of two columns, unless its wall says that it crosses."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_constraint AS c"
            " CROSS JOIN LATERAL unnest(c.conkey) AS k (number)"
            " JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number"
            " WHERE c.contype = 'f' AND c.conrelid = %s::regclass GROUP BY c.oid HAVING count(*) = 2",
            [table],
        )
        pairs = [set(names) for (names,) in cursor.fetchall()]
    loose = [
        field.name
        for field in tenant_parents(model)
        if {"tenant_id", field.column} not in pairs and f"{model.__name__}.{field.name}" not in CROSSES
    ]
    assert loose == []


CROSSES = {
    "Department.counterpart": "the department of the same business one level up",
    "ItemVersion.based_on": "the version of the place above that it was claimed from",
    "UnclearMatter.domain": "domains set by the nation or a place above",
    "LawChange.law": "laws kept by the nation or a place above",
    "LawArticle.law": "the same; a place keeps the texts of its articles",
    "AdjustmentTask.change": "recorded here or in a place above",
    "ItemClaim.upper_item": "an item of the place above",
    "ItemClaim.offered": "its version that stands now",
    "ItemClaim.base": "its version the local item was last reconciled with",
    "ItemVersion.domain": "domains set by the nation or a place above",
    "Scenario.domain": "the same",
    "JointChecklist.domain": "the same",
    "LegalBasis.law": "laws kept by the nation or a place above",
    "LegalBasis.article": "the same",
}
"""Foreign keys that lead into another place on purpose."""


@pytest.fixture(scope="module")
def rows_everywhere(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A row of 南郑区 in every tenant-owned table, past every rule but the walls; committed, for all tests here."""
    with django_db_blocker.unblock():
        remembered_tables()
    with owner_cursor() as cursor:
        rules = _rules(cursor)
        for table, name, _definition in rules:
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        for table in TENANT_TABLES:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            _put_row(cursor, table)
    yield
    with owner_cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TENANT_TABLES)}")
        for table in TENANT_TABLES:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        for table, name, definition in sorted(rules, key=lambda rule: rule[2].startswith("FOREIGN")):
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
    restore_tables()


@pytest.fixture
def filled(rows_everywhere, nanzheng, hanzhong, abaga) -> None:
    """The rows, seen from inside a test."""


def _rules(cursor) -> list[tuple[str, str, str]]:
    """(table, name, definition) of the checks, exclusions and foreign keys of the tenant-owned tables."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype IN ('f', 'c', 'x') AND connamespace = 'public'::regnamespace"
        " AND conrelid::regclass::text = ANY (%s)",
        [sorted(TENANT_TABLES)],
    )
    return cursor.fetchall()


def _put_row(cursor, table: str) -> None:
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'"
        " AND is_generated = 'NEVER'",
        [table],
    )
    values = {name: str(NANZHENG) if name == "tenant_id" else ORDINARY[kind] for name, kind in cursor.fetchall()}
    columns = ", ".join(f'"{name}"' for name in values)
    cursor.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join(values.values())})')


def rows_in(table: str, alias: str = "default") -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE tenant_id = {NANZHENG}')
        return cursor.fetchone()[0]


def changed_in(table: str, statement: str) -> int:
    """How many rows a statement reaches; none where the privilege is missing already."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(table=table))
            return cursor.rowcount
    except ProgrammingError:
        return 0


def test_a_row_is_found_by_its_own_place_and_from_above_and_by_nobody_else(filled):
    with scope(NANZHENG):
        assert {table for table in TENANT_TABLES if rows_in(table) != 1} == set()
    with scope(HANZHONG, down=True):
        assert {table for table in TENANT_TABLES if rows_in(table) != 1} == set()
    strangers = {
        "none": scope(),
        "above": scope(HANZHONG),
        "elsewhere": scope(ABAGA),
        "everywhere": scope(ABAGA, down=True),
    }
    for name, stranger in strangers.items():
        with stranger:
            seen = {table for table in TENANT_TABLES if rows_in(table)} - set(SEEN_FROM_ELSEWHERE)
            assert seen == set(), name


@pytest.mark.parametrize("statement", ['UPDATE "{table}" SET tenant_id = tenant_id', 'DELETE FROM "{table}"'])
def test_a_row_is_changed_and_deleted_by_nobody_else(filled, statement):
    for stranger in (scope(), scope(HANZHONG, down=True), scope(ABAGA)):
        with stranger:
            assert {table for table in TENANT_TABLES if changed_in(table, statement)} == set()


def test_a_row_of_another_place_cannot_be_added(filled):
    """A copy of the row under a new number is refused by the wall, not by chance."""
    with scope(ABAGA):
        added = {
            model._meta.db_table
            for model in TENANT_MODELS
            if changed_in(model._meta.db_table, f'INSERT INTO "{{table}}" (tenant_id) VALUES ({NANZHENG})')
        }
    assert added == set()


@pytest.mark.django_db(databases=["default", "public"])
def test_the_public_role_reads_what_is_public_and_nothing_else(filled):
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("supervision_public",)
        cursor.execute(
            "SELECT t.tablename, p.name FROM pg_tables AS t,"
            " unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p (name)"
            " WHERE t.schemaname = 'public' AND has_table_privilege(format('public.%I', t.tablename), p.name)"
        )
        granted: dict[str, set[str]] = {}
        for table, privilege in cursor.fetchall():
            granted.setdefault(table, set()).add(privilege)
        assert granted == PUBLIC_MAY
        cursor.execute(
            "SELECT DISTINCT table_name FROM information_schema.column_privileges"
            " WHERE grantee = 'supervision_public' AND table_schema = 'public'"
        )
        assert {table for (table,) in cursor.fetchall()} - set(PUBLIC_MAY) == PUBLIC_SEES_COLUMNS_OF


def test_no_key_is_looked_up_twice(db):
    """What a key with the tenant says is not said again by a shorter one."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT lesser.conrelid::regclass || '.' || lesser.conname
            FROM pg_constraint AS lesser JOIN pg_constraint AS tied USING (conrelid, confrelid)
            WHERE lesser.contype = 'f' AND tied.contype = 'f'
                AND lesser.conkey <> tied.conkey AND lesser.conkey <@ tied.conkey
            """
        )
        assert [name for (name,) in cursor.fetchall()] == []
        cursor.execute(
            """
            SELECT held.conrelid::regclass || '.' || held.conname
            FROM pg_constraint AS held JOIN pg_constraint AS tied USING (conrelid)
            JOIN pg_attribute AS parent ON parent.attrelid = conrelid AND parent.attnum = tied.conkey[2]
            WHERE held.contype = 'f' AND held.confrelid = 'tenancy_region'::regclass AND parent.attnotnull
                AND tied.conname LIKE '%\\_same\\_tenant' AND held.conkey = tied.conkey[1:1]
            """
        )
        assert [name for (name,) in cursor.fetchall()] == []
