"""Conventions by which bodies count their deadlines, as a noun."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance import models
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.texts.rules import ONLY_KEEPERS
from bureau.institution.instruments.queries import bodies_there
from bureau.institution.organisation.nouns import SETTINGS, settings_rights
from bureau.institution.organisation.queries.organisations import organisation_begun
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.record.nouns import fields
from bureau.record.nouns.noun import Listing, Named, Noun, adding
from bureau.web.fields import ZoneField
from bureau.web.multilingual import here
from bureau.web.picking import Option
from bureau.web.requests import Asking

ELSE, END_OF_DAY = _("every step without one of its own"), _("end of the day")


def _bodies(request: Asking) -> list[Option]:
    rows = bodies_there(organisation_begun(request.actor).pk, request.reading.today)
    return [(row.pk, here(row.name)) for row in rows]


def _begun(request: Asking) -> Mapping[str, Any]:
    return {
        "zone": organisation_begun(request.actor).zone,
        "valid_from": request.reading.today,
        "stand_in_after": 3,
        "superior_after": 7,
    }


NAMES = ("body", "valid_from", "zone", "closes", "stand_in_after", "superior_after", "source")
SHOWN = (*NAMES[:2], "valid_until", *NAMES[2:])
CONVENTIONS = Noun(
    name="deadline_convention",
    plural="deadlines",
    model=models.DeadlineConvention,
    named=Named(
        one=_("Deadline convention"),
        many=_("Deadlines of bodies"),
        says=_("In which zone and at which hour a last day is over, and who hears of delay."),
        empty=(_("No convention yet"), _("Add how bodies count their last days.")),
    ),
    fields=(
        fields.thing(
            *("body", _("Body"), "body", _bodies),
            required=False,
            empty=ELSE,
            refused=("no_such_body",),
        ),
        fields.line(
            *("zone", _("Time zone"), 60, True),
            form=lambda request: ZoneField(label=_("Time zone"), help_text="Europe/Zurich"),
            refused=("zone_not_known",),
        ),
        fields.line(
            *("closes", _("Closes at"), 5),
            shown=lambda line: line.row.closes or END_OF_DAY,
            form=lambda request: forms.CharField(
                label=_("Closes at"),
                required=False,
                max_length=5,
                help_text=_("as 17:30; empty is the end of the day"),
            ),
            refused=("hour_not_known",),
        ),
        fields.number("stand_in_after", _("Stand-in told after days"), most=365),
        fields.number(
            *("superior_after", _("Superior told after days")),
            most=365,
            refused=("stages_out_of_order",),
        ),
        fields.first_day(
            refused=("convention_in_past", "convention_comes_later", "begins_too_far_ahead")
        ),
        fields.last_day_of(),
        fields.text("source", _("Source")),
    ),
    rights=settings_rights(models.DeadlineConvention, may_keep_rules, ONLY_KEEPERS),
    deeds=(
        adding(
            set_deadline_convention,
            _("Add a convention"),
            _("Add convention"),
            _("The convention is added. The one before it ends the day before."),
            *NAMES,
            start=_begun,
        ),
    ),
    listing=Listing(
        columns=SHOWN,
        facts=SHOWN,
        key=("body", "valid_from"),
        filters=("body", "valid_until"),
        search=("zone", "source"),
        order=("-valid_from",),
    ),
    place=SETTINGS,
    sentence=sentence,
    called=lambda row: row.body.name if row.body else str(ELSE),
    related=("body",),
)
NOUNS = (CONVENTIONS,)
