"""Wall in the libraries' tables that hold what belongs to one member: e-mail addresses, second factors, sessions."""

from django.db import migrations

from tenancy import sql

MEMBER_OWNED = ["account_emailaddress", "mfa_authenticator", "usersessions_usersession"]


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_regions"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
        ("guardian", "__latest__"),
    ]

    operations = [
        *[migrations.RunSQL(sql.member_owned(table)) for table in MEMBER_OWNED],
        migrations.RunSQL(
            "REVOKE ALL ON guardian_userobjectpermission, guardian_groupobjectpermission FROM supervision_app;"
        ),
    ]
