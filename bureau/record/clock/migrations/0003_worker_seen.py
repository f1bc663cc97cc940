"""Workers say which queues they serve; what waits to go out is of the queues for that."""

from typing import Any

from django.db import migrations, models

QUEUES = {
    "bureau.record.programs.services.delivering.deliver_to": "outgoing",
    "bureau.record.notices.services.sending.deliver": "mail",
}


def put_into_queues(apps: Any, editor: Any) -> None:
    for path, queue in QUEUES.items():
        apps.get_model("clock", "QueuedTask").objects.filter(path=path).update(queue=queue)


def put_back(apps: Any, editor: Any) -> None:
    rows = apps.get_model("clock", "QueuedTask").objects.filter(queue__in=QUEUES.values())
    rows.update(queue="default")


class Migration(migrations.Migration):
    dependencies = [("clock", "0002_queues")]
    operations = [
        migrations.CreateModel(
            "WorkerSeen",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("worker", models.CharField(max_length=60)),
                ("queue", models.CharField(max_length=20)),
                ("seen_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            "WorkerSeen",
            models.UniqueConstraint(fields=["worker", "queue"], name="worker_seen_once_a_queue"),
        ),
        migrations.RunPython(put_into_queues, put_back),
    ]
