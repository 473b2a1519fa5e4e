import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.manager
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import AppendOnly, Wall

KEEP_CONTENT = """
-- A version's content changes only while it is a draft; afterwards only its life does.
CREATE FUNCTION items_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    life text[] := ARRAY['state', 'sent_by_id', 'sent_at', 'round', 'in_force_on', 'ended_on', 'batch_id'];
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - life IS DISTINCT FROM to_jsonb(NEW) - life THEN
        RAISE EXCEPTION 'item version % is no draft: its content stays', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_version BEFORE UPDATE OR DELETE ON items_itemversion
    FOR EACH ROW EXECUTE FUNCTION items_keep_version();

CREATE FUNCTION items_keep_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole bigint := coalesce(NEW.version_id, OLD.version_id);
BEGIN
    IF EXISTS (SELECT 1 FROM items_itemversion WHERE id = whole AND state <> 'draft') THEN
        RAISE EXCEPTION 'item version % is no draft: its content stays', whole USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER keep_part BEFORE INSERT OR UPDATE OR DELETE ON items_cooperatingline
    FOR EACH ROW EXECUTE FUNCTION items_keep_part();
CREATE TRIGGER keep_part BEFORE INSERT OR UPDATE OR DELETE ON items_legalbasis
    FOR EACH ROW EXECUTE FUNCTION items_keep_part();
"""

READ_FROM_BELOW = """
-- What is, or was, in force is public: places below may read it and build on it (R032).
CREATE POLICY wall_in_force ON items_itemversion FOR SELECT USING (
    state IN ('in_force', 'superseded', 'repealed') AND tenant_id = ANY (app_upper()));
CREATE POLICY wall_in_force ON items_supervisionitem FOR SELECT USING (
    tenant_id = ANY (app_upper()) AND EXISTS (SELECT 1 FROM items_itemversion AS v WHERE v.item_id = items_supervisionitem.id));
CREATE POLICY wall_in_force ON items_cooperatingline FOR SELECT USING (
    tenant_id = ANY (app_upper()) AND EXISTS (SELECT 1 FROM items_itemversion AS v WHERE v.id = version_id));
CREATE POLICY wall_in_force ON items_legalbasis FOR SELECT USING (
    tenant_id = ANY (app_upper()) AND EXISTS (SELECT 1 FROM items_itemversion AS v WHERE v.id = version_id));
"""

