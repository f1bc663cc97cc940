"""The settings of an installation under trial: our own, with the addresses that trials call."""

from bureau.config.settings import *  # noqa: F403

ROOT_URLCONF = "bureau.config.proving.addresses"
