"""Commenting on a case and its things: saying, replying, changing one's words, settling."""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core import comments as core
from bureau.core.comments import About, AboutKind, CommentKind
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance import models
from bureau.institution.governance.queries.comments import (
    core_thread,
    people_of_case,
    standing_of,
    threads_open,
)
from bureau.institution.governance.queries.left import authors_of
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    actions_before,
    seen_by,
)
from bureau.institution.governance.queries.versions import state_seen, version_of
from bureau.institution.governance.store import claims_of
from bureau.institution.organisation.store import IDENTITIES
from bureau.record.accounts.models import Person
from bureau.record.journal.services import Act, service

WORDS_MOST = 4000


@service("governance.comment_on", pgettext_lazy("act in the journal", "Comment on a case"))
def comment_on(
    act: Act,
    *,
    reorganisation: int,
    about: str,
    said: str,
    kind: str = CommentKind.COMMENT.value,
    mentions: Collection[int] = (),
    seen: str = "",
) -> int:
    """Say or ask something of a case or one of its things; by whoever drafts along or is on its
    way. `seen` is the state that the person had before them. Returns the comment's number."""
    found = _taking_part(act, reorganisation)
    if kind not in (CommentKind.COMMENT, CommentKind.QUESTION):
        raise Refused(Reason("comment_of_no_kind"))
    thing = _about(found, about)
    row = say(act, found, CommentKind(kind), thing, said, person=act.actor.person)
    _mention(act, found, row, mentions)
    note_state(act, found, seen)
    return row.pk


@service("governance.reply_to", pgettext_lazy("act in the journal", "Reply to a comment"))
def reply_to(
    act: Act, *, comment: int, said: str, mentions: Collection[int] = (), seen: str = ""
) -> int:
    """Reply in a thread that is open; the reply may be changed until another follows it."""
    first = _thread(act, comment)
    found = _taking_part(act, first.reorganisation_id)
    thread = core_thread(first, ())
    if not thread.is_open:
        raise Refused(Reason("comment_carried" if thread.is_carried else "comment_resolved"))
    row = say(
        act,
        found,
        CommentKind.REPLY,
        About.parse(first.about),
        said,
        person=act.actor.person,
        thread=first,
    )
    _mention(act, found, row, mentions)
    note_state(act, found, seen)
    return row.pk


@service("governance.change_comment", pgettext_lazy("act in the journal", "Change a comment"))
def change_comment(act: Act, *, comment: int, said: str) -> None:
    """Say it otherwise, as long as nobody answered; what was said before is kept beside it."""
    threads = models.Comment.objects.filter(pk=comment).values_list("thread", flat=True)
    first = _thread(act, threads.first() or comment)
    (row,) = act.lock(models.Comment, comment)
    found = _taking_part(act, first.reorganisation_id)
    later = models.Comment.objects.filter(thread=first, pk__gt=row.pk)
    is_last = not later.exists()
    reasons = core.reasons_to_change(
        core_thread(first, ()), row.person, act.actor.person or 0, last=is_last
    )
    if reasons:
        raise Refused(*reasons)
    _put_words(act, row, said)
    act.touch(KIND, found.row.pk)
    act.touch("comment", row.pk)


@service("governance.resolve_comment", pgettext_lazy("act in the journal", "Resolve a comment"))
def resolve_comment(act: Act, *, comment: int, said: str) -> None:
    """Settle a thread with a word; by an author of the case or who asked."""
    first = _thread(act, comment)
    found = _taking_part(act, first.reorganisation_id)
    resolve(act, found, first, said)


