"""What stands beside the tests of each installed app: modules of a known name."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.apps import apps

HERE = Path(__file__).parent


def modules_beside(name: str) -> Iterator[ModuleType]:
    """The module `name` beside the tests of each app that has it, in the order of the apps."""
    for app in apps.get_app_configs():
        package, *path = app.name.split(".")
        if package == "bureau" and HERE.joinpath(*path, f"{name}.py").exists():
            yield import_module(".".join(("tests", *path, name)))
