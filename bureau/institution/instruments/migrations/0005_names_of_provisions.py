"""Names of provisions in six languages, where their labels are words."""

import bureau.web.multilingual
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('instruments', '0004_bodies_meet'),
    ]

    operations = [
        migrations.AddField(
            'provision', 'name', bureau.web.multilingual.MultilingualField(null=True)
        ),
    ]
