"""What the acts of all installed apps are called."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from bureau.record.journal.services.frame import LABELS, StrOrPromise
from bureau.web.installed import modules_named


@cache
def act_labels() -> Mapping[str, StrOrPromise]:
    """The label of each act by its name in the journal; loads the services of all apps."""
    for services in modules_named("services"):
        inside = getattr(services, "__path__", ())
        for module in pkgutil.walk_packages(inside, f"{services.__name__}."):
            import_module(module.name)
    return LABELS


def act_in_words(act: str) -> str:
    """The label of an act in the language of the page, or its name where it has no label."""
    return str(act_labels().get(act, act))
