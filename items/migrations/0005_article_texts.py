"""The wordings of articles, old and new; a place may keep the texts of a law of a place above (R030)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tenancy.tables import ChangedTables
from tenancy.walls import Wall

KEPT_BELOW = """
    ALTER TABLE items_lawarticle DROP CONSTRAINT IF EXISTS items_lawarticle_law_id_same_tenant;
    ALTER TABLE items_lawarticle ADD CONSTRAINT items_lawarticle_law FOREIGN KEY (law_id)
        REFERENCES items_law (id) DEFERRABLE INITIALLY DEFERRED;
"""
"""The key no longer ties an article to the place of its law."""


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0004_defaults_and_cleanups"),
        ("tenancy", "0006_plain_ranges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangedTables(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="lawchange",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="lawchange",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="lawchange",
                    name="delete_delete",
                ),
                migrations.RemoveConstraint(
                    model_name="lawarticle",
                    name="article_once",
                ),
                migrations.AddField(
                    model_name="lawchange",
                    name="text",
                    field=models.TextField(
                        blank=True,
                        help_text="这一条自施行日期起的全文；废止和解释的空着。",
                        max_length=8000,
                        verbose_name="新条文",
                    ),
                ),
                migrations.AddField(
                    model_name="lawchangeevent",
                    name="text",
                    field=models.TextField(
                        blank=True,
                        help_text="这一条自施行日期起的全文；废止和解释的空着。",
                        max_length=8000,
                        verbose_name="新条文",
                    ),
                ),
                migrations.AlterField(
                    model_name="lawarticle",
                    name="text",
                    field=models.TextField(blank=True, max_length=8000, verbose_name="条文"),
                ),
                migrations.AlterField(
                    model_name="lawarticleevent",
                    name="text",
                    field=models.TextField(blank=True, max_length=8000, verbose_name="条文"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_lawchangeevent" ("article", "document", "effective_on", "id", "kind", "law_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "tenant_id", "text") VALUES (NEW."article", NEW."document", NEW."effective_on", NEW."id", NEW."kind", NEW."law_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."tenant_id", NEW."text"); RETURN NULL;',
                            hash="1bcfe8ad505e2a52095d3a73ab0c44f3387d8968",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_591ac",
                            table="items_lawchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "items_lawchangeevent" ("article", "document", "effective_on", "id", "kind", "law_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "tenant_id", "text") VALUES (NEW."article", NEW."document", NEW."effective_on", NEW."id", NEW."kind", NEW."law_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."tenant_id", NEW."text"); RETURN NULL;',
                            hash="65b042d10d197328eee2d7859f9c755329318260",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_18c61",
                            table="items_lawchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "items_lawchangeevent" ("article", "document", "effective_on", "id", "kind", "law_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "tenant_id", "text") VALUES (OLD."article", OLD."document", OLD."effective_on", OLD."id", OLD."kind", OLD."law_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."tenant_id", OLD."text"); RETURN NULL;',
                            hash="c518fae500d50e2350033a695deb5aa30c3ae773",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c8c87",
                            table="items_lawchange",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="lawarticle",
                    constraint=models.UniqueConstraint(fields=("tenant", "law", "number"), name="article_once"),
                ),
                migrations.AddConstraint(
                    model_name="lawchange",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("text", ""),
                            models.Q(models.Q(("article", ""), _negated=True), ("kind__in", ["amended", "enacted"])),
                            _connector="OR",
                        ),
                        name="law_change_text_of_article",
                        violation_error_message="只有修改、新立一条时才填新条文；整部的变动和废止、解释请空着。",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(KEPT_BELOW, migrations.RunSQL.noop),
        Wall("lawarticle", read_up=True, crosses=("law",)),
    ]