@service("governance.reopen_comment", pgettext_lazy("act in the journal", "Reopen a comment"))
def reopen_comment(act: Act, *, comment: int) -> None:
    """Take back that a thread is settled; by whoever may settle it. The words it was settled with
    stay beside it."""
    first = _thread(act, comment)
    found = _taking_part(act, first.reorganisation_id)
    thread = core_thread(first, ())
    if not thread.is_resolved or thread.is_carried:
        raise Refused(Reason("comment_not_resolved"))
    if act.actor.person not in (thread.asker, *authors_of(found.row)):
        raise Refused(Reason("not_yours_to_do"))
    settled = first.resolution
    models.FormerResolution.objects.create(
        thread=first,
        said=settled.said,
        person=settled.person,
        at=settled.at,
        reopened_by=act.actor.person or 0,
        reopened_at=act.at,
    )
    settled.delete()
    act.touch(KIND, found.row.pk)
    act.touch("comment", first.pk)
    act.details.update(comment=first.pk)


@service(
    "governance.read_version",
    pgettext_lazy("act in the journal", "Say that one read a case as it stands"),
)
def read_version(act: Act, *, reorganisation: int, seen: str) -> None:
    """Say that one has read a case as it stands; refused where it has changed since."""
    found = _taking_part(act, reorganisation)
    if seen != state_seen(found):
        raise Refused(Reason("changed_since_seen"))
    note_state(act, found, seen, is_read=True)
    act.touch(KIND, found.row.pk)
    act.details.update(state=seen)


def say(
    act: Act,
    seen: Seen,
    kind: CommentKind,
    about: About,
    said: str,
    *,
    person: int | None = None,
    invitation: models.Invitation | None = None,
    thread: models.Comment | None = None,
) -> models.Comment:
    """Write one comment; who may is settled by whoever calls."""
    row = models.Comment.objects.create(
        reorganisation=seen.row,
        thread=thread,
        kind=kind,
        about=str(about),
        person=person,
        invitation=invitation,
        state=state_seen(seen),
        version=version_of(seen),
        in_draft=seen.is_with_author,
        at=act.at,
    )
    _put_words(act, row, said)
    act.touch(KIND, seen.row.pk)
    act.touch("comment", row.pk, *([thread.pk] if thread else []))
    act.details.update(comment=row.pk, kind=kind, about=str(about))
    return row


def resolve(act: Act, seen: Seen, first: models.Comment, said: str) -> None:
    """Settle one thread, in whatever act."""
    reasons = core.reasons_to_resolve(
        core_thread(first, ()), act.actor.person or 0, authors_of(seen.row)
    )
    if not said.strip():
        reasons.append(Reason("comment_unsaid"))
    if reasons:
        raise Refused(*reasons)
    models.Resolution.objects.create(
        thread=first, said=said.strip(), person=act.actor.person or 0, at=act.at
    )
    act.touch(KIND, seen.row.pk)
    act.touch("comment", first.pk)


def settle_threads(
    act: Act, seen: Seen, resolved: Iterable[tuple[int, str]], carried: Collection[int]
) -> None:
    """What the author says, on putting a case forward, becomes of each thread that is open."""
    rows = models.Comment.objects.filter(reorganisation=seen.row, thread__isnull=True)
    listed = rows.select_related("resolution", "carried").in_bulk([id for id, _ in resolved])
    for number, said in resolved:
        if number not in listed:
            raise Refused(Reason("no_such_comment"))
        resolve(act, seen, listed[number], said)
    left = core.undecided(threads_open(seen.row.pk), carried)
    if left:
        raise Refused(Reason("comment_undecided", {"comments": list(left)}))


def carry_threads(act: Act, submission: models.Submission, carried: Collection[int]) -> None:
    """Freeze the open threads with a submission; the journal commits to their words."""
    still = [one.id for one in threads_open(submission.reorganisation_id) if one.id in carried]
    models.CarriedThread.objects.bulk_create(
        models.CarriedThread(submission=submission, thread_id=number) for number in sorted(still)
    )
    for number in still:
        act.touch("comment", number)
        act.commit_to(f"thread_{number}", _words_of_thread(number), keep=False)
    if still:
        act.details.update(carried=sorted(still))


