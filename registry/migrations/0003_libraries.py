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
    dependencies = [
        ("registry", "0002_industries"),
        ("tenancy", "0003_library_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="Engagement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(editable=False, max_length=60, verbose_name="委托函编号")),
                        ("task", models.TextField(max_length=2000, verbose_name="委托事项和范围")),
                        ("basis", models.CharField(max_length=300, verbose_name="依据的资质范围")),
                        ("issued_on", models.DateField(verbose_name="委托日期")),
                        ("due_on", models.DateField(verbose_name="提交报告期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("engaged", "已委托，待报告"),
                                    ("reported", "已收到报告"),
                                    ("called_off", "已终止"),
                                ],
                                default="engaged",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="收到报告日期")),
                        ("conclusion", models.TextField(blank=True, max_length=2000, verbose_name="报告结论")),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="engagements",
                                to="registry.thirdpartybody",
                                verbose_name="受托机构",
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
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="委托部门",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.supervisedobject",
                                verbose_name="涉及的监管对象",
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
                        "verbose_name": "第三方委托",
                        "verbose_name_plural": "第三方委托",
                        "ordering": ["-issued_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="EngagementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(editable=False, max_length=60, verbose_name="委托函编号")),
                        ("task", models.TextField(max_length=2000, verbose_name="委托事项和范围")),
                        ("basis", models.CharField(max_length=300, verbose_name="依据的资质范围")),
                        ("issued_on", models.DateField(verbose_name="委托日期")),
                        ("due_on", models.DateField(verbose_name="提交报告期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("engaged", "已委托，待报告"),
                                    ("reported", "已收到报告"),
                                    ("called_off", "已终止"),
                                ],
                                default="engaged",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="收到报告日期")),
                        ("conclusion", models.TextField(blank=True, max_length=2000, verbose_name="报告结论")),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.thirdpartybody",
                                verbose_name="受托机构",
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
                                verbose_name="经办人",
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
                                verbose_name="委托部门",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.supervisedobject",
                                verbose_name="涉及的监管对象",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.engagement",
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
                    name="FollowUp",
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
                                choices=[("notice", "告知监管要求"), ("first_check", "首次检查")],
                                max_length=12,
                                verbose_name="任务",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("due", "待办理"), ("done", "已办理"), ("waived", "不需办理")],
                                default="due",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="截止日")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        ("result", models.TextField(blank=True, max_length=2000, verbose_name="办理情况和结果")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.department",
                                verbose_name="监管部门",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="registry.approvalevent",
                                verbose_name="审批信息",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
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
                        "verbose_name": "审批后续任务",
                        "verbose_name_plural": "审批后续任务",
                        "ordering": ["due_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="KeyList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="清单名称")),
                        (
                            "risk",
                            models.CharField(
                                choices=[("region", "区域性风险"), ("industry", "行业性风险")],
                                max_length=10,
                                verbose_name="风险类型",
                            ),
                        ),
                        ("reason", models.TextField(max_length=2000, verbose_name="风险研判与选定标准")),
                        ("measures", models.TextField(max_length=2000, verbose_name="跟踪监管和直接指导措施")),
                        (
                            "every_days",
                            models.PositiveSmallIntegerField(
                                default=30,
                                help_text="每个单位至少隔这么多天跟踪或指导一次。",
                                verbose_name="跟踪间隔（天）",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="执行起")),
                        ("ends_on", models.DateField(verbose_name="执行至")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "草拟"),
                                    ("submitted", "待批准"),
                                    ("in_force", "执行中"),
                                    ("closed", "已解除"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="key_lists",
                                to="tenancy.department",
                                verbose_name="牵头部门",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报批人",
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
                        "verbose_name": "重点监管清单",
                        "verbose_name_plural": "重点监管清单",
                        "ordering": ["-starts_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="KeyListEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="清单名称")),
                        (
                            "risk",
                            models.CharField(
                                choices=[("region", "区域性风险"), ("industry", "行业性风险")],
                                max_length=10,
                                verbose_name="风险类型",
                            ),
                        ),
                        ("reason", models.TextField(max_length=2000, verbose_name="风险研判与选定标准")),
                        ("measures", models.TextField(max_length=2000, verbose_name="跟踪监管和直接指导措施")),
                        (
                            "every_days",
                            models.PositiveSmallIntegerField(
                                default=30,
                                help_text="每个单位至少隔这么多天跟踪或指导一次。",
                                verbose_name="跟踪间隔（天）",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="执行起")),
                        ("ends_on", models.DateField(verbose_name="执行至")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "草拟"),
                                    ("submitted", "待批准"),
                                    ("in_force", "执行中"),
                                    ("closed", "已解除"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.keylist",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报批人",
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
                    name="KeyListLimit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lists", models.PositiveSmallIntegerField(verbose_name="同时执行的清单数上限")),
                        ("units", models.PositiveSmallIntegerField(verbose_name="每份清单的单位数上限")),
                        ("basis", models.CharField(max_length=300, verbose_name="确定上限的依据")),
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
                        "verbose_name": "重点监管清单数量上限",
                        "verbose_name_plural": "重点监管清单数量上限",
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
                    name="KeyListLimitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("lists", models.PositiveSmallIntegerField(verbose_name="同时执行的清单数上限")),
                        ("units", models.PositiveSmallIntegerField(verbose_name="每份清单的单位数上限")),
                        ("basis", models.CharField(max_length=300, verbose_name="确定上限的依据")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.keylistlimit",
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
                    name="KeyUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="选定理由")),
                        ("added_on", models.DateField(verbose_name="列入日期")),
                        ("removed_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
                        ("removed_for", models.CharField(blank=True, max_length=300, verbose_name="移出理由")),
                        (
                            "key_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="registry.keylist",
                                verbose_name="重点监管清单",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="key_units",
                                to="registry.supervisedobject",
                                verbose_name="单位",
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
                        "verbose_name": "重点监管单位",
                        "verbose_name_plural": "重点监管单位",
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
                    name="KeyTracking",
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
                                choices=[("follow", "跟踪监管"), ("guide", "直接指导"), ("assess", "风险评估")],
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="日期")),
                        ("text", models.TextField(max_length=2000, verbose_name="情况和结果")),
                        ("written_at", models.DateTimeField(verbose_name="记录时间")),
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
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trackings",
                                to="registry.keyunit",
                                verbose_name="重点监管单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "跟踪记录",
                        "verbose_name_plural": "跟踪记录",
                        "ordering": ["-done_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="KeyUnitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=300, verbose_name="选定理由")),
                        ("added_on", models.DateField(verbose_name="列入日期")),
                        ("removed_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
                        ("removed_for", models.CharField(blank=True, max_length=300, verbose_name="移出理由")),
                        (
                            "key_list",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="registry.keylist",
                                verbose_name="重点监管清单",
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
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="registry.keyunit",
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
                    model_name="engagement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["engaged", "reported", "called_off"])),
                        name="engagement_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="engagement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("issued_on"))),
                        name="engagement_due_after_issue",
                        violation_error_message="提交报告期限不能早于委托日期。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="engagement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("reported_on", None), ("reported_on__gte", models.F("issued_on")), _connector="OR"
                        ),
                        name="engagement_reported_after_issue",
                        violation_error_message="收到报告日期不能早于委托日期。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="engagement",
                    constraint=models.UniqueConstraint(fields=("tenant", "number"), name="engagement_number_once"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_engagementevent" ("basis", "body_id", "conclusion", "created_by_id", "department_id", "due_on", "id", "issued_on", "number", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "state", "task", "tenant_id") VALUES (NEW."basis", NEW."body_id", NEW."conclusion", NEW."created_by_id", NEW."department_id", NEW."due_on", NEW."id", NEW."issued_on", NEW."number", NEW."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reported_on", NEW."state", NEW."task", NEW."tenant_id"); RETURN NULL;',
                            hash="de80080dafadb13927bad8919512abc8a23292c7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fa4c9",
                            table="registry_engagement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_engagementevent" ("basis", "body_id", "conclusion", "created_by_id", "department_id", "due_on", "id", "issued_on", "number", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "state", "task", "tenant_id") VALUES (NEW."basis", NEW."body_id", NEW."conclusion", NEW."created_by_id", NEW."department_id", NEW."due_on", NEW."id", NEW."issued_on", NEW."number", NEW."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reported_on", NEW."state", NEW."task", NEW."tenant_id"); RETURN NULL;',
                            hash="8927b74624970ea98e9146e3f1722379239ad17a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1b379",
                            table="registry_engagement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_engagementevent" ("basis", "body_id", "conclusion", "created_by_id", "department_id", "due_on", "id", "issued_on", "number", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "state", "task", "tenant_id") VALUES (OLD."basis", OLD."body_id", OLD."conclusion", OLD."created_by_id", OLD."department_id", OLD."due_on", OLD."id", OLD."issued_on", OLD."number", OLD."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reported_on", OLD."state", OLD."task", OLD."tenant_id"); RETURN NULL;',
                            hash="8f7d621f9c073fa1f5cba4154c22a48a2a64d77c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7a92c",
                            table="registry_engagement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b7921fbfbbdf194875af3d9979aacc1c7c856c7c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_70523",
                            table="registry_engagementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="followup",
                    index=models.Index(fields=["tenant", "state", "due_on"], name="follow_ups_by_day"),
                ),
                migrations.AddConstraint(
                    model_name="followup",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["due", "done", "waived"])), name="follow_up_state_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="followup",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["notice", "first_check"])), name="follow_up_kind_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="followup",
                    constraint=models.UniqueConstraint(fields=("event", "department", "kind"), name="follow_up_once"),
                ),
                migrations.AddConstraint(
                    model_name="keylist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "in_force", "closed"])),
                        name="key_list_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keylist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("risk__in", ["region", "industry"])), name="key_list_risk_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keylist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="key_list_ends_after_start",
                        violation_error_message="执行至不能早于执行起。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keylist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("every_days__gte", 1)),
                        name="key_list_looked_after",
                        violation_error_message="跟踪间隔至少为1天。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keylist",
                    constraint=models.UniqueConstraint(
                        fields=("tenant", "name"),
                        name="key_list_name_once",
                        violation_error_message="已有同名的重点监管清单，请换一个名称。",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keylist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_keylistevent" ("department_id", "ends_on", "every_days", "id", "measures", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "risk", "starts_on", "state", "submitted_by_id", "tenant_id") VALUES (NEW."department_id", NEW."ends_on", NEW."every_days", NEW."id", NEW."measures", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."risk", NEW."starts_on", NEW."state", NEW."submitted_by_id", NEW."tenant_id"); RETURN NULL;',
                            hash="f94f188a4681f8c1b8c9978a63e20eff98541b2f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_247b1",
                            table="registry_keylist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keylist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_keylistevent" ("department_id", "ends_on", "every_days", "id", "measures", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "risk", "starts_on", "state", "submitted_by_id", "tenant_id") VALUES (NEW."department_id", NEW."ends_on", NEW."every_days", NEW."id", NEW."measures", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."risk", NEW."starts_on", NEW."state", NEW."submitted_by_id", NEW."tenant_id"); RETURN NULL;',
                            hash="c9df5595430f98f682eb97b92ecd2f430dbe7599",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9abd2",
                            table="registry_keylist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keylist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_keylistevent" ("department_id", "ends_on", "every_days", "id", "measures", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "risk", "starts_on", "state", "submitted_by_id", "tenant_id") VALUES (OLD."department_id", OLD."ends_on", OLD."every_days", OLD."id", OLD."measures", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."risk", OLD."starts_on", OLD."state", OLD."submitted_by_id", OLD."tenant_id"); RETURN NULL;',
                            hash="76a9158e5a64b96ca286ef1e88236d8e2ba8f0a3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_df123",
                            table="registry_keylist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keylistevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="309df1741aab1bd3a4bef240d2e07077f8301c08",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0aeea",
                            table="registry_keylistevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keylistlimit",
                    constraint=models.UniqueConstraint(fields=("tenant",), name="key_limit_once"),
                ),
                migrations.AddConstraint(
                    model_name="keylistlimit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("lists__gte", 1), ("units__gte", 1)),
                        name="key_limit_of_one",
                        violation_error_message="上限至少为1。",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keylistlimit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_keylistlimitevent" ("basis", "id", "lists", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "units") VALUES (NEW."basis", NEW."id", NEW."lists", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id", NEW."units"); RETURN NULL;',
                            hash="dc2bbd01a83b209e988e2c3684206d47054b75f1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a935f",
                            table="registry_keylistlimit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keylistlimit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_keylistlimitevent" ("basis", "id", "lists", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "units") VALUES (NEW."basis", NEW."id", NEW."lists", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id", NEW."units"); RETURN NULL;',
                            hash="6ab69e3ab477482dd539e234b3a3e8a369af328a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a358b",
                            table="registry_keylistlimit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keylistlimit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_keylistlimitevent" ("basis", "id", "lists", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id", "units") VALUES (OLD."basis", OLD."id", OLD."lists", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id", OLD."units"); RETURN NULL;',
                            hash="23b8934152f7457d412d1ea21c81783911f0c21a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5f560",
                            table="registry_keylistlimit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keylistlimitevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="055ae224ca7c6d571f6b77ee89c107b93e21ebce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f273a",
                            table="registry_keylistlimitevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keyunit",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("removed_on", None)),
                        fields=("key_list", "object"),
                        name="key_unit_once",
                        violation_error_message="这个单位已在清单中。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keyunit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("removed_on", None), models.Q(("removed_for", ""), _negated=True), _connector="OR"
                        ),
                        name="key_unit_removed_for_a_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keyunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_keyunitevent" ("added_on", "id", "key_list_id", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_for", "removed_on", "tenant_id") VALUES (NEW."added_on", NEW."id", NEW."key_list_id", NEW."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."removed_for", NEW."removed_on", NEW."tenant_id"); RETURN NULL;',
                            hash="fcd3905f5ec9f77376b17349e3657c874a034f0d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6df16",
                            table="registry_keyunit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keyunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_keyunitevent" ("added_on", "id", "key_list_id", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_for", "removed_on", "tenant_id") VALUES (NEW."added_on", NEW."id", NEW."key_list_id", NEW."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."removed_for", NEW."removed_on", NEW."tenant_id"); RETURN NULL;',
                            hash="49d6215ea96b635b94852847e897264a17875943",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_292f4",
                            table="registry_keyunit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keyunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_keyunitevent" ("added_on", "id", "key_list_id", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_for", "removed_on", "tenant_id") VALUES (OLD."added_on", OLD."id", OLD."key_list_id", OLD."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."removed_for", OLD."removed_on", OLD."tenant_id"); RETURN NULL;',
                            hash="e870740560325ba051474043f7eba703351c9882",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b6b36",
                            table="registry_keyunit",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keytracking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["follow", "guide", "assess"])), name="tracking_kind_known"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keyunitevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ea1b4fdf808d4dc9f33e6c2130da67c911742120",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_20fb4",
                            table="registry_keyunitevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Wall("engagement"),
        Wall("engagementevent"),
        Wall("followup"),
        Wall("keylistlimit"),
        Wall("keylistlimitevent"),
        Wall("keylist"),
        Wall("keylistevent"),
        Wall("keyunit"),
        Wall("keyunitevent"),
        Wall("keytracking"),
        AppendOnly("keytracking"),
    ]
