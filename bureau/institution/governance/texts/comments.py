"""Comments in words: what each is about, where it stands, why an act on one is refused."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.comments import About, AboutKind, CommentKind
from bureau.core.reasons import Reason
from bureau.institution.governance.queries.comments import (
    Threaded,
    comments_told,
    questions_waiting,
    visible,
    words_by,
)
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.texts.actions import object_in_words
from bureau.institution.governance.texts.claims_told import claims_of_case
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.institution.governance.texts.labels import ACTIONS
from bureau.web.answers import Label, Personal, Waiting
from bureau.web.formats import labelled
from bureau.web.multilingual import here

STATES = {
    "open": gettext_lazy("open"),
    "resolved": gettext_lazy("resolved"),
    "carried": gettext_lazy("carried into the record"),
}
STATE_MARKS = {"open": "ask", "resolved": "ok", "carried": "same"}
KINDS = {
    CommentKind.COMMENT: gettext_lazy("Comment"),
    CommentKind.QUESTION: gettext_lazy("Question"),
    CommentKind.REPLY: gettext_lazy("Reply"),
}
HOW_SEEN = {
    "wrote": gettext_lazy("wrote a comment on it"),
    "read": gettext_lazy("said that they read it"),
    "voted": gettext_lazy("cast or recorded a vote on it"),
    "cleared": gettext_lazy("cleared it, or returned it"),
    "acted": gettext_lazy("acted on it"),
}
GROUPS = {
    AboutKind.CASE: gettext_lazy("The case"),
    AboutKind.ACTION: gettext_lazy("Actions"),
    AboutKind.FINDING: gettext_lazy("Findings"),
    AboutKind.CLAIM: gettext_lazy("Claims"),
    AboutKind.UNIT: gettext_lazy("Units"),
    AboutKind.POST: gettext_lazy("Posts"),
    AboutKind.PERSON: gettext_lazy("People affected"),
}

type Things = dict[str, str]


def things_of_case(
    actor: Actor, seen: Seen, previewed: Preview, actions: Collection[Action], names: Naming
) -> Things:
    """All that may be commented on in a case, by its name, as it is called to the reader."""
    found = {str(About(AboutKind.CASE)): _("The case as a whole")}
    for action in actions:
        about = About(AboutKind.ACTION, action.id)
        found[str(about)] = _("{place}. {verb}: {what}").format(
            place=action.id, verb=ACTIONS[action.kind], what=object_in_words(action, names)
        )
    for one in previewed.findings:
        about = About(AboutKind.FINDING, code=one.code, subject=one.subject)
        found[str(about)] = finding_sentence(one, names)
    for claim in claims_of_case(actor, seen, previewed):
        about = About(AboutKind.CLAIM, claim.claim.place)
        found[str(about)] = f"{claim.claim.place}. {claim.sentence}"
    for reference in sorted(previewed.overlay.touched):
        if reference.kind in ("unit", "post"):
            about = About(AboutKind(reference.kind), reference.id)
            found[str(about)] = names.thing(reference)
    for touched in previewed.affected:
        name = names.person(touched.subject.id) if touched.subject.kind == "person" else ""
        if name:
            found[str(About(AboutKind.PERSON, touched.subject.id))] = name
    return found


def about_in_words(about: About, things: Mapping[str, str]) -> str:
    """What a comment is about; what is not of the case any more is told by its kind."""
    known = things.get(str(about))
    if known is not None:
        return known
    return {
        AboutKind.ACTION: _("Action {number}, which is not in the set any more"),
        AboutKind.CLAIM: _("Claim {number}, which is not made any more"),
        AboutKind.FINDING: _("A finding that does not stand any more"),
        AboutKind.UNIT: _("A unit that the set does not touch any more"),
        AboutKind.POST: _("A post that the set does not touch any more"),
        AboutKind.PERSON: _("A person affected"),
    }.get(about.kind, _("The case as a whole")).format(number=about.number)


def heading_in_words(one: Threaded, things: Mapping[str, str]) -> str:
    """Whether it comments or asks, and about what."""
    kind = str(KINDS[CommentKind(one.first.row.kind)])
    return labelled(kind, about_in_words(one.about, things))


def grouped(things: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same by kind, for a menu."""
    by_kind: dict[AboutKind, list[tuple[str, str]]] = {}
    for about, name in things.items():
        by_kind.setdefault(About.parse(about).kind, []).append((about, name))
    return [(str(GROUPS[kind]), by_kind[kind]) for kind in GROUPS if kind in by_kind]


def reasons_of_comments() -> dict[str, str]:
    return {
        "about_nothing": _("That is not a thing of this case."),
        "comment_of_no_kind": _("Say whether it is a comment or a question."),
        "comment_unsaid": _("Say it in words."),
        "comment_too_long": _("That is too long for a comment: write a paper, and name it here."),
        "comment_carried": _("It went into the record as it stood; nothing is added to it."),
        "comment_resolved": _("It is resolved. Take that back first, or begin another."),
        "comment_not_resolved": _("It is not resolved."),
        "comment_answered": _("Somebody replied, so it stays as it was said. Reply in turn."),
        "comment_undecided": _(
            "Comments are open: say of each whether it is resolved or goes into the record."
        ),
        "no_such_comment": _("There is no such comment."),
        "mention_of_stranger": _("Only who may see the case can be told of it."),
        "invitation_over": _("The invitation is over."),
        "words_on_record": _(
            "Comments of this reviewer were submitted with the case. Delete them once the case is"
            " decided."
        ),
        "invitation_days_wrong": _("An invitation lasts one day at least, and ninety at most."),
        "reviewer_unnamed": _("Say who is invited."),
    }


def describe(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """Each by its case; the words are read on the page."""
    rows = comments_told(visible(actor, ids))
    seen = seen_by(actor, {row.reorganisation_id for row in rows})
    return {
        row.pk: Label(
            _("Comment on {reference} · {title}").format(
                reference=case.reference, title=here(case.title)
            ),
            address_of(case.pk, row.thread_id or row.pk),
        )
        for row in rows
        for case in [seen[row.reorganisation_id].row]
    }


def address_of(reorganisation: int, thread: int) -> str:
    return reverse("reorganisation-comment", args=[reorganisation, thread])


def waiting(actor: Actor) -> list[Waiting]:
    """Questions on one's own cases that nobody has answered."""
    return [
        Waiting(
            None,
            f"{row.reorganisation.reference} · {here(row.reorganisation.title)}",
            sentence(Reason("asked")),
            pgettext("act on a question", "Answer"),
            address_of(row.reorganisation_id, row.pk),
        )
        for row in questions_waiting(actor)
    ]


def sentence(reason: Reason) -> str:
    """Why somebody is told of a comment."""
    return {
        "mentioned": _("You are named in a comment."),
        "asked": _("A question about it waits for your answer."),
        "commented": _("Somebody commented on it."),
        "answered": _("Somebody replied to you."),
    }.get(reason.code, _("There is a comment for you."))


def personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how many comments with words there are by each."""
    return {
        person: [
            Personal(
                ngettext("{count} comment", "{count} comments", count).format(count=count), count
            )
        ]
        for person, count in words_by(people).items()
    }
