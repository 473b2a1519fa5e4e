import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from tenancy.tables import ChangedTables


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0005_batches"),
    ]

    operations = [
        ChangedTables(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="duty",
                    name="update_update",
                ),
                migrations.AddField(
                    model_name="duty",
                    name="recorded",
                    field=models.JSONField(blank=True, default=dict, verbose_name="来源记录的内容"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="duty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."prepared_by_id" IS DISTINCT FROM (NEW."prepared_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."snapshot" IS DISTINCT FROM (NEW."snapshot") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."subject_code" IS DISTINCT FROM (NEW."subject_code") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."told_how" IS DISTINCT FROM (NEW."told_how") OR OLD."told_on" IS DISTINCT FROM (NEW."told_on") OR OLD."withheld_fields" IS DISTINCT FROM (NEW."withheld_fields"))',
                            func='INSERT INTO "publication_dutyevent" ("basis", "department_id", "due_on", "id", "kind", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "ref", "snapshot", "state", "subject_code", "tenant_id", "title", "told_how", "told_on", "withheld_fields") VALUES (NEW."basis", NEW."department_id", NEW."due_on", NEW."id", NEW."kind", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prepared_by_id", NEW."ref", NEW."snapshot", NEW."state", NEW."subject_code", NEW."tenant_id", NEW."title", NEW."told_how", NEW."told_on", NEW."withheld_fields"); RETURN NULL;',
                            hash="34ab90932c0ee4582f3a736567a4d45c866844c8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8856c",
                            table="publication_duty",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        )
    ]
