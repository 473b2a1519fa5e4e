import django.db.models.deletion
import django.db.models.manager
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0003_quantity_and_claims"),
        ("registry", "0002_industries"),
        ("tenancy", "0003_library_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="Cleanup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="清理名称")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="开始时间")),
                        (
                            "opened_by",
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
                        "verbose_name": "现场检查事项清理",
                        "verbose_name_plural": "现场检查事项清理",
                        "ordering": ["-opened_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="CleanupEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80, verbose_name="清理名称")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="开始时间")),
                        (
                            "opened_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.cleanup",
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
                migrations.CreateModel(
                    name="CleanupLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("keep", "保留"),
                                    ("cancel", "取消"),
                                    ("merge", "合并"),
                                    ("off_site", "改为非现场"),
                                ],
                                max_length=10,
                                verbose_name="清理意见",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                        (
                            "cleanup",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="items.cleanup",
                                verbose_name="现场检查事项清理",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="牵头部门",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="items.itemversion",
                                verbose_name="修订草稿",
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
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.supervisionitem",
                                verbose_name="并入事项",
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
                        "verbose_name": "清理事项",
                        "verbose_name_plural": "清理事项",
                        "ordering": ["item__number", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="CleanupLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("keep", "保留"),
                                    ("cancel", "取消"),
                                    ("merge", "合并"),
                                    ("off_site", "改为非现场"),
                                ],
                                max_length=10,
                                verbose_name="清理意见",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                        (
                            "cleanup",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.cleanup",
                                verbose_name="现场检查事项清理",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
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
                                verbose_name="牵头部门",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.itemversion",
                                verbose_name="修订草稿",
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
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="items.supervisionitem",
                                verbose_name="并入事项",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.cleanupline",
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
                migrations.CreateModel(
                    name="DefaultDuty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                help_text="三定规定、职责分工文件或裁定文号。", max_length=200, verbose_name="依据"
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="兜底监管部门",
                            ),
                        ),
                        (
                            "industry",
                            models.ForeignKey(
                                help_text="门类或大类；大类优先于门类。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.industry",
                                verbose_name="行业",
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
                        "verbose_name": "清单外兜底责任",
                        "verbose_name_plural": "清单外兜底责任",
                        "ordering": ["industry__section", "industry", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="DefaultDutyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "basis",
                            models.CharField(
                                help_text="三定规定、职责分工文件或裁定文号。", max_length=200, verbose_name="依据"
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
                                verbose_name="兜底监管部门",
                            ),
                        ),
                        (
                            "industry",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="门类或大类；大类优先于门类。",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.industry",
                                verbose_name="行业",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.defaultduty",
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
                migrations.AddConstraint(
                    model_name="cleanup",
                    constraint=models.UniqueConstraint(
                        fields=("tenant", "name"),
                        name="cleanup_name",
                        violation_error_message="已有同名的清理，请另取名称。",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleanup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_cleanupevent" ("basis", "due_on", "id", "name", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."basis", NEW."due_on", NEW."id", NEW."name", NEW."opened_at", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="1addbdc1ccefe139ccd2907ec7956c6d9e57a3fd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_10892",
                            table="items_cleanup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleanup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_cleanupevent" ("basis", "due_on", "id", "name", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."basis", NEW."due_on", NEW."id", NEW."name", NEW."opened_at", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="72fbdb770c69f1fa69e5cfbb6082c75d724cfc29",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6bd01",
                            table="items_cleanup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleanup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_cleanupevent" ("basis", "due_on", "id", "name", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."basis", OLD."due_on", OLD."id", OLD."name", OLD."opened_at", OLD."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="eb46d1b3daa1bbfe9313a4a95441c6eba407bd10",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_13c2b",
                            table="items_cleanup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleanupevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="201b874dbf24552dd0dc4bb2f10dd7a927782e56",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3b42c",
                            table="items_cleanupevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cleanupline",
                    constraint=models.UniqueConstraint(fields=("cleanup", "item"), name="cleanup_once_an_item"),
                ),
                migrations.AddConstraint(
                    model_name="cleanupline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("verdict", ""), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="cleanup_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cleanupline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "merge"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="cleanup_names_where_it_goes",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleanupline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_cleanuplineevent" ("cleanup_id", "decided_at", "decided_by_id", "department_id", "draft_id", "id", "item_id", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "tenant_id", "verdict") VALUES (NEW."cleanup_id", NEW."decided_at", NEW."decided_by_id", NEW."department_id", NEW."draft_id", NEW."id", NEW."item_id", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."tenant_id", NEW."verdict"); RETURN NULL;',
                            hash="b2a77c505106d3932ef6d8c9c2d200946671ae3b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fb766",
                            table="items_cleanupline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleanupline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_cleanuplineevent" ("cleanup_id", "decided_at", "decided_by_id", "department_id", "draft_id", "id", "item_id", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "tenant_id", "verdict") VALUES (NEW."cleanup_id", NEW."decided_at", NEW."decided_by_id", NEW."department_id", NEW."draft_id", NEW."id", NEW."item_id", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."tenant_id", NEW."verdict"); RETURN NULL;',
                            hash="1d4e06bebcbed025f029cd8a0dc05b487ba1f733",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3443b",
                            table="items_cleanupline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleanupline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_cleanuplineevent" ("cleanup_id", "decided_at", "decided_by_id", "department_id", "draft_id", "id", "item_id", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "tenant_id", "verdict") VALUES (OLD."cleanup_id", OLD."decided_at", OLD."decided_by_id", OLD."department_id", OLD."draft_id", OLD."id", OLD."item_id", OLD."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."tenant_id", OLD."verdict"); RETURN NULL;',
                            hash="001788cd9bbb30f9dab1b4411ea15c768c30f686",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d5246",
                            table="items_cleanupline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleanuplineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c5d86b27cd0984bddbf19c32f300650afcaf113e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8a705",
                            table="items_cleanuplineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="defaultduty",
                    constraint=models.UniqueConstraint(
                        fields=("tenant", "industry"),
                        name="default_duty_once",
                        violation_error_message="这个行业已有兜底监管部门，请直接修改它。",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="defaultduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_defaultdutyevent" ("basis", "department_id", "id", "industry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."basis", NEW."department_id", NEW."id", NEW."industry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="b58b41e20bc0513d9d41adedb1e8390789892591",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_87a6a",
                            table="items_defaultduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="defaultduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_defaultdutyevent" ("basis", "department_id", "id", "industry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."basis", NEW."department_id", NEW."id", NEW."industry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="2f23593a4b2419e0be634c73c34b758820f5ffa3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2ea7e",
                            table="items_defaultduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="defaultduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_defaultdutyevent" ("basis", "department_id", "id", "industry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."basis", OLD."department_id", OLD."id", OLD."industry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="846a2d4b32f870399e5a5873642c61376c8712a9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_83f7f",
                            table="items_defaultduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="defaultdutyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="64a954ca646a0e1aa59d22ff1bfb45ea79f0f41c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9e72f",
                            table="items_defaultdutyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Wall("defaultduty"),
        Wall("defaultdutyevent"),
        Wall("cleanup"),
        Wall("cleanupevent"),
        Wall("cleanupline"),
        Wall("cleanuplineevent"),
    ]
