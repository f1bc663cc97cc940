"""What each installed app brings by a module of a known name: its api, services and refusals."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps


def modules_named(path: str) -> Iterator[tuple[str, ModuleType]]:
    """The module at `path` in each installed app of Bureau that has it, by the label of the app
    and in the order of the apps."""
    for app in apps.get_app_configs():
        if app.name.startswith("bureau.") and _is_there(name := f"{app.name}.{path}"):
            yield app.label, import_module(name)


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # what should be its package is a module, or is missing
        return False


@cache
def parts_named(name: str, *paths: str) -> dict[str, Any]:
    """What a module at one of the `paths` calls `name`, by the label of each app that has it."""
    return {
        app: getattr(module, name)
        for path in paths
        for app, module in modules_named(path)
        if hasattr(module, name)
    }
