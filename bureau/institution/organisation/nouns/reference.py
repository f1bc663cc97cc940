"""Places and grades as nouns: dated, with no recorded axis."""

from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.models import Place
from bureau.institution.organisation.nouns.shared import SETTINGS, begun_today, kept_by
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.services import keeping, reference
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.record.nouns import fields
from bureau.record.nouns.noun import Listing, Named, Noun, adding, changing

PLACES = Noun(
    name="place",
    plural="places",
    model=Place,
    named=Named(
        one=_("Place"),
        many=_("Places"),
        says=_("Duty stations, by their code."),
        empty=(_("No place yet"), _("Add the duty stations of posts.")),
    ),
    fields=(
        fields.code(refused=("already_there",)),
        fields.text(),
        fields.first_day(),
        fields.last_day_of(),
    ),
    rights=kept_by(Place, may_keep_reference_data, ONLY_OFFICERS),
    deeds=(
        adding(
            reference.add_place,
            _("Add a place"),
            _("Add place"),
            _("The place is added."),
            *("code", "name", "valid_from"),
            start=begun_today,
        ),
        changing(
            keeping.keep_place,
            _("Change the place"),
            _("The place is saved."),
            *("name", "valid_until"),
        ),
    ),
    listing=Listing(
        columns=("code", "name", "valid_from", "valid_until"),
        facts=("code", "name", "valid_from", "valid_until"),
        key=("code",),
        filters=("valid_until",),
        order=("code",),
    ),
    place=SETTINGS,
    sentence=sentence,
)
