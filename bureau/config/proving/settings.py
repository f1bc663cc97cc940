"""The settings of an installation under trial: our own, with the addresses that trials call."""

import os

from django.core.exceptions import ImproperlyConfigured

from bureau.config.settings import *  # noqa: F403

if not os.environ.get("BUREAU_UNDER_TRIAL"):
    raise ImproperlyConfigured("Trials do acts for anybody who asks: only `bureau prove` may.")

ROOT_URLCONF = "bureau.config.proving.addresses"
