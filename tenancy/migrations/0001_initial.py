import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import tenancy.models.settings
import tenancy.roles
from tenancy import sql
from tenancy.tables import NewTables
from tenancy.walls import AppendOnly, Wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(sql.EXTENSIONS),
        migrations.RunSQL(sql.SCOPE_FUNCTIONS),
        migrations.RunSQL(sql.REFUSE_REWRITING),
        NewTables(
            [
                migrations.CreateModel(
                    name="AuditBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="区块序号")),
                        ("previous_hash", models.CharField(max_length=64, verbose_name="前一区块哈希")),
                        (
                            "entry_hashes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=64), size=None, verbose_name="条目哈希"
                            ),
                        ),
                        ("hash", models.CharField(max_length=64, verbose_name="区块哈希")),
                        ("sealed_at", models.DateTimeField(verbose_name="封存时间")),
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
                        "verbose_name": "审计区块",
                        "verbose_name_plural": "审计区块",
                        "ordering": ["number"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "number"), name="audit_block_number")
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="RegionChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.SmallIntegerField(verbose_name="年份")),
                        ("change", models.CharField(max_length=20, verbose_name="变更类型")),
                        (
                            "old_code",
                            models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="原代码"),
                        ),
                        ("old_name", models.CharField(blank=True, max_length=100, verbose_name="原名称")),
                        (
                            "new_code",
                            models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="新代码"),
                        ),
                        ("new_name", models.CharField(blank=True, max_length=100, verbose_name="新名称")),
                    ],
                    options={
                        "verbose_name": "区划变更",
                        "verbose_name_plural": "区划变更",
                        "ordering": ["year", "old_code"],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "这个登录名已被使用，请换一个。"},
                                max_length=60,
                                unique=True,
                                verbose_name="登录名",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        ("employee_number", models.CharField(blank=True, max_length=40, verbose_name="工号")),
                        ("mobile", models.CharField(blank=True, max_length=20, verbose_name="手机号码")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                        ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                        ("must_change_password", models.BooleanField(default=True, verbose_name="下次登录须改密码")),
                        ("joined_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "home",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.region",
                                verbose_name="所属地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人员",
                        "verbose_name_plural": "人员",
                        "ordering": ["name", "pk"],
                        "indexes": [models.Index(fields=["employee_number"], name="member_by_employee_number")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("employee_number", ""), _negated=True),
                                fields=("home", "employee_number"),
                                name="member_employee_number",
                                violation_error_message="本地区已有这个工号，请核对。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_superuser", False)), name="nobody_is_superuser"
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("username"),
                                name="member_username_any_case",
                                violation_error_message="这个登录名已被使用（不区分大小写），请换一个。",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_memberevent" ("employee_number", "home_id", "id", "is_active", "is_superuser", "joined_at", "must_change_password", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."employee_number", NEW."home_id", NEW."id", NEW."is_active", NEW."is_superuser", NEW."joined_at", NEW."must_change_password", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."username"); RETURN NULL;',
                            hash="88ad0a0c78fc3f60ac3790c08393cf0d54aaf065",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_40d82",
                            table="tenancy_member",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."employee_number" IS DISTINCT FROM (NEW."employee_number") OR OLD."home_id" IS DISTINCT FROM (NEW."home_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."must_change_password" IS DISTINCT FROM (NEW."must_change_password") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."username" IS DISTINCT FROM (NEW."username"))',
                            func='INSERT INTO "tenancy_memberevent" ("employee_number", "home_id", "id", "is_active", "is_superuser", "joined_at", "must_change_password", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."employee_number", NEW."home_id", NEW."id", NEW."is_active", NEW."is_superuser", NEW."joined_at", NEW."must_change_password", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."username"); RETURN NULL;',
                            hash="74e6aaa0540a20dfa2af1cc5e6c5fdfe80cc13db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_29160",
                            table="tenancy_member",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_memberevent" ("employee_number", "home_id", "id", "is_active", "is_superuser", "joined_at", "must_change_password", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (OLD."employee_number", OLD."home_id", OLD."id", OLD."is_active", OLD."is_superuser", OLD."joined_at", OLD."must_change_password", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."username"); RETURN NULL;',
                            hash="08053457722c749936a8534f3be1c16a6bafe346",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_233e5",
                            table="tenancy_member",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Department",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="单位名称")),
                        ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("sector_authority", "行业主管部门"),
                                        ("legal_authority", "法律法规授权部门"),
                                        ("related_department", "相关监管部门"),
                                        ("enforcement_team", "综合行政执法队伍"),
                                        ("vertical_department", "垂直管理部门"),
                                        ("approval_department", "行政审批部门"),
                                        ("justice_department", "司法行政部门"),
                                        ("staffing_office", "机构编制部门"),
                                        ("credit_lead", "信用牵头部门"),
                                        ("data_centre", "数据管理机构"),
                                        ("coordination_body", "议事协调机构"),
                                        ("base_level_body", "乡镇（街道）"),
                                    ],
                                    max_length=24,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="部门性质",
                            ),
                        ),
                        (
                            "enforcement_fields",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("market", "市场监管"),
                                        ("environment", "生态环境"),
                                        ("culture", "文化市场"),
                                        ("transport", "交通运输"),
                                        ("agriculture", "农业（农村）"),
                                        ("emergency", "应急管理"),
                                        ("urban", "城市管理"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="综合执法领域",
                            ),
                        ),
                        ("has_enforcement_force", models.BooleanField(default=False, verbose_name="有执法队伍")),
                        ("is_vertical", models.BooleanField(default=False, verbose_name="垂直管理")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤并日期")),
                        (
                            "counterpart",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="上级对口部门",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="tenancy.department",
                                verbose_name="上级单位",
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
                        "verbose_name": "部门",
                        "verbose_name_plural": "部门",
                        "ordering": ["name", "pk"],
                        "permissions": [("roster_manage", "维护本单位工作联络表")],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("tenant", "name"),
                                name="department_name_in_place",
                                violation_error_message="本地区已有同名部门，请核对名称，或先撤并原部门。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kinds__contained_by",
                                        [
                                            "sector_authority",
                                            "legal_authority",
                                            "related_department",
                                            "enforcement_team",
                                            "vertical_department",
                                            "approval_department",
                                            "justice_department",
                                            "staffing_office",
                                            "credit_lead",
                                            "data_centre",
                                            "coordination_body",
                                            "base_level_body",
                                        ],
                                    )
                                ),
                                name="department_kinds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "enforcement_fields__contained_by",
                                        [
                                            "market",
                                            "environment",
                                            "culture",
                                            "transport",
                                            "agriculture",
                                            "emergency",
                                            "urban",
                                        ],
                                    )
                                ),
                                name="department_fields",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="department",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_departmentevent" ("counterpart_id", "ended_on", "enforcement_fields", "has_enforcement_force", "id", "is_vertical", "kinds", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "tenant_id") VALUES (NEW."counterpart_id", NEW."ended_on", NEW."enforcement_fields", NEW."has_enforcement_force", NEW."id", NEW."is_vertical", NEW."kinds", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."short_name", NEW."tenant_id"); RETURN NULL;',
                            hash="9494bff432a2bdf9b7b1570f48efb9f09d19c57a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_61b8d",
                            table="tenancy_department",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="department",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "tenancy_departmentevent" ("counterpart_id", "ended_on", "enforcement_fields", "has_enforcement_force", "id", "is_vertical", "kinds", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "tenant_id") VALUES (NEW."counterpart_id", NEW."ended_on", NEW."enforcement_fields", NEW."has_enforcement_force", NEW."id", NEW."is_vertical", NEW."kinds", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."short_name", NEW."tenant_id"); RETURN NULL;',
                            hash="dacf8164f2427773c0bceb1f37cd0d99d39b2ebe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3f6c1",
                            table="tenancy_department",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="department",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_departmentevent" ("counterpart_id", "ended_on", "enforcement_fields", "has_enforcement_force", "id", "is_vertical", "kinds", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "tenant_id") VALUES (OLD."counterpart_id", OLD."ended_on", OLD."enforcement_fields", OLD."has_enforcement_force", OLD."id", OLD."is_vertical", OLD."kinds", OLD."name", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."short_name", OLD."tenant_id"); RETURN NULL;',
                            hash="1beed0c9b8eaec5dace8f6bd9238b306b89dbc48",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5bfd2",
                            table="tenancy_department",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="CoordinatorFunction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    ("overall", "统筹协调"),
                                    ("collection", "清单汇总"),
                                    ("joint_inspection", "联合抽查统筹"),
                                    ("legality", "合法性审核与三项制度"),
                                    ("credit", "信用监管牵头"),
                                    ("data", "数据归集共享"),
                                    ("staffing", "职责争议裁定"),
                                ],
                                max_length=20,
                                verbose_name="职能",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coordinator_functions",
                                to="tenancy.department",
                                verbose_name="承担部门",
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
                        "verbose_name": "统筹职能",
                        "verbose_name_plural": "统筹职能",
                        "ordering": ["function"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "function"), name="coordinator_function_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "function__in",
                                        [
                                            "overall",
                                            "collection",
                                            "joint_inspection",
                                            "legality",
                                            "credit",
                                            "data",
                                            "staffing",
                                        ],
                                    )
                                ),
                                name="coordination_known",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coordinatorfunction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_coordinatorfunctionevent" ("basis", "department_id", "function", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."basis", NEW."department_id", NEW."function", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="a353ee2fb914336d925f4b25b670ce9675f539ca",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64ba0",
                            table="tenancy_coordinatorfunction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coordinatorfunction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "tenancy_coordinatorfunctionevent" ("basis", "department_id", "function", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."basis", NEW."department_id", NEW."function", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="770694910e603392e92bcc45dabeec402a5922f3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3a3d3",
                            table="tenancy_coordinatorfunction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coordinatorfunction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_coordinatorfunctionevent" ("basis", "department_id", "function", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."basis", OLD."department_id", OLD."function", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="81704f1d2e2d39749802916386fa255817848c2a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eec45",
                            table="tenancy_coordinatorfunction",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="DepartmentGrant",
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
                                to="tenancy.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                        ),
                        (
                            "user",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
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
                        "verbose_name": "单项授权",
                        "verbose_name_plural": "单项授权",
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "unique_together": {("user", "permission", "content_object")},
                        "ordering": ["pk"],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="departmentgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_departmentgrantevent" ("content_object_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "user_id") VALUES (NEW."content_object_id", NEW."id", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id", NEW."user_id"); RETURN NULL;',
                            hash="d8d9d2d7ab50eb68d18ac652f8431cd14c24df1f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b5a92",
                            table="tenancy_departmentgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="departmentgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "tenancy_departmentgrantevent" ("content_object_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "user_id") VALUES (NEW."content_object_id", NEW."id", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id", NEW."user_id"); RETURN NULL;',
                            hash="9b6c90675727ba8297cffc5f7d26d9fb9f4857b3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2191e",
                            table="tenancy_departmentgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="departmentgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_departmentgrantevent" ("content_object_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "user_id") VALUES (OLD."content_object_id", OLD."id", OLD."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id", OLD."user_id"); RETURN NULL;',
                            hash="c058df550d1ad41c376f8beb811c2a7505822fa9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_12af2",
                            table="tenancy_departmentgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(choices=tenancy.roles.role_choices, max_length=24, verbose_name="角色"),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="tenancy.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
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
                        "verbose_name": "任职",
                        "verbose_name_plural": "任职",
                        "ordering": ["member__name", "role", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "officer",
                                            "department_admin",
                                            "district_admin",
                                            "leader",
                                            "legal_reviewer",
                                            "officer_librarian",
                                            "auditor",
                                            "security_officer",
                                            "operator",
                                        ],
                                    )
                                ),
                                name="membership_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="membership_ends_after_start",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("department__isnull", False),
                                    models.Q(
                                        ("role__in", ["officer", "department_admin", "legal_reviewer"]), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="membership_department",
                                violation_error_message="这个角色必须选择所在部门。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("tenant", "member", "role", "department"),
                                name="membership_once",
                                nulls_distinct=False,
                                violation_error_message="此人已有相同的任职，不必重复添加。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("role__in", ["auditor", "operator", "security_officer"])),
                                expressions=[
                                    ("member", "="),
                                    ("role", "<>"),
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
                                name="membership_separation",
                                violation_error_message="系统运维员、安全保密员、审计员三个角色必须由不同的人担任。",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_membershipevent" ("department_id", "ends_on", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "tenant_id") VALUES (NEW."department_id", NEW."ends_on", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role", NEW."starts_on", NEW."tenant_id"); RETURN NULL;',
                            hash="90faf75ae2135512f0a90cdd8785dbdc895432b5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bd4d0",
                            table="tenancy_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "tenancy_membershipevent" ("department_id", "ends_on", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "tenant_id") VALUES (NEW."department_id", NEW."ends_on", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role", NEW."starts_on", NEW."tenant_id"); RETURN NULL;',
                            hash="10fe46d53c855c6606a268951eaec3e719225eb3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c9fda",
                            table="tenancy_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_membershipevent" ("department_id", "ends_on", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "tenant_id") VALUES (OLD."department_id", OLD."ends_on", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role", OLD."starts_on", OLD."tenant_id"); RETURN NULL;',
                            hash="40283e00a1c9ffd9ba6f5ba151631fafb9aca6ad",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d2ec3",
                            table="tenancy_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        ("code", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="区划代码")),
                        ("last", models.BigIntegerField(verbose_name="下辖代码上限")),
                        ("name", models.CharField(max_length=100, verbose_name="名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("country", "全国"),
                                    ("province", "省级"),
                                    ("city", "市级"),
                                    ("county", "县级"),
                                    ("township", "乡级"),
                                ],
                                max_length=10,
                                verbose_name="层级",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("country", "全国"),
                                    ("province", "省"),
                                    ("autonomous_region", "自治区"),
                                    ("municipality", "直辖市"),
                                    ("special_region", "特别行政区"),
                                    ("city", "市"),
                                    ("prefecture", "地区"),
                                    ("league", "盟"),
                                    ("autonomous_prefecture", "自治州"),
                                    ("county", "县"),
                                    ("district", "区"),
                                    ("county_city", "县级市"),
                                    ("banner", "旗"),
                                    ("autonomous_county", "自治县"),
                                    ("autonomous_banner", "自治旗"),
                                    ("township", "乡"),
                                    ("town", "镇"),
                                    ("subdistrict", "街道"),
                                    ("sumu", "苏木"),
                                    ("ethnic_township", "民族乡"),
                                    ("zone_committee", "管委会"),
                                    ("other", "其他"),
                                ],
                                max_length=24,
                                verbose_name="类型",
                            ),
                        ),
                        ("is_tenant", models.BooleanField(default=False, verbose_name="已开通")),
                        ("retired_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="tenancy.region",
                                verbose_name="上级",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="tenancy.region",
                                verbose_name="前身",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政区划",
                        "verbose_name_plural": "行政区划",
                        "ordering": ["code"],
                        "indexes": [models.Index(fields=["name"], name="region_name")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last__gte", models.F("code"))), name="region_range"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__in", ["country", "province", "city", "county", "township"])
                                ),
                                name="region_level_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "country",
                                            "province",
                                            "autonomous_region",
                                            "municipality",
                                            "special_region",
                                            "city",
                                            "prefecture",
                                            "league",
                                            "autonomous_prefecture",
                                            "county",
                                            "district",
                                            "county_city",
                                            "banner",
                                            "autonomous_county",
                                            "autonomous_banner",
                                            "township",
                                            "town",
                                            "subdistrict",
                                            "sumu",
                                            "ethnic_township",
                                            "zone_committee",
                                            "other",
                                        ],
                                    )
                                ),
                                name="region_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MembershipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "role",
                            models.CharField(choices=tenancy.roles.role_choices, max_length=24, verbose_name="角色"),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
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
                                verbose_name="部门",
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
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="tenancy.membership",
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
                    model_name="membershipevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="16579e3921970666411cdd7bd781d3a92b6792b0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c6f15",
                            table="tenancy_membershipevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="MemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "这个登录名已被使用，请换一个。"},
                                max_length=60,
                                verbose_name="登录名",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        ("employee_number", models.CharField(blank=True, max_length=40, verbose_name="工号")),
                        ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                        ("must_change_password", models.BooleanField(default=True, verbose_name="下次登录须改密码")),
                        ("joined_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "home",
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
                    model_name="memberevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="851575361b7f5d39ae452b414b0c0453bf292419",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e09fd",
                            table="tenancy_memberevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="DepartmentGrantEvent",
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
                                to="tenancy.department",
                                verbose_name="部门",
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
                                to="tenancy.departmentgrant",
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
                    model_name="departmentgrantevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4962caae398591ade837ee4ef95b7e9320da279f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b2587",
                            table="tenancy_departmentgrantevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="DepartmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="单位名称")),
                        ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("sector_authority", "行业主管部门"),
                                        ("legal_authority", "法律法规授权部门"),
                                        ("related_department", "相关监管部门"),
                                        ("enforcement_team", "综合行政执法队伍"),
                                        ("vertical_department", "垂直管理部门"),
                                        ("approval_department", "行政审批部门"),
                                        ("justice_department", "司法行政部门"),
                                        ("staffing_office", "机构编制部门"),
                                        ("credit_lead", "信用牵头部门"),
                                        ("data_centre", "数据管理机构"),
                                        ("coordination_body", "议事协调机构"),
                                        ("base_level_body", "乡镇（街道）"),
                                    ],
                                    max_length=24,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="部门性质",
                            ),
                        ),
                        (
                            "enforcement_fields",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("market", "市场监管"),
                                        ("environment", "生态环境"),
                                        ("culture", "文化市场"),
                                        ("transport", "交通运输"),
                                        ("agriculture", "农业（农村）"),
                                        ("emergency", "应急管理"),
                                        ("urban", "城市管理"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="综合执法领域",
                            ),
                        ),
                        ("has_enforcement_force", models.BooleanField(default=False, verbose_name="有执法队伍")),
                        ("is_vertical", models.BooleanField(default=False, verbose_name="垂直管理")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤并日期")),
                        (
                            "counterpart",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="上级对口部门",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.department",
                                verbose_name="上级单位",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="tenancy.department",
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
                    model_name="departmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d38f806e4b65bf6bb40f816f8238acff777c0717",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e8a86",
                            table="tenancy_departmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="CoordinatorFunctionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    ("overall", "统筹协调"),
                                    ("collection", "清单汇总"),
                                    ("joint_inspection", "联合抽查统筹"),
                                    ("legality", "合法性审核与三项制度"),
                                    ("credit", "信用监管牵头"),
                                    ("data", "数据归集共享"),
                                    ("staffing", "职责争议裁定"),
                                ],
                                max_length=20,
                                verbose_name="职能",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="tenancy.coordinatorfunction",
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
                                verbose_name="承担部门",
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
                    model_name="coordinatorfunctionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7bd88ae75d2908f05c83b1c1d569486b7b997e1a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_02bf5",
                            table="tenancy_coordinatorfunctionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("actor_name", models.CharField(max_length=100, verbose_name="操作人姓名")),
                        ("hat", models.CharField(blank=True, max_length=200, verbose_name="身份")),
                        ("verb", models.CharField(max_length=80, verbose_name="动作")),
                        ("row_kind", models.CharField(max_length=80, verbose_name="对象类型")),
                        ("row_id", models.CharField(max_length=40, verbose_name="对象编号")),
                        ("row_label", models.CharField(max_length=300, verbose_name="对象")),
                        ("note", models.TextField(blank=True, verbose_name="说明")),
                        ("changes", models.JSONField(blank=True, default=dict, verbose_name="变更内容")),
                        ("request_id", models.CharField(blank=True, max_length=40, verbose_name="请求编号")),
                        (
                            "actor",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="操作人",
                            ),
                        ),
                        (
                            "block",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="tenancy.auditblock",
                                verbose_name="区块",
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
                        "verbose_name": "审计记录",
                        "verbose_name_plural": "审计记录",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(fields=["tenant", "-id"], name="audit_newest"),
                            models.Index(fields=["tenant", "row_kind", "row_id"], name="audit_life_of_row"),
                            models.Index(
                                condition=models.Q(("block__isnull", True)),
                                fields=["tenant", "id"],
                                name="audit_unsealed",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="TenantSettings",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "second_factor_roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(choices=tenancy.roles.role_choices, max_length=24),
                                blank=True,
                                default=tenancy.models.settings.second_factor_default,
                                size=None,
                                verbose_name="必须使用两步验证的角色",
                            ),
                        ),
                        (
                            "idle_minutes",
                            models.PositiveSmallIntegerField(
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(5),
                                    django.core.validators.MaxValueValidator(480),
                                ],
                                verbose_name="无操作自动退出（分钟）",
                            ),
                        ),
                        ("notices_by_email", models.BooleanField(default=False, verbose_name="通知同时发送电子邮件")),
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
                        "verbose_name": "地区设置",
                        "verbose_name_plural": "地区设置",
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [models.UniqueConstraint(fields=("tenant",), name="settings_one_per_tenant")],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tenantsettings",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_tenantsettingsevent" ("id", "idle_minutes", "notices_by_email", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_factor_roles", "tenant_id") VALUES (NEW."id", NEW."idle_minutes", NEW."notices_by_email", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."second_factor_roles", NEW."tenant_id"); RETURN NULL;',
                            hash="94e5db80b5f63222e5e5c8f11c32360eb2dc442f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9ad8b",
                            table="tenancy_tenantsettings",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tenantsettings",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "tenancy_tenantsettingsevent" ("id", "idle_minutes", "notices_by_email", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_factor_roles", "tenant_id") VALUES (NEW."id", NEW."idle_minutes", NEW."notices_by_email", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."second_factor_roles", NEW."tenant_id"); RETURN NULL;',
                            hash="482faf9f19763e687e640c30eaafb597fb52d4b0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_47525",
                            table="tenancy_tenantsettings",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tenantsettings",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "tenancy_tenantsettingsevent" ("id", "idle_minutes", "notices_by_email", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_factor_roles", "tenant_id") VALUES (OLD."id", OLD."idle_minutes", OLD."notices_by_email", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."second_factor_roles", OLD."tenant_id"); RETURN NULL;',
                            hash="856cbfc5165421ec52e97c7505674db266cd384f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eb417",
                            table="tenancy_tenantsettings",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="TenantSettingsEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "second_factor_roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(choices=tenancy.roles.role_choices, max_length=24),
                                blank=True,
                                default=tenancy.models.settings.second_factor_default,
                                size=None,
                                verbose_name="必须使用两步验证的角色",
                            ),
                        ),
                        (
                            "idle_minutes",
                            models.PositiveSmallIntegerField(
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(5),
                                    django.core.validators.MaxValueValidator(480),
                                ],
                                verbose_name="无操作自动退出（分钟）",
                            ),
                        ),
                        ("notices_by_email", models.BooleanField(default=False, verbose_name="通知同时发送电子邮件")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="tenancy.tenantsettings",
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
                    model_name="tenantsettingsevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9cef29a734b890022034a5fb1486b598d50f8d28",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_87048",
                            table="tenancy_tenantsettingsevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(sql.LOGIN_ID),
        migrations.RunSQL(sql.REGION_WALL),
        Wall("department", read_up=True, crosses=("counterpart",)),
        Wall("membership", owner="member_id"),
        migrations.RunSQL(sql.MEMBER_WALL),
        Wall("membershipevent"),
        Wall("departmentevent"),
        Wall("coordinatorfunction"),
        Wall("coordinatorfunctionevent"),
        Wall("departmentgrant"),
        Wall("departmentgrantevent"),
        Wall("tenantsettings"),
        Wall("tenantsettingsevent"),
        Wall("auditblock"),
        Wall("auditentry"),
        AppendOnly("auditblock"),
        AppendOnly("auditentry", once=("block_id",)),
        migrations.RunSQL(sql.OWN_DEPARTMENTS),
    ]
