"""The steps of a place's list as a table, and those each version began with (DOMAIN 1.20 no. 5)."""

import django.db.models.deletion
import django.db.models.manager
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import ChangedTables, NewTables
from tenancy.walls import Wall

ON_THE_WAY = ("co_signing", "legality_check", "submitted")


def steps_of(chain) -> list[str]:
    """The steps a place had by its one switch."""
    return ["co_signing", *(["legality_check"] if chain is None or chain.has_legality_check else []), "submitted"]


def make_steps(apps, schema_editor) -> None:
    """Each place keeps the steps it had; what is under way keeps those it began with."""
    database = schema_editor.connection.alias
    names = ("ItemChain", "ChainStep", "ItemVersion", "VersionStep")
    chains, steps, versions, taken = (apps.get_model("items", name)._base_manager.using(database) for name in names)
    of_place = {chain.tenant_id: chain for chain in chains.all()}
    steps.bulk_create(
        steps.model(tenant_id=place, chain=chain, position=position, kind=kind)
        for place, chain in of_place.items()
        for position, kind in enumerate(steps_of(chain), start=1)
    )
    taken.bulk_create(
        taken.model(tenant_id=version.tenant_id, version=version, round=version.round, position=position, kind=kind)
        for version in versions.filter(state__in=ON_THE_WAY)
        for position, kind in enumerate(steps_of(of_place.get(version.tenant_id)), start=1)
    )
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait when the tables get their indexes


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0005_article_texts"),
        ("tenancy", "0006_plain_ranges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="ChainStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("co_signing", "会签"),
                                    ("legality_check", "合法性审核"),
                                    ("meeting", "集体审议"),
                                    ("upper_review", "报上级批准"),
                                    ("submitted", "批准"),
                                ],
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[("leader", "领导"), ("district_admin", "统筹管理员")],
                                max_length=24,
                                verbose_name="办理人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理环节",
                        "verbose_name_plural": "办理环节",
                        "ordering": ["position"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ChainStepEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("co_signing", "会签"),
                                    ("legality_check", "合法性审核"),
                                    ("meeting", "集体审议"),
                                    ("upper_review", "报上级批准"),
                                    ("submitted", "批准"),
                                ],
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[("leader", "领导"), ("district_admin", "统筹管理员")],
                                max_length=24,
                                verbose_name="办理人员",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VersionStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("co_signing", "会签"),
                                    ("legality_check", "合法性审核"),
                                    ("meeting", "集体审议"),
                                    ("upper_review", "报上级批准"),
                                    ("submitted", "批准"),
                                ],
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[("leader", "领导"), ("district_admin", "统筹管理员")],
                                max_length=24,
                                verbose_name="办理人员",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(verbose_name="会签轮次")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="会议纪要或批复文号")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                    ],
                    options={
                        "verbose_name": "版本办理环节",
                        "verbose_name_plural": "版本办理环节",
                        "ordering": ["position"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.AddField(
                    model_name="chainstep",
                    name="chain",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="items.itemchain",
                        verbose_name="清单办理环节",
                    ),
                ),
                migrations.AddField(
                    model_name="chainstep",
                    name="tenant",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.region",
                        verbose_name="所属地区",
                    ),
                ),
                migrations.AddField(
                    model_name="chainstepevent",
                    name="chain",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="items.itemchain",
                        verbose_name="清单办理环节",
                    ),
                ),
                migrations.AddField(
                    model_name="chainstepevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="items.chainstep",
                    ),
                ),
                migrations.AddField(
                    model_name="chainstepevent",
                    name="tenant",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tenancy.region",
                        verbose_name="所属地区",
                    ),
                ),
                migrations.AddField(
                    model_name="versionstep",
                    name="done_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                migrations.AddField(
                    model_name="versionstep",
                    name="tenant",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.region",
                        verbose_name="所属地区",
                    ),
                ),
                migrations.AddField(
                    model_name="versionstep",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="items.itemversion",
                        verbose_name="事项版本",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="chainstep",
                    constraint=models.UniqueConstraint(fields=("chain", "kind"), name="chain_step_once"),
                ),
                migrations.AddConstraint(
                    model_name="chainstep",
                    constraint=models.UniqueConstraint(fields=("chain", "position"), name="chain_step_in_order"),
                ),
                migrations.AddConstraint(
                    model_name="chainstep",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["co_signing", "legality_check", "meeting", "upper_review", "submitted"])
                        ),
                        name="chain_step_kind_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chainstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_chainstepevent" ("chain_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "tenant_id") VALUES (NEW."chain_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."role", NEW."tenant_id"); RETURN NULL;',
                            hash="36292557acd7915ec315532a39ea64e6d8235c7c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d31fd",
                            table="items_chainstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chainstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_chainstepevent" ("chain_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "tenant_id") VALUES (NEW."chain_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."role", NEW."tenant_id"); RETURN NULL;',
                            hash="e61cbf42ab6019ee22f0503817b12ea3bd610e84",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87026",
                            table="items_chainstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chainstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_chainstepevent" ("chain_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "tenant_id") VALUES (OLD."chain_id", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."role", OLD."tenant_id"); RETURN NULL;',
                            hash="7fdc867cf3e0755ce2b29cb1e918bb936b7219fc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_62c36",
                            table="items_chainstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chainstepevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3a2e39dc439893f5325215897b2a89cde3096eab",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b4b05",
                            table="items_chainstepevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="versionstep",
                    constraint=models.UniqueConstraint(
                        fields=("version", "round", "kind"), name="version_step_once_a_round"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="versionstep",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["co_signing", "legality_check", "meeting", "upper_review", "submitted"])
                        ),
                        name="version_step_kind_known",
                    ),
                ),
            ]
        ),
        Wall("chainstep"),
        Wall("chainstepevent"),
        Wall("versionstep"),
        migrations.RunPython(make_steps, migrations.RunPython.noop),
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
                migrations.RemoveConstraint(
                    model_name="itemversion",
                    name="item_version_state_known",
                ),
                migrations.RemoveConstraint(
                    model_name="itemversion",
                    name="item_one_in_preparation",
                ),
                migrations.RemoveField(
                    model_name="itemchain",
                    name="has_legality_check",
                ),
                migrations.RemoveField(
                    model_name="itemchainevent",
                    name="has_legality_check",
                ),
                migrations.AlterField(
                    model_name="itemversion",
                    name="state",
                    field=models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("co_signing", "会签"),
                            ("legality_check", "合法性审核"),
                            ("meeting", "集体审议"),
                            ("upper_review", "报上级批准"),
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
                migrations.AlterField(
                    model_name="itemversionevent",
                    name="state",
                    field=models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("co_signing", "会签"),
                            ("legality_check", "合法性审核"),
                            ("meeting", "集体审议"),
                            ("upper_review", "报上级批准"),
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
                pgtrigger.migrations.AddTrigger(
                    model_name="itemchain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "departments_claim", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."co_sign_days", NEW."departments_claim", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="c959e9690c85120b133a43f8db8eb17c20f4a25a",
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
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "departments_claim", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."co_sign_days", NEW."departments_claim", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="887519a3b614313d4ccfb4cf09b2c3b6eb547c38",
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
                            func='INSERT INTO "items_itemchainevent" ("co_sign_days", "departments_claim", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."co_sign_days", OLD."departments_claim", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="9bc706b650769f8608e97a1a8702783ce483ca5c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ce313",
                            table="items_itemchain",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "co_signing",
                                    "legality_check",
                                    "meeting",
                                    "upper_review",
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
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "draft",
                                    "co_signing",
                                    "legality_check",
                                    "meeting",
                                    "upper_review",
                                    "submitted",
                                    "approved",
                                ),
                            ),
                            models.Q(("trigger", "transfer"), _negated=True),
                        ),
                        fields=("item",),
                        name="item_one_in_preparation",
                        violation_error_message="这个事项已有一个版本正在办理，请先办完。",
                    ),
                ),
            ]
        ),
    ]
