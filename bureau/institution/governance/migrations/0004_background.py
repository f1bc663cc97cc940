"""Why a case is put: a text of its own, beside its title and purpose."""

from django.db import migrations

from bureau.web.multilingual import MultilingualField


class Migration(migrations.Migration):
    dependencies = [("governance", "0003_budget_proposals")]
    operations = [
        migrations.AddField("reorganisation", "background", MultilingualField(null=True)),
    ]
