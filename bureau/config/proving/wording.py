"""Words of every kind that people put on record, said on the example, to be edited in a trial."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from bureau.config.proving import acts
from bureau.config.proving.deeds import organisation, papers
from bureau.config.proving.deeds.governance import amending, deciding, following, personnel
from bureau.config.proving.deeds.instruments import register
from bureau.config.shell import actor_with_login
from bureau.core.procedures.deciding import Manner, SeatRole, Tally, Way
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.models import Seat
from bureau.institution.governance.services import drafts, reviewing, steps
from bureau.institution.governance.services.deciding import seat_member
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.services.saved import save_view
from bureau.record.accounts.models import User
from bureau.record.accounts.services.factors import join_identity
from bureau.record.erasure.services import requests
from bureau.record.journal.queries import head
from bureau.web.multilingual import text

type Deed = Callable[[], object]


def say_words() -> None:
    for said in (
        islice(amending.asked_of_the_author(), 1),
        deciding.alone_after_a_ballot(),
        following.after_a_decision(),
        register.serving(),
        papers.wording(),
        personnel.deeds(),
        organisation.keeping_for_officers(),
        of_one_person(),
        of_a_body(),
    ):
        for deed in said:
            deed()


def of_one_person() -> Iterator[Deed]:
    """A view that is kept, an identity at a provider, a hold, a reviewer from outside."""
    by, day = actor_with_login(acts.AUTHOR), acts.the_day()
    user = User.objects.get(person=by.person).pk
    yield lambda: save_view(by, address="/posts/?grade=P.4", name="Kept")
    yield lambda: join_identity(
        by,
        user=user,
        provider="sso",
        subject="1",
        issuer="https://sso.example.org",
        since=head().sequence,
    )
    administrator = actor_with_login("administrator")
    yield lambda: requests.place_hold(administrator, person=by.person or 0, ground="A lawsuit")
    case = drafts.start_reorganisation(
        by, organisation=Organisation.objects.get().pk, reference="WORDS", title=text(en="Words")
    )
    yield lambda: reviewing.invite_reviewer(
        by,
        reorganisation=case,
        name="A reviewer",
        email="reviewer@example.org",
        valid_until=day + timedelta(days=9),
        digest="1" * 64,
    )


def of_a_body() -> Iterator[Deed]:
    """A member dissents; a chair who is no post is proposed."""
    case = acts.propose("", code="D-DISSENT")
    acts.determine("", case=case, step=acts.steps_here(case)[ActKind.DETERMINE])
    seat = Seat.objects.filter(role=SeatRole.MEMBER).order_by("pk")[0]
    yield lambda: steps.recommend(
        actor_with_login(acts.COMMITTEE),
        reorganisation=case,
        step=acts.steps_here(case)[ActKind.RECOMMEND],
        day=acts.the_day(),
        document="CC/9",
        manner=Manner(Way.IN_SESSION, Tally(present=4, supporting=4, against=0, reserved=1)),
        dissents=((seat.pk, "Nobody needs it"),),
    )
    yield lambda: seat_member(
        actor_with_login("administrator"),
        body=seat.body_id,
        role=SeatRole.CHAIR,
        name=text(en="A delegate"),
        valid_from=acts.the_day() + timedelta(days=9),
    )
