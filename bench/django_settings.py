"""Bureau's own settings, with the peer's models beside."""

from bureau.config.settings import *  # noqa: F403
from bureau.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "simple_history", "bench.history"]
