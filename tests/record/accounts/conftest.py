"""What tests of signing in may use."""

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def next_code_too(settings: Settings) -> None:
    """The code of the next half minute counts as well: a test need not wait for it."""
    settings.MFA_TOTP_TOLERANCE = 1
