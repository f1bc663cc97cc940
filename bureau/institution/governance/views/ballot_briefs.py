"""The ballots of a case as its route tells them: where each is and how it stands."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.institution.governance.queries.ballots import ballots_of, deadline_of
from bureau.institution.governance.queries.deciding import is_open
from bureau.institution.governance.texts.deciding import OUTCOME_MARKS, said_by_ballot
from bureau.web.formats import day_in_words


@dataclass(frozen=True, slots=True)
class BallotBrief:
    """A ballot on a route: where it is and how it stands."""

    number: int
    address: str
    mark: str
    state: str
    parts: frozenset[int]


def ballots_by_step(reorganisation: int) -> dict[str, list[BallotBrief]]:
    """Those held on each step, by its key."""
    found: dict[str, list[BallotBrief]] = {}
    for row in reversed(ballots_of(reorganisation)):
        if is_open(row):
            mark, state = (
                "now",
                _("open until {day}").format(day=day_in_words(deadline_of(row).day)),
            )
        else:
            mark = OUTCOME_MARKS[row.end.outcome]
            state = said_by_ballot(row.kind, row.end.outcome)
        address = reverse("reorganisation-ballot", args=[reorganisation, row.pk])
        found.setdefault(row.step, []).append(
            BallotBrief(row.pk, address, mark, state, frozenset(row.parts))
        )
    return found
