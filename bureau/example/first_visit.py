"""The first page of the demonstration: three things to try, and whom one may be."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from bureau.core.coordinates import Coordinates
from bureau.example import figures
from bureau.example.decision import decision_on
from bureau.example.people import ADMINISTRATORS, AUDITOR, PEOPLE
from bureau.institution.governance.queries.reorganisations import submitted_as
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.names import names_for
from bureau.institution.organisation.queries.organisations import first_organisation
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import people_who_sign_in
from bureau.record.accounts.texts import GRANTS
from bureau.record.journal.queries import is_demonstration
from bureau.web.answers import Panel
from bureau.web.formats import listed
from bureau.web.multilingual import here
from bureau.web.requests import Asking

GRANTED = {PEOPLE[AUDITOR].login: GRANTS["auditor"]} | {
    PEOPLE[one].login: GRANTS["administrator"] for one in ADMINISTRATORS
}


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: the person, their login, and what they are: the titles of the posts they
    hold today, or what is granted to them directly."""

    login: str
    person: Person
    does: str
    is_you: bool


def panel(request: Asking) -> Panel | None:
    """What a visitor of a demonstration may try, whatever organisation they work on; None
    elsewhere."""
    organisation = first_organisation()
    if organisation is None or not is_demonstration():
        return None
    members = _cast(request)
    case = submitted_as(organisation.pk, figures.REFERENCE)
    unit = organisation.opens_at
    if case is None or unit is None:
        return None
    compare = reverse("compare", args=[unit])
    return Panel(
        "example/first_visit.html",
        {
            "cast": members,
            "what_changed": f"{compare}?valid=2025-01-15&from_valid=2024-01-15",
            "chart": reverse("unit-chart", args=[unit]),
            "decision": decision_on(case, request.reading.today),
            "council": _login("council_secretary", members),
            "officer": _login("organisation_officer", members),
            "draft": reverse("reorganisation-new"),
            "elsewhere": _elsewhere(request, organisation),
        },
    )


def _elsewhere(request: Asking, organisation: Organisation) -> Mapping[str, str]:
    """Which other organisation the visitor works on, that of the demonstration, and the address
    that leads back to it; empty for who works on that."""
    own: Organisation = request.organisation
    if own == organisation:
        return {}
    return {
        "own": here(own.name),
        "shown": here(organisation.name),
        "back": reverse("work-on-organisation", args=[organisation.pk]),
    }


def _login(role: str, members: list[Member]) -> Member | None:
    return next((one for one in members if one.login == PEOPLE[role].login), None)


def _cast(request: Asking) -> list[Member]:
    """Everyone who may sign in, with what they hold, in a constant number of reads."""
    today = Coordinates(request.reading.today.toordinal(), request.reading.recorded_now)
    now = snapshot(today)
    signing = people_who_sign_in()
    posts = {
        person.pk: [
            post
            for incumbency in now.incumbencies_of_person(person.pk)
            if (post := now.post(incumbency.post))
        ]
        for _, person in signing
    }
    names = names_for(request.actor, now, posts=[post for held in posts.values() for post in held])
    return [
        Member(
            login,
            person,
            listed(names.post(post) for post in posts[person.pk]) or str(GRANTED.get(login, login)),
            is_you=person.pk == request.actor.person,
        )
        for login, person in signing
    ]
