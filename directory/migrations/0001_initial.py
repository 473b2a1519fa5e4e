import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.manager
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import AppendOnly, Wall


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
                    name="Responsible",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[("first", "第一责任人"), ("main", "主要责任人"), ("direct", "直接责任人")],
                                max_length=8,
                                verbose_name="责任",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True, help_text="没有账号的人员填写姓名。", max_length=100, verbose_name="姓名"
                            ),
                        ),
                        ("post", models.CharField(blank=True, max_length=60, verbose_name="职务")),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responsibles",
                                to="tenancy.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responsibilities",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
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
                        "verbose_name": "责任人",
                        "verbose_name_plural": "责任人",
                        "ordering": ["department", "-starts_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("duty__in", ["first", "main", "direct"])),
                                name="responsible_duty_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("member__isnull", False), models.Q(("name", ""), _negated=True), _connector="OR"
                                ),
                                name="responsible_is_somebody",
                                violation_error_message="请选择人员，或填写姓名。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="responsible_ends_after_start",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("duty__in", ["first", "main"])),
                                expressions=[
                                    ("department", "="),
                                    ("duty", "="),
                                    (
                                        models.Func(
                                            "starts_on",
                                            "ends_on",
                                            models.Value("[]"),
                                            function="daterange",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="responsible_one_at_a_time",
                                violation_error_message="同一时期只能有一名第一责任人和一名主要责任人，请先结束原责任人。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responsible",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_responsibleevent" ("department_id", "duty", "ends_on", "id", "member_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts_on", "tenant_id") VALUES (NEW."department_id", NEW."duty", NEW."ends_on", NEW."id", NEW."member_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."post", NEW."starts_on", NEW."tenant_id"); RETURN NULL;',
                            hash="6872070e88b5a0d8a77d367fd201b960ec64dd96",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4f835",
                            table="directory_responsible",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responsible",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_responsibleevent" ("department_id", "duty", "ends_on", "id", "member_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts_on", "tenant_id") VALUES (NEW."department_id", NEW."duty", NEW."ends_on", NEW."id", NEW."member_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."post", NEW."starts_on", NEW."tenant_id"); RETURN NULL;',
                            hash="045fce6d240617495a9f59056b8f9b69c4af9e60",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c61bd",
                            table="directory_responsible",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responsible",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_responsibleevent" ("department_id", "duty", "ends_on", "id", "member_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts_on", "tenant_id") VALUES (OLD."department_id", OLD."duty", OLD."ends_on", OLD."id", OLD."member_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."post", OLD."starts_on", OLD."tenant_id"); RETURN NULL;',
                            hash="c7b4f98b9c158fe00367f571a2d25b03e0b406dc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_008fa",
                            table="directory_responsible",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ResponsibleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "duty",
                            models.CharField(
                                choices=[("first", "第一责任人"), ("main", "主要责任人"), ("direct", "直接责任人")],
                                max_length=8,
                                verbose_name="责任",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True, help_text="没有账号的人员填写姓名。", max_length=100, verbose_name="姓名"
                            ),
                        ),
                        ("post", models.CharField(blank=True, max_length=60, verbose_name="职务")),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
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
                            "member",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="directory.responsible",
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
                    model_name="responsibleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="18deba4c84dc657f5f308af5a2062b3304818fbd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_deda0",
                            table="directory_responsibleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="生效日期")),
                        (
                            "basis",
                            models.CharField(
                                help_text="机构改革方案或文件的名称、文号。", max_length=200, verbose_name="依据"
                            ),
                        ),
                        ("ends_source", models.BooleanField(default=False, verbose_name="划转后撤销划出部门")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("scheduled", "待生效"),
                                    ("running", "划转中"),
                                    ("done", "已完成"),
                                    ("cancelled", "已取消"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="提出时间")),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers_out",
                                to="tenancy.department",
                                verbose_name="划出部门",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers_in",
                                to="tenancy.department",
                                verbose_name="划入部门",
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
                        "verbose_name": "职责划转",
                        "verbose_name_plural": "职责划转",
                        "ordering": ["-effective_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "scheduled", "running", "done", "cancelled"])
                                ),
                                name="transfer_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", models.F("target")), _negated=True),
                                name="transfer_between_two",
                                violation_error_message="划出部门与划入部门不能是同一个部门。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "scheduled", "running"])),
                                fields=("source",),
                                name="transfer_open_once",
                                violation_error_message="这个部门已有一项未完成的划转，请先完成或取消。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_transferevent" ("basis", "created_at", "created_by_id", "effective_on", "ends_source", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "state", "target_id", "tenant_id") VALUES (NEW."basis", NEW."created_at", NEW."created_by_id", NEW."effective_on", NEW."ends_source", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id", NEW."state", NEW."target_id", NEW."tenant_id"); RETURN NULL;',
                            hash="7f157d188e7908d34ec7aeee9ceaa42cc14fff30",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7e6c1",
                            table="directory_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_transferevent" ("basis", "created_at", "created_by_id", "effective_on", "ends_source", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "state", "target_id", "tenant_id") VALUES (NEW."basis", NEW."created_at", NEW."created_by_id", NEW."effective_on", NEW."ends_source", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id", NEW."state", NEW."target_id", NEW."tenant_id"); RETURN NULL;',
                            hash="67ff9e17b482d198a742c52b5287b131efda0738",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_04b25",
                            table="directory_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_transferevent" ("basis", "created_at", "created_by_id", "effective_on", "ends_source", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "state", "target_id", "tenant_id") VALUES (OLD."basis", OLD."created_at", OLD."created_by_id", OLD."effective_on", OLD."ends_source", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id", OLD."state", OLD."target_id", OLD."tenant_id"); RETURN NULL;',
                            hash="d1d1d5d39598eb486131c4bc3f520d245576beb5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6dc39",
                            table="directory_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="TransferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("effective_on", models.DateField(verbose_name="生效日期")),
                        (
                            "basis",
                            models.CharField(
                                help_text="机构改革方案或文件的名称、文号。", max_length=200, verbose_name="依据"
                            ),
                        ),
                        ("ends_source", models.BooleanField(default=False, verbose_name="划转后撤销划出部门")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("scheduled", "待生效"),
                                    ("running", "划转中"),
                                    ("done", "已完成"),
                                    ("cancelled", "已取消"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="提出时间")),
                        (
                            "created_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="directory.transfer",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="划出部门",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="划入部门",
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
                    model_name="transferevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e1e41390e272399db9d4efbab45362f9a5fdd0bf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1f4cd",
                            table="directory_transferevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="TransferLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="类别")),
                        ("row_id", models.CharField(max_length=40, verbose_name="对象编号")),
                        ("row_label", models.CharField(max_length=300, verbose_name="对象")),
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
                            "transfer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="directory.transfer",
                                verbose_name="职责划转",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "划转明细",
                        "verbose_name_plural": "划转明细",
                        "ordering": ["pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="LiaisonEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("leader", models.CharField(max_length=60, verbose_name="分管领导")),
                        ("leader_post", models.CharField(blank=True, max_length=60, verbose_name="分管领导职务")),
                        ("leader_mobile", models.CharField(max_length=11, verbose_name="分管领导手机号码")),
                        ("liaison", models.CharField(max_length=60, verbose_name="工作联系人")),
                        ("liaison_post", models.CharField(blank=True, max_length=60, verbose_name="工作联系人职务")),
                        ("liaison_mobile", models.CharField(max_length=11, verbose_name="工作联系人手机号码")),
                        ("confirmed_on", models.DateField(verbose_name="确认日期")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="liaisons",
                                to="tenancy.department",
                                verbose_name="单位名称",
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
                        "verbose_name": "工作联络表",
                        "verbose_name_plural": "工作联络表",
                        "ordering": ["department__name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "department"),
                                name="liaison_one_per_department",
                                violation_error_message="这个单位在联络表里已有一行，请修改原来的一行。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("leader_mobile__regex", "^1[3-9][0-9]{9}$"),
                                    ("liaison_mobile__regex", "^1[3-9][0-9]{9}$"),
                                ),
                                name="liaison_mobiles",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="liaisonentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_liaisonentryevent" ("confirmed_by_id", "confirmed_on", "department_id", "id", "leader", "leader_post", "liaison", "liaison_post", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."confirmed_by_id", NEW."confirmed_on", NEW."department_id", NEW."id", NEW."leader", NEW."leader_post", NEW."liaison", NEW."liaison_post", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="d5e95dae6d62753dea9bd4fa1d90db5e7330454a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a0b87",
                            table="directory_liaisonentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="liaisonentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."leader" IS DISTINCT FROM (NEW."leader") OR OLD."leader_post" IS DISTINCT FROM (NEW."leader_post") OR OLD."liaison" IS DISTINCT FROM (NEW."liaison") OR OLD."liaison_post" IS DISTINCT FROM (NEW."liaison_post") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id"))',
                            func='INSERT INTO "directory_liaisonentryevent" ("confirmed_by_id", "confirmed_on", "department_id", "id", "leader", "leader_post", "liaison", "liaison_post", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."confirmed_by_id", NEW."confirmed_on", NEW."department_id", NEW."id", NEW."leader", NEW."leader_post", NEW."liaison", NEW."liaison_post", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="3aadd95036f9aee4cbaa8f9822b0279be2f5b41a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c3d87",
                            table="directory_liaisonentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="liaisonentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_liaisonentryevent" ("confirmed_by_id", "confirmed_on", "department_id", "id", "leader", "leader_post", "liaison", "liaison_post", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."confirmed_by_id", OLD."confirmed_on", OLD."department_id", OLD."id", OLD."leader", OLD."leader_post", OLD."liaison", OLD."liaison_post", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="3a8f9ef875f4c1f11f32a65e388ab4a988cdb9bf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cc75c",
                            table="directory_liaisonentry",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LiaisonEntryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("leader", models.CharField(max_length=60, verbose_name="分管领导")),
                        ("leader_post", models.CharField(blank=True, max_length=60, verbose_name="分管领导职务")),
                        ("liaison", models.CharField(max_length=60, verbose_name="工作联系人")),
                        ("liaison_post", models.CharField(blank=True, max_length=60, verbose_name="工作联系人职务")),
                        ("confirmed_on", models.DateField(verbose_name="确认日期")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
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
                                verbose_name="单位名称",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="directory.liaisonentry",
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
                    model_name="liaisonentryevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e16ec7e589941bdf30846936220085cb8bf593c4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5868a",
                            table="directory_liaisonentryevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Wall("responsible"),
        Wall("responsibleevent"),
        Wall("transfer"),
        Wall("transferevent"),
        Wall("transferline"),
        Wall("liaisonentry"),
        Wall("liaisonentryevent"),
        AppendOnly("transferline"),
    ]
