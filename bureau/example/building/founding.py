"""The installation, its people, and the organisation with its grades, places and costs."""

from datetime import date

from bureau.core.actors import NOBODY, Actor, Grant
from bureau.example import figures
from bureau.example.building.cast import GRANT_LASTS, Made
from bureau.example.people import ADMINISTRATORS, AUDITOR, PEOPLE
from bureau.example.words import remarks, units
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.services import reference
from bureau.record.accounts import services as accounts
from bureau.record.journal.services.founding import found_installation


def found(today: date) -> Made:
    """Found the demonstration and make everyone in it; refused where one was founded before."""
    found_installation(NOBODY, demonstration=True)
    made = Made(today)
    first, second = ADMINISTRATORS
    _make_person(NOBODY, made, first)
    _grant(NOBODY, made, first, Grant.ADMINISTRATOR)
    administrator = made.actor(first)
    for key in PEOPLE:
        if key != first:
            _make_person(administrator, made, key)
    _grant(administrator, made, second, Grant.ADMINISTRATOR)
    confirmed_by = made.people[second]
    _grant(administrator, made, AUDITOR, Grant.AUDITOR, confirmed_by)
    return made


def _make_person(by: Actor, made: Made, key: str) -> None:
    someone = PEOPLE[key]
    made.people[key] = accounts.create_person(
        by,
        name=someone.name,
        transliteration=someone.transliteration,
        email=f"{key.replace('_', '-')}@demonstration.example",
        language=someone.language,
    )
    if someone.login:
        accounts.create_user(by, person=made.people[key], login=someone.login, password=None)


def _grant(by: Actor, made: Made, key: str, grant: Grant, confirmed_by: int | None = None) -> None:
    """From today on, be it yesterday still where no organisation says which day it is."""
    accounts.grant_directly(
        by,
        person=made.people[key],
        grant=grant,
        valid_from=min(made.today, today(None)),
        valid_until=made.today + GRANT_LASTS,
        confirmed_by=confirmed_by,
    )


def make_organisation(made: Made) -> None:
    """The organisation and its reference data, by the first administrator."""
    by = made.actor(ADMINISTRATORS[0])
    made.organisation = reference.create_organisation(
        by,
        code="ITU",
        name=units.ITU,
        zone=figures.ZONE,
        currency=figures.CURRENCY,
        number_pattern=figures.NUMBER_PATTERN,
        chart_is_public=True,
    )
    reference.add_place(
        by,
        organisation=made.organisation,
        code=figures.PLACE,
        name=units.GENEVA,
        valid_from=figures.OPENING,
    )
    for order, (code, grade_class, _) in enumerate(figures.GRADES, 1):
        reference.add_grade(
            by,
            organisation=made.organisation,
            code=code,
            grade_class=grade_class,
            order=order,
            valid_from=figures.OPENING,
        )
    _add_costs(by, made)


def _add_costs(by: Actor, made: Made) -> None:
    for valid_from, valid_until, costs in figures.costs_by_year():
        for grade, amount_minor in costs.items():
            reference.add_standard_cost(
                by,
                organisation=made.organisation,
                grade=grade,
                place=figures.PLACE,
                amount_minor=amount_minor,
                currency=figures.CURRENCY,
                source=remarks.DEMONSTRATION_COST,
                valid_from=valid_from,
                valid_until=valid_until,
            )
