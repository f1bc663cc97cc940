"""One call of each service that building the example does not make: a module for each app.

`deeds()` of a module yields its calls. `last_deeds()`, where there is one, yields calls after which
deeds of other apps would be refused: another organisation is opened, or new rules cover all cases.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from django.apps import apps

from bureau.config.proving.deeds.deed import Deed


def deeds() -> Iterator[Deed]:
    """In an order in which each is allowed: an app after those that it rests on."""
    own = {module.name for module in iter_modules(__path__)}
    labels = [app.label for app in apps.get_app_configs() if app.label in own]
    modules = [import_module(f"{__name__}.{label}") for label in labels]
    for part in ("deeds", "last_deeds"):
        for module in modules:
            yield from getattr(module, part, tuple)()
