"""The settings of the product, but for what would keep a script from signing in by a password."""

from bureau.config.settings import *  # noqa: F403

BUREAU_SECOND_FACTOR = False
