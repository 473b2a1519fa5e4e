import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.manager
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import Wall

BIGRAMS = """
-- Pairs of neighbouring characters of a search key, for searches of two characters, which trigrams cannot answer. The
-- endings that every company has, and their initials, are left out: they tell nothing apart.
CREATE FUNCTION registry_bigrams(key text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT pair), '{}')
      FROM (SELECT substr(key, place, 2) AS pair FROM generate_series(1, length(key) - 1) AS place) AS pairs
     WHERE pair !~ '[|]' AND pair <> ALL ('{有限,限公,公司,限责,责任,任公,YX,XG,GS,XZ,ZR,RG}'::text[])
$$;
"""

SEARCH = r"""
-- Operators on text are not leakproof and get no index under row security, so name search runs as the owner and applies
-- the range of the scope itself. It gives numbers of rows the asker may read, never their contents.
--   codes: what was typed, as a code; whoever has it is found alone.
--   is_backwards: NULL for any order; otherwise rows come in the order of the list (place and number descending, or
--   against it), only those beyond the key (key_tenant, key_id) when one is given.
CREATE FUNCTION registry_find(
    field text, words text, codes text[] DEFAULT '{}', most bigint DEFAULT NULL,
    key_tenant bigint DEFAULT NULL, key_id bigint DEFAULT NULL, is_backwards boolean DEFAULT NULL)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 50 AS $$
DECLARE
    pattern text := '%' || replace(replace(replace(words, '\', '\\'), '%', '\%'), '_', '\_') || '%';
    query text := 'SELECT id FROM registry_supervisedobject WHERE tenant_id BETWEEN $1 AND $2 AND merged_into_id IS NULL';
BEGIN
    IF cardinality(codes) > 0 THEN
        RETURN QUERY
            SELECT id FROM registry_supervisedobject
             WHERE tenant_id BETWEEN app_lo() AND app_hi() AND merged_into_id IS NULL AND uscc <> '' AND uscc = ANY (codes)
            UNION
            SELECT object.id FROM registry_objectidentifier AS code
              JOIN registry_supervisedobject AS object ON object.tenant_id = code.tenant_id AND object.id = code.object_id
             WHERE code.tenant_id BETWEEN app_lo() AND app_hi() AND code.value = ANY (codes)
               AND object.merged_into_id IS NULL;
        IF FOUND THEN
            RETURN;
        END IF;
    END IF;
    IF words = '' THEN
        RETURN;
    ELSIF field = 'address' THEN
        query := query || ' AND address LIKE $3';
    ELSIF length(words) = 2 AND cardinality(registry_bigrams(words)) = 1 THEN
        -- strpos is the cheap test where the planner walks the list instead: it goes first and looks unselective
        query := query || ' AND registry_bigrams(search_key) @> ARRAY[$4] AND strpos(search_key, $4) <> 0';
    ELSE
        query := query || ' AND search_key LIKE $3';
    END IF;
    IF is_backwards IS NOT NULL AND key_id IS NOT NULL THEN
        query := query || format(' AND (tenant_id, id) %s ($5, $6)', CASE WHEN is_backwards THEN '>' ELSE '<' END);
    END IF;
    IF is_backwards IS NOT NULL THEN
        query := query || replace(' ORDER BY tenant_id DIR, id DIR', 'DIR', CASE WHEN is_backwards THEN 'ASC' ELSE 'DESC' END);
    END IF;
    IF most IS NOT NULL THEN
        query := query || ' LIMIT $7';
    END IF;
    RETURN QUERY EXECUTE query USING app_lo(), app_hi(), pattern, words, key_tenant, key_id, most;
END $$;

-- Objects of the tenant that share pairs of characters with a name, those that share most first: candidates for sameness.
CREATE FUNCTION registry_alike(pairs text[], most bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM registry_supervisedobject
     WHERE tenant_id = app_tenant() AND merged_into_id IS NULL AND registry_bigrams(search_key) && pairs
     ORDER BY cardinality(ARRAY(SELECT unnest(registry_bigrams(search_key)) INTERSECT SELECT unnest(pairs))) DESC, id
     LIMIT most
$$;

REVOKE ALL ON FUNCTION registry_find(text, text, text[], bigint, bigint, bigint, boolean), registry_alike(text[], bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_find(text, text, text[], bigint, bigint, bigint, boolean), registry_alike(text[], bigint) TO supervision_app;
-- A national standard: read by all, written by migrations.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON registry_industry FROM supervision_app;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0003_library_walls"),
        ("common", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(BIGRAMS),
        NewTables(
            [
                migrations.CreateModel(
                    name="Industry",
                    fields=[
                        (
                            "code",
                            models.CharField(max_length=4, primary_key=True, serialize=False, verbose_name="行业代码"),
                        ),
                        ("level", models.PositiveSmallIntegerField(verbose_name="级别")),
                        ("name", models.CharField(max_length=60, verbose_name="行业名称")),
                        ("section", models.CharField(max_length=1, verbose_name="门类")),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="registry.industry",
                                verbose_name="上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行业",
                        "verbose_name_plural": "行业",
                        "ordering": ["section", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectEnrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("enrolled", "在册"), ("paused", "暂停"), ("ended", "移出")],
                                default="enrolled",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="监管事项或依据")),
                        ("grade", models.CharField(blank=True, max_length=60, verbose_name="部门分类分级")),
                        (
                            "permit_number",
                            models.CharField(blank=True, max_length=120, verbose_name="许可（备案）编号"),
                        ),
                        ("permit_until", models.DateField(blank=True, null=True, verbose_name="许可有效期至")),
                        ("contact", models.CharField(blank=True, max_length=100, verbose_name="对象联系人")),
                        ("contact_mobile", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="备注")),
                        (
                            "source",
                            models.CharField(
                                choices=[("manual", "手工登记"), ("import", "批量导入"), ("approval", "审批推送")],
                                default="manual",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        ("enrolled_on", models.DateField(verbose_name="纳入日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
                        (
                            "follows_object",
                            models.BooleanField(default=False, editable=False, verbose_name="随对象状态变动"),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="tenancy.department",
                                verbose_name="监管部门",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enrolments",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门名录",
                        "verbose_name_plural": "部门名录",
                        "ordering": ["enrolled_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(fields=["department", "state", "object"], name="enrolment_of_department")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["enrolled", "paused", "ended"])),
                                name="enrolment_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["manual", "import", "approval"])),
                                name="enrolment_source_known",
                            ),
                            models.UniqueConstraint(
                                fields=("object", "department"),
                                name="enrolment_once",
                                violation_error_message="本部门已将这个对象纳入名录，不必重复纳入；移出过的请“重新纳入”。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ended"), _negated=True),
                                    ("ended_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="ended_enrolment_has_day",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectenrolment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."enrolled_on" IS DISTINCT FROM (NEW."enrolled_on") OR OLD."follows_object" IS DISTINCT FROM (NEW."follows_object") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."permit_number" IS DISTINCT FROM (NEW."permit_number") OR OLD."permit_until" IS DISTINCT FROM (NEW."permit_until") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id"))',
                            func='INSERT INTO "registry_objectenrolmentevent" ("basis", "contact", "department_id", "ended_on", "enrolled_on", "follows_object", "grade", "id", "note", "object_id", "permit_number", "permit_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "tenant_id") VALUES (OLD."basis", OLD."contact", OLD."department_id", OLD."ended_on", OLD."enrolled_on", OLD."follows_object", OLD."grade", OLD."id", OLD."note", OLD."object_id", OLD."permit_number", OLD."permit_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."source", OLD."state", OLD."tenant_id"); RETURN NULL;',
                            hash="e14f46a0a0c819d64d9e500aca373a307d0eab23",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0134c",
                            table="registry_objectenrolment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectenrolment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objectenrolmentevent" ("basis", "contact", "department_id", "ended_on", "enrolled_on", "follows_object", "grade", "id", "note", "object_id", "permit_number", "permit_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "tenant_id") VALUES (OLD."basis", OLD."contact", OLD."department_id", OLD."ended_on", OLD."enrolled_on", OLD."follows_object", OLD."grade", OLD."id", OLD."note", OLD."object_id", OLD."permit_number", OLD."permit_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source", OLD."state", OLD."tenant_id"); RETURN NULL;',
                            hash="578ae35759333a9ed1780a74691bf009827e2c85",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6537d",
                            table="registry_objectenrolment",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ObjectPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("legal_representative", "法定代表人"),
                                    ("operator", "经营者"),
                                    ("principal", "主要负责人"),
                                    ("controller", "实际控制人"),
                                    ("shareholder", "股东、合伙人"),
                                    ("safety", "安全管理人员"),
                                    ("quality", "质量、食品安全负责人"),
                                ],
                                max_length=24,
                                verbose_name="身份",
                            ),
                        ),
                        ("identity_tail", models.CharField(blank=True, max_length=4, verbose_name="证件号码后四位")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="开始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="persons",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "关联自然人",
                        "verbose_name_plural": "关联自然人",
                        "ordering": ["role", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "legal_representative",
                                            "operator",
                                            "principal",
                                            "controller",
                                            "shareholder",
                                            "safety",
                                            "quality",
                                        ],
                                    )
                                ),
                                name="person_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("starts_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="person_ends_after_start",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objectpersonevent" ("ends_on", "id", "identity_tail", "name", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "tenant_id") VALUES (NEW."ends_on", NEW."id", NEW."identity_tail", NEW."name", NEW."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role", NEW."starts_on", NEW."tenant_id"); RETURN NULL;',
                            hash="4616e99a218848cccc7c5330beb4e5d937e154e2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_09c98",
                            table="registry_objectperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_objectpersonevent" ("ends_on", "id", "identity_tail", "name", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "tenant_id") VALUES (NEW."ends_on", NEW."id", NEW."identity_tail", NEW."name", NEW."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role", NEW."starts_on", NEW."tenant_id"); RETURN NULL;',
                            hash="6997ea3e75cb9dc9541439ab1748a96f63797931",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0dcf5",
                            table="registry_objectperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objectpersonevent" ("ends_on", "id", "identity_tail", "name", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "tenant_id") VALUES (OLD."ends_on", OLD."id", OLD."identity_tail", OLD."name", OLD."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role", OLD."starts_on", OLD."tenant_id"); RETURN NULL;',
                            hash="0c90318ea8d44ecaad01204880ed9845c13d54f3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e4b1c",
                            table="registry_objectperson",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ObjectRelation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("branch_of", "是其分支机构"),
                                    ("operates", "经营、管理"),
                                    ("located_in", "位于"),
                                    ("uses", "使用"),
                                    ("builds", "建设"),
                                    ("produces", "生产"),
                                    ("sells", "销售"),
                                    ("batch_of", "是其批次"),
                                    ("supplies", "供货给"),
                                    ("maintains", "维护保养"),
                                ],
                                max_length=12,
                                verbose_name="关系",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations_out",
                                to="registry.supervisedobject",
                                verbose_name="对象",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations_in",
                                to="registry.supervisedobject",
                                verbose_name="关联对象",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对象关系",
                        "verbose_name_plural": "对象关系",
                        "ordering": ["pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "branch_of",
                                            "operates",
                                            "located_in",
                                            "uses",
                                            "builds",
                                            "produces",
                                            "sells",
                                            "batch_of",
                                            "supplies",
                                            "maintains",
                                        ],
                                    )
                                ),
                                name="relation_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first", models.F("second")), _negated=True),
                                name="relation_of_two",
                                violation_error_message="关联对象不能是对象自己。",
                            ),
                            models.UniqueConstraint(
                                fields=("first", "kind", "second"),
                                name="relation_once",
                                violation_error_message="这个关系已经登记。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectrelation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objectrelationevent" ("first_id", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "tenant_id") VALUES (NEW."first_id", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."second_id", NEW."tenant_id"); RETURN NULL;',
                            hash="9effaddeaa3440b211e7bffce618ca28445933a9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4f2e0",
                            table="registry_objectrelation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectrelation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_objectrelationevent" ("first_id", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "tenant_id") VALUES (NEW."first_id", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."second_id", NEW."tenant_id"); RETURN NULL;',
                            hash="21f30d2e97a355768a28ddf43a307e3efa78d9c8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_46376",
                            table="registry_objectrelation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectrelation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objectrelationevent" ("first_id", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "tenant_id") VALUES (OLD."first_id", OLD."id", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."second_id", OLD."tenant_id"); RETURN NULL;',
                            hash="b5422e7c67765512f0cc3faab4f28086a164ab22",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a480b",
                            table="registry_objectrelation",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ObjectTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="标签")),
                        ("meaning", models.CharField(blank=True, max_length=300, verbose_name="含义")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="停用")),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="object_tags",
                                to="tenancy.department",
                                verbose_name="所属部门",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "标签",
                        "verbose_name_plural": "标签",
                        "ordering": ["department__name", "name"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "department", "name"),
                                name="tag_name_once",
                                nulls_distinct=False,
                                violation_error_message="已有同名标签，请直接使用，或换一个名称。",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objecttag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objecttagevent" ("department_id", "id", "is_retired", "meaning", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."department_id", NEW."id", NEW."is_retired", NEW."meaning", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="749311ba6289085650252b59f65c32719deb3d7d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fadcf",
                            table="registry_objecttag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objecttag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_objecttagevent" ("department_id", "id", "is_retired", "meaning", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."department_id", NEW."id", NEW."is_retired", NEW."meaning", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="c9c7812cb857374d5ad260edf6fcd0c74ff5272c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c53c0",
                            table="registry_objecttag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objecttag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objecttagevent" ("department_id", "id", "is_retired", "meaning", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."department_id", OLD."id", OLD."is_retired", OLD."meaning", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="358471977ed6f862c4c3e57f714120737f65f56f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2d256",
                            table="registry_objecttag",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ObjectTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=40, verbose_name="标签")),
                        ("meaning", models.CharField(blank=True, max_length=300, verbose_name="含义")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="停用")),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="所属部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.objecttag",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objecttagevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cb96cdc2a112757a3f5ffd8e97928db4f40a19ce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b6996",
                            table="registry_objecttagevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SupervisedObject",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("enterprise", "企业"),
                                    ("farmer_cooperative", "农民专业合作社"),
                                    ("sole_trader", "个体工商户"),
                                    ("school", "学校"),
                                    ("hospital", "医院"),
                                    ("association", "协会"),
                                    ("social_organisation", "社会团体"),
                                    ("product", "产品"),
                                    ("batch", "产品批次"),
                                    ("project", "项目"),
                                    ("behaviour", "行为"),
                                    ("facility", "设施设备"),
                                    ("area", "地理区域"),
                                    ("place", "场地场所"),
                                    ("cyber_object", "网络空间"),
                                ],
                                max_length=20,
                                verbose_name="对象类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=300, verbose_name="名称")),
                        (
                            "former_names",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="曾用名",
                            ),
                        ),
                        ("uscc", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("active", "存续"),
                                    ("suspended", "停业（停用）"),
                                    ("cancelled", "注销"),
                                    ("revoked", "吊销"),
                                    ("withdrawn", "撤销登记"),
                                    ("moved_out", "迁出"),
                                ],
                                default="active",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="地址")),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(70),
                                    django.core.validators.MaxValueValidator(140),
                                ],
                                verbose_name="经度",
                            ),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(3),
                                    django.core.validators.MaxValueValidator(54),
                                ],
                                verbose_name="纬度",
                            ),
                        ),
                        ("detail", models.JSONField(blank=True, default=dict, verbose_name="其他信息")),
                        (
                            "source",
                            models.CharField(
                                choices=[("manual", "手工登记"), ("import", "批量导入"), ("approval", "审批推送")],
                                default="manual",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="最近核实")),
                        ("name_key", models.CharField(editable=False, max_length=300, verbose_name="名称检索式")),
                        ("search_key", models.TextField(editable=False, verbose_name="检索词")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="入库时间")),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept_objects",
                                to="tenancy.department",
                                verbose_name="建档部门",
                            ),
                        ),
                        (
                            "industry",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.industry",
                                verbose_name="行业",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_rows",
                                to="registry.supervisedobject",
                                verbose_name="并入",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "town",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所在乡镇（街道）",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监管对象",
                        "verbose_name_plural": "监管对象",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(fields=["tenant", "name_key", "id"], name="object_by_name"),
                            models.Index(fields=["kind", "tenant", "id"], name="object_by_kind"),
                            models.Index(fields=["industry", "tenant", "id"], name="object_by_industry"),
                            models.Index(fields=["town", "id"], name="object_by_town"),
                            models.Index(
                                condition=models.Q(("state", "active"), _negated=True),
                                fields=["state", "tenant", "id"],
                                name="object_not_active",
                            ),
                            models.Index(fields=["tenant", "verified_on"], name="object_by_freshness"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass("search_key", "gin_trgm_ops"),
                                name="object_search",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass("address", "gin_trgm_ops"),
                                name="object_address",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                models.Func(models.F("search_key"), function="registry_bigrams"), name="object_bigrams"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "enterprise",
                                            "farmer_cooperative",
                                            "sole_trader",
                                            "school",
                                            "hospital",
                                            "association",
                                            "social_organisation",
                                            "product",
                                            "batch",
                                            "project",
                                            "behaviour",
                                            "facility",
                                            "area",
                                            "place",
                                            "cyber_object",
                                        ],
                                    )
                                ),
                                name="object_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["active", "suspended", "cancelled", "revoked", "withdrawn", "moved_out"],
                                    )
                                ),
                                name="object_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["manual", "import", "approval"])),
                                name="object_source_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("uscc", ""), ("uscc__regex", "^[0-9A-HJ-NPQRTUWXY]{18}$"), _connector="OR"
                                ),
                                name="object_uscc_shape",
                                violation_error_message="统一社会信用代码是18位数字和大写字母（不含I、O、S、V、Z）。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(models.Q(("uscc", ""), _negated=True), ("merged_into", None)),
                                fields=("uscc", "tenant"),
                                name="object_uscc_in_place",
                                violation_error_message="名录库里已有这个统一社会信用代码的对象，请打开原有档案更新，不要重复新建。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude", None), ("longitude", None)),
                                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                                    _connector="OR",
                                ),
                                name="object_both_coordinates",
                                violation_error_message="经度和纬度须同时填写，或都不填写。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pk", models.F("merged_into")), _negated=True),
                                name="object_not_merged_into_itself",
                                violation_error_message="对象不能并入自己。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisedobject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."detail" IS DISTINCT FROM (NEW."detail") OR OLD."former_names" IS DISTINCT FROM (NEW."former_names") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."industry_id" IS DISTINCT FROM (NEW."industry_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id") OR OLD."town_id" IS DISTINCT FROM (NEW."town_id") OR OLD."uscc" IS DISTINCT FROM (NEW."uscc") OR OLD."verified_on" IS DISTINCT FROM (NEW."verified_on"))',
                            func='INSERT INTO "registry_supervisedobjectevent" ("address", "created_at", "department_id", "detail", "former_names", "id", "industry_id", "kind", "latitude", "longitude", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "tenant_id", "town_id", "uscc", "verified_on") VALUES (OLD."address", OLD."created_at", OLD."department_id", OLD."detail", OLD."former_names", OLD."id", OLD."industry_id", OLD."kind", OLD."latitude", OLD."longitude", OLD."merged_into_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."source", OLD."state", OLD."tenant_id", OLD."town_id", OLD."uscc", OLD."verified_on"); RETURN NULL;',
                            hash="dc89a48486604bf4624d5c7d7558f93302d77d6b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2d478",
                            table="registry_supervisedobject",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisedobject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_supervisedobjectevent" ("address", "created_at", "department_id", "detail", "former_names", "id", "industry_id", "kind", "latitude", "longitude", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "tenant_id", "town_id", "uscc", "verified_on") VALUES (OLD."address", OLD."created_at", OLD."department_id", OLD."detail", OLD."former_names", OLD."id", OLD."industry_id", OLD."kind", OLD."latitude", OLD."longitude", OLD."merged_into_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source", OLD."state", OLD."tenant_id", OLD."town_id", OLD."uscc", OLD."verified_on"); RETURN NULL;',
                            hash="7cb6a4393114ac353e21dddaf9474fd67fa36f17",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_66ece",
                            table="registry_supervisedobject",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ObjectRelationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("branch_of", "是其分支机构"),
                                    ("operates", "经营、管理"),
                                    ("located_in", "位于"),
                                    ("uses", "使用"),
                                    ("builds", "建设"),
                                    ("produces", "生产"),
                                    ("sells", "销售"),
                                    ("batch_of", "是其批次"),
                                    ("supplies", "供货给"),
                                    ("maintains", "维护保养"),
                                ],
                                max_length=12,
                                verbose_name="关系",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.objectrelation",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.supervisedobject",
                                verbose_name="对象",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.supervisedobject",
                                verbose_name="关联对象",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectrelationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b879a0b9fcf328c1f68b1000a34245fe756c12e5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_481cb",
                            table="registry_objectrelationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ObjectPersonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("legal_representative", "法定代表人"),
                                    ("operator", "经营者"),
                                    ("principal", "主要负责人"),
                                    ("controller", "实际控制人"),
                                    ("shareholder", "股东、合伙人"),
                                    ("safety", "安全管理人员"),
                                    ("quality", "质量、食品安全负责人"),
                                ],
                                max_length=24,
                                verbose_name="身份",
                            ),
                        ),
                        ("identity_tail", models.CharField(blank=True, max_length=4, verbose_name="证件号码后四位")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="开始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.objectperson",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectpersonevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3842c4129785f56e2f27370eee4519752fa664dc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_08c97",
                            table="registry_objectpersonevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ObjectIdentifier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("registration", "工商注册号"),
                                    ("organisation", "组织机构代码"),
                                    ("permit", "许可证编号"),
                                    ("school", "学校标识码"),
                                    ("medical", "医疗机构登记号"),
                                    ("barcode", "商品条码"),
                                    ("batch", "产品批号"),
                                    ("project", "投资项目代码"),
                                    ("equipment", "设备代码"),
                                    ("equipment_use", "使用登记证编号"),
                                    ("river", "河湖编码"),
                                    ("icp", "网站备案号"),
                                    ("domain", "域名或网址"),
                                    ("account", "平台账号或店铺号"),
                                    ("other", "其他编号"),
                                ],
                                max_length=14,
                                verbose_name="编号类别",
                            ),
                        ),
                        ("value", models.CharField(max_length=120, verbose_name="编号")),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "编号",
                        "verbose_name_plural": "编号",
                        "ordering": ["kind", "value"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["value", "tenant"], name="identifier_by_value")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "registration",
                                            "organisation",
                                            "permit",
                                            "school",
                                            "medical",
                                            "barcode",
                                            "batch",
                                            "project",
                                            "equipment",
                                            "equipment_use",
                                            "river",
                                            "icp",
                                            "domain",
                                            "account",
                                            "other",
                                        ],
                                    )
                                ),
                                name="identifier_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value", ""), _negated=True), name="identifier_not_empty"
                            ),
                            models.UniqueConstraint(
                                fields=("object", "kind", "value"),
                                name="identifier_once",
                                violation_error_message="这个编号已经登记在本对象下。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ObjectEnrolmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("enrolled", "在册"), ("paused", "暂停"), ("ended", "移出")],
                                default="enrolled",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="监管事项或依据")),
                        ("grade", models.CharField(blank=True, max_length=60, verbose_name="部门分类分级")),
                        (
                            "permit_number",
                            models.CharField(blank=True, max_length=120, verbose_name="许可（备案）编号"),
                        ),
                        ("permit_until", models.DateField(blank=True, null=True, verbose_name="许可有效期至")),
                        ("contact", models.CharField(blank=True, max_length=100, verbose_name="对象联系人")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="备注")),
                        (
                            "source",
                            models.CharField(
                                choices=[("manual", "手工登记"), ("import", "批量导入"), ("approval", "审批推送")],
                                default="manual",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        ("enrolled_on", models.DateField(verbose_name="纳入日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
                        (
                            "follows_object",
                            models.BooleanField(default=False, editable=False, verbose_name="随对象状态变动"),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="监管部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.objectenrolment",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectenrolmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="654570444f49ebbfae210909c4c9785ed986fcf3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4a328",
                            table="registry_objectenrolmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="MergeRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("moved", models.JSONField(verbose_name="移动的内容")),
                        ("reason", models.CharField(max_length=500, verbose_name="理由")),
                        ("merged_at", models.DateTimeField(verbose_name="合并时间")),
                        ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="拆分时间")),
                        ("undo_reason", models.CharField(blank=True, max_length=500, verbose_name="拆分理由")),
                        (
                            "merged_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="合并人",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拆分人",
                            ),
                        ),
                        (
                            "gone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_by",
                                to="registry.supervisedobject",
                                verbose_name="并入的档案",
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="registry.supervisedobject",
                                verbose_name="保留的档案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "合并记录",
                        "verbose_name_plural": "合并记录",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kept", models.F("gone")), _negated=True), name="merge_of_two"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)), fields=("gone",), name="merged_once"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="SupervisedObjectEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("enterprise", "企业"),
                                    ("farmer_cooperative", "农民专业合作社"),
                                    ("sole_trader", "个体工商户"),
                                    ("school", "学校"),
                                    ("hospital", "医院"),
                                    ("association", "协会"),
                                    ("social_organisation", "社会团体"),
                                    ("product", "产品"),
                                    ("batch", "产品批次"),
                                    ("project", "项目"),
                                    ("behaviour", "行为"),
                                    ("facility", "设施设备"),
                                    ("area", "地理区域"),
                                    ("place", "场地场所"),
                                    ("cyber_object", "网络空间"),
                                ],
                                max_length=20,
                                verbose_name="对象类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=300, verbose_name="名称")),
                        (
                            "former_names",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="曾用名",
                            ),
                        ),
                        ("uscc", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("active", "存续"),
                                    ("suspended", "停业（停用）"),
                                    ("cancelled", "注销"),
                                    ("revoked", "吊销"),
                                    ("withdrawn", "撤销登记"),
                                    ("moved_out", "迁出"),
                                ],
                                default="active",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="地址")),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(70),
                                    django.core.validators.MaxValueValidator(140),
                                ],
                                verbose_name="经度",
                            ),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(3),
                                    django.core.validators.MaxValueValidator(54),
                                ],
                                verbose_name="纬度",
                            ),
                        ),
                        ("detail", models.JSONField(blank=True, default=dict, verbose_name="其他信息")),
                        (
                            "source",
                            models.CharField(
                                choices=[("manual", "手工登记"), ("import", "批量导入"), ("approval", "审批推送")],
                                default="manual",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="最近核实")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="入库时间")),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="建档部门",
                            ),
                        ),
                        (
                            "industry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.industry",
                                verbose_name="行业",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.supervisedobject",
                                verbose_name="并入",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.supervisedobject",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "town",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所在乡镇（街道）",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisedobjectevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b4cd28b10037748d17cc212f0fad3fe4ff114e40",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7c941",
                            table="registry_supervisedobjectevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="TagAssignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        (
                            "source",
                            models.CharField(
                                choices=[("manual", "手工登记"), ("import", "批量导入"), ("approval", "审批推送")],
                                default="manual",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="生效日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="标注人",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tags",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="registry.objecttag",
                                verbose_name="标签",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对象标签",
                        "verbose_name_plural": "对象标签",
                        "ordering": ["starts_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["manual", "import", "approval"])),
                                name="tagging_source_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="tagging_ends_after_start",
                                violation_error_message="有效期不能早于生效日期。",
                            ),
                            models.UniqueConstraint(
                                fields=("tag", "object", "starts_on"),
                                name="tagging_once_a_day",
                                violation_error_message="这个对象今天已标注过这个标签。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=40, verbose_name="执法证号")),
                        ("issuing_body", models.CharField(max_length=100, verbose_name="发证机关")),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="执法领域"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="有效期起")),
                        ("ends_on", models.DateField(verbose_name="有效期至")),
                        ("revoked_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
                        ("revoke_reason", models.CharField(blank=True, max_length=200, verbose_name="注销理由")),
                        (
                            "warned_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="已提醒（到期前天数）"
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="registry.officer",
                                verbose_name="执法人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政执法证件",
                        "verbose_name_plural": "行政执法证件",
                        "ordering": ["-ends_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "ends_on"], name="certificates_by_end")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="certificate_ends_after_start",
                                violation_error_message="有效期至不能早于有效期起。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("domains__len__gt", 0)),
                                name="certificate_has_domain",
                                violation_error_message="请至少写明一个执法领域。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_on__isnull", True),
                                    models.Q(("revoke_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="certificate_revoked_for_reason",
                                violation_error_message="注销证件须写明理由。",
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "number", "starts_on"),
                                name="certificate_once",
                                violation_error_message="这个证号已有同一天起算的证件，请核对。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("tenant", "="), ("number", "="), ("officer", "<>")],
                                name="certificate_number_of_one_officer",
                                violation_error_message="这个证号已登记在另一名执法人员名下，请核对。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_certificateevent" ("domains", "ends_on", "id", "issuing_body", "number", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoke_reason", "revoked_on", "starts_on", "tenant_id", "warned_days") VALUES (NEW."domains", NEW."ends_on", NEW."id", NEW."issuing_body", NEW."number", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoke_reason", NEW."revoked_on", NEW."starts_on", NEW."tenant_id", NEW."warned_days"); RETURN NULL;',
                            hash="8360dfdda9b1cc7de95a4733ff1584d1f5ab609c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_233b5",
                            table="registry_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_certificateevent" ("domains", "ends_on", "id", "issuing_body", "number", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoke_reason", "revoked_on", "starts_on", "tenant_id", "warned_days") VALUES (NEW."domains", NEW."ends_on", NEW."id", NEW."issuing_body", NEW."number", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoke_reason", NEW."revoked_on", NEW."starts_on", NEW."tenant_id", NEW."warned_days"); RETURN NULL;',
                            hash="0fd6d3f1bc71d3aa29cb1379b3ceae44fb404483",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9bb13",
                            table="registry_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_certificateevent" ("domains", "ends_on", "id", "issuing_body", "number", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoke_reason", "revoked_on", "starts_on", "tenant_id", "warned_days") VALUES (OLD."domains", OLD."ends_on", OLD."id", OLD."issuing_body", OLD."number", OLD."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revoke_reason", OLD."revoked_on", OLD."starts_on", OLD."tenant_id", OLD."warned_days"); RETURN NULL;',
                            hash="981dcb615e819ea3612424f8fa3a9af2613fcf1d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e13cf",
                            table="registry_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Expert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="专业领域"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="聘期（有效期）起")),
                        ("ends_on", models.DateField(verbose_name="聘期（有效期）至")),
                        (
                            "contact",
                            models.CharField(
                                blank=True, help_text="仅工作人员可见。", max_length=60, verbose_name="联系方式"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        ("employer", models.CharField(max_length=120, verbose_name="工作单位")),
                        ("title", models.CharField(blank=True, max_length=60, verbose_name="职称或职务")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="推荐部门",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "专家",
                        "verbose_name_plural": "专家",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="expert_ends_after_start",
                                violation_error_message="截止日期不能早于起始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("domains__len__gt", 0)),
                                name="expert_has_domain",
                                violation_error_message="请至少写明一个专业领域。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_expertevent" ("department_id", "domains", "employer", "ends_on", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "tenant_id", "title") VALUES (NEW."department_id", NEW."domains", NEW."employer", NEW."ends_on", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."tenant_id", NEW."title"); RETURN NULL;',
                            hash="fd83c3b26caeb55899abb27838feb030dc6096c0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0ed21",
                            table="registry_expert",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."domains" IS DISTINCT FROM (NEW."domains") OR OLD."employer" IS DISTINCT FROM (NEW."employer") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func='INSERT INTO "registry_expertevent" ("department_id", "domains", "employer", "ends_on", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "tenant_id", "title") VALUES (NEW."department_id", NEW."domains", NEW."employer", NEW."ends_on", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."starts_on", NEW."tenant_id", NEW."title"); RETURN NULL;',
                            hash="e87bdfe6049aa8f6855277053eb1c0012571e17c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c4959",
                            table="registry_expert",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_expertevent" ("department_id", "domains", "employer", "ends_on", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "tenant_id", "title") VALUES (OLD."department_id", OLD."domains", OLD."employer", OLD."ends_on", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."tenant_id", OLD."title"); RETURN NULL;',
                            hash="851ca7eb5bdddf2eec6822934c98c33e38b63397",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f501f",
                            table="registry_expert",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ExpertEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="专业领域"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="聘期（有效期）起")),
                        ("ends_on", models.DateField(verbose_name="聘期（有效期）至")),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        ("employer", models.CharField(max_length=120, verbose_name="工作单位")),
                        ("title", models.CharField(blank=True, max_length=60, verbose_name="职称或职务")),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="推荐部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.expert",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ad9ca8bb196e3b60d42288d0f00015dd1ae4b1b6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_da143",
                            table="registry_expertevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Officer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        (
                            "job_kind",
                            models.CharField(
                                choices=[
                                    ("civil_servant", "行政执法类公务员"),
                                    ("qualified", "具有执法资格的工作人员"),
                                    ("daily", "日常监管工作人员"),
                                ],
                                default="civil_servant",
                                max_length=16,
                                verbose_name="人员类别",
                            ),
                        ),
                        (
                            "specialties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="专业特长",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="入库日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="离库日期")),
                        ("suspended_on", models.DateField(blank=True, null=True, verbose_name="暂停执法起")),
                        ("suspended_until", models.DateField(blank=True, null=True, verbose_name="暂停执法至")),
                        ("suspension_reason", models.CharField(blank=True, max_length=200, verbose_name="暂停理由")),
                        ("origin_number", models.BigIntegerField(blank=True, null=True, verbose_name="来源地借调编号")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="officers",
                                to="tenancy.department",
                                verbose_name="所属部门",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="officer_rows",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="平台账号",
                            ),
                        ),
                        (
                            "origin",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="借调来源地",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "执法人员",
                        "verbose_name_plural": "执法人员",
                        "ordering": ["department__name", "name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "name"], name="officers_by_name")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("job_kind__in", ["civil_servant", "qualified", "daily"])),
                                name="officer_job_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="officer_ends_after_start",
                                violation_error_message="离库日期不能早于入库日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("suspended_on__isnull", True), ("suspended_until__isnull", True)),
                                    models.Q(("suspended_on__isnull", False), ("suspended_until__isnull", True)),
                                    ("suspended_until__gte", models.F("suspended_on")),
                                    _connector="OR",
                                ),
                                name="officer_suspension_ends_after_start",
                                violation_error_message="暂停的截止日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("suspended_on__isnull", True),
                                    models.Q(("suspension_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="officer_suspension_has_reason",
                                violation_error_message="暂停执法须写明理由。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("tenant", "member"),
                                name="officer_once_an_account",
                                violation_error_message="这个账号已对应一名在库执法人员。",
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "origin", "origin_number"), name="officer_once_a_secondment"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="officer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_officerevent" ("department_id", "ends_on", "id", "job_kind", "member_id", "name", "origin_id", "origin_number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialties", "starts_on", "suspended_on", "suspended_until", "suspension_reason", "tenant_id") VALUES (NEW."department_id", NEW."ends_on", NEW."id", NEW."job_kind", NEW."member_id", NEW."name", NEW."origin_id", NEW."origin_number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."specialties", NEW."starts_on", NEW."suspended_on", NEW."suspended_until", NEW."suspension_reason", NEW."tenant_id"); RETURN NULL;',
                            hash="85bcd81491656fa3e51694cd5742bad77cff5e4a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_305b0",
                            table="registry_officer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="officer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_officerevent" ("department_id", "ends_on", "id", "job_kind", "member_id", "name", "origin_id", "origin_number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialties", "starts_on", "suspended_on", "suspended_until", "suspension_reason", "tenant_id") VALUES (NEW."department_id", NEW."ends_on", NEW."id", NEW."job_kind", NEW."member_id", NEW."name", NEW."origin_id", NEW."origin_number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."specialties", NEW."starts_on", NEW."suspended_on", NEW."suspended_until", NEW."suspension_reason", NEW."tenant_id"); RETURN NULL;',
                            hash="1dbf6fe54643849b9982327b53ed7d9ecc93999f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e505f",
                            table="registry_officer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="officer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_officerevent" ("department_id", "ends_on", "id", "job_kind", "member_id", "name", "origin_id", "origin_number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialties", "starts_on", "suspended_on", "suspended_until", "suspension_reason", "tenant_id") VALUES (OLD."department_id", OLD."ends_on", OLD."id", OLD."job_kind", OLD."member_id", OLD."name", OLD."origin_id", OLD."origin_number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."specialties", OLD."starts_on", OLD."suspended_on", OLD."suspended_until", OLD."suspension_reason", OLD."tenant_id"); RETURN NULL;',
                            hash="2577c89e44fe2554f6926bd547c03a8aa0bcb1b2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7c81c",
                            table="registry_officer",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Interest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("organisation", models.CharField(max_length=120, verbose_name="单位名称")),
                        ("uscc", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("relative", "近亲属任职或持股"),
                                    ("employment", "本人曾任职或兼职"),
                                    ("investment", "本人投资或持股"),
                                    ("contract", "有服务或合同关系"),
                                    ("dispute", "有纠纷或其他利害关系"),
                                ],
                                max_length=12,
                                verbose_name="利害关系",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("declared_on", models.DateField(verbose_name="申报日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
                        (
                            "expert",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="registry.expert",
                                verbose_name="专家",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="registry.officer",
                                verbose_name="执法人员",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="registry.thirdpartybody",
                                verbose_name="第三方机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "回避申报",
                        "verbose_name_plural": "回避申报",
                        "ordering": ["-declared_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("body__isnull", True), ("expert__isnull", True), ("officer__isnull", False)
                                    ),
                                    models.Q(
                                        ("body__isnull", True), ("expert__isnull", False), ("officer__isnull", True)
                                    ),
                                    models.Q(
                                        ("body__isnull", False), ("expert__isnull", True), ("officer__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="interest_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("relation__in", ["relative", "employment", "investment", "contract", "dispute"])
                                ),
                                name="interest_relation_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("declared_on")),
                                    _connector="OR",
                                ),
                                name="interest_ends_after_declared",
                                violation_error_message="解除日期不能早于申报日期。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_interestevent" ("body_id", "declared_on", "ended_on", "expert_id", "id", "note", "officer_id", "organisation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "tenant_id", "uscc") VALUES (NEW."body_id", NEW."declared_on", NEW."ended_on", NEW."expert_id", NEW."id", NEW."note", NEW."officer_id", NEW."organisation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."relation", NEW."tenant_id", NEW."uscc"); RETURN NULL;',
                            hash="acc57b960f13c487f46490c4a28a48d6195b0e1f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4ed8e",
                            table="registry_interest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_interestevent" ("body_id", "declared_on", "ended_on", "expert_id", "id", "note", "officer_id", "organisation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "tenant_id", "uscc") VALUES (NEW."body_id", NEW."declared_on", NEW."ended_on", NEW."expert_id", NEW."id", NEW."note", NEW."officer_id", NEW."organisation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."relation", NEW."tenant_id", NEW."uscc"); RETURN NULL;',
                            hash="f60b17599153c7bb9e1f3b26d1ef8fde13411d6f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fce78",
                            table="registry_interest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_interestevent" ("body_id", "declared_on", "ended_on", "expert_id", "id", "note", "officer_id", "organisation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "tenant_id", "uscc") VALUES (OLD."body_id", OLD."declared_on", OLD."ended_on", OLD."expert_id", OLD."id", OLD."note", OLD."officer_id", OLD."organisation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."relation", OLD."tenant_id", OLD."uscc"); RETURN NULL;',
                            hash="d37bef563bc85d119130a2e37d1599026d8b8da8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dde54",
                            table="registry_interest",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="CertificateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=40, verbose_name="执法证号")),
                        ("issuing_body", models.CharField(max_length=100, verbose_name="发证机关")),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="执法领域"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="有效期起")),
                        ("ends_on", models.DateField(verbose_name="有效期至")),
                        ("revoked_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
                        ("revoke_reason", models.CharField(blank=True, max_length=200, verbose_name="注销理由")),
                        (
                            "warned_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="已提醒（到期前天数）"
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.certificate",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.officer",
                                verbose_name="执法人员",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d349af5daca2f7395ef9ca8880d9e1281ebe5ae3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1af07",
                            table="registry_certificateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="OfficerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        (
                            "job_kind",
                            models.CharField(
                                choices=[
                                    ("civil_servant", "行政执法类公务员"),
                                    ("qualified", "具有执法资格的工作人员"),
                                    ("daily", "日常监管工作人员"),
                                ],
                                default="civil_servant",
                                max_length=16,
                                verbose_name="人员类别",
                            ),
                        ),
                        (
                            "specialties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="专业特长",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="入库日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="离库日期")),
                        ("suspended_on", models.DateField(blank=True, null=True, verbose_name="暂停执法起")),
                        ("suspended_until", models.DateField(blank=True, null=True, verbose_name="暂停执法至")),
                        ("suspension_reason", models.CharField(blank=True, max_length=200, verbose_name="暂停理由")),
                        ("origin_number", models.BigIntegerField(blank=True, null=True, verbose_name="来源地借调编号")),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="所属部门",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="平台账号",
                            ),
                        ),
                        (
                            "origin",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="借调来源地",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.officer",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="officerevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a998cb571c7b2b2c3d7594131c4b5f588889dfd0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cf57b",
                            table="registry_officerevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Secondment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="借调领域"
                            ),
                        ),
                        ("task", models.CharField(max_length=200, verbose_name="任务范围")),
                        ("document_number", models.CharField(max_length=60, verbose_name="借调函文号")),
                        ("starts_on", models.DateField(verbose_name="借调起")),
                        ("ends_on", models.DateField(verbose_name="借调至")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "已发出，待对方答复"),
                                    ("accepted", "对方已接收"),
                                    ("declined", "对方不接收"),
                                    ("recalled", "已召回"),
                                ],
                                default="offered",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("offered_at", models.DateTimeField(auto_now_add=True, verbose_name="发出时间")),
                        (
                            "offered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="secondments",
                                to="registry.officer",
                                verbose_name="执法人员",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "to_place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="借入地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "借出",
                        "verbose_name_plural": "借出",
                        "ordering": ["-offered_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="secondment_ends_after_start",
                                violation_error_message="借调截止日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("domains__len__gt", 0)),
                                name="secondment_has_domain",
                                violation_error_message="请至少选择一个借调领域。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["offered", "accepted", "declined", "recalled"])),
                                name="secondment_state_known",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_secondmentevent" ("document_number", "domains", "ends_on", "id", "offered_at", "offered_by_id", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state", "task", "tenant_id", "to_place_id") VALUES (NEW."document_number", NEW."domains", NEW."ends_on", NEW."id", NEW."offered_at", NEW."offered_by_id", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."state", NEW."task", NEW."tenant_id", NEW."to_place_id"); RETURN NULL;',
                            hash="bdaa6fe9547a2cb5ca7903d69e4e86a0b3e1b834",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d369a",
                            table="registry_secondment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_secondmentevent" ("document_number", "domains", "ends_on", "id", "offered_at", "offered_by_id", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state", "task", "tenant_id", "to_place_id") VALUES (NEW."document_number", NEW."domains", NEW."ends_on", NEW."id", NEW."offered_at", NEW."offered_by_id", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."starts_on", NEW."state", NEW."task", NEW."tenant_id", NEW."to_place_id"); RETURN NULL;',
                            hash="d59e2f7a67fc47117cfed3db852d3b1f304910e6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8c27c",
                            table="registry_secondment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_secondmentevent" ("document_number", "domains", "ends_on", "id", "offered_at", "offered_by_id", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state", "task", "tenant_id", "to_place_id") VALUES (OLD."document_number", OLD."domains", OLD."ends_on", OLD."id", OLD."offered_at", OLD."offered_by_id", OLD."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."state", OLD."task", OLD."tenant_id", OLD."to_place_id"); RETURN NULL;',
                            hash="397a5333cdd4f0d325fe7201f71ff6ff48718868",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_757c9",
                            table="registry_secondment",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SecondmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="借调领域"
                            ),
                        ),
                        ("task", models.CharField(max_length=200, verbose_name="任务范围")),
                        ("document_number", models.CharField(max_length=60, verbose_name="借调函文号")),
                        ("starts_on", models.DateField(verbose_name="借调起")),
                        ("ends_on", models.DateField(verbose_name="借调至")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "已发出，待对方答复"),
                                    ("accepted", "对方已接收"),
                                    ("declined", "对方不接收"),
                                    ("recalled", "已召回"),
                                ],
                                default="offered",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("offered_at", models.DateTimeField(auto_now_add=True, verbose_name="发出时间")),
                        (
                            "offered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.officer",
                                verbose_name="执法人员",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.secondment",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "to_place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="借入地区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8c6f779f91664019115e74c18e187ad4014829ae",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ee401",
                            table="registry_secondmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SecondmentOffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="借调领域"
                            ),
                        ),
                        ("task", models.CharField(max_length=200, verbose_name="任务范围")),
                        ("document_number", models.CharField(max_length=60, verbose_name="借调函文号")),
                        ("starts_on", models.DateField(verbose_name="借调起")),
                        ("ends_on", models.DateField(verbose_name="借调至")),
                        ("from_number", models.BigIntegerField(verbose_name="来源编号")),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        ("from_department", models.CharField(max_length=120, verbose_name="原单位")),
                        (
                            "job_kind",
                            models.CharField(
                                choices=[
                                    ("civil_servant", "行政执法类公务员"),
                                    ("qualified", "具有执法资格的工作人员"),
                                    ("daily", "日常监管工作人员"),
                                ],
                                max_length=16,
                                verbose_name="人员类别",
                            ),
                        ),
                        (
                            "specialties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="专业特长",
                            ),
                        ),
                        ("certificate_number", models.CharField(max_length=40, verbose_name="执法证号")),
                        ("issuing_body", models.CharField(max_length=100, verbose_name="发证机关")),
                        ("certificate_starts_on", models.DateField(verbose_name="证件有效期起")),
                        ("certificate_ends_on", models.DateField(verbose_name="证件有效期至")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "待答复"),
                                    ("accepted", "已接收"),
                                    ("declined", "不接收"),
                                    ("recalled", "已被召回"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="收到时间")),
                        (
                            "from_place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="借出地区",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="registry.officer",
                                verbose_name="在本地名录",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "借入",
                        "verbose_name_plural": "借入",
                        "ordering": ["-received_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="secondmentoffer_ends_after_start",
                                violation_error_message="借调截止日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("domains__len__gt", 0)),
                                name="secondmentoffer_has_domain",
                                violation_error_message="请至少选择一个借调领域。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["received", "accepted", "declined", "recalled"])),
                                name="secondment_offer_state_known",
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "from_place", "from_number"), name="secondment_offer_once"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondmentoffer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_secondmentofferevent" ("certificate_ends_on", "certificate_number", "certificate_starts_on", "document_number", "domains", "ends_on", "from_department", "from_number", "from_place_id", "id", "issuing_body", "job_kind", "name", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "specialties", "starts_on", "state", "task", "tenant_id") VALUES (NEW."certificate_ends_on", NEW."certificate_number", NEW."certificate_starts_on", NEW."document_number", NEW."domains", NEW."ends_on", NEW."from_department", NEW."from_number", NEW."from_place_id", NEW."id", NEW."issuing_body", NEW."job_kind", NEW."name", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."received_at", NEW."specialties", NEW."starts_on", NEW."state", NEW."task", NEW."tenant_id"); RETURN NULL;',
                            hash="7a43ca6e69d04699fa58b62f7a7f2c1ce67797dc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_464b4",
                            table="registry_secondmentoffer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondmentoffer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_secondmentofferevent" ("certificate_ends_on", "certificate_number", "certificate_starts_on", "document_number", "domains", "ends_on", "from_department", "from_number", "from_place_id", "id", "issuing_body", "job_kind", "name", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "specialties", "starts_on", "state", "task", "tenant_id") VALUES (NEW."certificate_ends_on", NEW."certificate_number", NEW."certificate_starts_on", NEW."document_number", NEW."domains", NEW."ends_on", NEW."from_department", NEW."from_number", NEW."from_place_id", NEW."id", NEW."issuing_body", NEW."job_kind", NEW."name", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."received_at", NEW."specialties", NEW."starts_on", NEW."state", NEW."task", NEW."tenant_id"); RETURN NULL;',
                            hash="4c09a56e353239c70cb6cfb8431e191c27dfcfa9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_85f8d",
                            table="registry_secondmentoffer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondmentoffer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_secondmentofferevent" ("certificate_ends_on", "certificate_number", "certificate_starts_on", "document_number", "domains", "ends_on", "from_department", "from_number", "from_place_id", "id", "issuing_body", "job_kind", "name", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "specialties", "starts_on", "state", "task", "tenant_id") VALUES (OLD."certificate_ends_on", OLD."certificate_number", OLD."certificate_starts_on", OLD."document_number", OLD."domains", OLD."ends_on", OLD."from_department", OLD."from_number", OLD."from_place_id", OLD."id", OLD."issuing_body", OLD."job_kind", OLD."name", OLD."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."received_at", OLD."specialties", OLD."starts_on", OLD."state", OLD."task", OLD."tenant_id"); RETURN NULL;',
                            hash="d91320aba7517dbd0ff77676aab728d9f12b2208",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f39c9",
                            table="registry_secondmentoffer",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SecondmentOfferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="借调领域"
                            ),
                        ),
                        ("task", models.CharField(max_length=200, verbose_name="任务范围")),
                        ("document_number", models.CharField(max_length=60, verbose_name="借调函文号")),
                        ("starts_on", models.DateField(verbose_name="借调起")),
                        ("ends_on", models.DateField(verbose_name="借调至")),
                        ("from_number", models.BigIntegerField(verbose_name="来源编号")),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        ("from_department", models.CharField(max_length=120, verbose_name="原单位")),
                        (
                            "job_kind",
                            models.CharField(
                                choices=[
                                    ("civil_servant", "行政执法类公务员"),
                                    ("qualified", "具有执法资格的工作人员"),
                                    ("daily", "日常监管工作人员"),
                                ],
                                max_length=16,
                                verbose_name="人员类别",
                            ),
                        ),
                        (
                            "specialties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="专业特长",
                            ),
                        ),
                        ("certificate_number", models.CharField(max_length=40, verbose_name="执法证号")),
                        ("issuing_body", models.CharField(max_length=100, verbose_name="发证机关")),
                        ("certificate_starts_on", models.DateField(verbose_name="证件有效期起")),
                        ("certificate_ends_on", models.DateField(verbose_name="证件有效期至")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "待答复"),
                                    ("accepted", "已接收"),
                                    ("declined", "不接收"),
                                    ("recalled", "已被召回"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="收到时间")),
                        (
                            "from_place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="借出地区",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.officer",
                                verbose_name="在本地名录",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.secondmentoffer",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondmentofferevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="37c6609ae2eee88a27ac10150cd0a8517ff79955",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3f0ba",
                            table="registry_secondmentofferevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ThirdPartyBody",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="专业领域"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="聘期（有效期）起")),
                        ("ends_on", models.DateField(verbose_name="聘期（有效期）至")),
                        (
                            "contact",
                            models.CharField(
                                blank=True, help_text="仅工作人员可见。", max_length=60, verbose_name="联系方式"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="机构名称")),
                        ("uscc", models.CharField(max_length=18, verbose_name="统一社会信用代码")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("testing", "检验检测"),
                                    ("audit", "审计"),
                                    ("appraisal", "鉴定评估"),
                                    ("survey", "调查咨询"),
                                ],
                                max_length=12,
                                verbose_name="机构类别",
                            ),
                        ),
                        ("accreditation", models.CharField(max_length=60, verbose_name="资质证书编号")),
                        ("scope", models.TextField(max_length=1000, verbose_name="资质认定范围")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="推荐部门",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "第三方机构",
                        "verbose_name_plural": "第三方机构",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="thirdpartybody_ends_after_start",
                                violation_error_message="截止日期不能早于起始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("domains__len__gt", 0)),
                                name="thirdpartybody_has_domain",
                                violation_error_message="请至少写明一个专业领域。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["testing", "audit", "appraisal", "survey"])),
                                name="body_kind_known",
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "uscc"),
                                name="body_once",
                                violation_error_message="名录里已有这个统一社会信用代码的机构。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="thirdpartybody",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_thirdpartybodyevent" ("accreditation", "department_id", "domains", "ends_on", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "starts_on", "tenant_id", "uscc") VALUES (NEW."accreditation", NEW."department_id", NEW."domains", NEW."ends_on", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."scope", NEW."starts_on", NEW."tenant_id", NEW."uscc"); RETURN NULL;',
                            hash="51568e3a83e9d777a88183251e10f814337bf197",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1ef8b",
                            table="registry_thirdpartybody",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="thirdpartybody",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accreditation" IS DISTINCT FROM (NEW."accreditation") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."domains" IS DISTINCT FROM (NEW."domains") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id") OR OLD."uscc" IS DISTINCT FROM (NEW."uscc"))',
                            func='INSERT INTO "registry_thirdpartybodyevent" ("accreditation", "department_id", "domains", "ends_on", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "starts_on", "tenant_id", "uscc") VALUES (NEW."accreditation", NEW."department_id", NEW."domains", NEW."ends_on", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."scope", NEW."starts_on", NEW."tenant_id", NEW."uscc"); RETURN NULL;',
                            hash="761c3f6ab2063137ed90466b13a28e35b0b8b6d8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_58d66",
                            table="registry_thirdpartybody",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="thirdpartybody",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_thirdpartybodyevent" ("accreditation", "department_id", "domains", "ends_on", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "starts_on", "tenant_id", "uscc") VALUES (OLD."accreditation", OLD."department_id", OLD."domains", OLD."ends_on", OLD."id", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."scope", OLD."starts_on", OLD."tenant_id", OLD."uscc"); RETURN NULL;',
                            hash="d507d587552cb0de1de8fda1bc14f86234ac93a9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8623d",
                            table="registry_thirdpartybody",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="InterestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("organisation", models.CharField(max_length=120, verbose_name="单位名称")),
                        ("uscc", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("relative", "近亲属任职或持股"),
                                    ("employment", "本人曾任职或兼职"),
                                    ("investment", "本人投资或持股"),
                                    ("contract", "有服务或合同关系"),
                                    ("dispute", "有纠纷或其他利害关系"),
                                ],
                                max_length=12,
                                verbose_name="利害关系",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("declared_on", models.DateField(verbose_name="申报日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
                        (
                            "expert",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.expert",
                                verbose_name="专家",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.interest",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.officer",
                                verbose_name="执法人员",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.thirdpartybody",
                                verbose_name="第三方机构",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2b0f1ba7145c56b85255423d5acac0a0784c3b81",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4d080",
                            table="registry_interestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ThirdPartyBodyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "domains",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="专业领域"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="聘期（有效期）起")),
                        ("ends_on", models.DateField(verbose_name="聘期（有效期）至")),
                        ("name", models.CharField(max_length=120, verbose_name="机构名称")),
                        ("uscc", models.CharField(max_length=18, verbose_name="统一社会信用代码")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("testing", "检验检测"),
                                    ("audit", "审计"),
                                    ("appraisal", "鉴定评估"),
                                    ("survey", "调查咨询"),
                                ],
                                max_length=12,
                                verbose_name="机构类别",
                            ),
                        ),
                        ("accreditation", models.CharField(max_length=60, verbose_name="资质证书编号")),
                        ("scope", models.TextField(max_length=1000, verbose_name="资质认定范围")),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="推荐部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.thirdpartybody",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="thirdpartybodyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4944a99761370b57235e122fe8b6286149e4706b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_968d3",
                            table="registry_thirdpartybodyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Training",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="培训日期")),
                        ("topic", models.CharField(max_length=120, verbose_name="培训内容")),
                        ("organiser", models.CharField(blank=True, max_length=100, verbose_name="组织单位")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="学时")),
                        ("is_joint", models.BooleanField(default=False, verbose_name="跨部门培训")),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainings",
                                to="registry.officer",
                                verbose_name="执法人员",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "培训记录",
                        "verbose_name_plural": "培训记录",
                        "ordering": ["-held_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("hours__gt", 0), ("hours__lte", 500)),
                                name="training_hours_plausible",
                                violation_error_message="学时须大于0，且一次培训不超过500学时。",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="training",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_trainingevent" ("held_on", "hours", "id", "is_joint", "officer_id", "organiser", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "topic") VALUES (NEW."held_on", NEW."hours", NEW."id", NEW."is_joint", NEW."officer_id", NEW."organiser", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id", NEW."topic"); RETURN NULL;',
                            hash="1ae905758cfcc547efe3c6a2b63fe12b15de0f44",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb8e7",
                            table="registry_training",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="training",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_trainingevent" ("held_on", "hours", "id", "is_joint", "officer_id", "organiser", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "topic") VALUES (NEW."held_on", NEW."hours", NEW."id", NEW."is_joint", NEW."officer_id", NEW."organiser", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id", NEW."topic"); RETURN NULL;',
                            hash="40d6cc8b9434a04e9d39e696a04ca663c9a43ab0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_da7d1",
                            table="registry_training",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="training",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_trainingevent" ("held_on", "hours", "id", "is_joint", "officer_id", "organiser", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "topic") VALUES (OLD."held_on", OLD."hours", OLD."id", OLD."is_joint", OLD."officer_id", OLD."organiser", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id", OLD."topic"); RETURN NULL;',
                            hash="014240de499bf6072d88565de2eecbbe7f5fd9bb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_60fc0",
                            table="registry_training",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="TrainingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("held_on", models.DateField(verbose_name="培训日期")),
                        ("topic", models.CharField(max_length=120, verbose_name="培训内容")),
                        ("organiser", models.CharField(blank=True, max_length=100, verbose_name="组织单位")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="学时")),
                        ("is_joint", models.BooleanField(default=False, verbose_name="跨部门培训")),
                        (
                            "officer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.officer",
                                verbose_name="执法人员",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.training",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="trainingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e890164f3e83586e28a28afd83b1799460a231d5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e7979",
                            table="registry_trainingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="MatchCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("record", models.JSONField(blank=True, null=True, verbose_name="导入的内容")),
                        ("reason", models.CharField(max_length=300, verbose_name="相似之处")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待判断"), ("same", "是同一对象"), ("different", "不是同一对象")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="提出时间")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="判断时间")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="common.importbatch",
                                verbose_name="导入批次",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="判断人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="报送部门",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="match_cases",
                                to="registry.supervisedobject",
                                verbose_name="库中对象",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="registry.supervisedobject",
                                verbose_name="另一份档案",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "疑似相同对象",
                        "verbose_name_plural": "疑似相同对象",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "state", "-id"], name="match_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "same", "different"])),
                                name="match_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("decided_at__isnull", False), _connector="OR"),
                                name="decided_match_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("other__isnull", True), ("record__isnull", True), _connector="XOR"),
                                name="match_of_two",
                            ),
                            models.UniqueConstraint(fields=("object", "other"), name="match_asked_once"),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ApprovalRoute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("matter", models.CharField(max_length=150, verbose_name="审批（备案）事项")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="监管事项或依据")),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="许可、变更、备案后，须在几个工作日内把监管要求告知对象；不要求的留空。",
                                null=True,
                                verbose_name="告知期限（工作日）",
                            ),
                        ),
                        (
                            "check_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="许可、备案后，须在几个工作日内完成首次检查；不要求的留空。",
                                null=True,
                                verbose_name="首次检查期限（工作日）",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approval_routes",
                                to="tenancy.department",
                                verbose_name="审批部门",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals_to_supervise",
                                to="tenancy.department",
                                verbose_name="监管部门",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审管联动对应关系",
                        "verbose_name_plural": "审管联动对应关系",
                        "ordering": ["matter", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("notice_days", None), ("notice_days__gte", 1), _connector="OR"),
                                    models.Q(("check_days", None), ("check_days__gte", 1), _connector="OR"),
                                ),
                                name="approval_route_days",
                                violation_error_message="期限至少为1个工作日，不要求的留空。",
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "matter", "supervisor"),
                                name="approval_route_once",
                                violation_error_message="这个事项已经对应到这个监管部门。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="approvalroute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_approvalrouteevent" ("basis", "check_days", "department_id", "id", "matter", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supervisor_id", "tenant_id") VALUES (NEW."basis", NEW."check_days", NEW."department_id", NEW."id", NEW."matter", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."supervisor_id", NEW."tenant_id"); RETURN NULL;',
                            hash="33a0dd8566f0b04cc066a96a8cee766eb8fa20e3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4d1ca",
                            table="registry_approvalroute",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="approvalroute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_approvalrouteevent" ("basis", "check_days", "department_id", "id", "matter", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supervisor_id", "tenant_id") VALUES (NEW."basis", NEW."check_days", NEW."department_id", NEW."id", NEW."matter", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."supervisor_id", NEW."tenant_id"); RETURN NULL;',
                            hash="0c9917d268657d8ff8609c2816dc2bed04eab844",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e4a45",
                            table="registry_approvalroute",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="approvalroute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_approvalrouteevent" ("basis", "check_days", "department_id", "id", "matter", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supervisor_id", "tenant_id") VALUES (OLD."basis", OLD."check_days", OLD."department_id", OLD."id", OLD."matter", OLD."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."supervisor_id", OLD."tenant_id"); RETURN NULL;',
                            hash="1b6201b42565b8aea805e079a28ce84352103061",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_810c5",
                            table="registry_approvalroute",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ApprovalRouteEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("matter", models.CharField(max_length=150, verbose_name="审批（备案）事项")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="监管事项或依据")),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="许可、变更、备案后，须在几个工作日内把监管要求告知对象；不要求的留空。",
                                null=True,
                                verbose_name="告知期限（工作日）",
                            ),
                        ),
                        (
                            "check_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="许可、备案后，须在几个工作日内完成首次检查；不要求的留空。",
                                null=True,
                                verbose_name="首次检查期限（工作日）",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="审批部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.approvalroute",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="监管部门",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="approvalrouteevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4a8b5824e995436237ab1b87d663913e502c4f12",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bbcd7",
                            table="registry_approvalrouteevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="JointCandidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待处理"),
                                    ("accepted", "采纳"),
                                    ("dismissed", "不采纳"),
                                    ("lapsed", "已失效"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "departments",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), size=None, verbose_name="监管部门"
                            ),
                        ),
                        ("count", models.PositiveSmallIntegerField(verbose_name="部门数")),
                        ("found_on", models.DateField(verbose_name="发现日期")),
                        (
                            "object",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="joint_candidate",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联合检查候选",
                        "verbose_name_plural": "联合检查候选",
                        "ordering": ["-count", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "state", "-count"], name="candidates_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "accepted", "dismissed", "lapsed"])),
                                name="candidate_state_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("count__gte", 2)), name="candidate_of_several"),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="QualityCampaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="名称")),
                        (
                            "stale_before",
                            models.DateField(
                                help_text="最近核实早于这一天的对象列入核实。", verbose_name="早于此日未核实的"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("enterprise", "企业"),
                                    ("farmer_cooperative", "农民专业合作社"),
                                    ("sole_trader", "个体工商户"),
                                    ("school", "学校"),
                                    ("hospital", "医院"),
                                    ("association", "协会"),
                                    ("social_organisation", "社会团体"),
                                    ("product", "产品"),
                                    ("batch", "产品批次"),
                                    ("project", "项目"),
                                    ("behaviour", "行为"),
                                    ("facility", "设施设备"),
                                    ("area", "地理区域"),
                                    ("place", "场地场所"),
                                    ("cyber_object", "网络空间"),
                                ],
                                max_length=20,
                                verbose_name="对象类别",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "名录核实",
                        "verbose_name_plural": "名录核实",
                        "ordering": ["-starts_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("starts_on"))),
                                name="campaign_due_after_start",
                                violation_error_message="完成期限不能早于开始日期。",
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "name"),
                                name="campaign_name_once",
                                violation_error_message="已有同名的名录核实，请换一个名称。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("to_verify", "待核实"),
                                    ("right", "核实无误"),
                                    ("corrected", "已更正"),
                                    ("missing", "查无此对象"),
                                ],
                                default="to_verify",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="verifications",
                                to="registry.qualitycampaign",
                                verbose_name="名录核实",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="tenancy.department",
                                verbose_name="核实部门",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="verifications",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "核实任务",
                        "verbose_name_plural": "核实任务",
                        "ordering": ["pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["department", "state"], name="verifications_of_department")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["to_verify", "right", "corrected", "missing"])),
                                name="verification_state_known",
                            ),
                            models.UniqueConstraint(fields=("campaign", "object"), name="verification_once"),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ApprovalEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("licence", "许可"),
                                    ("change", "变更"),
                                    ("filing", "备案"),
                                    ("cancellation", "注销、撤销"),
                                ],
                                max_length=14,
                                verbose_name="类型",
                            ),
                        ),
                        ("matter", models.CharField(max_length=150, verbose_name="审批（备案）事项")),
                        (
                            "permit_number",
                            models.CharField(blank=True, max_length=120, verbose_name="许可（备案）编号"),
                        ),
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("told", models.PositiveSmallIntegerField(default=0, verbose_name="告知监管部门数")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approval_events",
                                to="tenancy.department",
                                verbose_name="审批部门",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approval_events",
                                to="registry.supervisedobject",
                                verbose_name="监管对象",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审批信息",
                        "verbose_name_plural": "审批信息",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["licence", "change", "filing", "cancellation"])),
                                name="approval_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until", None), ("valid_until__gte", models.F("decided_on")), _connector="OR"
                                ),
                                name="approval_valid_after_decision",
                                violation_error_message="有效期不能早于决定日期。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
            ]
        ),
        Wall("supervisedobject"),
        Wall("supervisedobjectevent"),
        Wall("objectidentifier"),
        Wall("objectenrolment"),
        Wall("objectenrolmentevent"),
        Wall("objecttag"),
        Wall("objecttagevent"),
        Wall("tagassignment"),
        Wall("objectrelation"),
        Wall("objectrelationevent"),
        Wall("objectperson"),
        Wall("objectpersonevent"),
        Wall("mergerecord"),
        Wall("officer"),
        Wall("officerevent"),
        Wall("certificate"),
        Wall("certificateevent"),
        Wall("training"),
        Wall("trainingevent"),
        Wall("expert"),
        Wall("expertevent"),
        Wall("thirdpartybody"),
        Wall("thirdpartybodyevent"),
        Wall("interest"),
        Wall("interestevent"),
        Wall("secondment"),
        Wall("secondmentevent"),
        Wall("secondmentoffer"),
        Wall("secondmentofferevent"),
        Wall("matchcase"),
        Wall("approvalroute"),
        Wall("approvalrouteevent"),
        Wall("approvalevent"),
        Wall("jointcandidate"),
        Wall("qualitycampaign"),
        Wall("verification"),
        migrations.RunSQL(SEARCH),
    ]
