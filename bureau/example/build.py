"""Builds the case that ships, through services only, as the cast."""

from datetime import date

from bureau.example.building.budget import vote_budget
from bureau.example.building.deciding import lay_down_how_it_decides, seat_committee
from bureau.example.building.founding import found, make_organisation
from bureau.example.building.mandates import (
    ask_for_reports,
    say_what_departments_serve,
    write_strategic_plan,
)
from bureau.example.building.meetings import convene
from bureau.example.building.notes import is_remarked, remark
from bureau.example.building.opening import record_what_stands
from bureau.example.building.procedure import draft_rules, lay_down_rules, set_ceilings
from bureau.example.building.record import correct, record_late
from bureau.example.building.register import (
    follow_reorganisation,
    give_roles,
    name_offices,
    register_sources,
)
from bureau.example.building.reorganisation import reorganise
from bureau.example.building.staffing import draft_staffing


def build(today: date) -> None:
    """Build all of it in an empty installation; Refused where one was founded before.

    `today` is the day that it is where the organisation is: the day on which everything is
    recorded.
    """
    made = found(today)
    make_organisation(made)
    register_sources(made)
    record_what_stands(made)
    name_offices(made)
    give_roles(made)
    ask_for_reports(made)
    write_strategic_plan(made)
    lay_down_rules(made)
    set_ceilings(made)
    seat_committee(made)
    lay_down_how_it_decides(made)
    record_late(made)
    correct(made)
    vote_budget(made)
    convene(made, reorganise(made))
    follow_reorganisation(made)
    say_what_departments_serve(made)
    draft_staffing(made)
    draft_rules(made)
    remark(made)


def is_whole() -> bool:
    """Whether it was built to its end: what is done last is on record."""
    return is_remarked()