KEEP_ENTRIES = """
-- Entries change only while their checklist is a draft; afterwards a revision makes new ones.
CREATE FUNCTION items_keep_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole bigint := coalesce(NEW.checklist_id, OLD.checklist_id);
BEGIN
    IF EXISTS (SELECT 1 FROM items_checklist WHERE id = whole AND state <> 'draft') THEN
        RAISE EXCEPTION 'checklist % is no draft: its entries stay', whole USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER keep_entry BEFORE INSERT OR UPDATE OR DELETE ON items_checklistentry
    FOR EACH ROW EXECUTE FUNCTION items_keep_entry();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0003_library_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="CoSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(verbose_name="会签轮次")),
                        ("asked_at", models.DateTimeField(verbose_name="送会签时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="会签截止日")),
                        (
                            "opinion",
                            models.CharField(
                                blank=True,
                                choices=[("agree", "同意"), ("object", "有异议")],
                                max_length=8,
                                verbose_name="会签意见",
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="意见说明")),
                        ("signed_at", models.DateTimeField(null=True, verbose_name="会签时间")),
                        ("escalated_at", models.DateTimeField(null=True, verbose_name="督办时间")),
                        ("is_void", models.BooleanField(default=False, verbose_name="已作废")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="co_signatures",
                                to="tenancy.department",
                                verbose_name="会签部门",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="会签人",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="co_signatures",
                                to="items.itemversion",
                                verbose_name="事项版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会签",
                        "verbose_name_plural": "会签",
                        "ordering": ["-round", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "department", "round"), name="co_signature_once_a_round"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opinion", ""), ("opinion__in", ["agree", "object"]), _connector="OR"
                                ),
                                name="co_signature_opinion_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opinion", ""),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="co_signature_has_signer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("opinion", "object"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="co_signature_objection_says_why",
                                violation_error_message="有异议的，须写明意见。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cosignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_cosignatureevent" ("asked_at", "department_id", "due_on", "escalated_at", "id", "is_void", "note", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "signed_at", "signed_by_id", "tenant_id", "version_id") VALUES (NEW."asked_at", NEW."department_id", NEW."due_on", NEW."escalated_at", NEW."id", NEW."is_void", NEW."note", NEW."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round", NEW."signed_at", NEW."signed_by_id", NEW."tenant_id", NEW."version_id"); RETURN NULL;',
                            hash="3bc54f591e146bfd5cda0c8340b96d1bbd18bf0f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5cad8",
                            table="items_cosignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cosignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_cosignatureevent" ("asked_at", "department_id", "due_on", "escalated_at", "id", "is_void", "note", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "signed_at", "signed_by_id", "tenant_id", "version_id") VALUES (NEW."asked_at", NEW."department_id", NEW."due_on", NEW."escalated_at", NEW."id", NEW."is_void", NEW."note", NEW."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round", NEW."signed_at", NEW."signed_by_id", NEW."tenant_id", NEW."version_id"); RETURN NULL;',
                            hash="8e5b664c6140b7de1137705d0d9501d01cb9862d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b4e02",
                            table="items_cosignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cosignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_cosignatureevent" ("asked_at", "department_id", "due_on", "escalated_at", "id", "is_void", "note", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "signed_at", "signed_by_id", "tenant_id", "version_id") VALUES (OLD."asked_at", OLD."department_id", OLD."due_on", OLD."escalated_at", OLD."id", OLD."is_void", OLD."note", OLD."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round", OLD."signed_at", OLD."signed_by_id", OLD."tenant_id", OLD."version_id"); RETURN NULL;',
                            hash="04da45f4fdc3f4d9d7846cc3f2816d6253642163",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8846d",
                            table="items_cosignature",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="批次名称")),
                        ("release_on", models.DateField(verbose_name="发布日期")),
                        ("announcement", models.CharField(blank=True, max_length=300, verbose_name="发布公告")),
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
                        "verbose_name": "发布批次",
                        "verbose_name_plural": "发布批次",
                        "ordering": ["-release_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "name"),
                                name="item_batch_name",
                                violation_error_message="本地区已有同名批次。",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itembatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itembatchevent" ("announcement", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "tenant_id") VALUES (NEW."announcement", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."release_on", NEW."tenant_id"); RETURN NULL;',
                            hash="72e9ab1eddb689999f8bd8a874963bc49bbc9caf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8fde6",
                            table="items_itembatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itembatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_itembatchevent" ("announcement", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "tenant_id") VALUES (NEW."announcement", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."release_on", NEW."tenant_id"); RETURN NULL;',
                            hash="454bf3d10fa3820fff00653d3225afc308bf3fc2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee087",
                            table="items_itembatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itembatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itembatchevent" ("announcement", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "tenant_id") VALUES (OLD."announcement", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."release_on", OLD."tenant_id"); RETURN NULL;',
                            hash="9bf8b23e69d151f2c59ca0836b11ac30d301630e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aa3c6",
                            table="items_itembatch",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemBatchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80, verbose_name="批次名称")),
                        ("release_on", models.DateField(verbose_name="发布日期")),
                        ("announcement", models.CharField(blank=True, max_length=300, verbose_name="发布公告")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.itembatch",
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
                    model_name="itembatchevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="917186a723948e3f8b33d96f326a409a828bc26e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cefa5",
                            table="items_itembatchevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemChain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("has_legality_check", models.BooleanField(default=True, verbose_name="须经合法性审核")),
                        (
                            "co_sign_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="会签期限（工作日）",
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
                        "verbose_name": "清单办理环节",
                        "verbose_name_plural": "清单办理环节",
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [models.UniqueConstraint(fields=("tenant",), name="item_chain_once")],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemchain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "has_legality_check", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."co_sign_days", NEW."has_legality_check", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="32841adebf4a1ca5a2319ae50b3951a0698f1492",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_57b64",
                            table="items_itemchain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemchain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "has_legality_check", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."co_sign_days", NEW."has_legality_check", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="7eef29d4eb4557ce32bb641403c4e4f3bb5ca8be",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f1642",
                            table="items_itemchain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemchain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "has_legality_check", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."co_sign_days", OLD."has_legality_check", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="80285e44d2b1f5d9ae9a8eb28483f2667c5f30e4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ce313",
                            table="items_itemchain",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemChainEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("has_legality_check", models.BooleanField(default=True, verbose_name="须经合法性审核")),
                        (
                            "co_sign_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="会签期限（工作日）",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.itemchain",
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
                    model_name="itemchainevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="01c7e8008b4b58d667763df544881db6f8784d6f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8f85f",
                            table="items_itemchainevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=1, verbose_name="版次")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("co_signing", "会签"),
                                    ("legality_check", "合法性审核"),
                                    ("submitted", "已报送"),
                                    ("approved", "已批准"),
                                    ("in_force", "现行有效"),
                                    ("superseded", "已被替代"),
                                    ("repealed", "已废止"),
                                ],
                                default="draft",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("domain_text", models.CharField(max_length=60, verbose_name="监管领域")),
                        ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业大类")),
                        ("content", models.TextField(max_length=1000, verbose_name="牵头部门监管事项")),
                        ("objects_text", models.TextField(blank=True, max_length=500, verbose_name="监管对象")),
                        (
                            "organising_levels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("country", "全国"),
                                        ("province", "省级"),
                                        ("city", "市级"),
                                        ("county", "县级"),
                                        ("township", "乡级"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="组织层级",
                            ),
                        ),
                        (
                            "supervision_levels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("country", "全国"),
                                        ("province", "省级"),
                                        ("city", "市级"),
                                        ("county", "县级"),
                                        ("township", "乡级"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="监管层级",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("administrative_check", "行政检查"),
                                    ("approval_follow_up", "审批后续监管"),
                                    ("filing_follow_up", "备案后续监管"),
                                    ("product_sampling", "质量抽查"),
                                    ("credit_supervision", "信用监管"),
                                    ("other", "其他"),
                                ],
                                max_length=24,
                                verbose_name="事项类别",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[("key", "重点检查事项"), ("general", "一般检查事项")],
                                max_length=10,
                                verbose_name="事项等级",
                            ),
                        ),
                        (
                            "regime",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("random", "双随机抽查"),
                                    ("full", "全覆盖检查"),
                                    ("key_list", "重点监管名单"),
                                    ("triggered", "线索触发检查"),
                                ],
                                max_length=12,
                                verbose_name="监管类型",
                            ),
                        ),
                        (
                            "techniques",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("on_site", "现场检查"),
                                        ("documents", "书面检查"),
                                        ("off_site", "非现场监管"),
                                        ("sampling", "抽样检测"),
                                        ("online", "网络监测"),
                                        ("interview", "询问核查"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="检查方式",
                            ),
                        ),
                        ("ratio", models.CharField(blank=True, max_length=200, verbose_name="抽查比例")),
                        ("frequency", models.CharField(blank=True, max_length=200, verbose_name="检查频次")),
                        ("procedure", models.TextField(blank=True, max_length=2000, verbose_name="检查程序")),
                        ("division", models.TextField(blank=True, max_length=2000, verbose_name="责任分工")),
                        (
                            "measures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("enter", "进入场所检查"),
                                        ("ask", "询问有关人员"),
                                        ("copy", "查阅复制资料"),
                                        ("sample", "抽样检验检测"),
                                        ("watch", "监测预警"),
                                        ("talk", "约谈提醒"),
                                        ("seal", "查封扣押"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="监管措施",
                            ),
                        ),
                        (
                            "handling",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("correction", "责令改正"),
                                        ("warning", "警告或通报批评"),
                                        ("penalty", "行政处罚"),
                                        ("abnormal_list", "列入经营异常名录"),
                                        ("dishonesty_list", "列入严重违法失信名单"),
                                        ("transfer", "移送有权机关"),
                                        ("criminal_referral", "移送司法机关"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="处理方式",
                            ),
                        ),
                        (
                            "approval_relation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same_body", "谁审批谁监管"),
                                    ("separated", "审管分离，行业主管部门监管"),
                                    ("cancelled", "审批已取消"),
                                    ("delegated", "审批已下放"),
                                    ("filing", "审批改为备案"),
                                ],
                                max_length=12,
                                verbose_name="审批与监管关系",
                            ),
                        ),
                        (
                            "power_entry",
                            models.CharField(blank=True, max_length=200, verbose_name="权力和责任清单对应事项"),
                        ),
                        (
                            "exemption_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mode_fixed", "法律法规对检查方式有明确规定"),
                                    ("special_demands", "法律法规规章有特殊检查要求"),
                                    ("reported_violation", "投诉举报涉嫌违法"),
                                    ("special_campaign", "专项执法行动"),
                                ],
                                max_length=20,
                                verbose_name="不纳入联合抽查的情形",
                            ),
                        ),
                        ("exemption_basis", models.CharField(blank=True, max_length=300, verbose_name="不纳入的依据")),
                        (
                            "trigger",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("law", "法律法规立改废释"),
                                    ("duties", "部门职责调整"),
                                    ("power_list", "权力和责任清单调整"),
                                    ("upper_list", "上级清单调整"),
                                    ("practice", "监管实际需要"),
                                    ("mistake", "更正错漏"),
                                ],
                                max_length=12,
                                verbose_name="调整事由",
                            ),
                        ),
                        ("trigger_note", models.CharField(blank=True, max_length=500, verbose_name="调整说明")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="送审时间")),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="会签轮次")),
                        ("in_force_on", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="items.itembatch",
                                verbose_name="发布批次",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_items",
                                to="tenancy.department",
                                verbose_name="行业主管（牵头监管）部门",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="送审人",
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
                            "domain",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.supervisiondomain",
                                verbose_name="监管领域目录",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="items.supervisionitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.itemversion",
                                verbose_name="所依据的上级版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事项版本",
                        "verbose_name_plural": "事项版本",
                        "ordering": ["item__number", "-number"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "state"], name="item_versions_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "draft",
                                            "co_signing",
                                            "legality_check",
                                            "submitted",
                                            "approved",
                                            "in_force",
                                            "superseded",
                                            "repealed",
                                        ],
                                    )
                                ),
                                name="item_version_state_known",
                            ),
                            models.UniqueConstraint(fields=("item", "number"), name="item_version_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_force")), fields=("item",), name="item_one_in_force"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ("draft", "co_signing", "legality_check", "submitted", "approved"))
                                ),
                                fields=("item",),
                                name="item_one_in_preparation",
                                violation_error_message="这个事项已有一个版本正在办理，请先办完。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "in_force"), _negated=True),
                                    ("in_force_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="item_in_force_has_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exemption_reason", ""),
                                    models.Q(("exemption_basis", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="item_exemption_has_basis",
                                violation_error_message="不纳入联合抽查的，须写明依据。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemversionevent" ("approval_relation", "based_on_id", "batch_id", "category", "content", "created_by_id", "department_id", "division", "domain_id", "domain_text", "ended_on", "exemption_basis", "exemption_reason", "frequency", "grade", "handling", "id", "in_force_on", "industry", "item_id", "measures", "number", "objects_text", "organising_levels", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "power_entry", "procedure", "ratio", "regime", "round", "sent_at", "sent_by_id", "state", "supervision_levels", "techniques", "tenant_id", "trigger", "trigger_note") VALUES (NEW."approval_relation", NEW."based_on_id", NEW."batch_id", NEW."category", NEW."content", NEW."created_by_id", NEW."department_id", NEW."division", NEW."domain_id", NEW."domain_text", NEW."ended_on", NEW."exemption_basis", NEW."exemption_reason", NEW."frequency", NEW."grade", NEW."handling", NEW."id", NEW."in_force_on", NEW."industry", NEW."item_id", NEW."measures", NEW."number", NEW."objects_text", NEW."organising_levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."power_entry", NEW."procedure", NEW."ratio", NEW."regime", NEW."round", NEW."sent_at", NEW."sent_by_id", NEW."state", NEW."supervision_levels", NEW."techniques", NEW."tenant_id", NEW."trigger", NEW."trigger_note"); RETURN NULL;',
                            hash="60c676ea44fb6abbc844dbd8963ad8dfb32144fc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9cb0c",
                            table="items_itemversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_itemversionevent" ("approval_relation", "based_on_id", "batch_id", "category", "content", "created_by_id", "department_id", "division", "domain_id", "domain_text", "ended_on", "exemption_basis", "exemption_reason", "frequency", "grade", "handling", "id", "in_force_on", "industry", "item_id", "measures", "number", "objects_text", "organising_levels", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "power_entry", "procedure", "ratio", "regime", "round", "sent_at", "sent_by_id", "state", "supervision_levels", "techniques", "tenant_id", "trigger", "trigger_note") VALUES (NEW."approval_relation", NEW."based_on_id", NEW."batch_id", NEW."category", NEW."content", NEW."created_by_id", NEW."department_id", NEW."division", NEW."domain_id", NEW."domain_text", NEW."ended_on", NEW."exemption_basis", NEW."exemption_reason", NEW."frequency", NEW."grade", NEW."handling", NEW."id", NEW."in_force_on", NEW."industry", NEW."item_id", NEW."measures", NEW."number", NEW."objects_text", NEW."organising_levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."power_entry", NEW."procedure", NEW."ratio", NEW."regime", NEW."round", NEW."sent_at", NEW."sent_by_id", NEW."state", NEW."supervision_levels", NEW."techniques", NEW."tenant_id", NEW."trigger", NEW."trigger_note"); RETURN NULL;',
                            hash="eedea4ce0e3164bb72adf60307e83ea5c315b139",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ec211",
                            table="items_itemversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemversionevent" ("approval_relation", "based_on_id", "batch_id", "category", "content", "created_by_id", "department_id", "division", "domain_id", "domain_text", "ended_on", "exemption_basis", "exemption_reason", "frequency", "grade", "handling", "id", "in_force_on", "industry", "item_id", "measures", "number", "objects_text", "organising_levels", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "power_entry", "procedure", "ratio", "regime", "round", "sent_at", "sent_by_id", "state", "supervision_levels", "techniques", "tenant_id", "trigger", "trigger_note") VALUES (OLD."approval_relation", OLD."based_on_id", OLD."batch_id", OLD."category", OLD."content", OLD."created_by_id", OLD."department_id", OLD."division", OLD."domain_id", OLD."domain_text", OLD."ended_on", OLD."exemption_basis", OLD."exemption_reason", OLD."frequency", OLD."grade", OLD."handling", OLD."id", OLD."in_force_on", OLD."industry", OLD."item_id", OLD."measures", OLD."number", OLD."objects_text", OLD."organising_levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."power_entry", OLD."procedure", OLD."ratio", OLD."regime", OLD."round", OLD."sent_at", OLD."sent_by_id", OLD."state", OLD."supervision_levels", OLD."techniques", OLD."tenant_id", OLD."trigger", OLD."trigger_note"); RETURN NULL;',
                            hash="1a84c337f8f165a789fed99a374d3dcb8bacec58",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e2e46",
                            table="items_itemversion",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="CoSignatureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("round", models.PositiveSmallIntegerField(verbose_name="会签轮次")),
                        ("asked_at", models.DateTimeField(verbose_name="送会签时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="会签截止日")),
                        (
                            "opinion",
                            models.CharField(
                                blank=True,
                                choices=[("agree", "同意"), ("object", "有异议")],
                                max_length=8,
                                verbose_name="会签意见",
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="意见说明")),
                        ("signed_at", models.DateTimeField(null=True, verbose_name="会签时间")),
                        ("escalated_at", models.DateTimeField(null=True, verbose_name="督办时间")),
                        ("is_void", models.BooleanField(default=False, verbose_name="已作废")),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="会签部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.cosignature",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="会签人",
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
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.itemversion",
                                verbose_name="事项版本",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cosignatureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ab58dcc023e283bca3c32ec9247c71b3d7992f5c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_34528",
                            table="items_cosignatureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="CooperatingLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("content", models.TextField(max_length=1000, verbose_name="配合部门监管事项")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cooperating_lines",
                                to="tenancy.department",
                                verbose_name="配合监管部门",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="items.itemversion",
                                verbose_name="事项版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "配合监管",
                        "verbose_name_plural": "配合监管",
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "department"),
                                name="line_once_a_department",
                                violation_error_message="同一配合部门只能填一行。",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Law",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="名称")),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                        ("is_repealed", models.BooleanField(default=False, verbose_name="已废止")),
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
                        "verbose_name": "法律法规",
                        "verbose_name_plural": "法律法规",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [models.UniqueConstraint(fields=("tenant", "name"), name="law_name_in_place")],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="law",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_lawevent" ("id", "is_repealed", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."id", NEW."is_repealed", NEW."name", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="1fb9e3b20bb9933cf04f4bd395ca5d52786c5ff4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_94303",
                            table="items_law",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="law",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_lawevent" ("id", "is_repealed", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."id", NEW."is_repealed", NEW."name", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="b40dda992d676dd612c78c9a5a0fef10929e39a8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dbc3b",
                            table="items_law",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="law",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_lawevent" ("id", "is_repealed", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."id", OLD."is_repealed", OLD."name", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="75285b71a4e1202986d11e50788bd7d82354d09d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_395f2",
                            table="items_law",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LawArticle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=40, verbose_name="条")),
                        ("text", models.TextField(blank=True, verbose_name="条文")),
                        (
                            "law",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to="items.law",
                                verbose_name="法律法规",
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
                        "verbose_name": "条款",
                        "verbose_name_plural": "条款",
                        "ordering": ["law__name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [models.UniqueConstraint(fields=("law", "number"), name="article_once")],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawarticle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_lawarticleevent" ("id", "law_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "text") VALUES (NEW."id", NEW."law_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id", NEW."text"); RETURN NULL;',
                            hash="527301d715de731070cf17a8be4b36fb074a0319",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1935b",
                            table="items_lawarticle",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawarticle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_lawarticleevent" ("id", "law_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "text") VALUES (NEW."id", NEW."law_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id", NEW."text"); RETURN NULL;',
                            hash="5f1b86c697195c99ca8df8a0fdf3abb9b1f8c46a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bc146",
                            table="items_lawarticle",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawarticle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_lawarticleevent" ("id", "law_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "text") VALUES (OLD."id", OLD."law_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id", OLD."text"); RETURN NULL;',
                            hash="0887cd84f831a0669c7af6d87a40a2fb76b4a0c9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c412a",
                            table="items_lawarticle",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LawArticleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=40, verbose_name="条")),
                        ("text", models.TextField(blank=True, verbose_name="条文")),
                        (
                            "law",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.law",
                                verbose_name="法律法规",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.lawarticle",
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
                    model_name="lawarticleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="62df01ee62d906037591d8accdc7a29f90877698",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dea9b",
                            table="items_lawarticleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LawEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=200, verbose_name="名称")),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                        ("is_repealed", models.BooleanField(default=False, verbose_name="已废止")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.law",
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
                    model_name="lawevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0b99a6e90afc4a9d479d83ad8c7c693d96c559f6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_763c9",
                            table="items_lawevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LegalBasis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("law_name", models.CharField(max_length=200, verbose_name="名称")),
                        ("number", models.CharField(blank=True, max_length=120, verbose_name="文号")),
                        ("article_text", models.CharField(blank=True, max_length=200, verbose_name="条款")),
                        ("is_open", models.BooleanField(default=False, verbose_name="等")),
                        ("is_bare", models.BooleanField(default=False, verbose_name="未加书名号")),
                        (
                            "article",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="items.lawarticle",
                                verbose_name="条",
                            ),
                        ),
                        (
                            "law",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.law",
                                verbose_name="法律法规",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bases",
                                to="items.cooperatingline",
                                verbose_name="配合监管",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bases",
                                to="items.itemversion",
                                verbose_name="事项版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "设定依据",
                        "verbose_name_plural": "设定依据",
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="SupervisionDomain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="监管领域")),
                        (
                            "tag",
                            models.CharField(
                                choices=[
                                    ("priority", "重点领域"),
                                    ("pilot", "社会关切试点"),
                                    ("emerging", "新兴领域"),
                                    ("local", "本地领域"),
                                ],
                                default="local",
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("life_and_property", "关系人民群众生命财产安全"),
                                        ("public_safety", "关系公共安全"),
                                        ("latent_risk", "潜在风险大"),
                                        ("social_risk", "社会风险高"),
                                        ("problem_prone", "问题易发多发"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="列入理由",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="出处")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
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
                        "verbose_name": "监管领域",
                        "verbose_name_plural": "监管领域",
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "name"),
                                name="domain_name_in_place",
                                violation_error_message="本地区已有同名监管领域。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["priority", "pilot", "emerging", "local"])),
                                name="domain_tag_known",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisiondomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_supervisiondomainevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reasons", "source", "tag", "tenant_id") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."reasons", NEW."source", NEW."tag", NEW."tenant_id"); RETURN NULL;',
                            hash="b0c5c77036ad4c1b927823c97ab67f4855c368d5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_06d95",
                            table="items_supervisiondomain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisiondomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_supervisiondomainevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reasons", "source", "tag", "tenant_id") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."reasons", NEW."source", NEW."tag", NEW."tenant_id"); RETURN NULL;',
                            hash="735332315f0ae1e39c8e848348dbd11b316dd92d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a2552",
                            table="items_supervisiondomain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisiondomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_supervisiondomainevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reasons", "source", "tag", "tenant_id") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."reasons", OLD."source", OLD."tag", OLD."tenant_id"); RETURN NULL;',
                            hash="a7cd29586be376b0146a0ccce8bc4243c56e639b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_68643",
                            table="items_supervisiondomain",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SupervisionDomainEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=60, verbose_name="监管领域")),
                        (
                            "tag",
                            models.CharField(
                                choices=[
                                    ("priority", "重点领域"),
                                    ("pilot", "社会关切试点"),
                                    ("emerging", "新兴领域"),
                                    ("local", "本地领域"),
                                ],
                                default="local",
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("life_and_property", "关系人民群众生命财产安全"),
                                        ("public_safety", "关系公共安全"),
                                        ("latent_risk", "潜在风险大"),
                                        ("social_risk", "社会风险高"),
                                        ("problem_prone", "问题易发多发"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="列入理由",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="出处")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.supervisiondomain",
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
                    model_name="supervisiondomainevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ab30c31d38008bbfc73b32951efc6e2d67d95df6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d5e3c",
                            table="items_supervisiondomainevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SupervisionItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="序号")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
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
                        "verbose_name": "监管事项",
                        "verbose_name_plural": "监管事项",
                        "ordering": ["number"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "number"), name="item_number_in_place")
                        ],
                        "permissions": [("items_respond", "承办监管事项")],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ItemVersionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(default=1, verbose_name="版次")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("co_signing", "会签"),
                                    ("legality_check", "合法性审核"),
                                    ("submitted", "已报送"),
                                    ("approved", "已批准"),
                                    ("in_force", "现行有效"),
                                    ("superseded", "已被替代"),
                                    ("repealed", "已废止"),
                                ],
                                default="draft",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("domain_text", models.CharField(max_length=60, verbose_name="监管领域")),
                        ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业大类")),
                        ("content", models.TextField(max_length=1000, verbose_name="牵头部门监管事项")),
                        ("objects_text", models.TextField(blank=True, max_length=500, verbose_name="监管对象")),
                        (
                            "organising_levels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("country", "全国"),
                                        ("province", "省级"),
                                        ("city", "市级"),
                                        ("county", "县级"),
                                        ("township", "乡级"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="组织层级",
                            ),
                        ),
                        (
                            "supervision_levels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("country", "全国"),
                                        ("province", "省级"),
                                        ("city", "市级"),
                                        ("county", "县级"),
                                        ("township", "乡级"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="监管层级",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("administrative_check", "行政检查"),
                                    ("approval_follow_up", "审批后续监管"),
                                    ("filing_follow_up", "备案后续监管"),
                                    ("product_sampling", "质量抽查"),
                                    ("credit_supervision", "信用监管"),
                                    ("other", "其他"),
                                ],
                                max_length=24,
                                verbose_name="事项类别",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[("key", "重点检查事项"), ("general", "一般检查事项")],
                                max_length=10,
                                verbose_name="事项等级",
                            ),
                        ),
                        (
                            "regime",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("random", "双随机抽查"),
                                    ("full", "全覆盖检查"),
                                    ("key_list", "重点监管名单"),
                                    ("triggered", "线索触发检查"),
                                ],
                                max_length=12,
                                verbose_name="监管类型",
                            ),
                        ),
                        (
                            "techniques",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("on_site", "现场检查"),
                                        ("documents", "书面检查"),
                                        ("off_site", "非现场监管"),
                                        ("sampling", "抽样检测"),
                                        ("online", "网络监测"),
                                        ("interview", "询问核查"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="检查方式",
                            ),
                        ),
                        ("ratio", models.CharField(blank=True, max_length=200, verbose_name="抽查比例")),
                        ("frequency", models.CharField(blank=True, max_length=200, verbose_name="检查频次")),
                        ("procedure", models.TextField(blank=True, max_length=2000, verbose_name="检查程序")),
                        ("division", models.TextField(blank=True, max_length=2000, verbose_name="责任分工")),
                        (
                            "measures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("enter", "进入场所检查"),
                                        ("ask", "询问有关人员"),
                                        ("copy", "查阅复制资料"),
                                        ("sample", "抽样检验检测"),
                                        ("watch", "监测预警"),
                                        ("talk", "约谈提醒"),
                                        ("seal", "查封扣押"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="监管措施",
                            ),
                        ),
                        (
                            "handling",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("correction", "责令改正"),
                                        ("warning", "警告或通报批评"),
                                        ("penalty", "行政处罚"),
                                        ("abnormal_list", "列入经营异常名录"),
                                        ("dishonesty_list", "列入严重违法失信名单"),
                                        ("transfer", "移送有权机关"),
                                        ("criminal_referral", "移送司法机关"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="处理方式",
                            ),
                        ),
                        (
                            "approval_relation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same_body", "谁审批谁监管"),
                                    ("separated", "审管分离，行业主管部门监管"),
                                    ("cancelled", "审批已取消"),
                                    ("delegated", "审批已下放"),
                                    ("filing", "审批改为备案"),
                                ],
                                max_length=12,
                                verbose_name="审批与监管关系",
                            ),
                        ),
                        (
                            "power_entry",
                            models.CharField(blank=True, max_length=200, verbose_name="权力和责任清单对应事项"),
                        ),
                        (
                            "exemption_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mode_fixed", "法律法规对检查方式有明确规定"),
                                    ("special_demands", "法律法规规章有特殊检查要求"),
                                    ("reported_violation", "投诉举报涉嫌违法"),
                                    ("special_campaign", "专项执法行动"),
                                ],
                                max_length=20,
                                verbose_name="不纳入联合抽查的情形",
                            ),
                        ),
                        ("exemption_basis", models.CharField(blank=True, max_length=300, verbose_name="不纳入的依据")),
                        (
                            "trigger",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("law", "法律法规立改废释"),
                                    ("duties", "部门职责调整"),
                                    ("power_list", "权力和责任清单调整"),
                                    ("upper_list", "上级清单调整"),
                                    ("practice", "监管实际需要"),
                                    ("mistake", "更正错漏"),
                                ],
                                max_length=12,
                                verbose_name="调整事由",
                            ),
                        ),
                        ("trigger_note", models.CharField(blank=True, max_length=500, verbose_name="调整说明")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="送审时间")),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="会签轮次")),
                        ("in_force_on", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.itembatch",
                                verbose_name="发布批次",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
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
                                verbose_name="行业主管（牵头监管）部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.itemversion",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="送审人",
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
                            "domain",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisiondomain",
                                verbose_name="监管领域目录",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.itemversion",
                                verbose_name="所依据的上级版本",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemversionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cde182889efadf9b7463e5c4e4bd4fa2bf87d012",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ff54b",
                            table="items_itemversionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemClaim",
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
                                    ("offered", "待认领"),
                                    ("accepted", "照单认领"),
                                    ("adapted", "调整后认领"),
                                    ("declined", "不认领"),
                                    ("upper_changed", "待与上级合并"),
                                    ("upper_ended", "上级已废止"),
                                    ("closed", "已了结"),
                                ],
                                default="offered",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("departments", models.JSONField(blank=True, default=dict, verbose_name="部门对应")),
                        ("offered_at", models.DateTimeField(verbose_name="送达时间")),
                        ("reason", models.TextField(blank=True, max_length=2000, verbose_name="理由")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                        (
                            "base",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.itemversion",
                                verbose_name="已对照的上级版本",
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
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claim",
                                to="items.supervisionitem",
                                verbose_name="本地事项",
                            ),
                        ),
                        (
                            "offered",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.itemversion",
                                verbose_name="上级版本",
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
                            "upper_item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.supervisionitem",
                                verbose_name="上级事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事项认领",
                        "verbose_name_plural": "事项认领",
                        "ordering": ["offered__item__number", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "state"], name="claims_by_state")],
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "upper_item"), name="claim_once_an_item"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "offered",
                                            "accepted",
                                            "adapted",
                                            "declined",
                                            "upper_changed",
                                            "upper_ended",
                                            "closed",
                                        ],
                                    )
                                ),
                                name="claim_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["accepted", "adapted", "upper_changed", "upper_ended"]),
                                        _negated=True,
                                    ),
                                    ("item__isnull", False),
                                    _connector="OR",
                                ),
                                name="claim_has_local_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["declined", "adapted"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="claim_says_why",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemclaimevent" ("base_id", "decided_at", "decided_by_id", "departments", "id", "item_id", "offered_at", "offered_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "tenant_id", "upper_item_id") VALUES (NEW."base_id", NEW."decided_at", NEW."decided_by_id", NEW."departments", NEW."id", NEW."item_id", NEW."offered_at", NEW."offered_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."tenant_id", NEW."upper_item_id"); RETURN NULL;',
                            hash="800532fa1e8c8c681b04ca7451bc8dd9a3e3c13a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3728b",
                            table="items_itemclaim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_itemclaimevent" ("base_id", "decided_at", "decided_by_id", "departments", "id", "item_id", "offered_at", "offered_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "tenant_id", "upper_item_id") VALUES (NEW."base_id", NEW."decided_at", NEW."decided_by_id", NEW."departments", NEW."id", NEW."item_id", NEW."offered_at", NEW."offered_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."tenant_id", NEW."upper_item_id"); RETURN NULL;',
                            hash="13a454f12ae86351c129fe9390a9ba7db1d1e5b4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_60a0a",
                            table="items_itemclaim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemclaimevent" ("base_id", "decided_at", "decided_by_id", "departments", "id", "item_id", "offered_at", "offered_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "tenant_id", "upper_item_id") VALUES (OLD."base_id", OLD."decided_at", OLD."decided_by_id", OLD."departments", OLD."id", OLD."item_id", OLD."offered_at", OLD."offered_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."state", OLD."tenant_id", OLD."upper_item_id"); RETURN NULL;',
                            hash="026fb3a0551be3019bb768c40f7286bceb6e6df9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5a0da",
                            table="items_itemclaim",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemClaimEvent",
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
                                choices=[
                                    ("offered", "待认领"),
                                    ("accepted", "照单认领"),
                                    ("adapted", "调整后认领"),
                                    ("declined", "不认领"),
                                    ("upper_changed", "待与上级合并"),
                                    ("upper_ended", "上级已废止"),
                                    ("closed", "已了结"),
                                ],
                                default="offered",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("departments", models.JSONField(blank=True, default=dict, verbose_name="部门对应")),
                        ("offered_at", models.DateTimeField(verbose_name="送达时间")),
                        ("reason", models.TextField(blank=True, max_length=2000, verbose_name="理由")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                        (
                            "base",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.itemversion",
                                verbose_name="已对照的上级版本",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="本地事项",
                            ),
                        ),
                        (
                            "offered",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.itemversion",
                                verbose_name="上级版本",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.itemclaim",
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
                            "upper_item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="上级事项",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemclaimevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="93d898e0cf7537b34fca33401651019f09095c7d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_573bf",
                            table="items_itemclaimevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="征集名称")),
                        ("request", models.TextField(max_length=1000, verbose_name="报送要求")),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="通知文号")),
                        ("due_on", models.DateField(verbose_name="截止日期")),
                        ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="发起时间")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "started_by",
                            models.ForeignKey(
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
                        "verbose_name": "清单征集",
                        "verbose_name_plural": "清单征集",
                        "ordering": ["-started_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="campaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_campaignevent" ("closed_on", "document_number", "due_on", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request", "started_at", "started_by_id", "tenant_id") VALUES (NEW."closed_on", NEW."document_number", NEW."due_on", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request", NEW."started_at", NEW."started_by_id", NEW."tenant_id"); RETURN NULL;',
                            hash="f9fc86ef5818c75fdee126203a21aeb3ebb5bc43",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1b07c",
                            table="items_campaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="campaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_campaignevent" ("closed_on", "document_number", "due_on", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request", "started_at", "started_by_id", "tenant_id") VALUES (NEW."closed_on", NEW."document_number", NEW."due_on", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request", NEW."started_at", NEW."started_by_id", NEW."tenant_id"); RETURN NULL;',
                            hash="056137b94223b2e2daa83f83ad1dd32645988afa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_08a93",
                            table="items_campaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="campaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_campaignevent" ("closed_on", "document_number", "due_on", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request", "started_at", "started_by_id", "tenant_id") VALUES (OLD."closed_on", OLD."document_number", OLD."due_on", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request", OLD."started_at", OLD."started_by_id", OLD."tenant_id"); RETURN NULL;',
                            hash="f47e0d1bb4f2caee7b09c3e98bfc3df6685f4dd1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_895d4",
                            table="items_campaign",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="CampaignEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="征集名称")),
                        ("request", models.TextField(max_length=1000, verbose_name="报送要求")),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="通知文号")),
                        ("due_on", models.DateField(verbose_name="截止日期")),
                        ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="发起时间")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.campaign",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
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
                    model_name="campaignevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="91d858d1c14da166ea30aa19907d9e3e5268b88a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a61d3",
                            table="items_campaignevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Checklist",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="检查表名称")),
                        ("number", models.PositiveIntegerField(default=1, verbose_name="版次")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "起草"), ("in_force", "现行有效"), ("superseded", "已被替代")],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("in_force_on", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checklists",
                                to="tenancy.department",
                                verbose_name="检查部门",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checklists",
                                to="items.supervisionitem",
                                verbose_name="事项",
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
                        "verbose_name": "检查表",
                        "verbose_name_plural": "检查表",
                        "ordering": ["item__number", "department__name", "-number"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "in_force", "superseded"])),
                                name="checklist_state_known",
                            ),
                            models.UniqueConstraint(fields=("item", "department", "number"), name="checklist_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_force")),
                                fields=("item", "department"),
                                name="checklist_one_in_force",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("item", "department"),
                                name="checklist_one_draft",
                                violation_error_message="这个事项已有本部门的检查表草稿，请先办完。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checklist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_checklistevent" ("created_by_id", "department_id", "id", "in_force_on", "item_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "tenant_id", "title") VALUES (NEW."created_by_id", NEW."department_id", NEW."id", NEW."in_force_on", NEW."item_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."state", NEW."tenant_id", NEW."title"); RETURN NULL;',
                            hash="9110d165589e637eb1ad974128f7c7ea354720ad",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6575f",
                            table="items_checklist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checklist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_checklistevent" ("created_by_id", "department_id", "id", "in_force_on", "item_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "tenant_id", "title") VALUES (NEW."created_by_id", NEW."department_id", NEW."id", NEW."in_force_on", NEW."item_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."state", NEW."tenant_id", NEW."title"); RETURN NULL;',
                            hash="ad6e38bb9a0d5d83039e0fb4c8ffe70d08e65419",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3f19c",
                            table="items_checklist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checklist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_checklistevent" ("created_by_id", "department_id", "id", "in_force_on", "item_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "tenant_id", "title") VALUES (OLD."created_by_id", OLD."department_id", OLD."id", OLD."in_force_on", OLD."item_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."state", OLD."tenant_id", OLD."title"); RETURN NULL;',
                            hash="f2d87ed757dc20d72da309c5c71e4bb736942471",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9fe10",
                            table="items_checklist",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ChecklistEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("text", models.CharField(max_length=300, verbose_name="检查要点")),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="查什么材料或现场")),
                        ("rule", models.CharField(max_length=300, verbose_name="合格标准")),
                        ("basis", models.CharField(max_length=300, verbose_name="依据")),
                        (
                            "technique",
                            models.CharField(
                                choices=[
                                    ("on_site", "现场检查"),
                                    ("documents", "书面检查"),
                                    ("off_site", "非现场监管"),
                                    ("sampling", "抽样检测"),
                                    ("online", "网络监测"),
                                    ("interview", "询问核查"),
                                ],
                                default="on_site",
                                max_length=12,
                                verbose_name="检查方式",
                            ),
                        ),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="items.checklist",
                                verbose_name="检查表",
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
                            "fact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="items.sharedfact",
                                verbose_name="共用事实",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查要点",
                        "verbose_name_plural": "检查要点",
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "technique__in",
                                        ["on_site", "documents", "off_site", "sampling", "online", "interview"],
                                    )
                                ),
                                name="entry_technique_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rule", ""), _negated=True), models.Q(("basis", ""), _negated=True)
                                ),
                                name="entry_has_rule_and_basis",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ChecklistEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=120, verbose_name="检查表名称")),
                        ("number", models.PositiveIntegerField(default=1, verbose_name="版次")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "起草"), ("in_force", "现行有效"), ("superseded", "已被替代")],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("in_force_on", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
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
                                verbose_name="检查部门",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.checklist",
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
                    model_name="checklistevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bce29507b16bf90ff1d85fc55181096cba03907d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_31008",
                            table="items_checklistevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="EntryConflict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("question", models.CharField(max_length=300, verbose_name="冲突之处")),
                        ("due_on", models.DateField(verbose_name="修订期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待统一"), ("settled", "已统一"), ("dismissed", "不属于冲突")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=300, verbose_name="处理结果")),
                        ("raised_at", models.DateTimeField(auto_now_add=True, verbose_name="提出时间")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="负责修订的部门",
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.checklistentry",
                                verbose_name="要点一",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.checklistentry",
                                verbose_name="要点二",
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
                        "verbose_name": "标准冲突",
                        "verbose_name_plural": "标准冲突",
                        "ordering": ["due_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "settled", "dismissed"])),
                                name="entry_conflict_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first", models.F("second")), _negated=True),
                                name="entry_conflict_of_two",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("first", "second"),
                                name="entry_conflict_once",
                                violation_error_message="这两个要点的冲突已经提出，正在修订。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entryconflict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_entryconflictevent" ("answer", "department_id", "due_on", "first_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "raised_at", "raised_by_id", "second_id", "state", "tenant_id") VALUES (NEW."answer", NEW."department_id", NEW."due_on", NEW."first_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."question", NEW."raised_at", NEW."raised_by_id", NEW."second_id", NEW."state", NEW."tenant_id"); RETURN NULL;',
                            hash="d98558d808bb3d9616fcbd76fc41e302f443966f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1a463",
                            table="items_entryconflict",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entryconflict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_entryconflictevent" ("answer", "department_id", "due_on", "first_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "raised_at", "raised_by_id", "second_id", "state", "tenant_id") VALUES (NEW."answer", NEW."department_id", NEW."due_on", NEW."first_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."question", NEW."raised_at", NEW."raised_by_id", NEW."second_id", NEW."state", NEW."tenant_id"); RETURN NULL;',
                            hash="d5ca53322e9d04595e991a233a69365cbea61d01",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_01f21",
                            table="items_entryconflict",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entryconflict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_entryconflictevent" ("answer", "department_id", "due_on", "first_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "raised_at", "raised_by_id", "second_id", "state", "tenant_id") VALUES (OLD."answer", OLD."department_id", OLD."due_on", OLD."first_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."question", OLD."raised_at", OLD."raised_by_id", OLD."second_id", OLD."state", OLD."tenant_id"); RETURN NULL;',
                            hash="b4d78b6832b9976554166ee66846d1eca1817e2b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d18ef",
                            table="items_entryconflict",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="EntryConflictEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("question", models.CharField(max_length=300, verbose_name="冲突之处")),
                        ("due_on", models.DateField(verbose_name="修订期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待统一"), ("settled", "已统一"), ("dismissed", "不属于冲突")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=300, verbose_name="处理结果")),
                        ("raised_at", models.DateTimeField(auto_now_add=True, verbose_name="提出时间")),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="负责修订的部门",
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.checklistentry",
                                verbose_name="要点一",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.entryconflict",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.checklistentry",
                                verbose_name="要点二",
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
                    model_name="entryconflictevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b6c7db27b6901e5bdf12225e34f9fc02f3cd4c39",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_50ce9",
                            table="items_entryconflictevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="JointChecklist",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="联合检查表")),
                        ("number", models.PositiveIntegerField(verbose_name="版次")),
                        ("asked_before", models.PositiveIntegerField(verbose_name="合并前要点数")),
                        ("made_at", models.DateTimeField(verbose_name="编制时间")),
                        (
                            "domain",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.supervisiondomain",
                                verbose_name="监管领域",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="编制人",
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
                            "scenario",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joint_checklists",
                                to="items.scenario",
                                verbose_name="一件事",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联合检查表",
                        "verbose_name_plural": "联合检查表",
                        "ordering": ["-made_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("domain__isnull", True), ("scenario__isnull", False)),
                                    models.Q(("domain__isnull", False), ("scenario__isnull", True)),
                                    _connector="OR",
                                ),
                                name="joint_checklist_of_one",
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "scenario", "number"), name="joint_checklist_of_scenario"
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "domain", "number"), name="joint_checklist_of_domain"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="JointEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("text", models.CharField(max_length=300, verbose_name="检查要点")),
                        (
                            "joint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="items.jointchecklist",
                                verbose_name="联合检查表",
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
                            "parts",
                            models.ManyToManyField(
                                related_name="joint_entries", through="items.JointPart", to="items.checklistentry"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联合检查要点",
                        "verbose_name_plural": "联合检查要点",
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="JointPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="items.checklistentry",
                                verbose_name="部门检查要点",
                            ),
                        ),
                        (
                            "joint_entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="items.jointentry",
                                verbose_name="联合检查要点",
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
                        "verbose_name": "部门检查要点",
                        "verbose_name_plural": "部门检查要点",
                        "ordering": ["pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("joint_entry", "entry"), name="joint_part_once")
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Scenario",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="一件事名称")),
                        (
                            "subject",
                            models.CharField(
                                help_text="如：城区持证餐饮服务单位。", max_length=120, verbose_name="面向的监管对象"
                            ),
                        ),
                        ("scope", models.TextField(blank=True, max_length=500, verbose_name="适用范围")),
                        ("is_ended", models.BooleanField(default=False, verbose_name="已停用")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scenarios",
                                to="tenancy.department",
                                verbose_name="牵头部门",
                            ),
                        ),
                        (
                            "domain",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.supervisiondomain",
                                verbose_name="监管领域",
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
                            "items",
                            models.ManyToManyField(
                                related_name="scenarios", through="items.ScenarioItem", to="items.supervisionitem"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "一件事",
                        "verbose_name_plural": "一件事",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_ended", False)),
                                fields=("tenant", "name"),
                                name="scenario_once",
                                violation_error_message="已有同名的“一件事”。",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_scenarioevent" ("department_id", "domain_id", "id", "is_ended", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "subject", "tenant_id") VALUES (NEW."department_id", NEW."domain_id", NEW."id", NEW."is_ended", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."scope", NEW."subject", NEW."tenant_id"); RETURN NULL;',
                            hash="2d3bb72f7e80aeaaec25f1d4040efc6062f21791",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9d414",
                            table="items_scenario",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_scenarioevent" ("department_id", "domain_id", "id", "is_ended", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "subject", "tenant_id") VALUES (NEW."department_id", NEW."domain_id", NEW."id", NEW."is_ended", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."scope", NEW."subject", NEW."tenant_id"); RETURN NULL;',
                            hash="d349b7b3769e001003820c2349c2418b8b63d118",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4e537",
                            table="items_scenario",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_scenarioevent" ("department_id", "domain_id", "id", "is_ended", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "subject", "tenant_id") VALUES (OLD."department_id", OLD."domain_id", OLD."id", OLD."is_ended", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."scope", OLD."subject", OLD."tenant_id"); RETURN NULL;',
                            hash="292cd1e44cc419bd522e01605c31077b6fd94882",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6732e",
                            table="items_scenario",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ScenarioEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=60, verbose_name="一件事名称")),
                        (
                            "subject",
                            models.CharField(
                                help_text="如：城区持证餐饮服务单位。", max_length=120, verbose_name="面向的监管对象"
                            ),
                        ),
                        ("scope", models.TextField(blank=True, max_length=500, verbose_name="适用范围")),
                        ("is_ended", models.BooleanField(default=False, verbose_name="已停用")),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="牵头部门",
                            ),
                        ),
                        (
                            "domain",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisiondomain",
                                verbose_name="监管领域",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.scenario",
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
                    model_name="scenarioevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d5dc2a3c92031252a6b0fba2ec5163dcd0885590",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_71745",
                            table="items_scenarioevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ScenarioItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.supervisionitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "scenario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="items.scenario",
                                verbose_name="一件事",
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
                        "verbose_name": "一件事的事项",
                        "verbose_name_plural": "一件事的事项",
                        "ordering": ["item__number", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("scenario", "item"), name="scenario_item_once")
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="SharedFact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="共用事实")),
                        ("hint", models.CharField(blank=True, max_length=200, verbose_name="通常的证明材料")),
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
                        "verbose_name": "共用事实",
                        "verbose_name_plural": "共用事实",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "name"),
                                name="shared_fact_once",
                                violation_error_message="已有同名的共用事实，请直接选用。",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sharedfact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_sharedfactevent" ("hint", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."hint", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="2d9291a0831ce2ca25b102b572bc2f41a0c7cd0b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0d417",
                            table="items_sharedfact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sharedfact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_sharedfactevent" ("hint", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."hint", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="662f1ad6c9655c8a9c15c02861d2e83af9bfc282",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7e1c6",
                            table="items_sharedfact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sharedfact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_sharedfactevent" ("hint", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."hint", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="0410383a57980439ce6d569bf832c5599699c9a6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1db10",
                            table="items_sharedfact",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SharedFactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=60, verbose_name="共用事实")),
                        ("hint", models.CharField(blank=True, max_length=200, verbose_name="通常的证明材料")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.sharedfact",
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
                    model_name="sharedfactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="299912ede4752eb8f67ff39abb7ba0f85ba0bde3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_885a8",
                            table="items_sharedfactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Submission",
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
                                    ("waiting", "未报送"),
                                    ("submitted", "已报送，待确认"),
                                    ("accepted", "已确认"),
                                ],
                                default="waiting",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="报送说明")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="报送时间")),
                        ("reminded_on", models.DateField(blank=True, null=True, verbose_name="最近提醒")),
                        ("reminders", models.PositiveSmallIntegerField(default=0, verbose_name="提醒次数")),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="items.campaign",
                                verbose_name="清单征集",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="部门",
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
                        "verbose_name": "报送",
                        "verbose_name_plural": "报送",
                        "ordering": ["department__name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "submitted", "accepted"])),
                                name="submission_state_known",
                            ),
                            models.UniqueConstraint(fields=("campaign", "department"), name="submission_once"),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_submissionevent" ("campaign_id", "department_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "reminders", "state", "submitted_at", "tenant_id") VALUES (NEW."campaign_id", NEW."department_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reminded_on", NEW."reminders", NEW."state", NEW."submitted_at", NEW."tenant_id"); RETURN NULL;',
                            hash="193b05160cd4d4c7297b17a08139c0e10fb6a448",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_23e9b",
                            table="items_submission",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_submissionevent" ("campaign_id", "department_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "reminders", "state", "submitted_at", "tenant_id") VALUES (NEW."campaign_id", NEW."department_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reminded_on", NEW."reminders", NEW."state", NEW."submitted_at", NEW."tenant_id"); RETURN NULL;',
                            hash="4f19d56714c59b825c2c30d0f8963f98d751172d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f28e2",
                            table="items_submission",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_submissionevent" ("campaign_id", "department_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "reminders", "state", "submitted_at", "tenant_id") VALUES (OLD."campaign_id", OLD."department_id", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reminded_on", OLD."reminders", OLD."state", OLD."submitted_at", OLD."tenant_id"); RETURN NULL;',
                            hash="7ed748ca76eadc2b93572fab5f7f6665fb9486d2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_52c4b",
                            table="items_submission",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SubmissionEvent",
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
                                choices=[
                                    ("waiting", "未报送"),
                                    ("submitted", "已报送，待确认"),
                                    ("accepted", "已确认"),
                                ],
                                default="waiting",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="报送说明")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="报送时间")),
                        ("reminded_on", models.DateField(blank=True, null=True, verbose_name="最近提醒")),
                        ("reminders", models.PositiveSmallIntegerField(default=0, verbose_name="提醒次数")),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.campaign",
                                verbose_name="清单征集",
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
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.submission",
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
                    model_name="submissionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="79e1b7d599b4f3dac2bd69e1f09a509e220fdd31",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7e373",
                            table="items_submissionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="items.supervisionitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
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
                            "user",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                        ),
                    ],
                    options={
                        "verbose_name": "事项授权",
                        "verbose_name_plural": "事项授权",
                        "ordering": ["user__name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "unique_together": {("user", "permission", "content_object")},
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemgrantevent" ("content_object_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "user_id") VALUES (NEW."content_object_id", NEW."id", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id", NEW."user_id"); RETURN NULL;',
                            hash="91480a4a0178385ec4846ca4877a36bd65672112",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d1170",
                            table="items_itemgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_itemgrantevent" ("content_object_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "user_id") VALUES (NEW."content_object_id", NEW."id", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id", NEW."user_id"); RETURN NULL;',
                            hash="78a1d0f121fa829b3e7151890e42d4442ed53b84",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8eb3d",
                            table="items_itemgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemgrantevent" ("content_object_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "user_id") VALUES (OLD."content_object_id", OLD."id", OLD."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id", OLD."user_id"); RETURN NULL;',
                            hash="b95b702473bebd70fc3f30d1ae6e0c7969860a4f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_370ca",
                            table="items_itemgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LawChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "article",
                            models.CharField(blank=True, help_text="空着表示整部。", max_length=40, verbose_name="条"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("amended", "修改"),
                                    ("repealed", "废止"),
                                    ("interpreted", "解释"),
                                    ("enacted", "新立"),
                                ],
                                max_length=12,
                                verbose_name="变动",
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="施行日期")),
                        ("document", models.CharField(max_length=200, verbose_name="公布文件")),
                        ("note", models.TextField(max_length=2000, verbose_name="变动要点")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        (
                            "law",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="items.law",
                                verbose_name="法律法规",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
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
                        "verbose_name": "法律法规变动",
                        "verbose_name_plural": "法律法规变动",
                        "ordering": ["-effective_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["amended", "repealed", "interpreted", "enacted"])),
                                name="law_change_kind_known",
                            ),
                            models.UniqueConstraint(
                                fields=("tenant", "law", "article", "kind", "effective_on"),
                                name="law_change_once",
                                violation_error_message="这一变动已经登记过，调整任务已经生成。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_lawchangeevent" ("article", "document", "effective_on", "id", "kind", "law_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "tenant_id") VALUES (NEW."article", NEW."document", NEW."effective_on", NEW."id", NEW."kind", NEW."law_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."tenant_id"); RETURN NULL;',
                            hash="add38a08655333256447eccecc1d275fa04ca8f6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_591ac",
                            table="items_lawchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_lawchangeevent" ("article", "document", "effective_on", "id", "kind", "law_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "tenant_id") VALUES (NEW."article", NEW."document", NEW."effective_on", NEW."id", NEW."kind", NEW."law_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."tenant_id"); RETURN NULL;',
                            hash="a65192f0b716e7271187c81b247afb22c3b83a34",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_18c61",
                            table="items_lawchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_lawchangeevent" ("article", "document", "effective_on", "id", "kind", "law_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "tenant_id") VALUES (OLD."article", OLD."document", OLD."effective_on", OLD."id", OLD."kind", OLD."law_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."tenant_id"); RETURN NULL;',
                            hash="2eff55743709969ef41e5230f0b12dc85a3fed92",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c8c87",
                            table="items_lawchange",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="AdjustmentTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=60, verbose_name="种类")),
                        ("subject_id", models.BigIntegerField(verbose_name="编号")),
                        ("subject_label", models.CharField(max_length=300, verbose_name="内容")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待调整"), ("done", "已调整"), ("unneeded", "无需调整")],
                                default="open",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="生成时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="截止日")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="办理说明")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="责任部门",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="items.itemversion",
                                verbose_name="修订版本",
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
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="items.lawchange",
                                verbose_name="法律法规变动",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "调整任务",
                        "verbose_name_plural": "调整任务",
                        "ordering": ["due_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(fields=["tenant", "subject_kind", "subject_id"], name="adjustments_by_subject")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "done", "unneeded"])),
                                name="adjustment_state_known",
                            ),
                            models.UniqueConstraint(
                                fields=("change", "tenant", "subject_kind", "subject_id"), name="adjustment_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("closed_at__isnull", False), _connector="OR"),
                                name="adjustment_closed_at",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="adjustmenttask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_adjustmenttaskevent" ("change_id", "closed_at", "department_id", "due_on", "id", "note", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_id", "state", "subject_id", "subject_kind", "subject_label", "tenant_id") VALUES (NEW."change_id", NEW."closed_at", NEW."department_id", NEW."due_on", NEW."id", NEW."note", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revision_id", NEW."state", NEW."subject_id", NEW."subject_kind", NEW."subject_label", NEW."tenant_id"); RETURN NULL;',
                            hash="8b6c39ac3a104d15f71d4ef9b93545eaf9ca3ca6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0f1b7",
                            table="items_adjustmenttask",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="adjustmenttask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_adjustmenttaskevent" ("change_id", "closed_at", "department_id", "due_on", "id", "note", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_id", "state", "subject_id", "subject_kind", "subject_label", "tenant_id") VALUES (NEW."change_id", NEW."closed_at", NEW."department_id", NEW."due_on", NEW."id", NEW."note", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revision_id", NEW."state", NEW."subject_id", NEW."subject_kind", NEW."subject_label", NEW."tenant_id"); RETURN NULL;',
                            hash="1e50ae805febdfd587bc9525c7b24371d3fb6c55",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c49da",
                            table="items_adjustmenttask",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="adjustmenttask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_adjustmenttaskevent" ("change_id", "closed_at", "department_id", "due_on", "id", "note", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_id", "state", "subject_id", "subject_kind", "subject_label", "tenant_id") VALUES (OLD."change_id", OLD."closed_at", OLD."department_id", OLD."due_on", OLD."id", OLD."note", OLD."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revision_id", OLD."state", OLD."subject_id", OLD."subject_kind", OLD."subject_label", OLD."tenant_id"); RETURN NULL;',
                            hash="35661e13bd0eb5b055f048a5b31fee618ad2a40f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_49d40",
                            table="items_adjustmenttask",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Responsibility",
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
                                    ("proposed", "待批准"),
                                    ("approved", "已批准，待生效"),
                                    ("active", "生效"),
                                    ("ended", "已结束"),
                                    ("refused", "未批准"),
                                ],
                                default="proposed",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="生效日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("replaces", models.BooleanField(default=True, verbose_name="接替原承办人")),
                        ("document", models.CharField(blank=True, max_length=200, verbose_name="分工文件或依据")),
                        ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responsibilities",
                                to="items.supervisionitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
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
                        "verbose_name": "事项承办人",
                        "verbose_name_plural": "事项承办人",
                        "ordering": ["item__number", "department__name", "starts_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["proposed", "approved", "active", "ended", "refused"])
                                ),
                                name="responsibility_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    ("state", "ended"),
                                    _connector="OR",
                                ),
                                name="responsibility_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["approved", "active"]), _negated=True),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="responsibility_has_approver",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["proposed", "approved", "active"])),
                                fields=("item", "department", "member"),
                                name="responsibility_once",
                                violation_error_message="此人已经是这个事项的承办人，或正在报批，不必重复指定。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responsibility",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_responsibilityevent" ("approved_at", "approved_by_id", "department_id", "document", "ends_on", "id", "item_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "replaces", "starts_on", "state", "tenant_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."department_id", NEW."document", NEW."ends_on", NEW."id", NEW."item_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."proposed_by_id", NEW."replaces", NEW."starts_on", NEW."state", NEW."tenant_id"); RETURN NULL;',
                            hash="ffe67eceba3a4dee46d3421ec6e60dcdf13da98b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_abda2",
                            table="items_responsibility",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responsibility",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_responsibilityevent" ("approved_at", "approved_by_id", "department_id", "document", "ends_on", "id", "item_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "replaces", "starts_on", "state", "tenant_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."department_id", NEW."document", NEW."ends_on", NEW."id", NEW."item_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."proposed_by_id", NEW."replaces", NEW."starts_on", NEW."state", NEW."tenant_id"); RETURN NULL;',
                            hash="210ee6b31be51d7fd2b34df366b309efbedf169a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_674fd",
                            table="items_responsibility",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responsibility",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_responsibilityevent" ("approved_at", "approved_by_id", "department_id", "document", "ends_on", "id", "item_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "replaces", "starts_on", "state", "tenant_id") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."department_id", OLD."document", OLD."ends_on", OLD."id", OLD."item_id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."proposed_by_id", OLD."replaces", OLD."starts_on", OLD."state", OLD."tenant_id"); RETURN NULL;',
                            hash="d0ac183f3250c9ada2167a551be11e2d818acd25",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_37ba5",
                            table="items_responsibility",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ItemGrantEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "content_object",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="auth.permission",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.itemgrant",
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
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemgrantevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d83492b4cc869c603eb8a75c0bf97a8009c8a63a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5aba5",
                            table="items_itemgrantevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="AdjustmentTaskEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("subject_kind", models.CharField(max_length=60, verbose_name="种类")),
                        ("subject_id", models.BigIntegerField(verbose_name="编号")),
                        ("subject_label", models.CharField(max_length=300, verbose_name="内容")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待调整"), ("done", "已调整"), ("unneeded", "无需调整")],
                                default="open",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="生成时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="截止日")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="办理说明")),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="责任部门",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.adjustmenttask",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.itemversion",
                                verbose_name="修订版本",
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
                            "change",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.lawchange",
                                verbose_name="法律法规变动",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="adjustmenttaskevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d0c9c9fa6cea2d0136b0b02fca27adcf8e58a13e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0c87a",
                            table="items_adjustmenttaskevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LawChangeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "article",
                            models.CharField(blank=True, help_text="空着表示整部。", max_length=40, verbose_name="条"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("amended", "修改"),
                                    ("repealed", "废止"),
                                    ("interpreted", "解释"),
                                    ("enacted", "新立"),
                                ],
                                max_length=12,
                                verbose_name="变动",
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="施行日期")),
                        ("document", models.CharField(max_length=200, verbose_name="公布文件")),
                        ("note", models.TextField(max_length=2000, verbose_name="变动要点")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        (
                            "law",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.law",
                                verbose_name="法律法规",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.lawchange",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
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
                    model_name="lawchangeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="eb232f38879af38288ebec1f1e1ae37f7eaff8e5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_94f53",
                            table="items_lawchangeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ResponsibilityEvent",
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
                                choices=[
                                    ("proposed", "待批准"),
                                    ("approved", "已批准，待生效"),
                                    ("active", "生效"),
                                    ("ended", "已结束"),
                                    ("refused", "未批准"),
                                ],
                                default="proposed",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="生效日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("replaces", models.BooleanField(default=True, verbose_name="接替原承办人")),
                        ("document", models.CharField(blank=True, max_length=200, verbose_name="分工文件或依据")),
                        ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
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
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.responsibility",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
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
                    model_name="responsibilityevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3dec7af8f3f45fcbb1c709c0a0cae8e0c985b33f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_395e3",
                            table="items_responsibilityevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "relation_before",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same_body", "谁审批谁监管"),
                                    ("separated", "审管分离，行业主管部门监管"),
                                    ("cancelled", "审批已取消"),
                                    ("delegated", "审批已下放"),
                                    ("filing", "审批改为备案"),
                                ],
                                max_length=12,
                                verbose_name="原关系",
                            ),
                        ),
                        (
                            "relation_after",
                            models.CharField(
                                choices=[
                                    ("same_body", "谁审批谁监管"),
                                    ("separated", "审管分离，行业主管部门监管"),
                                    ("cancelled", "审批已取消"),
                                    ("delegated", "审批已下放"),
                                    ("filing", "审批改为备案"),
                                ],
                                max_length=12,
                                verbose_name="新关系",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "交接中"), ("done", "交接完毕")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="生成时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="截止日")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="责任部门",
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
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handover",
                                to="items.itemversion",
                                verbose_name="事项版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监管责任交接",
                        "verbose_name_plural": "监管责任交接",
                        "ordering": ["-opened_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "done"])), name="handover_state_known"
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="HandoverEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("text", models.CharField(max_length=200, verbose_name="交接内容")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="办理情况")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "handover",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="items.handover",
                                verbose_name="监管责任交接",
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
                        "verbose_name": "交接内容",
                        "verbose_name_plural": "交接内容",
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at", None), models.Q(("note", ""), _negated=True), _connector="OR"
                                ),
                                name="handover_entry_says_what",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="UnclearMatter",
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
                                choices=[("unclear", "新产业新业态责任不清"), ("dispute", "部门之间有争议")],
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="事由")),
                        ("behaviour", models.TextField(max_length=3000, verbose_name="行为描述")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "已登记"),
                                    ("provisional", "先行处置"),
                                    ("consultation", "征询意见"),
                                    ("decided", "已裁定"),
                                    ("precedent", "先例"),
                                ],
                                default="registered",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="登记时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="裁定期限")),
                        ("decision", models.TextField(blank=True, max_length=3000, verbose_name="裁定意见")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="裁定文号")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="裁定日期")),
                        ("precedent", models.TextField(blank=True, max_length=2000, verbose_name="裁定要旨")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="裁定人",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="裁定负责部门",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="裁定部门",
                            ),
                        ),
                        (
                            "domain",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.supervisiondomain",
                                verbose_name="相近监管领域",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="items.supervisionitem",
                                verbose_name="涉及事项",
                            ),
                        ),
                        (
                            "provisional",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="先行处置部门",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="提出部门",
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
                        "verbose_name": "权责不清事项",
                        "verbose_name_plural": "权责不清事项",
                        "ordering": ["-opened_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["registered", "provisional", "consultation", "decided", "precedent"])
                                ),
                                name="matter_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["decided", "precedent"]), _negated=True),
                                    models.Q(
                                        ("decided_for__isnull", False),
                                        ("decided_on__isnull", False),
                                        models.Q(("decision", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="matter_decision_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "precedent"), _negated=True),
                                    models.Q(("precedent", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="matter_precedent_has_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "registered"), ("provisional__isnull", False), _connector="OR"
                                ),
                                name="matter_is_never_ownerless",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unclearmatter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_unclearmatterevent" ("behaviour", "decided_by_id", "decided_for_id", "decided_on", "decision", "department_id", "document", "domain_id", "due_on", "id", "item_id", "kind", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedent", "provisional_id", "reported_by_id", "state", "tenant_id", "title") VALUES (NEW."behaviour", NEW."decided_by_id", NEW."decided_for_id", NEW."decided_on", NEW."decision", NEW."department_id", NEW."document", NEW."domain_id", NEW."due_on", NEW."id", NEW."item_id", NEW."kind", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."precedent", NEW."provisional_id", NEW."reported_by_id", NEW."state", NEW."tenant_id", NEW."title"); RETURN NULL;',
                            hash="97bf43113b7a7c9b9b9f624a2c7f4cd9c22ed0b4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7e703",
                            table="items_unclearmatter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unclearmatter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_unclearmatterevent" ("behaviour", "decided_by_id", "decided_for_id", "decided_on", "decision", "department_id", "document", "domain_id", "due_on", "id", "item_id", "kind", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedent", "provisional_id", "reported_by_id", "state", "tenant_id", "title") VALUES (NEW."behaviour", NEW."decided_by_id", NEW."decided_for_id", NEW."decided_on", NEW."decision", NEW."department_id", NEW."document", NEW."domain_id", NEW."due_on", NEW."id", NEW."item_id", NEW."kind", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."precedent", NEW."provisional_id", NEW."reported_by_id", NEW."state", NEW."tenant_id", NEW."title"); RETURN NULL;',
                            hash="2e79d6e9c3e975f8dd32491ba3a4a9720a8d3fce",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ea445",
                            table="items_unclearmatter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unclearmatter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_unclearmatterevent" ("behaviour", "decided_by_id", "decided_for_id", "decided_on", "decision", "department_id", "document", "domain_id", "due_on", "id", "item_id", "kind", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedent", "provisional_id", "reported_by_id", "state", "tenant_id", "title") VALUES (OLD."behaviour", OLD."decided_by_id", OLD."decided_for_id", OLD."decided_on", OLD."decision", OLD."department_id", OLD."document", OLD."domain_id", OLD."due_on", OLD."id", OLD."item_id", OLD."kind", OLD."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."precedent", OLD."provisional_id", OLD."reported_by_id", OLD."state", OLD."tenant_id", OLD."title"); RETURN NULL;',
                            hash="7f34ceed0a863bf8ce2d3c18cb760438db40922e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_01914",
                            table="items_unclearmatter",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="BoundaryEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("matter", models.CharField(max_length=200, verbose_name="事项")),
                        ("cutover", models.TextField(max_length=1000, verbose_name="衔接节点")),
                        ("handover", models.TextField(max_length=1000, verbose_name="移交信息")),
                        ("basis", models.CharField(max_length=300, verbose_name="依据")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                        (
                            "approving",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="审批部门",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.supervisionitem",
                                verbose_name="对应监管事项",
                            ),
                        ),
                        (
                            "supervising",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="boundaries",
                                to="items.unclearmatter",
                                verbose_name="裁定来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "边界清单",
                        "verbose_name_plural": "边界清单",
                        "ordering": ["matter", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("tenant", "matter"),
                                name="boundary_once_a_matter",
                                violation_error_message="这个事项已在边界清单中，请直接修改它。",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="boundaryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_boundaryentryevent" ("approving_id", "basis", "cutover", "ended_on", "handover", "id", "item_id", "matter", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "supervising_id", "tenant_id") VALUES (NEW."approving_id", NEW."basis", NEW."cutover", NEW."ended_on", NEW."handover", NEW."id", NEW."item_id", NEW."matter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id", NEW."supervising_id", NEW."tenant_id"); RETURN NULL;',
                            hash="a8713efc1cfbef5be841e81116b9cd82edff41ba",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0ff16",
                            table="items_boundaryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="boundaryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_boundaryentryevent" ("approving_id", "basis", "cutover", "ended_on", "handover", "id", "item_id", "matter", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "supervising_id", "tenant_id") VALUES (NEW."approving_id", NEW."basis", NEW."cutover", NEW."ended_on", NEW."handover", NEW."id", NEW."item_id", NEW."matter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id", NEW."supervising_id", NEW."tenant_id"); RETURN NULL;',
                            hash="183409df12f92db505511eb01bc5b713ff8cc21d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_69189",
                            table="items_boundaryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="boundaryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_boundaryentryevent" ("approving_id", "basis", "cutover", "ended_on", "handover", "id", "item_id", "matter", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "supervising_id", "tenant_id") VALUES (OLD."approving_id", OLD."basis", OLD."cutover", OLD."ended_on", OLD."handover", OLD."id", OLD."item_id", OLD."matter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id", OLD."supervising_id", OLD."tenant_id"); RETURN NULL;',
                            hash="abce7ce6bf447e9844c7774f674b9c6e52436d48",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_12da5",
                            table="items_boundaryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="MatterStatement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own", "属于本部门职责"),
                                    ("shared", "涉及本部门，应共同负责"),
                                    ("other", "不属于本部门职责"),
                                ],
                                max_length=10,
                                verbose_name="意见",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=3000, verbose_name="理由")),
                        ("evidence", models.TextField(blank=True, max_length=3000, verbose_name="依据和证据")),
                        ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="填写时间")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="征询部门",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填写人",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statements",
                                to="items.unclearmatter",
                                verbose_name="权责不清事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "征询意见",
                        "verbose_name_plural": "征询意见",
                        "ordering": ["department__name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "department"), name="statement_once_a_department"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stance", ""), models.Q(("text", ""), _negated=True), _connector="OR"
                                ),
                                name="statement_says_why",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="BoundaryEntryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("matter", models.CharField(max_length=200, verbose_name="事项")),
                        ("cutover", models.TextField(max_length=1000, verbose_name="衔接节点")),
                        ("handover", models.TextField(max_length=1000, verbose_name="移交信息")),
                        ("basis", models.CharField(max_length=300, verbose_name="依据")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                        (
                            "approving",
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="对应监管事项",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.boundaryentry",
                            ),
                        ),
                        (
                            "supervising",
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
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.unclearmatter",
                                verbose_name="裁定来源",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="boundaryentryevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0ec909534370124041f9a4056f2c53833cd1d0b3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_623c4",
                            table="items_boundaryentryevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="UnclearMatterEvent",
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
                                choices=[("unclear", "新产业新业态责任不清"), ("dispute", "部门之间有争议")],
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="事由")),
                        ("behaviour", models.TextField(max_length=3000, verbose_name="行为描述")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "已登记"),
                                    ("provisional", "先行处置"),
                                    ("consultation", "征询意见"),
                                    ("decided", "已裁定"),
                                    ("precedent", "先例"),
                                ],
                                default="registered",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="登记时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="裁定期限")),
                        ("decision", models.TextField(blank=True, max_length=3000, verbose_name="裁定意见")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="裁定文号")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="裁定日期")),
                        ("precedent", models.TextField(blank=True, max_length=2000, verbose_name="裁定要旨")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="裁定人",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="裁定负责部门",
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
                                verbose_name="裁定部门",
                            ),
                        ),
                        (
                            "domain",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisiondomain",
                                verbose_name="相近监管领域",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="涉及事项",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.unclearmatter",
                            ),
                        ),
                        (
                            "provisional",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="先行处置部门",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="提出部门",
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
                    model_name="unclearmatterevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="463737b36d9e209b09f0bb74db5c2511a25d9916",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d14a7",
                            table="items_unclearmatterevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Wall("supervisiondomain", read_up=True),
        Wall("law", read_up=True),
        Wall("lawarticle", read_up=True),
        Wall("supervisiondomainevent"),
        Wall("lawevent"),
        Wall("lawarticleevent"),
        Wall("supervisionitem"),
        Wall("itembatch"),
        Wall("itembatchevent"),
        Wall("itemchain"),
        Wall("itemchainevent"),
        Wall(
            "itemversion",
            crosses=(
                "domain",
                "based_on",
            ),
        ),
        Wall("itemversionevent"),
        Wall("cooperatingline"),
        Wall(
            "legalbasis",
            crosses=(
                "law",
                "article",
            ),
        ),
        Wall("cosignature"),
        Wall("cosignatureevent"),
        Wall(
            "itemclaim",
            crosses=(
                "upper_item",
                "offered",
                "base",
            ),
        ),
        Wall("itemclaimevent"),
        Wall("sharedfact"),
        Wall("sharedfactevent"),
        Wall("checklist"),
        Wall("checklistevent"),
        Wall("checklistentry"),
        Wall("entryconflict"),
        Wall("entryconflictevent"),
        Wall("campaign"),
        Wall("campaignevent"),
        Wall("submission"),
        Wall("submissionevent"),
        Wall("scenario", crosses=("domain",)),
        Wall("scenarioevent"),
        Wall("scenarioitem"),
        Wall("jointchecklist", crosses=("domain",)),
        Wall("jointentry"),
        Wall("jointpart"),
        Wall("responsibility"),
        Wall("responsibilityevent"),
        Wall("itemgrant"),
        Wall("itemgrantevent"),
        Wall("lawchange", read_up=True, crosses=("law",)),
        Wall("lawchangeevent"),
        Wall("adjustmenttask", crosses=("change",)),
        Wall("adjustmenttaskevent"),
        Wall("unclearmatter", crosses=("domain",)),
        Wall("unclearmatterevent"),
        Wall("matterstatement"),
        Wall("boundaryentry"),
        Wall("boundaryentryevent"),
        Wall("handover"),
        Wall("handoverentry"),
        AppendOnly("jointchecklist"),
        AppendOnly("jointentry"),
        AppendOnly("jointpart"),
        migrations.RunSQL(KEEP_CONTENT),
        migrations.RunSQL(READ_FROM_BELOW),
        migrations.RunSQL(KEEP_ENTRIES),
    ]
