"""Deeds after a decision, on people affected, and on deadlines of bodies."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.changes.people import How
from bureau.institution.governance.models import AffectedPerson, EntryIntoForce
from bureau.institution.governance.queries.following import proposed_of
from bureau.institution.governance.services import actions, drafts, following, submissions
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.governance.services.people import (
    add_affected_person,
    close_people_list,
    confirm_people,
    take_affected_person_out,
)
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    yield from deadlines_of_bodies()
    yield from after_a_decision()
    yield from people_of_a_round()


def after_a_decision() -> Iterator[Deed]:
    by, day = actor_with_login(acts.AUTHOR), timezone.now().date() + timedelta(days=500)
    case = EntryIntoForce.objects.latest("pk").submission.reorganisation
    left = [one.key for one in proposed_of(case)]
    post, of_case = case.author_post, {"reorganisation": case.pk}
    yield lambda: following.confirm_assignment(by, **of_case, proposal=left[0], owner=post, due=day)
    number = following.add_assignment(by, **of_case, words="Deeds", owner=post, due=day)
    other = following.add_assignment(by, **of_case, words="Deeds", owner=post, due=day)
    yield lambda: following.move_assignment(by, assignment=number, owner=post, due=day)
    yield lambda: following.close_assignment(by, assignment=number)
    yield lambda: following.drop_assignment(by, assignment=other, reason="Deeds")
    acts.take_through("FOLLOWED")
    again = EntryIntoForce.objects.latest("pk").submission.reorganisation
    yield lambda: following.drop_proposal(
        by, reorganisation=again.pk, proposal=proposed_of(again)[0].key, reason="Deeds"
    )


def people_of_a_round() -> Iterator[Deed]:
    """A post with somebody on it changes; human resources go through the list."""
    by, hr = actor_with_login(acts.AUTHOR), actor_with_login("human-resources")
    case = drafts.start_reorganisation(
        by, organisation=acts.the_organisation().pk, reference="PEOPLE", title=text(en="Deeds")
    )
    held = next(post for post in acts.as_it_is().posts() if is_held_by_another(post.id, by))
    actions.add_action(
        by,
        reorganisation=case,
        kind=ActionKind.RENUMBER_POST,
        day=acts.the_day().toordinal() + 300,
        subject=held.id,
        values={"number": "DEEDS-1"},
    )
    submissions.submit_reorganisation(by, reorganisation=case)
    yield lambda: confirm_people(hr, reorganisation=case)
    yield lambda: add_affected_person(
        hr,
        reorganisation=case,
        person=by.person or 0,
        post=held.id,
        how=How.MOVED,
        day=acts.the_day(),
        reason="Deeds",
    )
    line = AffectedPerson.objects.filter(matched="").latest("pk").pk
    yield lambda: take_affected_person_out(hr, reorganisation=case, line=line)
    yield lambda: close_people_list(hr, reorganisation=case)


def is_held_by_another(post: int, by: Actor) -> bool:
    held = acts.as_it_is().incumbencies_of(post)
    return bool(held) and all(one.person != by.person for one in held)


def deadlines_of_bodies() -> Iterator[Deed]:
    by, day = actor_with_login(acts.AUTHOR), timezone.now().date()
    yield lambda: set_deadline_convention(
        by,
        organisation=acts.the_organisation().pk,
        zone="Europe/Zurich",
        closes="17:30",
        valid_from=day + timedelta(days=400),
        source=text(en="Deeds"),
    )
