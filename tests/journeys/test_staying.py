"""Signed in while something is done: a word before the end, and nothing typed is lost after it."""

import pytest

from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.site import Site
from tests.journeys.sweeping import faults_of
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
NOTE = "form[data-stay]"


def ends_in(site: Site, seconds: int) -> None:
    """Let every session of the installation end so soon; below 0 it has."""
    said = (
        "from django.contrib.sessions.models import Session; from django.utils import timezone;"
        " from datetime import timedelta;"
        f" Session.objects.update(expire_date=timezone.now() + timedelta(seconds={seconds}))"
    )
    ended = site.ground.command(
        *("manage", "shell", "-v", "0", "-c", said),
        DJANGO_SETTINGS_MODULE="bureau.config.settings",
    )
    assert ended.returncode == 0, ended.stderr


def test_a_form_is_kept_over_being_signed_out(site: Site, visitor: Visitor) -> None:
    page = visitor.page
    page.clock.install()
    visitor.go("/")
    visitor.press("Act as the officer")
    visitor.fill(reference="LATE-1", title="Typed before the end")
    ends_in(site, 90)
    page.clock.fast_forward("29:00")
    visitor.sees("In two minutes you will be signed out")
    assert faults_of(visitor) == ()
    visitor.press("Stay signed in")
    page.locator(NOTE).wait_for(state="hidden")
    ends_in(site, -1)
    page.clock.fast_forward("29:00")
    visitor.sees("You are signed out. What stands here is not lost")
    visitor.complaints.clear()  # the browser notes the status 401
    visitor.press("Start the draft")
    visitor.sees("You were signed out before this was sent")
    page.get_by_role("button", name="Go on as").click()
    visitor.sees("Not sent yet", "Typed before the end")
    assert faults_of(visitor) == ()
    visitor.press("Send it now")
    visitor.sees("Typed before the end", "There is no action yet")
