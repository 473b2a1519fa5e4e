"""When the case of a finding ended and how; the time to look again runs from then, not from its filing (R163)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Greatest, Now

from tenancy.tables import ChangedTables


def let_clocks_go(apps, schema_editor) -> None:
    """Clocks that ran from filing are void: each begins anew when the end of its case is noted."""
    clocks = apps.get_model("common", "Clock")._base_manager.using(schema_editor.connection.alias)
    running = clocks.filter(rule="inspections.post_case", stopped_at=None)
    running.update(stopped_at=Greatest(Now(), models.F("started_at")), outcome="void")


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_staged_lines"),
        ("inspections", "0027_group_left_out"),
        ("items", "0007_more_modes"),
        ("registry", "0011_inspection_groups"),
        ("tenancy", "0006_plain_ranges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(let_clocks_go, migrations.RunPython.noop),
        ChangedTables(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="finding",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="finding",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="finding",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="finding",
                    name="case_closed_on",
                    field=models.DateField(blank=True, null=True, verbose_name="结案日期"),
                ),
                migrations.AddField(
                    model_name="finding",
                    name="case_decision",
                    field=models.CharField(blank=True, max_length=300, verbose_name="案件处理决定"),
                ),
                migrations.AddField(
                    model_name="findingevent",
                    name="case_closed_on",
                    field=models.DateField(blank=True, null=True, verbose_name="结案日期"),
                ),
                migrations.AddField(
                    model_name="findingevent",
                    name="case_decision",
                    field=models.CharField(blank=True, max_length=300, verbose_name="案件处理决定"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_findingevent" ("basis", "case_closed_on", "case_decision", "case_filed_on", "case_number", "case_unit", "closed_at", "copied_to_id", "department_id", "device_key", "entry_id", "fact", "found_at", "found_by_id", "handling", "handling_basis", "handling_note", "id", "is_spared", "object_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "severity", "state", "tenant_id", "why_separate", "why_spared") VALUES (NEW."basis", NEW."case_closed_on", NEW."case_decision", NEW."case_filed_on", NEW."case_number", NEW."case_unit", NEW."closed_at", NEW."copied_to_id", NEW."department_id", NEW."device_key", NEW."entry_id", NEW."fact", NEW."found_at", NEW."found_by_id", NEW."handling", NEW."handling_basis", NEW."handling_note", NEW."id", NEW."is_spared", NEW."object_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."section_id", NEW."severity", NEW."state", NEW."tenant_id", NEW."why_separate", NEW."why_spared"); RETURN NULL;',
                            hash="a19c38492abd5170f3ffe120c662721c90e3e606",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6f287",
                            table="inspections_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "inspections_findingevent" ("basis", "case_closed_on", "case_decision", "case_filed_on", "case_number", "case_unit", "closed_at", "copied_to_id", "department_id", "device_key", "entry_id", "fact", "found_at", "found_by_id", "handling", "handling_basis", "handling_note", "id", "is_spared", "object_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "severity", "state", "tenant_id", "why_separate", "why_spared") VALUES (NEW."basis", NEW."case_closed_on", NEW."case_decision", NEW."case_filed_on", NEW."case_number", NEW."case_unit", NEW."closed_at", NEW."copied_to_id", NEW."department_id", NEW."device_key", NEW."entry_id", NEW."fact", NEW."found_at", NEW."found_by_id", NEW."handling", NEW."handling_basis", NEW."handling_note", NEW."id", NEW."is_spared", NEW."object_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."section_id", NEW."severity", NEW."state", NEW."tenant_id", NEW."why_separate", NEW."why_spared"); RETURN NULL;',
                            hash="55fa393d54d13523b07b591e8e77dd4668607ca1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_edce6",
                            table="inspections_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inspections_findingevent" ("basis", "case_closed_on", "case_decision", "case_filed_on", "case_number", "case_unit", "closed_at", "copied_to_id", "department_id", "device_key", "entry_id", "fact", "found_at", "found_by_id", "handling", "handling_basis", "handling_note", "id", "is_spared", "object_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "severity", "state", "tenant_id", "why_separate", "why_spared") VALUES (OLD."basis", OLD."case_closed_on", OLD."case_decision", OLD."case_filed_on", OLD."case_number", OLD."case_unit", OLD."closed_at", OLD."copied_to_id", OLD."department_id", OLD."device_key", OLD."entry_id", OLD."fact", OLD."found_at", OLD."found_by_id", OLD."handling", OLD."handling_basis", OLD."handling_note", OLD."id", OLD."is_spared", OLD."object_id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."section_id", OLD."severity", OLD."state", OLD."tenant_id", OLD."why_separate", OLD."why_spared"); RETURN NULL;',
                            hash="828fa75184f0925b2c9ffbd154ccaa4f3ac323d5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1c623",
                            table="inspections_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("case_closed_on", None),
                            models.Q(
                                ("case_closed_on__gte", models.F("case_filed_on")),
                                models.Q(("case_decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="finding_case_closed_after_filing",
                    ),
                ),
            ]
        ),
    ]
