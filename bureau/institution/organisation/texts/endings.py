"""What ends, in words, as the wiring table asks for it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.core.actors import Actor
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.endings import (
    ABSENCE,
    Days,
    Found,
    endings_of_engagements,
    endings_of_posts,
    endings_of_powers,
    endings_of_units,
)
from bureau.institution.organisation.queries.numbers import reservations_that_end
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.texts.words import word_for
from bureau.web.answers import Ending
from bureau.web.requests import Reading

WORDS: dict[str, Promise] = {
    "holder": _("Incumbency"),
    "acting": _("Acting"),
    "lien": _("Lien"),
    "post": _("Post"),
    "temporary_post": _("Temporary post"),
    "funding": _("Funding"),
    "unit": _("Unit"),
    "secondment": _("Secondment"),
    "loan": _("Loan"),
    "consultant": _("Consultant"),
    "intern": _("Intern"),
    "volunteer": _("Volunteer"),
    "role": _("Role of a post"),
    "delegate": _("Delegation"),
    "assistant": _("Assistance"),
    ABSENCE: _("Absence"),
}
VOCABULARY = {"funding": "funding", "role": "role"}


def posts_ending(actor: Actor, days: Days, reading: Reading) -> list[Ending]:
    return _told(endings_of_posts(actor, days, reading), reading)


def units_ending(actor: Actor, days: Days, reading: Reading) -> list[Ending]:
    return _told(endings_of_units(actor, days, reading), reading)


def engagements_ending(actor: Actor, days: Days, reading: Reading) -> list[Ending]:
    return _told(endings_of_engagements(actor, days, reading), reading)


def powers_ending(actor: Actor, days: Days, reading: Reading) -> list[Ending]:
    return _told(endings_of_powers(actor, days, reading), reading)


def numbers_ending(actor: Actor, days: Days, reading: Reading) -> list[Ending]:
    """Reserved numbers that lapse, to whoever keeps reference data."""
    organisation = organisation_of(actor)
    if organisation is None or not may_keep_reference_data(actor):
        return []
    return [
        Ending(
            day=row.valid_until,
            what="reserved_number",
            word=_("Reserved number"),
            name=row.number,
            address=reverse("settings-numbers"),
            note=row.reason,
            owner=row.post,
        )
        for row in reservations_that_end(actor, organisation.pk, *days)
    ]


def _told(found: Iterable[Found], reading: Reading) -> list[Ending]:
    return [
        Ending(
            day=one.day,
            what=one.what,
            word=WORDS[one.what],
            name=f"{one.short} · {one.name}" if one.name else one.short,
            address=reverse(one.on.kind, args=[one.on.id]) + reading.query,
            note=word_for(one.detail, VOCABULARY[one.what])
            if one.what in VOCABULARY
            else one.detail,
            unit=one.unit,
            owner=one.owner,
        )
        for one in found
    ]
