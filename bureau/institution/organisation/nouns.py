"""What nouns of other apps take from this one: the field of the post that owns a thing."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.queries.organisations import organisation_begun
from bureau.institution.organisation.queries.owners import posts_offered
from bureau.record.nouns.fields import Field, thing
from bureau.record.nouns.noun import Place
from bureau.web.frame import Entry
from bureau.web.requests import Asking

OWNER = _("Owner post")


def above_settings() -> list[Entry]:
    """The page above all pages of settings."""
    return [Entry(reverse("settings"), str(_("Settings")))]


def _own(request: Asking) -> Mapping[str, Any]:
    return {"organisation": organisation_begun(request.actor).pk}


SETTINGS = Place(path="settings", above=above_settings, own=_own)
"""Pages of settings, each with the rows of the reader's organisation."""


def owner(label: Any = OWNER, **more: Any) -> Field:
    """The post that owns a thing, out of those of the reader's organisation."""

    def options(request: Asking) -> Any:
        return posts_offered(request.actor.organisation) if request.actor.organisation else []

    return thing(
        "post", label, "post", options, **{"refused": ("owner_elsewhere", "owner_not_led"), **more}
    )
