"""Pages in tests: static files under their own names, before anything is collected."""

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    settings.MIDDLEWARE = [path for path in settings.MIDDLEWARE if "whitenoise" not in path]
