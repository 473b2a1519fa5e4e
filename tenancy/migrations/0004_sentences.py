from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("tenancy", "0003_library_walls"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="member",
            name="member_employee_number",
            constraint=models.UniqueConstraint(
                condition=models.Q(("employee_number", ""), _negated=True),
                fields=("home", "employee_number"),
                name="member_employee_number",
                violation_error_message="本地区已有人使用这个工号，请核对；是同一个人的，请给原有账号增加岗位，不要另建。",
            ),
        ),
    ]
