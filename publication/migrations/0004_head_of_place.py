from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_results")]

    operations = [
        migrations.AddIndex(
            model_name="publicrecord",
            index=models.Index(fields=["tenant", "-entry_number"], name="public_record_head"),
        ),
    ]
