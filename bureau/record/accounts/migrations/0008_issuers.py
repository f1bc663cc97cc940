"""Ties to identities elsewhere name their issuer, and nothing else that a provider said."""

import os

from django.db import migrations


def name_issuer(apps, schema_editor):
    """The issuer that is set now is the one under which people were tied until now."""
    issuer = os.environ.get("BUREAU_OIDC_ISSUER", "").rstrip("/")
    said = {"issuer": issuer} if issuer else {}
    apps.get_model("socialaccount", "SocialAccount").objects.update(extra_data=said)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0007_name_proposals"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [migrations.RunPython(name_issuer, migrations.RunPython.noop)]
