"""Who acts or prepares for a holder: delegates and assistants, and stand-ins while one is away."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor, Role
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.kinds import ActKind
from bureau.core.proposals import has_lapsed
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import Absence, Delegation, Organisation, Post
from bureau.institution.organisation.permissions import (
    may_confirm_for_post,
    may_confirm_stand_in,
    may_record_absence,
)
from bureau.institution.organisation.queries.actors import in_person, posts_in_person
from bureau.institution.organisation.queries.structure import snapshot, today, today_of_post
from bureau.record.accounts.queries import administrators_on
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service

SUBJECTS = frozenset({"reorganisation", "clearance", "personnel_action", "budget_proposal"})
"""The kinds of case on which a delegate may act."""
CURRENCY_LENGTH = 3


@service("organisation.delegate_post", pgettext_lazy("act in the journal", "Delegate a post"))
def delegate_post(
    act: Act,
    *,
    post: int,
    person: int,
    capacity: str,
    valid_from: date,
    valid_until: date,
    acts: Collection[str] | None = None,
    subjects: Collection[str] | None = None,
    ceiling_minor: int | None = None,
    currency: str = "",
) -> int:
    """Name a delegate, who acts, or an assistant, who prepares; by the holder, for given days.

    A delegate may do the `acts` named on cases of the `subjects` named, all of them where None, and
    up to a ceiling in minor units of a currency. Who only stands in names nobody.
    """
    _refuse_unheld(act, post)
    _refuse_span(valid_from, valid_until)
    if person == act.actor.person:
        raise Refused(Reason("not_to_oneself"))
    act.name_anew(person)
    reach = _reach(capacity, acts, subjects, ceiling_minor, currency)
    row = Delegation.objects.create(
        post_id=post,
        giver_id=act.actor.person or 0,
        person_id=person,
        capacity=capacity,
        valid_from=valid_from,
        valid_until=valid_until,
        **reach,
    )
    act.touch("delegation", row.pk)
    act.touch("post", post)
    act.touch("person", person)
    act.details.update(delegation=row.pk, capacity=capacity, **reach)
    return row.pk


def _reach(
    capacity: str,
    acts: Collection[str] | None,
    subjects: Collection[str] | None,
    ceiling_minor: int | None,
    currency: str,
) -> dict[str, Any]:
    """How far a delegation goes, as its row keeps it; refused where it says nothing sensible."""
    reasons = []
    if capacity == "assistant" and (subjects is not None or ceiling_minor is not None):
        reasons.append(Reason("assistant_has_no_reach"))
    if any(one is not None and not one for one in (acts, subjects)):
        reasons.append(Reason("delegation_of_nothing"))
    if not set(subjects or ()) <= SUBJECTS:
        reasons.append(Reason("delegation_of_nothing"))
    is_currency = len(currency) == CURRENCY_LENGTH and currency.isalpha() and currency.isupper()
    if ceiling_minor is not None and (ceiling_minor < 0 or not is_currency):
        reasons.append(Reason("ceiling_wrong"))
    if reasons:
        raise Refused(*reasons)
    return {
        "acts": None if acts is None else sorted(ActKind(each) for each in acts),
        "subjects": None if subjects is None else sorted(subjects),
        "ceiling_minor": ceiling_minor,
        "currency": currency if ceiling_minor is not None else "",
    }


@service(
    "organisation.take_back_delegation",
    pgettext_lazy("act in the journal", "Take a delegation back"),
)
def take_back_delegation(act: Act, *, delegation: int) -> None:
    """End what one gave, from today on; whoever was given it may lay it down."""
    (row,) = act.lock(Delegation, delegation)
    if act.actor.person not in (row.giver_id, row.person_id) or act.actor.prepares_for:
        raise Refused(Reason("not_yours_to_do"))
    _end(act, row)
    act.touch("delegation", delegation)
    act.touch("person", row.person_id)
    act.details.update(delegation=delegation)


@service(
    "organisation.record_absence", pgettext_lazy("act in the journal", "Say that a holder is away")
)
def record_absence(
    act: Act,
    *,
    post: int,
    person: int,
    stand_in: int | None,
    valid_from: date,
    valid_until: date | None = None,
) -> int:
    """Say that a holder is away and who stands in; by the holder or by human resources.

    Who is not the holder only proposes it: a second person confirms it, as for roles. Whoever has
    the role of human resources as a stand-in proposes nothing.
    """
    is_own = person == act.actor.person
    held = Post.objects.filter(pk=post).first()
    if not may_record_absence(in_person(act.actor, today_of_post(post)), person, _owner(held)):
        raise Refused(Reason("not_yours_to_do"))
    if post not in _in_person(person, valid_from):
        raise Refused(Reason("post_not_held"))
    if valid_until is not None:
        _refuse_span(valid_from, valid_until)
    if stand_in == person:
        raise Refused(Reason("not_to_oneself"))
    if stand_in is not None and stand_in == act.actor.person and not is_own:
        raise Refused(Reason("not_for_oneself"))
    act.name_anew(person, stand_in)
    named: dict[str, int | None] = {"stand_in_id": stand_in}
    if not is_own:
        named = {"proposed_id": stand_in, "proposed_by_id": act.actor.person}
    row = Absence.objects.create(
        post_id=post,
        person_id=person,
        valid_from=valid_from,
        valid_until=valid_until,
        proposed_at=None if is_own else act.at,
        **named,
    )
    act.touch("absence", row.pk)
    act.touch("post", post)
    act.touch("person", person, *([stand_in] if stand_in else []))
    act.details.update(absence=row.pk, stand_in=stand_in, is_proposed=row.is_to_confirm)
    return row.pk


@service("organisation.confirm_stand_in", pgettext_lazy("act in the journal", "Confirm a stand-in"))
def confirm_stand_in(act: Act, *, absence: int) -> None:
    """Let an absence take effect that somebody else than the holder said, with its stand-in if any.

    By the holder, by human resources or an officer of the organisation, or by an administrator.
    Raises Refused for whoever proposed it, for the stand-in, for whoever has the role as a stand-in
    only, and for the author of a case that comes to the post; and once the proposal lapsed.
    """
    (row,) = act.lock(Absence, absence)
    by = in_person(act.actor, today_of_post(row.post_id))
    if not may_confirm_stand_in(by, row.person_id, row.post.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    if not row.is_to_confirm:
        raise Refused(Reason("already_settled"))
    refuse_lapsed(act, row.proposed_at)
    if act.actor.person != row.person_id:
        refuse_own_case(act, Reference("post", row.post_id), by=row.proposed_by_id)
    if row.valid_until is not None and row.valid_until <= today_of_post(row.post_id):
        raise Refused(Reason("is_over"))
    if act.actor.person == row.proposed_by_id:
        raise Refused(Reason("stand_in_named_by_you"))
    if act.actor.person == row.proposed_id:
        raise Refused(Reason("not_for_oneself"))
    act.name_anew(row.proposed_id)
    rows = Absence.objects.filter(pk=row.pk)
    rows.update(stand_in=row.proposed_id, confirmed_by=act.actor.person)
    act.touch("absence", row.pk)
    act.touch("post", row.post_id)
    act.touch("person", row.person_id, *([row.proposed_id] if row.proposed_id else []))
    act.details.update(absence=row.pk, stand_in=row.proposed_id)


def refuse_lapsed(act: Act, proposed_at: datetime | None) -> None:
    """Refuse what was proposed too long ago to be confirmed."""
    if has_lapsed(proposed_at, act.at):
        raise Refused(Reason("is_over"))


def refuse_changed(against: object, present: object) -> None:
    """Refuse what was proposed when something else stood (None: not known); compared as JSON."""
    if against is not None and against != present:
        raise Refused(Reason("changed_since_proposed"))


def refuse_own_case(
    act: Act, thing: Reference | Role, code: str = "before_own_case", by: int | None = None
) -> None:
    """Refuse whoever had a hand, or has an interest, in a case that stands or is to come before a
    post, office or body: it is not theirs to say who decides there. Refuse as well what somebody
    with such a case proposed, where `by` is who did; they may have begun it since."""
    has_case = import_string(settings.BUREAU_OWN_CASE)
    if has_case(act.actor, thing):
        raise Refused(Reason(code))
    if by and by != act.actor.person and has_case(Actor(person=by), thing):
        raise Refused(Reason("before_case_of_proposer"))


def refuse_confirming(
    act: Act, *, organisation: int, post: int | None, proposed_by: int, proposed_at: datetime
) -> None:
    """Refuse whoever may not confirm that a post bears an office or takes a chair: who proposed it,
    who acts in the post, who keeps such things as a stand-in only; and what lapsed."""
    refuse_lapsed(act, proposed_at)
    by = in_person(act.actor, today(Organisation.objects.get(pk=organisation)))
    administrators = administrators_on(act.at.date())
    if not may_confirm_for_post(by, organisation, proposed_by, post, administrators):
        raise Refused(Reason("two_persons_needed"))


def is_in_post(actor: Actor, post: int) -> bool:
    """Whether what the post is given is theirs: as its holder, away from it or not, or for them."""
    return post in in_person(actor, today_of_post(post)).posts


def _owner(post: Post | None) -> int:
    return post.organisation_id if post else 0


@service("organisation.end_absence", pgettext_lazy("act in the journal", "End an absence"))
def end_absence(act: Act, *, absence: int) -> None:
    """Back again, from today on: the powers are the holder's at the next request.

    Who is not the holder asks for it, and a second person ends it within thirty days. What waits
    for a second person is refused by this, by whoever may confirm it or proposed it. Raises Refused
    for who asked, for who has the role as a stand-in only, and for the author of a case that comes
    to the post.
    """
    (row,) = act.lock(Absence, absence)
    if not may_confirm_stand_in(act.actor, row.person_id, row.post.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    if row.is_to_confirm or act.actor.person == row.person_id or _is_second(act, row):
        _end(act, row)
    else:
        asked = {"end_asked_by": act.actor.person, "end_asked_at": act.at}
        Absence.objects.filter(pk=row.pk).update(**asked)
        act.touch("post", row.post_id)
    act.touch("absence", absence)
    act.touch("person", row.person_id)
    act.details.update(absence=absence)


def _is_second(act: Act, row: Absence) -> bool:
    """Whether another asked that the absence end, and the actor may end it; False where nobody
    asks."""
    thing = Reference("post", row.post_id)
    refuse_own_case(act, thing)
    by = in_person(act.actor, today_of_post(row.post_id))
    if not may_confirm_stand_in(by, row.person_id, row.post.organisation_id):
        raise Refused(Reason("two_persons_needed"))
    if row.end_asked_at is None or has_lapsed(row.end_asked_at, act.at):
        return False
    if row.end_asked_by_id == act.actor.person:
        raise Refused(Reason("two_persons_needed"))
    refuse_own_case(act, thing, by=row.end_asked_by_id)
    return True


def _end(act: Act, row: Absence | Delegation) -> None:
    """From this instant on; what had not begun, or never took effect, is taken away whole."""
    day = today_of_post(row.post_id)
    if row.valid_until is not None and row.valid_until <= day:
        raise Refused(Reason("is_over"))
    if row.valid_from > day or (isinstance(row, Absence) and row.is_to_confirm):
        row.delete()
    else:
        rows = type(row)._default_manager.filter(pk=row.pk)
        rows.update(valid_until=day, ended_at=act.at)
    act.touch("post", row.post_id)


def _refuse_unheld(act: Act, post: int) -> None:
    """Only who is in the post themselves gives of its power, away from it or not."""
    person = act.actor.person or 0
    if act.actor.prepares_for or post not in _in_person(person, today_of_post(post)):
        raise Refused(Reason("not_yours_to_do"))


def _in_person(person: int, day: date) -> list[int]:
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    return posts_in_person(now, person)


def _refuse_span(valid_from: date, valid_until: date) -> None:
    if valid_until <= valid_from:
        raise Refused(Reason("ends_before_it_begins"))
