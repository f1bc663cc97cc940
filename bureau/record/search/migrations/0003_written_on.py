"""As of which day each row was read: one written with a clock ahead is read anew."""

from datetime import date

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_tokens")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="written_on",
            field=models.DateField(db_index=True, default=date(1970, 1, 1)),
            preserve_default=False,
        ),
    ]
