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
                    name="CalendarYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                        ("source", models.CharField(max_length=200, verbose_name="依据")),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="修订原因")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
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
                        "verbose_name": "年度节假日安排",
                        "verbose_name_plural": "年度节假日安排",
                        "ordering": ["-year", "-version"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "year", "version"), name="calendar_year_version"),
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)), name="calendar_year_version_counts"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("off", "放假"), ("work", "上班")], max_length=4, verbose_name="类型"
                            ),
                        ),
                        ("name", models.CharField(max_length=50, verbose_name="节日")),
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
                            "calendar_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="days",
                                to="common.calendaryear",
                                verbose_name="年度安排",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "放假或上班日",
                        "verbose_name_plural": "放假或上班日",
                        "ordering": ["on"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("calendar_year", "on"), name="calendar_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["off", "work"])), name="calendar_day_kind_known"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Clock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rule", models.CharField(max_length=80, verbose_name="期限规则")),
                        ("subject_kind", models.CharField(max_length=80, verbose_name="事项类型")),
                        ("subject_id", models.CharField(max_length=40, verbose_name="事项编号")),
                        ("subject_label", models.CharField(max_length=300, verbose_name="事项")),
                        ("started_at", models.DateTimeField(verbose_name="起算时间")),
                        (
                            "unit",
                            models.CharField(
                                choices=[("hour", "小时"), ("day", "日"), ("working_day", "个工作日")],
                                max_length=12,
                                verbose_name="单位",
                            ),
                        ),
                        ("length", models.PositiveSmallIntegerField(verbose_name="时长")),
                        (
                            "source_tag",
                            models.CharField(
                                choices=[("f", "有明文依据"), ("gk", "一般认知，待确认")],
                                max_length=2,
                                verbose_name="时长来源",
                            ),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="截止时刻")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="截止日")),
                        ("explanation", models.TextField(verbose_name="推算说明")),
                        ("calendar_version", models.CharField(blank=True, max_length=300, verbose_name="所用年历")),
                        (
                            "waiting_for_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="待录入年份"),
                        ),
                        ("stopped_at", models.DateTimeField(blank=True, null=True, verbose_name="停止时间")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in_time", "按期"),
                                    ("late", "逾期"),
                                    ("void", "不再适用"),
                                    ("undecided", "待年历录入后判定"),
                                ],
                                max_length=10,
                                verbose_name="结果",
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
                        "verbose_name": "期限",
                        "verbose_name_plural": "期限",
                        "ordering": ["due_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=["tenant", "due_on"],
                                name="clock_running_due",
                            ),
                            models.Index(fields=["tenant", "subject_kind", "subject_id"], name="clock_of_subject"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=("tenant", "rule", "subject_kind", "subject_id"),
                                name="clock_runs_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["hour", "day", "working_day"])),
                                name="clock_unit_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source_tag__in", ["f", "gk"])), name="clock_source_known"
                            ),
                            models.CheckConstraint(condition=models.Q(("length__gte", 1)), name="clock_length_counts"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("stopped_at__isnull", True)),
                                    models.Q(
                                        ("outcome__in", ["in_time", "late", "void", "undecided"]),
                                        ("stopped_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_outcome_when_stopped",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("due_at__isnull", True), ("due_on__isnull", True)),
                                    models.Q(
                                        ("due_at__isnull", False),
                                        ("due_on__isnull", False),
                                        ("waiting_for_year__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_due_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stopped_at__gte", models.F("started_at"))),
                                name="clock_stops_after_start",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "common_clockevent" ("calendar_version", "due_at", "due_on", "explanation", "id", "length", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "source_tag", "started_at", "stopped_at", "subject_id", "subject_kind", "subject_label", "tenant_id", "unit", "waiting_for_year") VALUES (NEW."calendar_version", NEW."due_at", NEW."due_on", NEW."explanation", NEW."id", NEW."length", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rule", NEW."source_tag", NEW."started_at", NEW."stopped_at", NEW."subject_id", NEW."subject_kind", NEW."subject_label", NEW."tenant_id", NEW."unit", NEW."waiting_for_year"); RETURN NULL;',
                            hash="30e8705d6af76f8ab969e5cbe63effae7f58a0fe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d4768",
                            table="common_clock",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "common_clockevent" ("calendar_version", "due_at", "due_on", "explanation", "id", "length", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "source_tag", "started_at", "stopped_at", "subject_id", "subject_kind", "subject_label", "tenant_id", "unit", "waiting_for_year") VALUES (NEW."calendar_version", NEW."due_at", NEW."due_on", NEW."explanation", NEW."id", NEW."length", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rule", NEW."source_tag", NEW."started_at", NEW."stopped_at", NEW."subject_id", NEW."subject_kind", NEW."subject_label", NEW."tenant_id", NEW."unit", NEW."waiting_for_year"); RETURN NULL;',
                            hash="734f13834c062435961b7ea44ff1798611a6c0d4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0ad82",
                            table="common_clock",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "common_clockevent" ("calendar_version", "due_at", "due_on", "explanation", "id", "length", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "source_tag", "started_at", "stopped_at", "subject_id", "subject_kind", "subject_label", "tenant_id", "unit", "waiting_for_year") VALUES (OLD."calendar_version", OLD."due_at", OLD."due_on", OLD."explanation", OLD."id", OLD."length", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rule", OLD."source_tag", OLD."started_at", OLD."stopped_at", OLD."subject_id", OLD."subject_kind", OLD."subject_label", OLD."tenant_id", OLD."unit", OLD."waiting_for_year"); RETURN NULL;',
                            hash="e73fef15f944f6d7aa66edf4caaf66f4b2386c7c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4ef76",
                            table="common_clock",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ClockEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("rule", models.CharField(max_length=80, verbose_name="期限规则")),
                        ("subject_kind", models.CharField(max_length=80, verbose_name="事项类型")),
                        ("subject_id", models.CharField(max_length=40, verbose_name="事项编号")),
                        ("subject_label", models.CharField(max_length=300, verbose_name="事项")),
                        ("started_at", models.DateTimeField(verbose_name="起算时间")),
                        (
                            "unit",
                            models.CharField(
                                choices=[("hour", "小时"), ("day", "日"), ("working_day", "个工作日")],
                                max_length=12,
                                verbose_name="单位",
                            ),
                        ),
                        ("length", models.PositiveSmallIntegerField(verbose_name="时长")),
                        (
                            "source_tag",
                            models.CharField(
                                choices=[("f", "有明文依据"), ("gk", "一般认知，待确认")],
                                max_length=2,
                                verbose_name="时长来源",
                            ),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="截止时刻")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="截止日")),
                        ("explanation", models.TextField(verbose_name="推算说明")),
                        ("calendar_version", models.CharField(blank=True, max_length=300, verbose_name="所用年历")),
                        (
                            "waiting_for_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="待录入年份"),
                        ),
                        ("stopped_at", models.DateTimeField(blank=True, null=True, verbose_name="停止时间")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in_time", "按期"),
                                    ("late", "逾期"),
                                    ("void", "不再适用"),
                                    ("undecided", "待年历录入后判定"),
                                ],
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="common.clock",
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
                    model_name="clockevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="621db333625743fc06f2de3f3141d549322accf8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_71492",
                            table="common_clockevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ClockPause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("begins_at", models.DateTimeField(verbose_name="中止时间")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="恢复时间")),
                        ("reason", models.CharField(max_length=200, verbose_name="中止原因")),
                        (
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pauses",
                                to="common.clock",
                                verbose_name="期限",
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
                        "verbose_name": "期限中止",
                        "verbose_name_plural": "期限中止",
                        "ordering": ["begins_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ends_at__isnull", True)),
                                fields=("clock",),
                                name="clock_paused_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gte", models.F("begins_at"))), name="clock_pause_in_order"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Timetable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="任务代码")),
                        ("is_on", models.BooleanField(default=True, verbose_name="启用")),
                        ("fired_at", models.DateTimeField(blank=True, null=True, verbose_name="最近一次")),
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
                        "verbose_name": "定时任务",
                        "verbose_name_plural": "定时任务",
                        "ordering": ["name"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "name"), name="timetable_name"),
                            models.CheckConstraint(condition=models.Q(("tenant", 0)), name="timetable_of_the_platform"),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="timetable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "common_timetableevent" ("id", "is_on", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."id", NEW."is_on", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="ad161a24c2127851b2a6181b9208a43cec719c8a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_25cb6",
                            table="common_timetable",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="timetable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_on" IS DISTINCT FROM (NEW."is_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id"))',
                            func='INSERT INTO "common_timetableevent" ("id", "is_on", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (NEW."id", NEW."is_on", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tenant_id"); RETURN NULL;',
                            hash="443d84f6c8c152d4fe3a8a81c1807cbfe23bdb72",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_778e3",
                            table="common_timetable",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="timetable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "common_timetableevent" ("id", "is_on", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenant_id") VALUES (OLD."id", OLD."is_on", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tenant_id"); RETURN NULL;',
                            hash="19dcd40f2a624a78a3cb76fd717b0c193a7a56fe",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_31981",
                            table="common_timetable",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="TimetableEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80, verbose_name="任务代码")),
                        ("is_on", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="common.timetable",
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
                    model_name="timetableevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4dc450e816239588875d0fcd947996ec31de3225",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_41c84",
                            table="common_timetableevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="JobRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="任务代码")),
                        ("args", models.JSONField(blank=True, default=dict, verbose_name="参数")),
                        ("row_kind", models.CharField(blank=True, max_length=80, verbose_name="对象类型")),
                        ("row_id", models.BigIntegerField(blank=True, null=True, verbose_name="对象编号")),
                        ("day", models.DateField(blank=True, null=True, verbose_name="所属日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "等待办理"),
                                    ("running", "正在办理"),
                                    ("done", "已完成"),
                                    ("failed", "未能完成"),
                                    ("cancelled", "已取消"),
                                ],
                                default="queued",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0, verbose_name="已办")),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="总数")),
                        ("message", models.CharField(blank=True, max_length=200, verbose_name="进展")),
                        ("error", models.CharField(blank=True, max_length=500, verbose_name="未能完成的原因")),
                        ("error_kind", models.CharField(blank=True, max_length=120, verbose_name="错误类型")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="办理次数")),
                        ("ticket", models.UUIDField(blank=True, editable=False, null=True, verbose_name="办理凭据")),
                        ("due_at", models.DateTimeField(verbose_name="最早办理时间")),
                        ("queued_at", models.DateTimeField(verbose_name="申请时间")),
                        ("sent_at", models.DateTimeField(verbose_name="送入队列时间")),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="开始时间")),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        ("request_id", models.CharField(blank=True, max_length=40, verbose_name="请求编号")),
                        (
                            "hat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="tenancy.membership",
                                verbose_name="身份",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                        "verbose_name": "后台任务",
                        "verbose_name_plural": "后台任务",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(fields=["tenant", "-id"], name="job_newest"),
                            models.Index(
                                condition=models.Q(("state__in", ("queued", "running"))),
                                fields=["state", "sent_at"],
                                name="job_open",
                            ),
                            models.Index(fields=["requested_by", "-id"], name="job_of_member"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["queued", "running", "done", "failed", "cancelled"])),
                                name="job_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", True), ("state__in", ("queued", "running"))),
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        models.Q(("state__in", ("queued", "running")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="job_finished_when_closed",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("day__isnull", False)),
                                fields=("tenant", "name", "day"),
                                name="job_once_a_day",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("kind", models.CharField(max_length=8, verbose_name="文件类型")),
                        ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("row_kind", models.CharField(max_length=80, verbose_name="对象类型")),
                        ("row_id", models.BigIntegerField(verbose_name="对象编号")),
                        ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
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
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "附件",
                        "verbose_name_plural": "附件",
                        "ordering": ["pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "row_kind", "row_id"], name="attachment_of_row")],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Counter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.CharField(max_length=60, verbose_name="编号序列")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="最近编号")),
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
                        "verbose_name": "编号",
                        "verbose_name_plural": "编号",
                        "ordering": ["series", "year"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "series", "year"), name="counter_once")
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("kind", models.CharField(max_length=8, verbose_name="文件类型")),
                        ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("maker", models.CharField(max_length=80, verbose_name="种类")),
                        ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                        ("row_kind", models.CharField(max_length=80, verbose_name="对象类型")),
                        ("row_id", models.BigIntegerField(verbose_name="对象编号")),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="common.jobrun",
                                verbose_name="后台任务",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                        "verbose_name": "文书",
                        "verbose_name_plural": "文书",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "row_kind", "row_id"], name="document_of_row")],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Export",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("kind", models.CharField(max_length=8, verbose_name="文件类型")),
                        ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("maker", models.CharField(max_length=80, verbose_name="种类")),
                        ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                        ("query", models.CharField(blank=True, max_length=2000, verbose_name="筛选条件")),
                        ("row_count", models.PositiveIntegerField(blank=True, null=True, verbose_name="行数")),
                        ("expires_at", models.DateTimeField(verbose_name="保留至")),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="common.jobrun",
                                verbose_name="后台任务",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                        "verbose_name": "导出",
                        "verbose_name_plural": "导出",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["expires_at"], name="export_expires")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["xlsx", "csv", "docx"])), name="export_kind_known"
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=60, verbose_name="类别")),
                        ("subject", models.CharField(max_length=200, verbose_name="标题")),
                        ("body", models.TextField(blank=True, verbose_name="内容")),
                        ("url", models.CharField(blank=True, max_length=300, verbose_name="页面")),
                        ("sent_at", models.DateTimeField(verbose_name="时间")),
                        ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="阅读时间")),
                        ("is_mailed", models.BooleanField(default=False, verbose_name="须发送邮件")),
                        ("mailed_at", models.DateTimeField(blank=True, null=True, verbose_name="邮件发出时间")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收件人",
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
                        "verbose_name": "通知",
                        "verbose_name_plural": "通知",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(fields=["tenant", "member", "-id"], name="notice_inbox"),
                            models.Index(
                                condition=models.Q(("read_at__isnull", True)),
                                fields=["tenant", "member"],
                                name="notice_unread",
                            ),
                            models.Index(
                                condition=models.Q(("is_mailed", True), ("mailed_at__isnull", True)),
                                fields=["tenant"],
                                name="notice_to_mail",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("url", ""), ("url__startswith", "/"), _connector="OR"),
                                name="notice_leads_inside",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ImportBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("kind", models.CharField(max_length=8, verbose_name="文件类型")),
                        ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("importer", models.CharField(max_length=60, verbose_name="导入类型")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "正在读取"),
                                    ("mapping", "待对应列"),
                                    ("reported", "待核对保存"),
                                    ("keeping", "正在保存"),
                                    ("kept", "已保存"),
                                    ("discarded", "已放弃"),
                                    ("failed", "无法读取"),
                                ],
                                default="uploaded",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("columns", models.JSONField(default=list, verbose_name="识别出的列")),
                        ("counts", models.JSONField(default=dict, verbose_name="各类行数")),
                        ("refusal", models.CharField(blank=True, max_length=500, verbose_name="无法读取的原因")),
                        ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
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
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
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
                                verbose_name="上传部门",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导入批次",
                        "verbose_name_plural": "导入批次",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [models.Index(fields=["tenant", "importer", "-id"], name="import_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["uploaded", "mapping", "reported", "keeping", "kept", "discarded", "failed"],
                                    )
                                ),
                                name="import_state_known",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="StagedRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="文件中的行")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("new", "新增"),
                                    ("changed", "变更"),
                                    ("same", "无变化"),
                                    ("doubtful", "存疑"),
                                    ("rejected", "有误"),
                                ],
                                max_length=10,
                                verbose_name="结论",
                            ),
                        ),
                        ("values", models.JSONField(verbose_name="内容")),
                        ("target", models.BigIntegerField(blank=True, null=True, verbose_name="对应记录")),
                        ("before", models.JSONField(blank=True, null=True, verbose_name="现有内容")),
                        ("errors", models.JSONField(default=list, verbose_name="错误")),
                        ("doubts", models.JSONField(default=list, verbose_name="存疑")),
                        (
                            "batch",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="common.importbatch",
                                verbose_name="导入批次",
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
                        "verbose_name": "待导入行",
                        "verbose_name_plural": "待导入行",
                        "ordering": ["number"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("verdict", "new"), _negated=True),
                                fields=["batch", "verdict", "number"],
                                name="staged_by_verdict",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "number"), name="staged_row_once"),
                            models.CheckConstraint(
                                condition=models.Q(("verdict__in", ["new", "changed", "same", "doubtful", "rejected"])),
                                name="staged_verdict_known",
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ColumnMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("importer", models.CharField(max_length=60, verbose_name="导入类型")),
                        ("signature", models.CharField(max_length=64, verbose_name="表头特征")),
                        ("fields", models.JSONField(verbose_name="各列的栏目")),
                        ("assigned_at", models.DateTimeField(verbose_name="指定时间")),
                        (
                            "assigned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="指定人",
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
                        "verbose_name": "列的对应关系",
                        "verbose_name_plural": "列的对应关系",
                        "ordering": ["-assigned_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "importer", "signature"), name="mapping_once_a_heading_row"
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="ClockLength",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rule", models.CharField(max_length=80, verbose_name="期限规则")),
                        ("length", models.PositiveSmallIntegerField(verbose_name="时长")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
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
                        "verbose_name": "本地时限",
                        "verbose_name_plural": "本地时限",
                        "ordering": ["rule", "tenant"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(fields=("tenant", "rule"), name="clock_length_once_a_rule"),
                            models.CheckConstraint(
                                condition=models.Q(("length__gte", 1)), name="clock_length_of_place_counts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True), name="clock_length_says_why"
                            ),
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clocklength",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "common_clocklengthevent" ("basis", "id", "length", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "tenant_id") VALUES (NEW."basis", NEW."id", NEW."length", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rule", NEW."tenant_id"); RETURN NULL;',
                            hash="cb42757c9a758ce81404e1408efe082e530c0f58",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86895",
                            table="common_clocklength",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clocklength",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "common_clocklengthevent" ("basis", "id", "length", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "tenant_id") VALUES (NEW."basis", NEW."id", NEW."length", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rule", NEW."tenant_id"); RETURN NULL;',
                            hash="b27a8310819e31356fbec6ddc4902e51931aaa9d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35e79",
                            table="common_clocklength",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clocklength",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "common_clocklengthevent" ("basis", "id", "length", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "tenant_id") VALUES (OLD."basis", OLD."id", OLD."length", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rule", OLD."tenant_id"); RETURN NULL;',
                            hash="e2567fbbe08f14b5eb3965873e22500e1507a4f4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_993d8",
                            table="common_clocklength",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ClockLengthEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("rule", models.CharField(max_length=80, verbose_name="期限规则")),
                        ("length", models.PositiveSmallIntegerField(verbose_name="时长")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="common.clocklength",
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
                    model_name="clocklengthevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d11b538259d6074639fc59c39b8f4db6e4699c1e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8afba",
                            table="common_clocklengthevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SavedFilter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("page", models.CharField(max_length=100, verbose_name="列表")),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("query", models.CharField(max_length=2000, verbose_name="筛选条件")),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
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
                        "verbose_name": "常用筛选",
                        "verbose_name_plural": "常用筛选",
                        "ordering": ["name"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "member", "page", "name"),
                                name="saved_filter_name_once",
                                violation_error_message="您已有同名的常用筛选，请换一个名称。",
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
            ]
        ),
        Wall("calendaryear", read_up=True),
        Wall("calendarday", read_up=True),
        Wall("clock"),
        Wall("clockevent"),
        Wall("clockpause"),
        Wall("timetable"),
        Wall("timetableevent"),
        Wall("jobrun"),
        Wall("attachment"),
        Wall("counter"),
        Wall("export"),
        Wall("document"),
        Wall("notice", owner="member_id"),
        Wall("importbatch"),
        Wall("stagedrow"),
        Wall("columnmapping"),
        Wall("clocklength", read_up=True),
        Wall("clocklengthevent"),
        Wall("savedfilter"),
        AppendOnly("calendaryear"),
        AppendOnly("calendarday"),
    ]
