"""Appointing and ending by form, under a rule that needs no body: one act, in force at once."""

from datetime import date

from django.utils.translation import gettext_noop

from bureau.core.changes.actions import Action, ActionKind, actions_hash, to_json
from bureau.core.changes.expand import expand
from bureau.core.changes.expects import with_expectations
from bureau.core.changes.pending import effects_hash
from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.structure.kinds import FULL, INCUMBENCY_MANNERS, Value
from bureau.institution.governance import models
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.services.force import refuse_conflicts
from bureau.institution.governance.services.titles import in_every_language
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import Incumbency, IncumbencyVersion, Organisation, Post
from bureau.institution.organisation.queries.structure import World, snapshot, today, world
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.services.acts import Recorded, Said, record_act
from bureau.institution.procedures.services.cases import open_round
from bureau.record.journal.services import Act, service

KIND = "personnel_action"
TITLES = {
    ActionKind.APPOINT: gettext_noop("Appointment to post {number}"),
    ActionKind.END_INCUMBENCY: gettext_noop("End of an incumbency of post {number}"),
}


@service
def appoint(
    act: Act,
    *,
    post: int,
    person: int,
    day: date,
    share: int = FULL,
    manner: str = "holder",
    reason: str = "",
) -> int:
    """Put a person on a post from a day; `share` in hundredths. Returns the incumbency."""
    organisation = Post.objects.get(pk=post).organisation_id
    if not 0 < share <= FULL or manner not in INCUMBENCY_MANNERS:
        raise Refused(Reason("value_wrong", {"value": "share" if 0 < share <= FULL else "manner"}))
    incumbency = make_identity(act, organisation=organisation, kind="incumbency")
    values: dict[str, Value] = {"person": person, "share": share, "manner": manner}
    values["incumbency"] = incumbency
    subject = Reference("post", post)
    action = Action(1, ActionKind.APPOINT, subject, day.toordinal(), values)
    return _perform(act, organisation, action, incumbency, post, person, reason)


@service
def end_incumbency(act: Act, *, incumbency: int, day: date, reason: str = "") -> int:
    """Let a person's hold of a post end; `day` is the first on which they hold it no more."""
    row = Incumbency.objects.get(pk=incumbency)
    held = IncumbencyVersion.objects.filter(subject=row, recorded_until__isnull=True).last()
    if held is None:
        raise Refused(Reason("not_in_force"))
    subject = Reference("incumbency", incumbency)
    action = Action(1, ActionKind.END_INCUMBENCY, subject, day.toordinal())
    return _perform(act, row.organisation_id, action, incumbency, held.post, held.person, reason)


def _perform(
    act: Act,
    organisation: int,
    action: Action,
    incumbency: int,
    post: int,
    person: int,
    reason: str,
) -> int:
    day = today(Organisation.objects.get(pk=organisation))
    known = world(organisation)
    instrument = make_instrument(
        act,
        organisation=organisation,
        kind=KIND,
        title=in_every_language(TITLES[action.kind], number=_number(known, post, action.day)),
        day=day,
    )
    recorded = _authorise(act, instrument, action, known, person, reason)
    known = world(organisation, act.record_number() - 1)
    (action,) = with_expectations([action], known)
    refuse_conflicts([action], known, (), day)
    effects = expand([action], known)
    record = put_on_record(act, organisation=organisation, effects=effects, instrument=instrument)
    models.PersonnelAction.objects.create(
        organisation_id=organisation,
        incumbency=incumbency,
        action=to_json([action]),
        act_id=recorded.act,
        instrument_id=instrument,
        effects_hash=effects_hash(effects),
        record=record,
    )
    act.touch(KIND, instrument)
    act.touch("person", person)
    return incumbency


def _number(known: World, post: int, day: int) -> str:
    """What the post is called on the day; its own number where it does not stand."""
    found = snapshot(Coordinates(day, known.recorded)).post(post)
    return found.number if found else str(post)


def _authorise(
    act: Act, instrument: int, action: Action, known: World, person: int, reason: str
) -> Recorded:
    """The one act that the rule asks for; whom it is about may not be who does it."""
    subject = Reference(KIND, instrument)
    open_round(
        act,
        subject=subject,
        organisation=known.organisation,
        actions=routed([action], known, known.organisation),
        hashes={"actions": actions_hash([action]), "words": {}},
        authors=[],
    )
    case = case_on_record(subject)
    steps = case.here() if case else ()
    if case is None or len(steps) != 1:
        raise Refused(Reason("rule_needs_others"))
    day = date.fromordinal(case.case.submitted)
    said = Said(steps[0].act, day, steps[0].key, note=reason)
    recorded = record_act(act, subject=subject, said=said, conflicted={person})
    if not recorded.decided:
        raise Refused(Reason("rule_needs_others"))
    return recorded
