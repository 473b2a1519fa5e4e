import django.db.models.deletion
import django.db.models.manager
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import AppendOnly, Wall

KEEP_COMMITMENT = """
-- What is frozen, committed or drawn is never rewritten, whoever asks: another attempt is another row.
CREATE FUNCTION keep_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
       OR (NEW.task_id, NEW.attempt, NEW.missing_rule, NEW.beacon_name)
          IS DISTINCT FROM (OLD.task_id, OLD.attempt, OLD.missing_rule, OLD.beacon_name)
       OR OLD.frozen_at IS NOT NULL AND (NEW.frozen_at, NEW.excluded, NEW.sources)
          IS DISTINCT FROM (OLD.frozen_at, OLD.excluded, OLD.sources)
       OR OLD.commitment_hash <> '' AND (NEW.commitment, NEW.commitment_hash, NEW.committed_at)
          IS DISTINCT FROM (OLD.commitment, OLD.commitment_hash, OLD.committed_at)
       OR OLD.seed <> '' AND (NEW.seed, NEW.beacon_value, NEW.drawn_at)
          IS DISTINCT FROM (OLD.seed, OLD.beacon_value, OLD.drawn_at)
    THEN
        RAISE EXCEPTION 'a draw is not rewritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_commitment BEFORE UPDATE OR DELETE ON inspections_draw
    FOR EACH ROW EXECUTE FUNCTION keep_commitment();
"""

