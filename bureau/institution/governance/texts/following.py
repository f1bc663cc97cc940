"""Deadlines, people affected and what follows, as people read them; and what is refused of them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from bureau.core.actors import Actor, Role
from bureau.core.changes.following_up import What
from bureau.core.changes.people import How
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.institution.governance.models import Assignment, Submission
from bureau.institution.governance.permissions import may_confirm_people
from bureau.institution.governance.queries.chasing import BROUGHT, brought_to
from bureau.institution.governance.queries.following import (
    assignments_open,
    assignments_visible,
    names_of_subjects,
)
from bureau.institution.governance.queries.frozen_words import as_put_forward
from bureau.institution.governance.queries.left import authors_of_each
from bureau.institution.governance.queries.people import (
    lists_waiting,
    reasons_kept,
    why_they_wait,
)
from bureau.web.answers import Label, Personal, Telling, Waiting, Work
from bureau.web.formats import day_in_words, gap_between_sentences, labelled
from bureau.web.multilingual import here

BY_HAND = pgettext_lazy("person affected", "added by hand")
HOWS: dict[str, Promise] = {
    How.SAME.value: pgettext_lazy("person affected", "same post and duties"),
    How.MOVED.value: pgettext_lazy("person affected", "moved"),
    How.NEW_DUTIES.value: pgettext_lazy("person affected", "new duties"),
    How.DISPLACED.value: pgettext_lazy("person affected", "displaced"),
    How.ACTING_ENDS.value: pgettext_lazy("person affected", "acting ends"),
}
HOW_MARKS: dict[str, str] = {
    How.SAME.value: "off",
    How.MOVED.value: "now",
    How.NEW_DUTIES.value: "now",
    How.DISPLACED.value: "no",
    How.ACTING_ENDS.value: "wait",
}
WHATS: dict[str, Promise] = {
    What.ADVERTISE.value: gettext_lazy("Advertise the post"),
    What.DESCRIBE.value: gettext_lazy("Revise the job description"),
    What.PAPERS.value: gettext_lazy("Revise the papers that name it"),
    What.SYSTEMS.value: gettext_lazy("Tell the systems that name it"),
    What.OTHER.value: gettext_lazy("Something else"),
}
STATES: dict[str, Promise] = {
    "proposed": pgettext_lazy("state of an assignment", "proposed"),
    "open": pgettext_lazy("state of an assignment", "open"),
    "late": pgettext_lazy("state of an assignment", "late"),
    "done": pgettext_lazy("state of an assignment", "done"),
    "dropped": pgettext_lazy("state of an assignment", "dropped"),
}
STATE_MARKS = {"proposed": "ask", "open": "wait", "late": "no", "done": "ok", "dropped": "off"}


def reasons_of_following(facts: Mapping[str, Any]) -> dict[str, str]:
    """Why something about deadlines, people affected and what follows is refused."""
    return {
        "zone_not_known": _("There is no such time zone."),
        "hour_not_known": _("Write the hour as 17:30, or leave it empty for the end of the day."),
        "stages_out_of_order": _(
            "Whoever stands in is told first, the superior then, both within a year."
        ),
        "convention_in_past": _(
            "Deadlines that are set keep their convention: begin today or later."
        ),
        "convention_comes_later": _(
            "One is in force already from that day or later. Choose a later first day."
        ),
        "begins_too_far_ahead": _("Choose a first day within the next {years} years.").format(
            years=facts.get("years", 0)
        ),
        "no_such_body": _("Choose a body of this organisation."),
        "line_not_listed": _("This line is not in the list of this round."),
        "how_not_known": _("Choose one of the kinds in the list."),
        "listed_already": _("This person is on the list already for that post."),
        "no_such_person": _("There is no such person."),
        "lines_not_confirmed": _("Lines of the list are not confirmed yet: {count}.").format(
            count=facts.get("count", 0)
        ),
        "people_confirmed_already": _("The list of this round is confirmed already."),
        "line_confirmed_already": _("This line is as it was when the list was confirmed."),
        "own_line": _("This line is about you. Another person must settle it."),
        "nothing_follows": _("Nothing of this is in force yet, so nothing follows from it."),
        "no_such_proposal": _("This is not proposed any more. Look at the list again."),
        "owner_not_there": _("Choose a post that stands, of this organisation."),
        "day_before_today": _("The day by which it is to be done lies before today."),
        "words_missing": _("Say what is to be done."),
        "assignment_settled": _("It is done or dropped already."),
    }


def lists_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """For the wiring table: the people affected by one round."""
    rows = Submission.objects.filter(pk__in=ids).select_related("reorganisation")
    cases = as_put_forward(row.reorganisation for row in rows)
    said = _("People affected by {case}")
    return {
        row.pk: Label(
            said.format(
                case=f"{row.reorganisation.reference} · {here(cases[row.reorganisation_id].title)}"
            ),
            reverse("reorganisation-people", args=[row.reorganisation_id]),
        )
        for row in rows
    }


def lists_waiting_for(actor: Actor) -> list[Waiting]:
    """For the wiring table: the lists that human resources have not confirmed."""
    if actor.organisation is None or not actor.has(Role.HUMAN_RESOURCES):
        return []
    rows = lists_waiting(actor.organisation)
    authors = authors_of_each([row.reorganisation for row in rows])
    mine = [
        row
        for row in rows
        if may_confirm_people(actor, row.reorganisation, authors[row.reorganisation_id])
    ]
    labels = lists_described(actor, [row.pk for row in mine])
    why = why_they_wait(mine)
    return [
        Waiting(
            None,
            labels[row.pk].name,
            list_sentence(Reason(why[row.pk])),
            _("Go through it"),
            labels[row.pk].address,
        )
        for row in mine
    ]


def list_sentence(reason: Reason) -> str:
    """Why a list of people affected waits for somebody."""
    if reason.code == "people_amended":
        return _("An act changed the confirmed list: confirm what it changed.")
    if reason.code == "people_again":
        return _("It was put forward again: confirm what differs from the confirmed list.")
    return _("Say of each how they are affected.")


def people_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: in how many lists of people affected each stands."""
    return {
        person: [
            Personal(
                ngettext(
                    "{count} line of people affected", "{count} lines of people affected", count
                ).format(count=count),
                count,
            )
        ]
        for person, count in reasons_kept(people).items()
    }


