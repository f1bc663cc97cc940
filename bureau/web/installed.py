"""Modules that each installed app may have: its api, its services, its reasons."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps


def modules_named(name: str) -> Iterator[ModuleType]:
    """The module `name` of each installed app of Bureau that has one, in the order of the apps."""
    for app in apps.get_app_configs():
        path = f"{app.name}.{name}"
        if app.name.startswith("bureau.") and find_spec(path):
            yield import_module(path)


def parts_named(module: str, name: str) -> Iterator[Any]:
    """What the `module` of each installed app calls `name`, where it has both."""
    return (getattr(each, name) for each in modules_named(module) if hasattr(each, name))
