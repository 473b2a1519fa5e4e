"""The second wall: raw SQL as the application role sees one tenant or nothing."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from tenancy.hats import hats_of
from tenancy.managers import UnscopedQuery
from tenancy.models import Department, Membership, TenantModel
from tenancy.scope import scope
from tests.factories.tenancy import give_hat, make_department, make_member

TENANT_TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if model._meta.managed and any(field.name == "tenant" for field in model._meta.local_fields)
)
OTHER_WALLED_TABLES = ["tenancy_member", "tenancy_memberevent", "account_emailaddress", "mfa_authenticator"]


def count(table: str, alias: str = "default") -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0]


def test_the_application_role_owns_nothing_and_cannot_bypass_the_walls(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("table", TENANT_TABLES + OTHER_WALLED_TABLES)
def test_every_tenant_table_forces_row_security(db, table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (True, True)
        cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = %s", [table])
        assert cursor.fetchone()[0] >= 1


@pytest.mark.parametrize("table", TENANT_TABLES + OTHER_WALLED_TABLES)
def test_without_a_scope_raw_sql_sees_nothing(nanzheng, officer, table):
    assert count(table) == 0


def test_a_connection_sees_nothing_before_a_scope_and_after_it(committed, nanzheng):
    connection.close()
    assert count("tenancy_department") == 0
    with scope(nanzheng):
        make_department(nanzheng, "区财政局")
        assert count("tenancy_department") == 1
    assert count("tenancy_department") == 0


def test_raw_sql_sees_its_own_place_and_not_another(nanzheng, abaga, officer, outsider):
    with scope(nanzheng):
        assert count("tenancy_membership") == 1
        assert count("tenancy_member") == 1
    with scope(abaga):
        assert count("tenancy_membership") == 1


def test_an_upper_place_reads_down_and_cannot_write_there(nanzheng, hanzhong, bureau):
    with scope(hanzhong, down=True):
        assert Department.objects.under(hanzhong).count() == 1
        assert Department.objects.under(hanzhong).update(name="改名") == 0
    with scope(hanzhong):
        assert count("tenancy_department") == 0


def test_a_lower_place_reads_the_departments_above_it(nanzheng, hanzhong, abaga):
    upper = make_department(hanzhong, "汉中市市场监督管理局")
    with scope(nanzheng):
        assert Department.everything.filter(pk=upper.pk).exists()
    with scope(abaga):
        assert not Department.everything.filter(pk=upper.pk).exists()


def test_a_row_cannot_be_written_into_another_place(nanzheng, abaga):
    with scope(nanzheng), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Department.objects.of(abaga).create(name="越界部门")


def test_a_child_cannot_point_into_another_place(nanzheng, abaga, officer):
    foreign = make_department(abaga, "外地部门")
    with scope(nanzheng), pytest.raises(IntegrityError, match="same_tenant"), transaction.atomic():
        Membership.objects.of(nanzheng).update(department_id=foreign.pk)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_scope_ends_with_its_block_and_after_an_error(nanzheng, abaga, officer):
    with scope(nanzheng):
        with pytest.raises(ZeroDivisionError), scope(abaga):
            _ = 1 / 0
        assert count("tenancy_membership") == 1
        with scope(abaga):
            assert count("tenancy_membership") == 0
        assert count("tenancy_membership") == 1
    assert count("tenancy_membership") == 0


def test_a_query_that_names_no_tenant_is_refused(db):
    for question in (Department.objects.all, Department.objects.exists, lambda: Department.objects.filter(pk=1)):
        with pytest.raises(UnscopedQuery):
            question()


def test_a_member_sees_own_hats_everywhere(nanzheng, abaga, officer):
    give_hat(officer, abaga, "leader")
    with scope(nanzheng, member=officer):
        assert Membership.everything.filter(member=officer).count() == 2
    with scope(nanzheng):
        assert Membership.everything.filter(member=officer).count() == 1


def test_a_member_sees_the_departments_of_own_hats_everywhere(nanzheng, abaga, bureau, officer):
    there = make_department(abaga, "旗市场监管局")
    make_department(abaga, "旗应急管理局")
    give_hat(officer, abaga, "officer", there)
    with scope(member=officer):
        assert {str(hat) for hat in hats_of(officer, date(2026, 11, 22))} == {
            "区市场监管局 执法人员",
            "旗市场监管局 执法人员",
        }
        assert Department.everything.count() == 2


def test_every_model_with_a_tenant_is_a_tenant_model_or_its_history():
    for model in apps.get_models():
        if any(field.name == "tenant" for field in model._meta.local_fields):
            assert issubclass(model, TenantModel) or hasattr(model, "pgh_tracked_model"), model


def test_people_of_a_place_are_hidden_from_another(nanzheng, abaga, officer):
    stranger = make_member(abaga, "leader")
    with scope(nanzheng):
        assert not type(stranger).objects.filter(pk=stranger.pk).exists()