def note_state(act: Act, seen: Seen, state: str, *, is_read: bool = False) -> None:
    """Note that the actor had this state before them; one that is not that of now is not noted."""
    if not state or state != state_seen(seen):
        return
    row, is_new = models.StateSeen.objects.get_or_create(
        reorganisation=seen.row,
        person=act.actor.person or 0,
        state=state,
        defaults={
            "version": version_of(seen),
            "first": act.at,
            "last": act.at,
            "is_read": is_read,
        },
    )
    if not is_new:
        said: dict[str, Any] = {"last": max(act.at, row.last), "is_read": row.is_read or is_read}
        models.StateSeen.objects.filter(pk=row.pk).update(**said)


def _taking_part(act: Act, reorganisation: int) -> Seen:
    """The case, locked, where the actor may comment on it now."""
    act.lock(models.Reorganisation, reorganisation)
    seen = seen_by(act.actor, [reorganisation]).get(reorganisation)
    if seen is None or not standing_of(act.actor, seen).writes:
        raise Refused(Reason("not_yours_to_do"))
    return seen


def _thread(act: Act, comment: int) -> models.Comment:
    """The first of a thread, locked behind its case, as by who puts the case forward; refused
    where the actor may not read it."""
    cases = models.Comment.objects.filter(pk=comment).values_list("reorganisation", flat=True)
    act.lock(models.Reorganisation, *cases)
    act.lock(models.Comment, comment)
    row = models.Comment.objects.select_related("resolution", "carried").get(pk=comment)
    if row.thread_id is not None:
        raise Refused(Reason("no_such_comment"))
    seen = seen_by(act.actor, [row.reorganisation_id]).get(row.reorganisation_id)
    how = standing_of(act.actor, seen) if seen else None
    is_open_to = how is not None and (how.drafts or not row.in_draft or hasattr(row, "carried"))
    if not is_open_to:
        raise Refused(Reason("not_yours_to_do"))
    return row


def _put_words(act: Act, row: models.Comment, said: str) -> None:
    words = said.strip()
    if not words:
        raise Refused(Reason("comment_unsaid"))
    if len(words) > WORDS_MOST:
        raise Refused(Reason("comment_too_long", {"most": WORDS_MOST}))
    version = models.CommentWords.objects.filter(comment=row).count() + 1
    models.CommentWords.objects.create(comment=row, version=version, said=words, at=act.at)
    act.details.update(comment=row.pk, version=version)


def _mention(act: Act, seen: Seen, row: models.Comment, mentions: Collection[int]) -> None:
    """Only who may see the case is named, so that nobody is told of a draft by being mentioned."""
    named = set(mentions) - {act.actor.person or 0}
    act.name_anew(*named)
    if not named <= people_of_case(seen).keys():
        raise Refused(Reason("mention_of_stranger"))
    models.Mention.objects.bulk_create(
        models.Mention(comment=row, person_id=each) for each in sorted(named)
    )


def _about(seen: Seen, said: str) -> About:
    """The thing of the case that is spoken of; refused where it is none of it."""
    try:
        about = About.parse(said)
    except ValueError:
        raise Refused(Reason("about_nothing")) from None
    known = {
        AboutKind.ACTION: lambda: about.number in {one.id for one in actions_before(seen)},
        AboutKind.CLAIM: lambda: (
            about.number in {one.claim.place for one in claims_of(seen.row.pk)}
        ),
        AboutKind.PERSON: lambda: Person.objects.filter(pk=about.number).exists(),
        AboutKind.UNIT: lambda: _is_own(seen, about),
        AboutKind.POST: lambda: _is_own(seen, about),
    }.get(about.kind)
    if known is not None and not known():
        raise Refused(Reason("about_nothing"))
    return about


def _is_own(seen: Seen, about: About) -> bool:
    rows = IDENTITIES[about.kind.value]._default_manager
    return rows.filter(pk=about.number, organisation=seen.row.organisation_id).exists()


def _words_of_thread(thread: int) -> str:
    rows = models.CommentWords.objects.filter(comment=thread)
    rows |= models.CommentWords.objects.filter(comment__thread=thread)
    return "\n".join(rows.order_by("comment", "version").values_list("said", flat=True))
