"""Versions that places below sent up for approval."""

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
        ("items", "0007_more_modes"),
        ("tenancy", "0006_plain_ranges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="UpperRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version_number", models.BigIntegerField(verbose_name="报送地区的事项版本")),
                        ("round", models.PositiveSmallIntegerField(verbose_name="报送轮次")),
                        ("department_name", models.CharField(max_length=200, verbose_name="牵头部门")),
                        ("content", models.TextField(verbose_name="监管事项")),
                        ("face", models.JSONField(default=list, verbose_name="事项内容")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "待批复"),
                                    ("granted", "已批准"),
                                    ("sent_back", "已退回"),
                                    ("dropped", "下级已撤回或另行办理"),
                                ],
                                default="asked",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="报送时间")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="批复文号")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="意见")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
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
                            "from_place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="报送地区",
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
                        "verbose_name": "下级报批事项",
                        "verbose_name_plural": "下级报批事项",
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="UpperRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("version_number", models.BigIntegerField(verbose_name="报送地区的事项版本")),
                        ("round", models.PositiveSmallIntegerField(verbose_name="报送轮次")),
                        ("department_name", models.CharField(max_length=200, verbose_name="牵头部门")),
                        ("content", models.TextField(verbose_name="监管事项")),
                        ("face", models.JSONField(default=list, verbose_name="事项内容")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "待批复"),
                                    ("granted", "已批准"),
                                    ("sent_back", "已退回"),
                                    ("dropped", "下级已撤回或另行办理"),
                                ],
                                default="asked",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="报送时间")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="批复文号")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="意见")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
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
                            "from_place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.region",
                                verbose_name="报送地区",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="items.upperrequest",
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
                    model_name="upperrequest",
                    constraint=models.UniqueConstraint(
                        fields=("tenant", "from_place", "version_number", "round"), name="upper_request_once_a_round"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="upperrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "granted", "sent_back", "dropped"])),
                        name="upper_request_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="upperrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent_back"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="upper_request_says_why",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="upperrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_upperrequestevent" ("asked_at", "content", "decided_at", "decided_by_id", "department_name", "document", "face", "from_place_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "state", "tenant_id", "version_number") VALUES (NEW."asked_at", NEW."content", NEW."decided_at", NEW."decided_by_id", NEW."department_name", NEW."document", NEW."face", NEW."from_place_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round", NEW."state", NEW."tenant_id", NEW."version_number"); RETURN NULL;',
                            hash="c0a14d21ab4ad4d03f2395786c4aaece1d9205ad",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_921e5",
                            table="items_upperrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="upperrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_upperrequestevent" ("asked_at", "content", "decided_at", "decided_by_id", "department_name", "document", "face", "from_place_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "state", "tenant_id", "version_number") VALUES (NEW."asked_at", NEW."content", NEW."decided_at", NEW."decided_by_id", NEW."department_name", NEW."document", NEW."face", NEW."from_place_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round", NEW."state", NEW."tenant_id", NEW."version_number"); RETURN NULL;',
                            hash="0fd8ab8ead91dfb9af932d2ed7dbfb2fb9b43c5b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_12660",
                            table="items_upperrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="upperrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_upperrequestevent" ("asked_at", "content", "decided_at", "decided_by_id", "department_name", "document", "face", "from_place_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "state", "tenant_id", "version_number") VALUES (OLD."asked_at", OLD."content", OLD."decided_at", OLD."decided_by_id", OLD."department_name", OLD."document", OLD."face", OLD."from_place_id", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round", OLD."state", OLD."tenant_id", OLD."version_number"); RETURN NULL;',
                            hash="0ea0f477a8b87834b7a345e8f7480121caf554ed",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24429",
                            table="items_upperrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="upperrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="60eb0cf31eecae2a2d1b8029316c578fb6e88672",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_493b0",
                            table="items_upperrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Wall("upperrequest"),
        Wall("upperrequestevent"),
    ]
