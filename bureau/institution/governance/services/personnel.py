"""Appointing, engaging and ending by the one act that a rule asks for, in force at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop, pgettext_lazy

from bureau.core.changes.actions import Action, ActionKind, actions_hash, to_json
from bureau.core.changes.definitions import problems
from bureau.core.changes.expand import expand, progress_of
from bureau.core.changes.expects import with_expectations
from bureau.core.changes.pending import effects_hash
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.deciding import Manner
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.structure.kinds import ENGAGEMENT_MANNERS, FULL, INCUMBENCY_MANNERS, Value
from bureau.institution.governance import models
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.governance.services.deciding import record_as_decided
from bureau.institution.governance.services.force import refuse_conflicts
from bureau.institution.governance.services.titles import in_every_language
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import (
    Engagement,
    EngagementVersion,
    Incumbency,
    IncumbencyVersion,
    Organisation,
    Post,
    Unit,
)
from bureau.institution.organisation.queries.structure import (
    World,
    belonging,
    snapshot,
    today,
    world,
)
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.institution.procedures.services.acts import Recorded
from bureau.institution.procedures.services.cases import open_round
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service

KIND = "personnel_action"
TITLES = {
    ActionKind.APPOINT: gettext_noop("Appointment to post {number}"),
    ActionKind.END_INCUMBENCY: gettext_noop("End of an incumbency of post {number}"),
    ActionKind.ENGAGE: gettext_noop("Engagement in {unit} beside its posts"),
    ActionKind.CHANGE_ENGAGEMENT: gettext_noop("Change of an engagement in {unit}"),
    ActionKind.END_ENGAGEMENT: gettext_noop("End of an engagement in {unit}"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """What a personnel action is about: an incumbency or engagement, whose, and of what."""

    id: int
    person: int
    place: Reference


@dataclass(frozen=True, slots=True)
class Decided:
    """How a body decided it, where by the rules it is for a body: on which day, by what it is
    shown, and in which manner where the body has a rule of its own."""

    day: date
    meeting: int | None = None
    agenda_item: str = ""
    document: str = ""
    manner: Manner | None = None
    dissents: tuple[tuple[int, str], ...] = ()

    def cited(self) -> dict[str, Any]:
        """What an act says of it besides its day."""
        return {
            "meeting": self.meeting,
            "agenda_item": self.agenda_item,
            "document": self.document,
            "manner": self.manner,
            "dissents": self.dissents,
        }


@service("governance.appoint", pgettext_lazy("act in the journal", "Appoint a person"))
def appoint(
    act: Act,
    *,
    post: int,
    person: int,
    day: date,
    share: int = FULL,
    manner: str = "holder",
    reason: str = "",
    decided: Decided | None = None,
) -> int:
    """Put a person on a post from a day; `share` in hundredths. Returns the incumbency.

    Where by the rules a body decides on it, `decided` says how it did.
    """
    act.name_anew(person)
    organisation = Post.objects.get(pk=post).organisation_id
    if not 0 < share <= FULL or manner not in INCUMBENCY_MANNERS:
        raise Refused(Reason("value_wrong", {"value": "share" if 0 < share <= FULL else "manner"}))
    if manner == "holder" and _is_kept_for_another(post, person, day):
        raise Refused(Reason("post_kept_by_lien"))
    incumbency = make_identity(act, organisation=organisation, kind="incumbency")
    values: dict[str, Value] = {"person": person, "share": share, "manner": manner}
    values["incumbency"] = incumbency
    subject = Reference("post", post)
    action = Action(1, ActionKind.APPOINT, subject, day.toordinal(), values)
    held = Held(incumbency, person, Reference("post", post))
    return _perform(act, organisation, action, held, reason, decided)


def _is_kept_for_another(post: int, person: int, day: date) -> bool:
    """Whether somebody else has the right to return to the post on that day."""
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    return any(one.manner == "lien" and one.person != person for one in now.incumbencies_of(post))


@service("governance.end_incumbency", pgettext_lazy("act in the journal", "End the hold of a post"))
def end_incumbency(
    act: Act, *, incumbency: int, day: date, reason: str = "", decided: Decided | None = None
) -> int:
    """Let a person's hold of a post end; `day` is the first on which they hold it no more.

    They held it for a day at least: a hold that never was is corrected, not ended.
    """
    row = Incumbency.objects.get(pk=incumbency)
    known = IncumbencyVersion.objects.filter(subject=row, recorded_until__isnull=True)
    held = known.order_by("valid_from").last()
    if held is None:
        raise Refused(Reason("not_in_force"))
    _refuse_without_a_day(known, day)
    subject = Reference("incumbency", incumbency)
    action = Action(1, ActionKind.END_INCUMBENCY, subject, day.toordinal())
    place = Reference("post", held.post)
    who = Held(incumbency, held.person, place)
    return _perform(act, row.organisation_id, action, who, reason, decided)


@service("governance.engage", pgettext_lazy("act in the journal", "Engage somebody beside posts"))
def engage(
    act: Act,
    *,
    unit: int,
    person: int,
    manner: str,
    day: date,
    until: date | None = None,
    sender: str = "",
    supervisor: int | None = None,
    reason: str = "",
) -> int:
    """Engage a person in a unit beside its posts, from a day up to `until`; the engagement."""
    act.name_anew(person)
    organisation = Unit.objects.get(pk=unit).organisation_id
    if manner not in ENGAGEMENT_MANNERS:
        raise Refused(Reason("value_wrong", {"value": "manner"}))
    if until is not None and until <= day:
        raise Refused(Reason("ends_before_it_begins"))
    _refuse_strange(organisation, day, Reference("post", supervisor or 0))
    engagement = make_identity(act, organisation=organisation, kind="engagement")
    said = {"until": until.toordinal() if until else None, "supervisor": supervisor}
    values: dict[str, Value] = {"person": person, "manner": manner, "engagement": engagement}
    values |= {name: value for name, value in said.items() if value is not None}
    values |= {"sender": sender} if sender else {}
    action = Action(1, ActionKind.ENGAGE, Reference("unit", unit), day.toordinal(), values)
    held = Held(engagement, person, Reference("unit", unit))
    return _perform(act, organisation, action, held, reason)


@service(
    "governance.change_engagement",
    pgettext_lazy("act in the journal", "Change an engagement beside posts"),
)
def change_engagement(
    act: Act,
    *,
    engagement: int,
    day: date,
    unit: int | None = None,
    supervisor: int | None = None,
    reason: str = "",
) -> int:
    """Let an engagement go on in another unit or under another post from a day."""
    row, known = _engaged(engagement)
    said = {"unit": unit, "supervisor": supervisor}
    values: dict[str, Value] = {name: one for name, one in said.items() if one is not None}
    places = Reference("unit", unit or 0), Reference("post", supervisor or 0)
    _refuse_strange(row.organisation_id, day, *places)
    subject = Reference("engagement", engagement)
    action = Action(1, ActionKind.CHANGE_ENGAGEMENT, subject, day.toordinal(), values)
    held = Held(engagement, known.person, Reference("unit", known.unit))
    return _perform(act, row.organisation_id, action, held, reason)


@service(
    "governance.end_engagement",
    pgettext_lazy("act in the journal", "End an engagement beside posts"),
)
def end_engagement(act: Act, *, engagement: int, day: date, reason: str = "") -> int:
    """Let an engagement end, earlier or later than was said; `day` is the first without it."""
    row, known = _engaged(engagement)
    _refuse_without_a_day(
        EngagementVersion.objects.filter(subject=row, recorded_until__isnull=True), day
    )
    subject = Reference("engagement", engagement)
    action = Action(1, ActionKind.END_ENGAGEMENT, subject, day.toordinal())
    held = Held(engagement, known.person, Reference("unit", known.unit))
    return _perform(act, row.organisation_id, action, held, reason)


def _refuse_without_a_day(
    known: QuerySet[IncumbencyVersion] | QuerySet[EngagementVersion], day: date
) -> None:
    """What would have ended when it began, with nothing between."""
    if not known.filter(valid_from__lt=day.toordinal()).exists():
        raise Refused(Reason("ends_before_first_day"))


def _refuse_strange(organisation: int, day: date, *named: Reference) -> None:
    """Units and posts of another organisation, or that do not stand on the day; 0 names none."""
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    for one in named:
        if one.id and not (now.stands(one) and belonging(one.kind, [one.id], organisation)):
            name = {"post": "supervisor"}.get(one.kind, one.kind)
            raise Refused(Reason("value_wrong", {"value": name}))


def _engaged(engagement: int) -> tuple[Engagement, EngagementVersion]:
    row = Engagement.objects.get(pk=engagement)
    known = EngagementVersion.objects.filter(subject=row, recorded_until__isnull=True)
    latest = known.order_by("valid_from").last()
    if latest is None:
        raise Refused(Reason("not_in_force"))
    return row, latest


def _perform(
    act: Act,
    organisation: int,
    action: Action,
    held: Held,
    reason: str,
    decided: Decided | None = None,
) -> int:
    day = today(Organisation.objects.get(pk=organisation))
    known = world(organisation)
    if found := problems(action):
        raise Refused(*found)
    called = _called(known, held.place, action.day)
    instrument = make_instrument(
        act,
        organisation=organisation,
        kind=KIND,
        title=in_every_language(TITLES[action.kind], number=called, unit=called),
        number=decided.document[:60] if decided else "",
        meeting=decided.meeting if decided else None,
        day=decided.day if decided else day,
    )
    case = _put_forward(act, instrument, action, known, decided)
    recorded = _authorise(act, case, reason, decided)
    known = world(organisation, act.record_number() - 1)
    (action,) = with_expectations([action], known)
    refuse_conflicts([action], known, (), day)
    effects = expand([action], known)
    record = put_on_record(act, organisation=organisation, effects=effects, instrument=instrument)
    models.PersonnelAction.objects.create(
        organisation_id=organisation,
        subject=held.id,
        action=to_json([action]),
        act_id=recorded.act,
        instrument_id=instrument,
        effects_hash=effects_hash(effects),
        record=record,
    )
    act.touch(KIND, instrument)
    act.touch("person", held.person)
    return held.id


def _called(known: World, place: Reference, day: int) -> str:
    """What the post or unit is called on the day; its own number where it does not stand."""
    now = snapshot(Coordinates(day, known.recorded))
    if place.kind == "unit":
        unit = now.unit(place.id)
        return unit.code if unit else str(place.id)
    post = now.post(place.id)
    return post.number if post else str(place.id)


def _put_forward(
    act: Act, instrument: int, action: Action, known: World, decided: Decided | None
) -> OnRecord:
    """A case of its own, on the day on which it is decided."""
    subject = Reference(KIND, instrument)
    open_round(
        act,
        subject=subject,
        organisation=known.organisation,
        actions=with_amounts(
            routed([action], progress_of([action], known), known.organisation), [action], known
        ),
        hashes={"actions": actions_hash([action]), "words": {}},
        authors=[],
        day=decided.day if decided else None,
    )
    case = case_on_record(subject)
    if case is None:
        raise Refused(Reason("rule_needs_others"))
    return case


def _authorise(act: Act, case: OnRecord, reason: str, decided: Decided | None) -> Recorded:
    """The one act that the rule asks for; whom it is about may not be who does it."""
    steps = case.here()
    if len(steps) != 1:
        raise Refused(Reason("rule_needs_others"))
    day = date.fromordinal(case.case.submitted)
    more = decided.cited() if decided else {}
    said = Said(steps[0].act, day, steps[0].key, note=reason, **more)
    recorded = record_as_decided(act, subject=case.subject, said=said)
    if not recorded.decided:
        raise Refused(Reason("rule_needs_others"))
    return recorded
