import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.manager
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import AppendOnly, Wall

PUBLIC_HISTORY = """
-- The versions of what is public now; who made them is not for the public, and nothing of what was taken down.
CREATE POLICY wall_public ON publication_ledgerentry FOR SELECT TO supervision_public USING (
    event IN ('published', 'corrected') AND EXISTS (
        SELECT 1 FROM publication_publicrecord AS shown
        WHERE shown.tenant_id = publication_ledgerentry.tenant_id AND shown.kind = publication_ledgerentry.kind
          AND shown.ref = publication_ledgerentry.ref AND NOT shown.is_withdrawn
          AND shown.since_number <= publication_ledgerentry.number));
GRANT SELECT (id, tenant_id, number, event, kind, ref, title, snapshot, basis, at, previous_hash, hash)
    ON publication_ledgerentry TO supervision_public;
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
                    name="Duty",
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
                                    ("due", "待公示"),
                                    ("draft", "已拟稿"),
                                    ("checked", "已核对"),
                                    ("published", "已公示"),
                                    ("exemption_requested", "申请不予公示"),
                                    ("exempted", "不予公示"),
                                ],
                                default="due",
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("ref", models.CharField(max_length=80, verbose_name="来源编号")),
                        ("title", models.CharField(max_length=300, verbose_name="标题")),
                        ("snapshot", models.JSONField(blank=True, default=dict, verbose_name="拟公示内容")),
                        ("basis", models.CharField(max_length=500, verbose_name="依据")),
                        (
                            "withheld_fields",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="不公示的字段",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="产生时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="公示截止日")),
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
                            "prepared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拟稿人",
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
                        "verbose_name": "公示任务",
                        "verbose_name_plural": "公示任务",
                        "ordering": ["due_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["due", "draft", "checked", "published", "exemption_requested", "exempted"],
                                    )
                                ),
                                name="duty_state_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["published", "exempted"]), _negated=True),
                                fields=("tenant", "kind", "ref"),
                                name="duty_one_open",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="duty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "publication_dutyevent" ("basis", "department_id", "due_on", "id", "kind", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "ref", "snapshot", "state", "tenant_id", "title", "withheld_fields") VALUES (NEW."basis", NEW."department_id", NEW."due_on", NEW."id", NEW."kind", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prepared_by_id", NEW."ref", NEW."snapshot", NEW."state", NEW."tenant_id", NEW."title", NEW."withheld_fields"); RETURN NULL;',
                            hash="408a24c2fc4282de2ee0e947faa9db5e3394eb1b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e1e29",
                            table="publication_duty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="duty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "publication_dutyevent" ("basis", "department_id", "due_on", "id", "kind", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "ref", "snapshot", "state", "tenant_id", "title", "withheld_fields") VALUES (NEW."basis", NEW."department_id", NEW."due_on", NEW."id", NEW."kind", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prepared_by_id", NEW."ref", NEW."snapshot", NEW."state", NEW."tenant_id", NEW."title", NEW."withheld_fields"); RETURN NULL;',
                            hash="76660ad3d94de25696e5737aaa20b3323a05bca2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8856c",
                            table="publication_duty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="duty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "publication_dutyevent" ("basis", "department_id", "due_on", "id", "kind", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "ref", "snapshot", "state", "tenant_id", "title", "withheld_fields") VALUES (OLD."basis", OLD."department_id", OLD."due_on", OLD."id", OLD."kind", OLD."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prepared_by_id", OLD."ref", OLD."snapshot", OLD."state", OLD."tenant_id", OLD."title", OLD."withheld_fields"); RETURN NULL;',
                            hash="14efad8d99407c7c8d8de1a037ac2716b6e580cd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_20245",
                            table="publication_duty",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="DutyEvent",
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
                                    ("due", "待公示"),
                                    ("draft", "已拟稿"),
                                    ("checked", "已核对"),
                                    ("published", "已公示"),
                                    ("exemption_requested", "申请不予公示"),
                                    ("exempted", "不予公示"),
                                ],
                                default="due",
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("ref", models.CharField(max_length=80, verbose_name="来源编号")),
                        ("title", models.CharField(max_length=300, verbose_name="标题")),
                        ("snapshot", models.JSONField(blank=True, default=dict, verbose_name="拟公示内容")),
                        ("basis", models.CharField(max_length=500, verbose_name="依据")),
                        (
                            "withheld_fields",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="不公示的字段",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="产生时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="公示截止日")),
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
                                to="publication.duty",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拟稿人",
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
                    model_name="dutyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1af35e0b5b29f281405ea487c1cf2226c8455dda",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7396a",
                            table="publication_dutyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Exemption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("state_secret", "涉及国家秘密"),
                                    ("national_security", "危及国家安全"),
                                    ("public_safety", "危及公共安全"),
                                    ("public_interest", "损害社会公共利益"),
                                    ("trade_secret", "涉及商业秘密"),
                                    ("privacy", "涉及个人隐私"),
                                ],
                                max_length=20,
                                verbose_name="法定情形",
                            ),
                        ),
                        (
                            "fields",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="不公示的字段（空为全部）",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="具体理由")),
                        ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                        ("is_granted", models.BooleanField(null=True, verbose_name="是否批准")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="复核日期")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exemptions",
                                to="publication.duty",
                                verbose_name="公示任务",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
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
                        "verbose_name": "不予公示申请",
                        "verbose_name_plural": "不予公示申请",
                        "ordering": ["-requested_at"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "ground__in",
                                        [
                                            "state_secret",
                                            "national_security",
                                            "public_safety",
                                            "public_interest",
                                            "trade_secret",
                                            "privacy",
                                        ],
                                    )
                                ),
                                name="exemption_ground_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("requested_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="exemption_decided_by_another",
                                violation_error_message="申请人不能批准自己的申请。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_granted__isnull", True)),
                                fields=("duty",),
                                name="exemption_one_open",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "publication_exemptionevent" ("decided_at", "decided_by_id", "duty_id", "fields", "ground", "id", "is_granted", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "review_on", "tenant_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."duty_id", NEW."fields", NEW."ground", NEW."id", NEW."is_granted", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."requested_at", NEW."requested_by_id", NEW."review_on", NEW."tenant_id"); RETURN NULL;',
                            hash="705715031060aed0c19b767ee3eafd13f8974b9a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_33a78",
                            table="publication_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "publication_exemptionevent" ("decided_at", "decided_by_id", "duty_id", "fields", "ground", "id", "is_granted", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "review_on", "tenant_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."duty_id", NEW."fields", NEW."ground", NEW."id", NEW."is_granted", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."requested_at", NEW."requested_by_id", NEW."review_on", NEW."tenant_id"); RETURN NULL;',
                            hash="a40734565531b781c94491aa758f9e9be859114e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_88c6b",
                            table="publication_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "publication_exemptionevent" ("decided_at", "decided_by_id", "duty_id", "fields", "ground", "id", "is_granted", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "review_on", "tenant_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."duty_id", OLD."fields", OLD."ground", OLD."id", OLD."is_granted", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."requested_at", OLD."requested_by_id", OLD."review_on", OLD."tenant_id"); RETURN NULL;',
                            hash="5b903b363f812f9710e1ac8e763c770ade013716",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5359d",
                            table="publication_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ExemptionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("state_secret", "涉及国家秘密"),
                                    ("national_security", "危及国家安全"),
                                    ("public_safety", "危及公共安全"),
                                    ("public_interest", "损害社会公共利益"),
                                    ("trade_secret", "涉及商业秘密"),
                                    ("privacy", "涉及个人隐私"),
                                ],
                                max_length=20,
                                verbose_name="法定情形",
                            ),
                        ),
                        (
                            "fields",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="不公示的字段（空为全部）",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="具体理由")),
                        ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                        ("is_granted", models.BooleanField(null=True, verbose_name="是否批准")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="复核日期")),
                        (
                            "decided_by",
                            models.ForeignKey(
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
                            "duty",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="publication.duty",
                                verbose_name="公示任务",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="publication.exemption",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
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
                    model_name="exemptionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="428d9d09ffde6e4073a5f5b65d84b97054031fb1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7a13a",
                            table="publication_exemptionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LedgerEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveBigIntegerField(verbose_name="序号")),
                        (
                            "event",
                            models.CharField(
                                choices=[
                                    ("published", "公示"),
                                    ("corrected", "更正"),
                                    ("withdrawn", "撤下"),
                                    ("expired", "期满"),
                                ],
                                max_length=10,
                                verbose_name="行为",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("ref", models.CharField(max_length=80, verbose_name="来源编号")),
                        ("title", models.CharField(max_length=300, verbose_name="标题")),
                        ("snapshot", models.JSONField(blank=True, default=dict, verbose_name="公示内容")),
                        ("basis", models.CharField(max_length=500, verbose_name="依据")),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("repair", "信用修复"),
                                    ("objection", "异议成立"),
                                    ("court", "司法裁判或行政复议"),
                                    ("error", "公示有误"),
                                    ("repealed", "依据废止"),
                                ],
                                max_length=20,
                                verbose_name="撤下理由",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("previous_hash", models.CharField(max_length=64, verbose_name="前一条哈希")),
                        ("hash", models.CharField(max_length=64, verbose_name="哈希")),
                        (
                            "actor",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
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
                                verbose_name="公示部门",
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
                        "verbose_name": "公示记录",
                        "verbose_name_plural": "公示台账",
                        "ordering": ["-number"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(fields=["tenant", "kind", "ref", "-number"], name="ledger_life_of_ref")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "number"), name="ledger_entry_number"),
                            models.CheckConstraint(
                                condition=models.Q(("event__in", ["published", "corrected", "withdrawn", "expired"])),
                                name="ledger_event_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("event", "withdrawn"), _negated=True),
                                    ("ground__in", ["repair", "objection", "court", "error", "repealed"]),
                                    _connector="OR",
                                ),
                                name="ledger_withdrawal_has_ground",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="PublicRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("ref", models.CharField(max_length=80, verbose_name="来源编号")),
                        ("title", models.CharField(max_length=300, verbose_name="标题")),
                        ("snapshot", models.JSONField(blank=True, default=dict, verbose_name="公示内容")),
                        ("basis", models.CharField(blank=True, max_length=500, verbose_name="依据")),
                        ("department_name", models.CharField(blank=True, max_length=120, verbose_name="公示部门")),
                        ("search_text", models.TextField(blank=True, verbose_name="检索文本")),
                        ("since_number", models.PositiveBigIntegerField(verbose_name="本次公示起始序号")),
                        ("entry_number", models.PositiveBigIntegerField(verbose_name="台账序号")),
                        ("entry_hash", models.CharField(max_length=64, verbose_name="台账哈希")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版次")),
                        ("published_at", models.DateTimeField(verbose_name="公示时间")),
                        ("changed_at", models.DateTimeField(verbose_name="更新时间")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="公示期满")),
                        ("is_withdrawn", models.BooleanField(default=False, verbose_name="已撤下")),
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
                        "verbose_name": "公示信息",
                        "verbose_name_plural": "公示信息",
                        "ordering": ["-changed_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(fields=["tenant", "kind", "-changed_at"], name="public_record_newest"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass("search_text", "gin_trgm_ops"),
                                name="public_record_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "kind", "ref"), name="public_record_once")
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
            ]
        ),
        Wall("ledgerentry"),
        Wall("publicrecord", is_public=True),
        Wall("duty"),
        Wall("dutyevent"),
        Wall("exemption"),
        Wall("exemptionevent"),
        AppendOnly("ledgerentry"),
        migrations.RunSQL(PUBLIC_HISTORY),
    ]
