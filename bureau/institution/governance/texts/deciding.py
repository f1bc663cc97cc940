"""How bodies decide, in words: ways, majorities, votes, what follows, and why an act is refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from bureau.core.procedures.deciding import (
    Base,
    Choice,
    Deciding,
    Majority,
    Outcome,
    SeatRole,
    Tally,
    Way,
)
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Reason
from bureau.institution.governance.models import Shown
from bureau.institution.governance.texts import delegated
from bureau.institution.governance.texts.labels import ACTS, ACTS_DONE, CONTRARY
from bureau.institution.instruments.models import Body
from bureau.web.formats import day_in_words, gap_between_sentences, listed, number_in_words
from bureau.web.multilingual import here

WAYS: Mapping[str, Promise] = {
    Way.IN_SESSION.value: pgettext_lazy("how a body decides", "In session"),
    Way.BY_CORRESPONDENCE.value: pgettext_lazy("how a body decides", "By correspondence"),
    Way.CHAIR_ALONE.value: pgettext_lazy("how a body decides", "By its chair alone"),
}
MAJORITIES: Mapping[str, Promise] = {
    Majority.UNANIMITY.value: gettext_lazy("unanimity, striven for"),
    Majority.CONSENSUS.value: gettext_lazy("consensus"),
    Majority.SIMPLE.value: gettext_lazy("simple majority"),
    Majority.TWO_THIRDS.value: gettext_lazy("two thirds"),
}
BASES: Mapping[str, Promise] = {
    Base.CAST.value: gettext_lazy("of the votes for and against"),
    Base.SEATS.value: gettext_lazy("of all seats that have a vote"),
}
SHOWN: Mapping[str, Promise] = {
    Shown.AT_ONCE.value: gettext_lazy("at once, to whoever sees the case"),
    Shown.AFTERWARDS.value: gettext_lazy("once the ballot is closed"),
    Shown.NUMBERS.value: gettext_lazy("never: numbers alone"),
}
SEAT_ROLES: Mapping[str, Promise] = {
    SeatRole.CHAIR.value: pgettext_lazy("seat", "Chair"),
    SeatRole.VICE_CHAIR.value: pgettext_lazy("seat", "Vice-chair"),
    SeatRole.MEMBER.value: pgettext_lazy("seat", "Member"),
    SeatRole.OBSERVER.value: pgettext_lazy("seat", "Observer"),
    SeatRole.SECRETARY.value: pgettext_lazy("seat", "Secretary"),
}
CHOICES: Mapping[str, Promise] = {
    Choice.FOR.value: pgettext_lazy("vote", "For"),
    Choice.RESERVED.value: pgettext_lazy("vote", "For, with a reservation"),
    Choice.AGAINST.value: pgettext_lazy("vote", "Against"),
    Choice.ABSTAIN.value: pgettext_lazy("vote", "Abstains"),
}
CHOICE_MARKS = {
    Choice.FOR.value: "ok",
    Choice.RESERVED.value: "ask",
    Choice.AGAINST.value: "no",
    Choice.ABSTAIN.value: "off",
}
OUTCOMES: Mapping[str, Promise] = {
    Outcome.ADOPTED.value: pgettext_lazy("outcome of a vote", "adopted"),
    Outcome.NOT_ADOPTED.value: pgettext_lazy("outcome of a vote", "not adopted"),
    Outcome.NO_QUORUM.value: pgettext_lazy("outcome of a vote", "no quorum"),
    Outcome.UNANIMITY_FAILED.value: pgettext_lazy("outcome of a vote", "no unanimity"),
    Outcome.CALLED_OFF.value: pgettext_lazy("outcome of a vote", "called off"),
}
OUTCOME_MARKS = {
    Outcome.ADOPTED.value: "ok",
    Outcome.NOT_ADOPTED.value: "no",
    Outcome.NO_QUORUM.value: "off",
    Outcome.UNANIMITY_FAILED.value: "ask",
    Outcome.CALLED_OFF.value: "off",
}


def said_by_act(kind: ActKind, outcome: str) -> tuple[str, str]:
    """What a body said in deciding on an act, and its mark: the act itself, where the vote on it
    carried it, be it that the case is referred back or rejected; else how the vote came out."""
    if outcome == Outcome.ADOPTED:
        return str(ACTS_DONE[kind]), "ask" if kind in CONTRARY else OUTCOME_MARKS[outcome]
    return str(OUTCOMES[outcome]), OUTCOME_MARKS[outcome]


def said_by_ballot(kind: str, outcome: str) -> str:
    """How a ballot came out, with the act that was put to the vote: it is no act yet."""
    return listed((ACTS[kind], OUTCOMES[outcome]))


def verb_alone(kind: str) -> str:
    """An act that the chair of a body does alone, as a button says it."""
    return _("{act}, as the chair alone").format(act=ACTS[kind])


def tally_in_words(tally: Tally, seats: int) -> str:
    """How many took part and how they voted."""
    took_part = ngettext(
        "{present} of {seats} seat took part", "{present} of {seats} seats took part", seats
    ).format(present=number_in_words(tally.present), seats=number_in_words(seats))
    said = [
        (_("{number} for"), tally.supporting),
        (_("{number} of them with a reservation"), tally.reserved or None),
        (_("{number} against"), tally.against),
        (_("{number} abstained"), tally.abstained or None),
    ]
    counts = [
        words.format(number=number_in_words(number)) for words, number in said if number is not None
    ]
    return _(", ").join([took_part, *counts])


def demands_in_words(deciding: Deciding, way: Way) -> str:
    """What the rule asks for, so that the body has decided in this way."""
    if way is Way.CHAIR_ALONE:
        return _("The chair records it, with reasons, where the body was asked and it is urgent.")
    rule, seats = deciding.rule, len(deciding.voting())
    needed = rule.quorum.needed(seats)
    quorum = ngettext(
        "At least {needed} of {seats} seat must take part.",
        "At least {needed} of {seats} seats must take part.",
        seats,
    ).format(needed=number_in_words(needed), seats=number_in_words(seats))
    majority = _majority(rule.majority, rule.base)
    return gap_between_sentences().join([quorum, majority])


def _majority(majority: Majority, base: Base) -> str:
    if majority is Majority.UNANIMITY and base is Base.SEATS:
        return _("It is carried if all seats vote for it.")
    said = {
        (Majority.SIMPLE, Base.CAST): _("It is carried if more vote for it than against it."),
        (Majority.SIMPLE, Base.SEATS): _(
            "It is carried if more than half of all seats vote for it."
        ),
        (Majority.TWO_THIRDS, Base.CAST): _(
            "It is carried if two thirds of the votes for and against are for it."
        ),
        (Majority.TWO_THIRDS, Base.SEATS): _(
            "It is carried if two thirds of all seats vote for it."
        ),
    }
    return said.get((majority, base), _("It is carried if nobody votes against it."))


def refusal(reason: Reason) -> str:
    """Why something about deciding is refused; empty where the code is another's."""
    facts = dict(reason.facts)
    found = {**_of_manner(facts), **_of_outcomes(), **_of_ballots(facts), **_of_seats(facts)}
    return found.get(reason.code) or delegated.refusal(reason)


