"""The register of personal delegations for programs."""

from datetime import date

from ninja import Query, Router, Schema

from bureau.core.scopes import Scope
from bureau.institution.organisation.api.standing import organisation_asked
from bureau.institution.organisation.queries.delegations import delegations_of
from bureau.institution.organisation.queries.structure import today
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED
from bureau.web.api.words import Id, Spanned

router = Router(tags=["people"])


class DelegationOut(Schema):
    """`acts` and `subjects` are null where all are given; `ceiling_minor` where there is no limit.
    `state` is holds, to_come, ended or lapsed."""

    id: int
    post: int
    giver: int
    giver_name: str
    person: int
    person_name: str
    acts: list[str] | None
    subjects: list[str] | None
    ceiling_minor: int | None
    currency: str
    valid_from: date
    valid_until: date | None
    state: str


class Delegations(Schema):
    items: list[DelegationOut]


class DelegationsAsked(Spanned):
    organisation: Id | None = None


@router.get("delegations", response={200: Delegations, **REFUSED})
@needs(Scope.PEOPLE)
def delegations(request: Call, asked: Query[DelegationsAsked]) -> object:
    """Who may sign what for a post, to how much, since when: all of an organisation for its
    officers, human resources and auditors, else your own."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        day = asked.valid or today(organisation)
        found = delegations_of(request.actor, organisation.pk, day, whole=asked.whole)
        return Delegations(
            items=[
                DelegationOut(
                    id=one.row.pk,
                    post=one.row.post_id,
                    giver=one.row.giver_id,
                    giver_name=one.giver,
                    person=one.row.person_id,
                    person_name=one.person,
                    acts=one.row.acts,
                    subjects=one.row.subjects,
                    ceiling_minor=one.row.ceiling_minor,
                    currency=one.row.currency,
                    valid_from=one.row.valid_from,
                    valid_until=one.row.valid_until,
                    state=one.state,
                )
                for one in found
            ]
        )
