import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import ChangedTables
from tenancy.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0002_library"),
        ("tenancy", "0003_library_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangedTables(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemchain",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemchain",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemchain",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemclaim",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemclaim",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemclaim",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemversion",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemversion",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="itemversion",
                    name="delete_delete",
                ),
                migrations.RemoveConstraint(
                    model_name="itemversion",
                    name="item_one_in_preparation",
                ),
                migrations.AddField(
                    model_name="itemchain",
                    name="departments_claim",
                    field=models.BooleanField(default=False, verbose_name="牵头部门可以自行认领上级事项"),
                ),
                migrations.AddField(
                    model_name="itemchainevent",
                    name="departments_claim",
                    field=models.BooleanField(default=False, verbose_name="牵头部门可以自行认领上级事项"),
                ),
                migrations.AddField(
                    model_name="itemclaim",
                    name="department",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.department",
                        verbose_name="本地牵头部门",
                    ),
                ),
                migrations.AddField(
                    model_name="itemclaimevent",
                    name="department",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tenancy.department",
                        verbose_name="本地牵头部门",
                    ),
                ),
                migrations.AddField(
                    model_name="itemversion",
                    name="quantity",
                    field=models.CharField(blank=True, max_length=200, verbose_name="检查数量"),
                ),
                migrations.AddField(
                    model_name="itemversionevent",
                    name="quantity",
                    field=models.CharField(blank=True, max_length=200, verbose_name="检查数量"),
                ),
                migrations.AlterField(
                    model_name="itemversion",
                    name="trigger",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("law", "法律法规立改废释"),
                            ("duties", "部门职责调整"),
                            ("power_list", "权力和责任清单调整"),
                            ("upper_list", "上级清单调整"),
                            ("practice", "监管实际需要"),
                            ("mistake", "更正错漏"),
                            ("transfer", "职责划转"),
                        ],
                        max_length=12,
                        verbose_name="调整事由",
                    ),
                ),
                migrations.AlterField(
                    model_name="itemversionevent",
                    name="trigger",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("law", "法律法规立改废释"),
                            ("duties", "部门职责调整"),
                            ("power_list", "权力和责任清单调整"),
                            ("upper_list", "上级清单调整"),
                            ("practice", "监管实际需要"),
                            ("mistake", "更正错漏"),
                            ("transfer", "职责划转"),
                        ],
                        max_length=12,
                        verbose_name="调整事由",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemchain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "departments_claim", "has_legality_check", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."co_sign_days", NEW."departments_claim", NEW."has_legality_check", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="ef21324d2984e38d51de84dfef1a7a91ca0bc095",
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
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "departments_claim", "has_legality_check", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."co_sign_days", NEW."departments_claim", NEW."has_legality_check", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="6dadb20b554ab4d765d43a78370aa2ec04edd801",
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
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "departments_claim", "has_legality_check", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."co_sign_days", OLD."departments_claim", OLD."has_legality_check", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="1abe98da73be3c05acb3f97467dd83b2a5321d03",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ce313",
                            table="items_itemchain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemclaimevent" ("base_id", "decided_at", "decided_by_id", "department_id", "departments", "id", "item_id", "offered_at", "offered_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "tenant_id", "upper_item_id") VALUES (NEW."base_id", NEW."decided_at", NEW."decided_by_id", NEW."department_id", NEW."departments", NEW."id", NEW."item_id", NEW."offered_at", NEW."offered_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."tenant_id", NEW."upper_item_id"); RETURN NULL;',
                            hash="2616d68e65b455c70f8494786f920b4e588bbf29",
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
                            func='INSERT INTO "items_itemclaimevent" ("base_id", "decided_at", "decided_by_id", "department_id", "departments", "id", "item_id", "offered_at", "offered_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "tenant_id", "upper_item_id") VALUES (NEW."base_id", NEW."decided_at", NEW."decided_by_id", NEW."department_id", NEW."departments", NEW."id", NEW."item_id", NEW."offered_at", NEW."offered_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."tenant_id", NEW."upper_item_id"); RETURN NULL;',
                            hash="6b2499f269cbe5f2962dfac4b40484c7537c014a",
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
                            func='INSERT INTO "items_itemclaimevent" ("base_id", "decided_at", "decided_by_id", "department_id", "departments", "id", "item_id", "offered_at", "offered_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "tenant_id", "upper_item_id") VALUES (OLD."base_id", OLD."decided_at", OLD."decided_by_id", OLD."department_id", OLD."departments", OLD."id", OLD."item_id", OLD."offered_at", OLD."offered_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."state", OLD."tenant_id", OLD."upper_item_id"); RETURN NULL;',
                            hash="35c530583cc8d511b476ed5145592c3a1f49102c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5a0da",
                            table="items_itemclaim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemversionevent" ("approval_relation", "based_on_id", "batch_id", "category", "content", "created_by_id", "department_id", "division", "domain_id", "domain_text", "ended_on", "exemption_basis", "exemption_reason", "frequency", "grade", "handling", "id", "in_force_on", "industry", "item_id", "measures", "number", "objects_text", "organising_levels", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "power_entry", "procedure", "quantity", "ratio", "regime", "round", "sent_at", "sent_by_id", "state", "supervision_levels", "techniques", "tenant_id", "trigger", "trigger_note") VALUES (NEW."approval_relation", NEW."based_on_id", NEW."batch_id", NEW."category", NEW."content", NEW."created_by_id", NEW."department_id", NEW."division", NEW."domain_id", NEW."domain_text", NEW."ended_on", NEW."exemption_basis", NEW."exemption_reason", NEW."frequency", NEW."grade", NEW."handling", NEW."id", NEW."in_force_on", NEW."industry", NEW."item_id", NEW."measures", NEW."number", NEW."objects_text", NEW."organising_levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."power_entry", NEW."procedure", NEW."quantity", NEW."ratio", NEW."regime", NEW."round", NEW."sent_at", NEW."sent_by_id", NEW."state", NEW."supervision_levels", NEW."techniques", NEW."tenant_id", NEW."trigger", NEW."trigger_note"); RETURN NULL;',
                            hash="3d9b515aadf4c62c2e71b029479796041060ab98",
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
                            func='INSERT INTO "items_itemversionevent" ("approval_relation", "based_on_id", "batch_id", "category", "content", "created_by_id", "department_id", "division", "domain_id", "domain_text", "ended_on", "exemption_basis", "exemption_reason", "frequency", "grade", "handling", "id", "in_force_on", "industry", "item_id", "measures", "number", "objects_text", "organising_levels", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "power_entry", "procedure", "quantity", "ratio", "regime", "round", "sent_at", "sent_by_id", "state", "supervision_levels", "techniques", "tenant_id", "trigger", "trigger_note") VALUES (NEW."approval_relation", NEW."based_on_id", NEW."batch_id", NEW."category", NEW."content", NEW."created_by_id", NEW."department_id", NEW."division", NEW."domain_id", NEW."domain_text", NEW."ended_on", NEW."exemption_basis", NEW."exemption_reason", NEW."frequency", NEW."grade", NEW."handling", NEW."id", NEW."in_force_on", NEW."industry", NEW."item_id", NEW."measures", NEW."number", NEW."objects_text", NEW."organising_levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."power_entry", NEW."procedure", NEW."quantity", NEW."ratio", NEW."regime", NEW."round", NEW."sent_at", NEW."sent_by_id", NEW."state", NEW."supervision_levels", NEW."techniques", NEW."tenant_id", NEW."trigger", NEW."trigger_note"); RETURN NULL;',
                            hash="f3735dc2034525545dc20605ba1c61f8bfbc8a50",
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
                            func='INSERT INTO "items_itemversionevent" ("approval_relation", "based_on_id", "batch_id", "category", "content", "created_by_id", "department_id", "division", "domain_id", "domain_text", "ended_on", "exemption_basis", "exemption_reason", "frequency", "grade", "handling", "id", "in_force_on", "industry", "item_id", "measures", "number", "objects_text", "organising_levels", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "power_entry", "procedure", "quantity", "ratio", "regime", "round", "sent_at", "sent_by_id", "state", "supervision_levels", "techniques", "tenant_id", "trigger", "trigger_note") VALUES (OLD."approval_relation", OLD."based_on_id", OLD."batch_id", OLD."category", OLD."content", OLD."created_by_id", OLD."department_id", OLD."division", OLD."domain_id", OLD."domain_text", OLD."ended_on", OLD."exemption_basis", OLD."exemption_reason", OLD."frequency", OLD."grade", OLD."handling", OLD."id", OLD."in_force_on", OLD."industry", OLD."item_id", OLD."measures", OLD."number", OLD."objects_text", OLD."organising_levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."power_entry", OLD."procedure", OLD."quantity", OLD."ratio", OLD."regime", OLD."round", OLD."sent_at", OLD."sent_by_id", OLD."state", OLD."supervision_levels", OLD."techniques", OLD."tenant_id", OLD."trigger", OLD."trigger_note"); RETURN NULL;',
                            hash="3260cdb1ddd338037ff351b1374cc5ecc11bab8e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e2e46",
                            table="items_itemversion",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "co_signing", "legality_check", "submitted", "approved")),
                            models.Q(("trigger", "transfer"), _negated=True),
                        ),
                        fields=("item",),
                        name="item_one_in_preparation",
                        violation_error_message="这个事项已有一个版本正在办理，请先办完。",
                    ),
                ),
            ]
        ),
        Wall("itemclaim", crosses=("upper_item", "offered", "base")),
    ]
