"""People affected: matched as a set is put forward, confirmed one by one, kept under a hash."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from hashlib import sha256

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.changes.affected import affected
from bureau.core.changes.expand import progress_of
from bureau.core.changes.people import How, Match, matched
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance.models import (
    AffectedList,
    AffectedPerson,
    Reorganisation,
    Submission,
)
from bureau.institution.governance.permissions import may_confirm_people
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.left import authors_of
from bureau.institution.governance.queries.people import lines_data, lines_of, people_list
from bureau.institution.governance.queries.put_forward import known_at
from bureau.institution.governance.queries.reorganisations import in_force
from bureau.institution.organisation.queries.structure import belonging, world
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.services import Act, service, takes

CONFIRMED = ("how", "reason", "by_id", "by_post", "at", "confirmed_in_id")
"""What a person said of a line, and in which list it stands as they said it."""


def match_people(
    act: Act, submission: Submission, left: Sequence[Action], before: Submission | None
) -> None:
    """Keep whom the actions affect, as the rule of the core says. What was confirmed of the round
    `before` and is so again is not asked again; a line that somebody added by hand stays."""
    act.touch("reorganisation", submission.reorganisation_id)
    progress = progress_of(left, world(submission.reorganisation.organisation_id))
    rows = _lines(submission, matched(affected(left, progress), progress))
    if before is not None and rows:
        rows += _carried_over(rows, submission, before)
    AffectedPerson.objects.bulk_create(rows)


def _carried_over(
    rows: Sequence[AffectedPerson], submission: Submission, before: Submission
) -> list[AffectedPerson]:
    """Lets the lines keep what was said of the same before; those that were added by hand then."""
    was = {(row.person_id, row.post): row for row in lines_of(before).exclude(how="")}
    for row in rows:
        same = was.pop((row.person_id, row.post), None)
        if same and (same.matched, same.to, same.day) == (row.matched, row.to, row.day):
            _keep(row, same)
    found = []
    for said in (row for row in was.values() if not row.matched):
        row = AffectedPerson(submission=submission, person_id=said.person_id, post=said.post)
        row.to, row.day = said.to, said.day
        found.append(_keep(row, said))
    return found


def _keep(row: AffectedPerson, said: AffectedPerson) -> AffectedPerson:
    for name in CONFIRMED:
        setattr(row, name, getattr(said, name))
    return row


def rematch_people(act: Act, submission: Submission, dropped: Collection[int], by: int) -> None:
    """Let the list follow what the act `by` left of the set, without the actions dropped: who is
    not affected any more is on it no more; who is affected otherwise or anew is to be confirmed,
    on a list that was confirmed whole too. Of what the act leaves alone nothing is asked again.

    A line that somebody added by hand stays as long as anything of the set does.
    """
    found = _matched_in_all(submission, dropped)
    rows, is_empty = list(AffectedPerson.objects.filter(submission=submission)), not found
    for row in rows:
        one = found.pop((row.person_id, row.post), None)
        _follow(row, one, by, is_past=one is None if row.matched else is_empty)
    fields = ["is_past", "matched", "to", "day", "how", "reason", "by", "by_post", "at"]
    AffectedPerson.objects.bulk_update(rows, [*fields, "confirmed_in", "changed_by"])
    AffectedPerson.objects.bulk_create(_lines(submission, found.values(), by))
    act.touch("people_list", submission.pk)


def _follow(row: AffectedPerson, one: Match | None, by: int, *, is_past: bool) -> None:
    """As the rule has it now; what was confirmed of it stays where that is the same."""
    is_back, is_other = row.is_past and not is_past, False
    if one and row.matched:
        day = date.fromordinal(one.day)
        is_other = (row.matched, row.to, row.day) != (one.how, one.to, day)
        row.matched, row.to, row.day = one.how, one.to, day
    if is_past != row.is_past or is_other:
        row.confirmed_in, row.changed_by_id = None, by
    if is_other or (is_back and row.matched):
        row.how, row.reason, row.by_id, row.by_post, row.at = "", "", None, None, None
    row.is_past = is_past


def _matched_in_all(
    submission: Submission, dropped: Collection[int]
) -> dict[tuple[int, int], Match]:
    """Whom what is left affects, by person and post, over the structure as it was put forward on:
    what is in force of it since is of it too."""
    known_then, organisation = known_at(submission), submission.reorganisation.organisation_id
    away = in_force(submission.reorganisation_id, known_then) | set(dropped)
    left = [action for action in standing_actions(submission) if action.id not in away]
    progress = progress_of(left, world(organisation, known_then))
    return {(one.person, one.post): one for one in matched(affected(left, progress), progress)}


def _lines(
    submission: Submission, found: Iterable[Match], by: int | None = None
) -> list[AffectedPerson]:
    return [
        AffectedPerson(
            submission=submission,
            person_id=one.person,
            post=one.post,
            to=one.to,
            day=date.fromordinal(one.day),
            matched=one.how,
            changed_by_id=by,
        )
        for one in found
    ]


@service(
    "governance.confirm_people", pgettext_lazy("act in the journal", "Say how people are affected")
)
@takes(1_000)
def confirm_people(
    act: Act, *, reorganisation: int, lines: Sequence[int] = (), how: str = "", reason: str = ""
) -> int:
    """Say of these lines how they are: as the rule has it where `how` is empty, else otherwise,
    for a reason. Of no line: of all that are left but their own, as the rule has it. Returns how
    many.

    Refused to the authors of the case, and of a line about whoever says it.

    A line of a list that was confirmed whole is confirmed again where an act changed it since.
    """
    submission = _open_list(act, reorganisation)
    rows = lines_of(submission)
    own = act.actor.person or 0
    left = rows.filter(how="").exclude(person=own)
    chosen = list(rows.filter(pk__in=lines) if lines else left)
    reasons = []
    if any(row.person_id == own for row in chosen):
        reasons.append(Reason("own_line"))
    if len(chosen) < len(set(lines)):
        reasons.append(Reason("line_not_listed"))
    if any(row.confirmed_in_id for row in chosen):
        reasons.append(Reason("line_confirmed_already"))
    if any((how or row.matched) not in set(How) for row in chosen):
        reasons.append(Reason("how_not_known"))
    said = reason.strip()
    if any(how and how != row.matched for row in chosen) and not said:
        reasons.append(Reason("reason_missing"))
    if reasons:
        raise Refused(*reasons)
    for row in chosen:
        row.how = how or row.matched
        row.reason = said if row.how != row.matched else ""
        row.by_id, row.by_post, row.at = act.actor.person, act.actor.post, act.at
    AffectedPerson.objects.bulk_update(chosen, ["how", "reason", "by", "by_post", "at"])
    act.details.update(lines=[row.pk for row in chosen])
    return len(chosen)


@service(
    "governance.add_affected_person",
    pgettext_lazy("act in the journal", "Add a person to those affected"),
)
def add_affected_person(
    act: Act,
    *,
    reorganisation: int,
    person: int,
    post: int,
    how: str,
    day: date,
    reason: str,
    to: int | None = None,
) -> int:
    """Put somebody on the list whom the rule did not find, for a reason; `post` is the one on which
    they are affected. The line is confirmed by who adds it. Returns its number."""
    submission = _open_list(act, reorganisation, adds=True)
    organisation = submission.reorganisation.organisation_id
    reasons = []
    if how not in set(How):
        reasons.append(Reason("how_not_known"))
    if not reason.strip():
        reasons.append(Reason("reason_missing"))
    posts = {post} | ({to} if to is not None else set())
    if set(belonging("post", posts, organisation)) != posts:
        reasons.append(Reason("of_another_organisation"))
    if person == act.actor.person:
        reasons.append(Reason("own_line"))
    act.name_anew(person)
    if not people_by_id([person]):
        reasons.append(Reason("no_such_person"))
    same = AffectedPerson.objects.filter(submission=submission, person=person, post=post)
    if same.exists():
        reasons.append(Reason("listed_already"))
    if reasons:
        raise Refused(*reasons)
    row = AffectedPerson.objects.create(
        submission=submission,
        person_id=person,
        post=post,
        to=to,
        day=day,
        how=how,
        reason=reason.strip(),
        by_id=act.actor.person,
        by_post=act.actor.post,
        at=act.at,
    )
    act.touch("person", person)
    act.details.update(lines=[row.pk])
    return row.pk


@service(
    "governance.take_affected_person_out",
    pgettext_lazy("act in the journal", "Take a person off those affected"),
)
def take_affected_person_out(act: Act, *, reorganisation: int, line: int) -> None:
    """Take a line off the list that somebody added by hand; what the rule found stays."""
    submission = _open_list(act, reorganisation)
    row = lines_of(submission).filter(pk=line, matched="", confirmed_in=None).first()
    if row is None:
        raise Refused(Reason("line_not_listed"))
    if row.person_id == act.actor.person:
        raise Refused(Reason("own_line"))
    act.touch("person", row.person_id)
    act.details.update(lines=[row.pk])
    row.delete()


@service(
    "governance.close_people_list",
    pgettext_lazy("act in the journal", "Confirm the list of people affected"),
)
def close_people_list(act: Act, *, reorganisation: int) -> str:
    """Confirm the list of the round, whole: the first time, and once more after an amendment
    changed lines of it; refused while a line is not confirmed. The hash."""
    submission = _open_list(act, reorganisation)
    rows = list(lines_of(submission))
    left = sum(not row.how for row in rows)
    if left:
        raise Refused(Reason("lines_not_confirmed", {"count": left}))
    said = lines_data(rows)
    hashed = sha256(said.encode()).hexdigest()
    confirmed = AffectedList.objects.create(
        submission=submission,
        lines=said,
        lines_hash=hashed,
        person=act.actor.person or 0,
        post=act.actor.post or 0,
        at=act.at,
    )
    lines_of(submission).filter(confirmed_in=None).update(confirmed_in=confirmed)
    act.details.update(lines_hash=hashed)
    return hashed


def _open_list(act: Act, reorganisation: int, *, adds: bool = False) -> Submission:
    """The list of the last round, its case locked; refused where it is not the actor's to say."""
    (row,) = act.lock(Reorganisation, reorganisation)
    found = people_list(act.actor, row.pk)
    if found is None or not may_confirm_people(act.actor, row, authors_of(row)):
        raise Refused(Reason("not_yours_to_do"))
    if not (found.may_add if adds else found.is_open):
        raise Refused(Reason("people_confirmed_already"))
    act.touch("reorganisation", row.pk)
    act.touch("people_list", found.submission.pk)
    return found.submission
