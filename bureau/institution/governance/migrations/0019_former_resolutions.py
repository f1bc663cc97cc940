"""What a thread of comments was settled with before it was opened again."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("governance", "0018_votes_left_out")]
    operations = [
        migrations.CreateModel(
            "FormerResolution",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said", models.TextField()),
                ("person", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField()),
                ("reopened_by", models.BigIntegerField()),
                ("reopened_at", models.DateTimeField()),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="former_resolutions",
                        to="governance.comment",
                    ),
                ),
            ],
            options={"ordering": ["thread", "pk"]},
        )
    ]