def words_of(row: Assignment, names: Mapping[Reference, str]) -> str:
    """What is to be done, and of what."""
    if row.what == What.OTHER:
        return row.words
    name = names.get(Reference(row.subject_kind, row.subject or 0), "")
    return labelled(str(WHATS[row.what]), name)


def assignments_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = list(Assignment.objects.filter(pk__in=ids))
    names = names_of_subjects(
        {Reference(row.subject_kind, row.subject) for row in rows if row.subject}
    )
    return {
        row.pk: Label(
            words_of(row, names),
            reverse("reorganisation-follow-up", args=[row.reorganisation_id]),
        )
        for row in rows
    }


def assignments_work(actor: Actor, posts: Collection[int]) -> list[Work]:
    """For the wiring table: what these posts have to do, or did, after decisions."""
    rows = list(Assignment.objects.filter(owner__in=posts).order_by("due", "pk"))
    seen = assignments_visible(actor, [row.pk for row in rows])
    labels = assignments_described(actor, seen)
    return [
        Work(
            post=row.owner or 0,
            label=labels[row.pk],
            kind=_("Assignment"),
            mark=STATE_MARKS[row.state],
            state=STATES[row.state],
            due=row.due,
            is_done=row.state != Assignment.State.OPEN,
        )
        for row in rows
        if row.pk in labels
    ]


def assignments_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: what the actor's posts are to do, and what is late and came to them."""
    brought = brought_to(actor)
    rows = list(assignments_open(actor.posts, brought))
    labels = assignments_described(actor, [row.pk for row in rows])
    return [
        Waiting(
            row.due,
            labels[row.pk].name,
            _why(row, brought.get(row.pk)),
            _("Look at it"),
            labels[row.pk].address,
        )
        for row in rows
    ]


def _why(row: Assignment, brought: Telling | None) -> str:
    """What it follows from, and why it comes to somebody whose it is not."""
    follows = _("It follows from {case}.").format(case=row.reorganisation.reference)
    if brought is None:
        return follows
    said = assignment_sentence(Reason(brought.code, brought.facts))
    return gap_between_sentences().join([follows, said])


def assignment_sentence(reason: Reason) -> str:
    """Why it comes to somebody; of what is late, since when and for which post."""
    if reason.code not in BROUGHT:
        return {
            "to_do": _("It follows from a decision, and your post is to do it."),
            "to_do_late": _("It follows from a decision, and it is late."),
        }.get(reason.code, "")
    post = Reference("post", reason.facts["post"])
    facts = {
        "day": day_in_words(date.fromisoformat(reason.facts["since"])),
        "post": names_of_subjects([post]).get(post, ""),
    }
    return {
        "to_do_stand_in": _("It was due on {day}, and you act for {post}."),
        "to_do_vacant": _("It was due on {day}; nobody acts for {post}, and your post is above."),
        "to_do_above": _("It was due on {day}; {post}, which reports to you, has not done it."),
    }[reason.code].format(**facts)
