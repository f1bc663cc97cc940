"""A connection is kept as long as its file is the one that has the name."""

import os
import sqlite3
from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler


@pytest.mark.django_db
def test_another_file_under_the_name_ends_the_connection(tmp_path: Path) -> None:
    file, restored = tmp_path / "one.sqlite3", tmp_path / "restored.sqlite3"
    sqlite3.connect(restored).close()
    settings = {"default": {"ENGINE": "bureau.config.sqlite3", "NAME": str(file)}}
    connection = ConnectionHandler(settings)["default"]
    connection.ensure_connection()
    assert connection.is_usable()
    os.replace(restored, file)
    assert not connection.is_usable()
    connection.close()