def _of_manner(facts: Mapping[str, Any]) -> dict[str, str]:
    return {
        "no_decision_rule": _("The body has no rule that says how it decides."),
        "manner_missing": _("Say how the body decided: its rule asks for it."),
        "way_not_open": _("The body's rule does not open this way: {way}.").format(
            way=WAYS.get(str(facts.get("way", "")), "")
        ),
        "tally_missing": _("Say how many took part and how they voted."),
        "tally_impossible": _("So many cannot have voted: {seats} seats have a vote.").format(
            seats=number_in_words(int(facts.get("seats", 0)))
        ),
        "tally_incomplete": ngettext(
            "For, against and abstained do not add up to {present}, which took part.",
            "For, against and abstained do not add up to the {present} that took part.",
            int(facts.get("present", 0) or 0),
        ).format(present=number_in_words(int(facts.get("present", 0) or 0))),
        "chair_missing": _("Nobody sits in the chair of the body, or no post does."),
        "not_the_chair": _("Only who holds the post of the chair, or acts in it, decides alone."),
        "urgency_missing": _("Say why it is urgent and cannot wait."),
        "body_not_asked": _("The chair decides alone only after the body was asked."),
        "asked_at_no_meeting": _("Name the ballot or the meeting in which the body was asked."),
        "body_decided": _("The body itself adopted it: record that."),
        "body_refused": _("The body voted it down: its chair does not decide it alone."),
        "dissent_unsaid": _("Say in words what the member dissents from."),
        "dissent_of_no_member": _("Only a member who has a vote dissents, and once."),
    }


def _of_outcomes() -> dict[str, str]:
    return {
        "not_adopted": _("By the body's rule it was not adopted."),
        "no_quorum": _("Too few took part: the body had no quorum."),
        "unanimity_failed": _(
            "There was no unanimity, so the body did not decide. Its chair may decide alone only "
            "where the rule opens it and it is urgent."
        ),
    }


