"""Sessions lie under a digest of their key from here on: those under the key itself end."""

from typing import Any

from django.db import migrations


def end_sessions(apps: Any, _editor: Any) -> None:
    for app, name in (("accounts", "Sitting"), ("sessions", "Session")):
        apps.get_model(app, name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_closed_accounts"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(end_sessions, migrations.RunPython.noop)]
