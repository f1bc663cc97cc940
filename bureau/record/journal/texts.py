"""What the acts of all installed apps are called."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from bureau.record.journal.services.frame import LABELS, StrOrPromise


@cache
def act_labels() -> Mapping[str, StrOrPromise]:
    """The label of each act by its name in the journal; loads the services of all apps."""
    for app in apps.get_app_configs():
        if find_spec(services := f"{app.name}.services"):
            package = import_module(services)
            for module in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{services}."):
                import_module(module.name)
    return LABELS


def act_in_words(act: str) -> str:
    """The label of an act in the language of the page, or its name where it has no label."""
    return str(act_labels().get(act, act))