KEEP_SEAL = """
-- A seal stands from the commitment on, a secret from its reveal on, and a secret is what was sealed.
CREATE FUNCTION keep_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
       OR (NEW.draw_id, NEW.department_id, NEW.code) IS DISTINCT FROM (OLD.draw_id, OLD.department_id, OLD.code)
       OR OLD.secret <> '' AND (NEW.secret, NEW.revealed_at) IS DISTINCT FROM (OLD.secret, OLD.revealed_at)
       OR NEW.secret <> '' AND encode(sha256(convert_to(NEW.secret, 'UTF8')), 'hex') <> NEW.sealed_hash
       OR (NEW.sealed_hash, NEW.sealed_at) IS DISTINCT FROM (OLD.sealed_hash, OLD.sealed_at) AND EXISTS (
              SELECT 1 FROM inspections_draw AS draw WHERE draw.id = NEW.draw_id AND draw.commitment_hash <> '')
    THEN
        RAISE EXCEPTION 'a seal is not rewritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_secret BEFORE UPDATE OR DELETE ON inspections_drawsecret
    FOR EACH ROW EXECUTE FUNCTION keep_secret();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0002_visits"),
        ("registry", "0002_industries"),
        ("tenancy", "0003_library_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="Draw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("attempt", models.PositiveSmallIntegerField(verbose_name="第几次抽取")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pool_prepared", "对象池已备"),
                                    ("committed", "已公布承诺"),
                                    ("secrets_revealed", "密值已揭示"),
                                    ("drawn", "已抽对象"),
                                    ("paired", "已匹配人员"),
                                    ("accepted", "已确认"),
                                    ("disclosed", "已公开"),
                                    ("voided", "已作废"),
                                ],
                                default="pool_prepared",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("why_again", models.CharField(blank=True, max_length=500, verbose_name="再次抽取的理由")),
                        (
                            "missing_rule",
                            models.CharField(
                                choices=[("replaced", "以其封存值代入"), ("void", "本次抽取作废")],
                                default="replaced",
                                max_length=12,
                                verbose_name="密值未按时揭示时",
                            ),
                        ),
                        (
                            "beacon_name",
                            models.CharField(
                                blank=True,
                                help_text="可不填。填写将来才会产生、人人可查的数，例如“国家授时中心2026年3月2日10时整公布的随机数”。",
                                max_length=200,
                                verbose_name="公开随机数来源",
                            ),
                        ),
                        ("beacon_value", models.CharField(blank=True, max_length=200, verbose_name="公开随机数")),
                        ("excluded", models.JSONField(blank=True, default=list, verbose_name="未进入对象池的对象")),
                        ("sources", models.JSONField(blank=True, default=dict, verbose_name="所用版本")),
                        ("prepared_at", models.DateTimeField(verbose_name="准备时间")),
                        ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="冻结时间")),
                        ("commitment", models.JSONField(blank=True, default=dict, verbose_name="承诺书")),
                        ("commitment_hash", models.CharField(blank=True, max_length=64, verbose_name="承诺值")),
                        ("committed_at", models.DateTimeField(blank=True, null=True, verbose_name="公布承诺时间")),
                        ("reveal_by", models.DateTimeField(blank=True, null=True, verbose_name="揭示截止")),
                        ("seed", models.CharField(blank=True, max_length=64, verbose_name="随机种子")),
                        ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                        (
                            "committed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="公布承诺人",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="抽取人",
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
                                verbose_name="准备人",
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
                        "verbose_name": "抽取",
                        "verbose_name_plural": "抽取",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="DrawCandidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stratum", models.PositiveSmallIntegerField(verbose_name="分层编号")),
                        ("code", models.CharField(max_length=200, verbose_name="公开编号")),
                        ("salt", models.BinaryField(max_length=16, verbose_name="盐值")),
                        ("leaf", models.BinaryField(max_length=32, verbose_name="叶子")),
                        (
                            "draw",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidates",
                                to="inspections.draw",
                                verbose_name="抽取",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                        "verbose_name": "池内对象",
                        "verbose_name_plural": "池内对象",
                        "ordering": ["draw", "stratum", "leaf"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="DrawnObject",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stratum", models.PositiveSmallIntegerField(verbose_name="分层编号")),
                        ("rank", models.PositiveIntegerField(verbose_name="名次")),
                        (
                            "candidate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.drawcandidate",
                                verbose_name="池内对象",
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drawn",
                                to="inspections.draw",
                                verbose_name="抽取",
                            ),
                        ),
                        (
                            "object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drawn_rows",
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
                        "verbose_name": "被抽中的对象",
                        "verbose_name_plural": "被抽中的对象",
                        "ordering": ["stratum", "rank"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="DrawOfficer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        ("certificate_number", models.CharField(max_length=40, verbose_name="执法证号")),
                        ("load", models.PositiveIntegerField(default=0, verbose_name="已有任务")),
                        ("leaf", models.BinaryField(max_length=32, verbose_name="叶子")),
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
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="officers",
                                to="inspections.draw",
                                verbose_name="抽取",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draw_rows",
                                to="registry.officer",
                                verbose_name="执法人员",
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
                        "verbose_name": "池内执法人员",
                        "verbose_name_plural": "池内执法人员",
                        "ordering": ["department__name", "name", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="DrawnOfficer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "drawn",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="officers",
                                to="inspections.drawnobject",
                                verbose_name="被抽中的对象",
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
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairs",
                                to="inspections.drawofficer",
                                verbose_name="执法人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "匹配的执法人员",
                        "verbose_name_plural": "匹配的执法人员",
                        "ordering": ["drawn", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="DrawSecret",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=8, verbose_name="部门代号")),
                        ("sealed_hash", models.CharField(blank=True, max_length=64, verbose_name="封存值")),
                        ("sealed_at", models.DateTimeField(blank=True, null=True, verbose_name="封存时间")),
                        ("secret", models.CharField(blank=True, max_length=200, verbose_name="密值")),
                        ("revealed_at", models.DateTimeField(blank=True, null=True, verbose_name="揭示时间")),
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
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="secrets",
                                to="inspections.draw",
                                verbose_name="抽取",
                            ),
                        ),
                        (
                            "revealed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="揭示人",
                            ),
                        ),
                        (
                            "sealed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="封存人",
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
                        "verbose_name": "部门密值",
                        "verbose_name_plural": "部门密值",
                        "ordering": ["code"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="DrawSecretEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=8, verbose_name="部门代号")),
                        ("sealed_hash", models.CharField(blank=True, max_length=64, verbose_name="封存值")),
                        ("sealed_at", models.DateTimeField(blank=True, null=True, verbose_name="封存时间")),
                        ("revealed_at", models.DateTimeField(blank=True, null=True, verbose_name="揭示时间")),
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
                            "draw",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.draw",
                                verbose_name="抽取",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="inspections.drawsecret",
                            ),
                        ),
                        (
                            "revealed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="揭示人",
                            ),
                        ),
                        (
                            "sealed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="封存人",
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
                    name="DrawStratum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="分层编号")),
                        ("meaning", models.CharField(blank=True, max_length=120, verbose_name="分层依据")),
                        ("size", models.PositiveIntegerField(verbose_name="对象数")),
                        ("quota", models.PositiveIntegerField(verbose_name="应抽数")),
                        ("root", models.CharField(max_length=64, verbose_name="默克尔根")),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strata",
                                to="inspections.draw",
                                verbose_name="抽取",
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
                        "verbose_name": "抽取分层",
                        "verbose_name_plural": "抽取分层",
                        "ordering": ["number"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="InspectionTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=60, verbose_name="任务编号")),
                        ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                        ("title", models.CharField(max_length=300, verbose_name="任务名称")),
                        ("starts_on", models.DateField(verbose_name="检查开始日期")),
                        ("ends_on", models.DateField(verbose_name="检查结束日期")),
                        (
                            "is_unannounced",
                            models.BooleanField(
                                default=False,
                                help_text="飞行检查：结束之前不公开时间、对象和人员，也不通知对象。",
                                verbose_name="不预先通知",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="建立人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_tasks",
                                to="tenancy.department",
                                verbose_name="牵头部门",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="inspections.planentry",
                                verbose_name="计划条目",
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
                        "verbose_name": "抽查任务",
                        "verbose_name_plural": "抽查任务",
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
                    name="DrawEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("attempt", models.PositiveSmallIntegerField(verbose_name="第几次抽取")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pool_prepared", "对象池已备"),
                                    ("committed", "已公布承诺"),
                                    ("secrets_revealed", "密值已揭示"),
                                    ("drawn", "已抽对象"),
                                    ("paired", "已匹配人员"),
                                    ("accepted", "已确认"),
                                    ("disclosed", "已公开"),
                                    ("voided", "已作废"),
                                ],
                                default="pool_prepared",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("why_again", models.CharField(blank=True, max_length=500, verbose_name="再次抽取的理由")),
                        (
                            "missing_rule",
                            models.CharField(
                                choices=[("replaced", "以其封存值代入"), ("void", "本次抽取作废")],
                                default="replaced",
                                max_length=12,
                                verbose_name="密值未按时揭示时",
                            ),
                        ),
                        (
                            "beacon_name",
                            models.CharField(
                                blank=True,
                                help_text="可不填。填写将来才会产生、人人可查的数，例如“国家授时中心2026年3月2日10时整公布的随机数”。",
                                max_length=200,
                                verbose_name="公开随机数来源",
                            ),
                        ),
                        ("beacon_value", models.CharField(blank=True, max_length=200, verbose_name="公开随机数")),
                        ("excluded", models.JSONField(blank=True, default=list, verbose_name="未进入对象池的对象")),
                        ("sources", models.JSONField(blank=True, default=dict, verbose_name="所用版本")),
                        ("prepared_at", models.DateTimeField(verbose_name="准备时间")),
                        ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="冻结时间")),
                        ("commitment", models.JSONField(blank=True, default=dict, verbose_name="承诺书")),
                        ("commitment_hash", models.CharField(blank=True, max_length=64, verbose_name="承诺值")),
                        ("committed_at", models.DateTimeField(blank=True, null=True, verbose_name="公布承诺时间")),
                        ("reveal_by", models.DateTimeField(blank=True, null=True, verbose_name="揭示截止")),
                        ("seed", models.CharField(blank=True, max_length=64, verbose_name="随机种子")),
                        ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                        (
                            "committed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="公布承诺人",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="抽取人",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="inspections.draw",
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
                                verbose_name="准备人",
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
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.inspectiontask",
                                verbose_name="抽查任务",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="draw",
                    name="task",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draws",
                        to="inspections.inspectiontask",
                        verbose_name="抽查任务",
                    ),
                ),
                migrations.CreateModel(
                    name="InspectionTaskEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=60, verbose_name="任务编号")),
                        ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                        ("title", models.CharField(max_length=300, verbose_name="任务名称")),
                        ("starts_on", models.DateField(verbose_name="检查开始日期")),
                        ("ends_on", models.DateField(verbose_name="检查结束日期")),
                        (
                            "is_unannounced",
                            models.BooleanField(
                                default=False,
                                help_text="飞行检查：结束之前不公开时间、对象和人员，也不通知对象。",
                                verbose_name="不预先通知",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="建立人",
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
                            "entry",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.planentry",
                                verbose_name="计划条目",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="inspections.inspectiontask",
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
                    name="Recusal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="回避理由")),
                        ("decided_at", models.DateTimeField(verbose_name="办理时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "pair",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recusal",
                                to="inspections.drawnofficer",
                                verbose_name="匹配",
                            ),
                        ),
                        (
                            "successor",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stands_in_for",
                                to="inspections.drawnofficer",
                                verbose_name="递补的人员",
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
                        "verbose_name": "人员回避",
                        "verbose_name_plural": "人员回避",
                        "ordering": ["decided_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="RedrawRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="理由")),
                        ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                        ("is_granted", models.BooleanField(null=True, verbose_name="是否批准")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="决定时间")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                        (
                            "decided_by",
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
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redraw_requests",
                                to="inspections.draw",
                                verbose_name="抽取",
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
                        "verbose_name": "重新抽取申请",
                        "verbose_name_plural": "重新抽取申请",
                        "ordering": ["-requested_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="RedrawRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=500, verbose_name="理由")),
                        ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                        ("is_granted", models.BooleanField(null=True, verbose_name="是否批准")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="决定时间")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="意见")),
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
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.draw",
                                verbose_name="抽取",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="inspections.redrawrequest",
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
                migrations.CreateModel(
                    name="Replacement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="理由")),
                        ("decided_at", models.DateTimeField(verbose_name="办理时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "drawn",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replacement",
                                to="inspections.drawnobject",
                                verbose_name="被替换的对象",
                            ),
                        ),
                        (
                            "successor",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="inspections.drawnobject",
                                verbose_name="递补的对象",
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
                        "verbose_name": "对象替换",
                        "verbose_name_plural": "对象替换",
                        "ordering": ["decided_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.AddConstraint(
                    model_name="drawcandidate",
                    constraint=models.UniqueConstraint(fields=("draw", "stratum", "leaf"), name="candidate_leaf_once"),
                ),
                migrations.AddConstraint(
                    model_name="drawcandidate",
                    constraint=models.UniqueConstraint(fields=("draw", "code"), name="candidate_code_once"),
                ),
                migrations.AddConstraint(
                    model_name="drawnobject",
                    constraint=models.UniqueConstraint(fields=("draw", "stratum", "rank"), name="drawn_rank_once"),
                ),
                migrations.AddConstraint(
                    model_name="drawnobject",
                    constraint=models.UniqueConstraint(fields=("draw", "object"), name="drawn_object_once"),
                ),
                migrations.AddConstraint(
                    model_name="drawnobject",
                    constraint=models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="drawn_rank_counts"),
                ),
                migrations.AddConstraint(
                    model_name="drawofficer",
                    constraint=models.UniqueConstraint(fields=("draw", "officer"), name="draw_officer_once"),
                ),
                migrations.AddConstraint(
                    model_name="drawnofficer",
                    constraint=models.UniqueConstraint(fields=("drawn", "officer"), name="drawn_officer_once"),
                ),
                migrations.AddConstraint(
                    model_name="drawsecret",
                    constraint=models.UniqueConstraint(fields=("draw", "department"), name="secret_once_a_department"),
                ),
                migrations.AddConstraint(
                    model_name="drawsecret",
                    constraint=models.UniqueConstraint(fields=("draw", "code"), name="secret_code_once"),
                ),
                migrations.AddConstraint(
                    model_name="drawsecret",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sealed_at__isnull", True), ("sealed_hash", "")),
                            models.Q(("sealed_at__isnull", False), ("sealed_hash__regex", "^[0-9a-f]{64}$")),
                            _connector="OR",
                        ),
                        name="secret_seal_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="drawsecret",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revealed_at__isnull", True), ("secret", "")),
                            models.Q(
                                models.Q(("secret", ""), _negated=True),
                                ("revealed_at__isnull", False),
                                models.Q(("sealed_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="secret_revealed_after_seal",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drawsecret",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_drawsecretevent" ("code", "department_id", "draw_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revealed_at", "revealed_by_id", "sealed_at", "sealed_by_id", "sealed_hash", "tenant_id") VALUES (NEW."code", NEW."department_id", NEW."draw_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revealed_at", NEW."revealed_by_id", NEW."sealed_at", NEW."sealed_by_id", NEW."sealed_hash", NEW."tenant_id"); RETURN NULL;',
                            hash="37fcfdff0a383ae61c2b3e165de832431f2b9138",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0610e",
                            table="inspections_drawsecret",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drawsecret",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."draw_id" IS DISTINCT FROM (NEW."draw_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."revealed_at" IS DISTINCT FROM (NEW."revealed_at") OR OLD."revealed_by_id" IS DISTINCT FROM (NEW."revealed_by_id") OR OLD."sealed_at" IS DISTINCT FROM (NEW."sealed_at") OR OLD."sealed_by_id" IS DISTINCT FROM (NEW."sealed_by_id") OR OLD."sealed_hash" IS DISTINCT FROM (NEW."sealed_hash") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id"))',
                            func='INSERT INTO "inspections_drawsecretevent" ("code", "department_id", "draw_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revealed_at", "revealed_by_id", "sealed_at", "sealed_by_id", "sealed_hash", "tenant_id") VALUES (NEW."code", NEW."department_id", NEW."draw_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revealed_at", NEW."revealed_by_id", NEW."sealed_at", NEW."sealed_by_id", NEW."sealed_hash", NEW."tenant_id"); RETURN NULL;',
                            hash="2b00095c1005b4ffce4cf6f0781bf283321ae4c1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4e8fd",
                            table="inspections_drawsecret",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drawsecret",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_drawsecretevent" ("code", "department_id", "draw_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revealed_at", "revealed_by_id", "sealed_at", "sealed_by_id", "sealed_hash", "tenant_id") VALUES (OLD."code", OLD."department_id", OLD."draw_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revealed_at", OLD."revealed_by_id", OLD."sealed_at", OLD."sealed_by_id", OLD."sealed_hash", OLD."tenant_id"); RETURN NULL;',
                            hash="3092e259ef5ba738d41b367482ffd92913257c45",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f8e4e",
                            table="inspections_drawsecret",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drawsecretevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="61fd1286a9a92a455eabd9b9514e0fda2a14d741",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c1663",
                            table="inspections_drawsecretevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="drawstratum",
                    constraint=models.UniqueConstraint(fields=("draw", "number"), name="stratum_number_once"),
                ),
                migrations.AddConstraint(
                    model_name="drawstratum",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("quota__lte", models.F("size"))), name="stratum_quota_within_size"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="drawstratum",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("root__regex", "^[0-9a-f]{64}$")), name="stratum_has_root"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="inspectiontask",
                    constraint=models.UniqueConstraint(fields=("tenant", "number"), name="task_number_once"),
                ),
                migrations.AddConstraint(
                    model_name="inspectiontask",
                    constraint=models.UniqueConstraint(
                        fields=("entry", "round"),
                        name="task_once_a_round",
                        violation_error_message="这一轮的抽查任务已经建立。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="inspectiontask",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="task_ends_after_start",
                        violation_error_message="检查结束日期不能早于开始日期。",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inspectiontask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_inspectiontaskevent" ("created_at", "created_by_id", "department_id", "ends_on", "entry_id", "id", "is_unannounced", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "starts_on", "tenant_id", "title") VALUES (NEW."created_at", NEW."created_by_id", NEW."department_id", NEW."ends_on", NEW."entry_id", NEW."id", NEW."is_unannounced", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round", NEW."starts_on", NEW."tenant_id", NEW."title"); RETURN NULL;',
                            hash="842d8d0dd24fd959122fda391b7bdf45bfc31a1a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8b81d",
                            table="inspections_inspectiontask",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inspectiontask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "inspections_inspectiontaskevent" ("created_at", "created_by_id", "department_id", "ends_on", "entry_id", "id", "is_unannounced", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "starts_on", "tenant_id", "title") VALUES (NEW."created_at", NEW."created_by_id", NEW."department_id", NEW."ends_on", NEW."entry_id", NEW."id", NEW."is_unannounced", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round", NEW."starts_on", NEW."tenant_id", NEW."title"); RETURN NULL;',
                            hash="a665fd8a5296dbe26ae7b1e5cebd0118a4c651da",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2375",
                            table="inspections_inspectiontask",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inspectiontask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_inspectiontaskevent" ("created_at", "created_by_id", "department_id", "ends_on", "entry_id", "id", "is_unannounced", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "starts_on", "tenant_id", "title") VALUES (OLD."created_at", OLD."created_by_id", OLD."department_id", OLD."ends_on", OLD."entry_id", OLD."id", OLD."is_unannounced", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round", OLD."starts_on", OLD."tenant_id", OLD."title"); RETURN NULL;',
                            hash="ea454bb9172a2a1d430dd7c3d2b7239086b126b0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_72e95",
                            table="inspections_inspectiontask",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drawevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="59c1504e270326a6002558565c31bcf20f893200",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ebee9",
                            table="inspections_drawevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="draw",
                    constraint=models.UniqueConstraint(fields=("task", "attempt"), name="draw_attempt_once"),
                ),
                migrations.AddConstraint(
                    model_name="draw",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "pool_prepared",
                                    "committed",
                                    "secrets_revealed",
                                    "drawn",
                                    "paired",
                                    "accepted",
                                    "disclosed",
                                    "voided",
                                ],
                            )
                        ),
                        name="draw_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="draw",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("missing_rule__in", ["replaced", "void"])), name="draw_rule_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="draw",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("commitment_hash", ""),
                            models.Q(("commitment_hash__regex", "^[0-9a-f]{64}$"), ("committed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="draw_commitment_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="draw",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("seed", ""),
                            models.Q(
                                ("seed__regex", "^[0-9a-f]{64}$"), models.Q(("commitment_hash", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="draw_seed_after_commitment",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="draw",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("attempt", 1), models.Q(("why_again", ""), _negated=True), _connector="OR"),
                        name="draw_again_for_a_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draw",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_drawevent" ("attempt", "beacon_name", "beacon_value", "commitment", "commitment_hash", "committed_at", "committed_by_id", "drawn_at", "drawn_by_id", "excluded", "frozen_at", "id", "missing_rule", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reveal_by", "seed", "sources", "state", "task_id", "tenant_id", "why_again") VALUES (NEW."attempt", NEW."beacon_name", NEW."beacon_value", NEW."commitment", NEW."commitment_hash", NEW."committed_at", NEW."committed_by_id", NEW."drawn_at", NEW."drawn_by_id", NEW."excluded", NEW."frozen_at", NEW."id", NEW."missing_rule", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reveal_by", NEW."seed", NEW."sources", NEW."state", NEW."task_id", NEW."tenant_id", NEW."why_again"); RETURN NULL;',
                            hash="718d1d606c728c6536ced2fe2a7273cde3d5095b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c077e",
                            table="inspections_draw",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draw",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "inspections_drawevent" ("attempt", "beacon_name", "beacon_value", "commitment", "commitment_hash", "committed_at", "committed_by_id", "drawn_at", "drawn_by_id", "excluded", "frozen_at", "id", "missing_rule", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reveal_by", "seed", "sources", "state", "task_id", "tenant_id", "why_again") VALUES (NEW."attempt", NEW."beacon_name", NEW."beacon_value", NEW."commitment", NEW."commitment_hash", NEW."committed_at", NEW."committed_by_id", NEW."drawn_at", NEW."drawn_by_id", NEW."excluded", NEW."frozen_at", NEW."id", NEW."missing_rule", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reveal_by", NEW."seed", NEW."sources", NEW."state", NEW."task_id", NEW."tenant_id", NEW."why_again"); RETURN NULL;',
                            hash="7ee618b97cb2a3cc966b8e9e2e909703773d4675",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9ce40",
                            table="inspections_draw",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draw",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_drawevent" ("attempt", "beacon_name", "beacon_value", "commitment", "commitment_hash", "committed_at", "committed_by_id", "drawn_at", "drawn_by_id", "excluded", "frozen_at", "id", "missing_rule", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reveal_by", "seed", "sources", "state", "task_id", "tenant_id", "why_again") VALUES (OLD."attempt", OLD."beacon_name", OLD."beacon_value", OLD."commitment", OLD."commitment_hash", OLD."committed_at", OLD."committed_by_id", OLD."drawn_at", OLD."drawn_by_id", OLD."excluded", OLD."frozen_at", OLD."id", OLD."missing_rule", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prepared_at", OLD."prepared_by_id", OLD."reveal_by", OLD."seed", OLD."sources", OLD."state", OLD."task_id", OLD."tenant_id", OLD."why_again"); RETURN NULL;',
                            hash="8b694ba498476779edfb86575b5214c9fcc1c968",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4a082",
                            table="inspections_draw",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inspectiontaskevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="306b66dbadaff12907f1010fa102327594f86b26",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_40baa",
                            table="inspections_inspectiontaskevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recusal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="recusal_has_reason"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="redrawrequest",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_granted__isnull", True)), fields=("draw",), name="redraw_one_open"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="redrawrequest",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_granted", True)), fields=("draw",), name="redraw_granted_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="redrawrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="redraw_has_reason"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="redrawrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="redraw_decided_by_another",
                        violation_error_message="申请人不能批准自己的申请。",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redrawrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_redrawrequestevent" ("decided_at", "decided_by_id", "draw_id", "id", "is_granted", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "tenant_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."draw_id", NEW."id", NEW."is_granted", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."requested_at", NEW."requested_by_id", NEW."tenant_id"); RETURN NULL;',
                            hash="7e52548123c268144d0bc8723b430cc487b2a63a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_63ae2",
                            table="inspections_redrawrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redrawrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "inspections_redrawrequestevent" ("decided_at", "decided_by_id", "draw_id", "id", "is_granted", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "tenant_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."draw_id", NEW."id", NEW."is_granted", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."requested_at", NEW."requested_by_id", NEW."tenant_id"); RETURN NULL;',
                            hash="909c90fd6478fd544e5d28df411ff41524fd814c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_27d85",
                            table="inspections_redrawrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redrawrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_redrawrequestevent" ("decided_at", "decided_by_id", "draw_id", "id", "is_granted", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "tenant_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."draw_id", OLD."id", OLD."is_granted", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."requested_at", OLD."requested_by_id", OLD."tenant_id"); RETURN NULL;',
                            hash="3136dcb3f83744b3638387ccd9d7eb678a80afa5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_572df",
                            table="inspections_redrawrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redrawrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="be04739da3edc30ba373eacaaf18b6dd83efc50e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a7d36",
                            table="inspections_redrawrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="replacement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="replacement_has_reason"
                    ),
                ),
            ]
        ),
        Wall("inspectiontask"),
        Wall("inspectiontaskevent"),
        Wall("draw"),
        Wall("drawevent"),
        Wall("drawstratum"),
        Wall("drawcandidate"),
        Wall("drawsecret"),
        Wall("drawsecretevent"),
        Wall("drawofficer"),
        Wall("drawnobject"),
        Wall("replacement"),
        Wall("drawnofficer"),
        Wall("recusal"),
        Wall("redrawrequest"),
        Wall("redrawrequestevent"),
        AppendOnly("drawstratum"),
        AppendOnly("drawcandidate"),
        AppendOnly("drawofficer"),
        AppendOnly("drawnobject"),
        AppendOnly("replacement"),
        AppendOnly("drawnofficer"),
        AppendOnly("recusal"),
        migrations.RunSQL(KEEP_COMMITMENT),
        migrations.RunSQL(KEEP_SEAL),
    ]
