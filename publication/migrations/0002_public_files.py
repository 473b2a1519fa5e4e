import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from tenancy.tables import NewTables
from tenancy.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0001_initial"),
        ("tenancy", "0003_library_walls"),
    ]

    operations = [
        NewTables(
            [
                migrations.CreateModel(
                    name="PublicFile",
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
                        ("record_kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("ref", models.CharField(max_length=80, verbose_name="来源编号")),
                        ("is_listed", models.BooleanField(default=True, verbose_name="提供下载")),
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
                        "verbose_name": "公示文件",
                        "verbose_name_plural": "公示文件",
                        "ordering": ["name"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "record_kind", "ref", "name"), name="public_file_once"
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="PublicLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("record_kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("ref", models.CharField(max_length=80, verbose_name="来源编号")),
                        ("key", models.CharField(max_length=64, verbose_name="查询值")),
                        ("data", models.JSONField(default=dict, verbose_name="内容")),
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
                        "verbose_name": "公示查询",
                        "verbose_name_plural": "公示查询",
                        "ordering": ["key"],
                        "abstract": False,
                        "base_manager_name": "everything",
                        "default_manager_name": "everything",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tenant", "record_kind", "ref", "key"), name="public_line_once"
                            )
                        ],
                    },
                    managers=[
                        ("everything", django.db.models.manager.Manager()),
                    ],
                ),
            ]
        ),
        Wall("publicfile", is_public=True),
        Wall("publicline", is_public=True),
    ]
