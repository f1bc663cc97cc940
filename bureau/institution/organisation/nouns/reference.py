"""Places and grades as nouns: dated, with no recorded axis."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.forms.coded import CodeField
from bureau.institution.organisation.models import Grade, Place
from bureau.institution.organisation.nouns.shared import SETTINGS, begun_today, settings_rights
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.grades import is_in_use
from bureau.institution.organisation.services import keeping, reference
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.institution.organisation.texts.words import word_for
from bureau.record.nouns import fields
from bureau.record.nouns.fields import Field
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
    rights=settings_rights(Place, may_keep_reference_data, ONLY_OFFICERS),
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


def _class() -> Field:
    """The class of grades: a code in the row, its word to people."""
    label = _("Class")
    return fields.line(
        "grade_class",
        label,
        required=True,
        form=lambda request: CodeField("category", label=label, max_length=30),
        cell=lambda line: word_for(line.row.grade_class, "category"),
        recorded=lambda value, labels: word_for(value, "category"),
        orders=("grade_class", "order"),
        refused=("grade_in_use",),
    )


def _order() -> Field:
    label = _("Place in the order")
    return fields.number(
        "order",
        label,
        form=lambda request: forms.IntegerField(
            label=label, min_value=0, max_value=999, help_text=_("0 is the lowest")
        ),
    )


def _fixed(grade: Grade) -> Collection[str]:
    return ("grade_class", "order") if is_in_use(grade) else ()


GRADES = Noun(
    name="grade",
    plural="grades",
    model=Grade,
    named=Named(
        one=_("Grade"),
        many=_("Grades"),
        says=_("Every grade with its class and its place in the order."),
        empty=(_("No grade yet"), _("Add the grades of posts, lowest first.")),
    ),
    fields=(
        fields.code(refused=("already_there",)),
        _class(),
        _order(),
        fields.first_day(),
        fields.last_day_of(),
    ),
    rights=settings_rights(Grade, may_keep_reference_data, ONLY_OFFICERS),
    deeds=(
        adding(
            reference.add_grade,
            _("Add a grade"),
            _("Add grade"),
            _("The grade is added."),
            *("code", "grade_class", "order", "valid_from"),
            start=begun_today,
        ),
        changing(
            keeping.keep_grade,
            _("Change the grade"),
            _("The grade is saved."),
            *("grade_class", "order", "valid_until"),
            fixed=_fixed,
        ),
    ),
    listing=Listing(
        columns=("code", "grade_class", "order", "valid_from", "valid_until"),
        facts=("code", "grade_class", "order", "valid_from", "valid_until"),
        key=("code",),
        filters=("valid_until",),
        search=("code",),
        order=("-order",),
    ),
    place=SETTINGS,
    sentence=sentence,
    called="code",
)
