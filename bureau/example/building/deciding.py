"""Who sits in the Coordination Committee, and by which rule it decides: a demonstration."""

from bureau.core.procedures.deciding import Majority, SeatRole, Way
from bureau.example import figures, posts
from bureau.example.building.cast import Made
from bureau.example.words import deciding as words
from bureau.institution.governance.models import Shown
from bureau.institution.governance.services.deciding import seat_member
from bureau.institution.governance.services.decision_rules import lay_down_decision_rule


def seat_committee(made: Made) -> None:
    """As Article 26 of the Constitution composes it, as far as the demonstration has the posts:
    the Directors of the other Bureaux sit by name, and as the secretary from the day of the
    demonstration on."""
    by, body = made.actor("organisation_officer"), made.bodies["committee"]
    for number, role, since in (
        (posts.SECRETARY_GENERAL, SeatRole.CHAIR, figures.OPENING),
        (posts.DIRECTOR, SeatRole.MEMBER, figures.OPENING),
        (posts.COMMITTEE_SECRETARY, SeatRole.SECRETARY, made.today),
    ):
        seat_member(by, body=body, role=role, post=made.posts[number], valid_from=since)
    for name in (words.DIRECTOR_OF_RADIOCOMMUNICATION, words.DIRECTOR_OF_DEVELOPMENT):
        seat_member(by, body=body, role=SeatRole.MEMBER, name=name, valid_from=made.today)


def lay_down_how_it_decides(made: Made) -> None:
    """Convention No. 109: unanimity striven for, else the chair alone where it is urgent."""
    lay_down_decision_rule(
        made.actor("organisation_officer"),
        body=made.bodies["committee"],
        ways=frozenset(Way),
        majority=Majority.UNANIMITY,
        days=figures.DAYS_OF_BALLOT,
        shown=Shown.AFTERWARDS,
        reports_to=made.bodies["council"],
        report_days=figures.DAYS_TO_REPORT,
        valid_from=made.today,
        instrument=made.instruments["convention"],
        provision=made.provisions["convention 109"],
        note=words.RULE_NOTE,
    )
