"""What nouns of settings share, here and in other apps: their place, rights and owner post."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bureau.core.actors import Actor
from bureau.institution.organisation.queries.organisations import (
    organisation_begun,
    organisation_of,
)
from bureau.institution.organisation.queries.owners import posts_offered
from bureau.record.nouns.fields import Field, Words, thing
from bureau.record.nouns.noun import Place, Rights
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
        own = organisation_of(request.actor)
        return posts_offered(own.pk) if own else []

    return thing(
        "post", label, "post", options, **{"refused": ("owner_elsewhere", "owner_not_led"), **more}
    )


def begun_today(request: Asking) -> Mapping[str, Any]:
    """A form begins with today as the first day."""
    return {"valid_from": request.reading.today}


def settings_rights(model: Any, may: Callable[..., bool], only: Words) -> Rights:
    """Those who `may` in an organisation see and change its rows. Nobody else opens the pages."""

    def see(actor: Actor) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.all()
        if actor.is_administrator():
            return rows
        own = actor.organisation
        return rows.filter(organisation=own) if may(actor, own) else rows.none()

    def change(actor: Actor, rows: Sequence[Any]) -> set[int]:
        return {row.pk for row in rows if may(actor, row.organisation_id)}

    return Rights(see=see, add=may, change=change, only=only, enter=may)
