"""Contents that are kept, each once, under its hash."""

from django.db import models


class StoredFile(models.Model):
    """One content: its bytes lie in the folder of files, under `hash` (SHA-256).

    `size` is in bytes; `kind` is what it was found to be (`documents.given`).
    """

    hash = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    kept_at = models.DateTimeField()
