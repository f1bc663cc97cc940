"""Pages as web alone makes them: no higher floor answers, no database, nothing collected."""

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def web_alone(settings: Settings) -> None:
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    settings.MIDDLEWARE = [path for path in settings.MIDDLEWARE if is_from_below(path)]
    engine = settings.TEMPLATES[0]
    told = [path for path in engine["OPTIONS"]["context_processors"] if is_from_below(path)]
    options = {**engine["OPTIONS"], "context_processors": told}
    settings.TEMPLATES = [{**engine, "OPTIONS": options}]


def is_from_below(path: str) -> bool:
    return path.startswith(("django.", "bureau.web."))