def _of_ballots(facts: Mapping[str, Any]) -> dict[str, str]:
    days = int(facts.get("days", 0) or 0)
    return {
        "ballot_open": _(
            "A ballot on it is still open: it is counted first, or its secretary calls it off."
        ),
        "all_voted": _("Everybody has voted: the ballot is closed and counted."),
        "ballot_missing": _("Name the ballot that adopted it."),
        "ballot_on_another_act": _("That ballot was on another act, or on other actions."),
        "condition_not_voted": _(
            "A ballot holds no condition: what has conditions is decided in session."
        ),
        "answer_not_voted": _("A ballot holds no answer: a question is answered in session."),
        "before_ballot_ended": _(
            "The day of the act lies before the end of the ballot, {day}."
        ).format(day=_day(facts.get("ended"))),
        "ballot_ended": _("The ballot has ended: no vote is taken any more."),
        "ballot_goes_on": _("It goes on until its cut-off: not everybody has voted."),
        "cut_off_too_soon": ngettext(
            "A ballot is open for at least {days} day.",
            "A ballot is open for at least {days} days.",
            days,
        ).format(days=number_in_words(days)),
        "nobody_votes": _("Nobody sits in the body who has a vote."),
        "no_such_seat": _("That seat has no vote in this ballot."),
        "seat_stands_aside": _("Who would vote for this seat has a hand in the matter."),
        "reservation_unsaid": _("Say in words what the reservation keeps open."),
        "votes_for_too_many": ngettext(
            "A person votes for at most {most} seat. Another person must vote for this one.",
            "A person votes for at most {most} seats. Another person must vote for this one.",
            facts.get("most", 0),
        ).format(most=number_in_words(facts.get("most", 0))),
        "voted_in_person": _("The member voted in person: only the member changes that vote."),
    }


def _of_seats(facts: Mapping[str, Any]) -> dict[str, str]:
    return {
        "seat_of_post_or_name": _("A seat is borne by a post, or has a name: one of the two."),
        "secretary_without_role": _(
            "The secretary's seat needs a post with the role of a body's secretary."
        ),
        "chair_seated_already": _("Somebody sits in the chair then: end that seat first."),
        "seated_already": _("The post sits in this body already."),
        "body_votes_now": _(
            "A ballot of the body is open: a seat does not begin or end before today."
        ),
        "decision_rule_unfit": _unfit(str(facts.get("fault", ""))),
        "body_of_own_case": _(
            "You had a hand in a case that goes before this body: somebody else says who sits in "
            "it and how it decides."
        ),
        "decides_so_today": _(
            "A new rule takes effect tomorrow at the earliest. Choose a later day."
        ),
        "reported_already": _("It was reported already."),
        "report_unnamed": _("Name the instrument, the document or the act that reported it."),
        "report_before_act": _("It cannot have been reported before it was decided."),
        "act_of_another_body": _("That is no later act of the body to which it is owed."),
    }


def _unfit(fault: str) -> str:
    return {
        "no_way_open": _("The rule opens no way to decide."),
        "only_the_chair": _("The chair decides alone only where the body could be asked."),
        "no_days_for_ballots": _("Say for how many days a ballot is open at least."),
        "quorum_over_all": _("The share of the quorum is a fraction, as in 2/3, and at most one."),
        "report_to_nobody": _("Say both to whom it is reported and within how many days."),
        "report_of_nothing": _("Only what the chair decides alone is reported."),
    }.get(fault, _("The rule is not fit to decide by."))


def _day(number: Any) -> str:
    return day_in_words(date.fromordinal(number)) if number else ""


def waiting_sentence(reason: Reason) -> str:
    """Why a ballot waits for somebody, in the language of the page."""
    match reason.code:
        case "vote":
            return _("Your vote is asked for.")
        case "count":
            return _("Everybody has voted: close the ballot.")
        case "counted":
            told = _("Its time is over and it was counted: {outcome}.")
            return told.format(outcome=_ballot_told(reason))
        case "called_off":
            return _("It was called off: no vote is taken any more.")
        case "alone":
            told = _("It was counted: {outcome}.").format(outcome=_ballot_told(reason))
            alone = alone_in_words(reason.facts["to"], reason.facts["days"])
            return gap_between_sentences().join([told, alone])
    return _("It waits for you.")


def alone_in_words(reports_to: int | None, days: int | None) -> str:
    """What the chair may do where a ballot adopted nothing, and what then is to be reported."""
    may = _(
        "The body did not decide. Where it cannot wait, the chair may decide alone, with reasons;"
        " what was said against it stays on record."
    )
    if reports_to is None or days is None:
        return may
    report = ngettext(
        "It is then to be reported to {body} within {count} day.",
        "It is then to be reported to {body} within {count} days.",
        days,
    ).format(body=here(Body.objects.get(pk=reports_to).name), count=number_in_words(days))
    return gap_between_sentences().join([may, report])


def _ballot_told(reason: Reason) -> str:
    if "kind" not in reason.facts:
        return ""
    return said_by_ballot(reason.facts["kind"], reason.facts["outcome"])


def report_sentence(_reason: Reason) -> str:
    """Why a report waits for somebody."""
    return _("What the chair decided alone is to be reported.")
