"""Why something in procedure is refused, as sentences; what else holds up a route."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.actors import Actor
from bureau.core.procedures.case import Finding
from bureau.core.procedures.kinds import Gate
from bureau.core.reasons import Reason
from bureau.institution.procedures.queries.rule_drafts import (
    address_of_draft,
    drafts_for_a_second,
)
from bureau.web.answers import Waiting
from bureau.web.formats import day_in_words, listed, span_in_words
from bureau.web.multilingual import here
from bureau.web.refusing import sentence_in

sentence = sentence_in("procedures")


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    return _sentences(dict(reason.facts)).get(reason.code, "")


def finding_sentence(finding: Finding) -> str:
    """What is to be said of a route as a whole."""
    return sentence(Reason(finding.code, finding.facts))


def because(code: str) -> str:
    """Why a person may not act, as the end of a sentence; empty where the code needs none."""
    return {
        "is_author": _("you have a hand in it yourself"),
        "delegate_of_author": _("you act for its author"),
        "conflict_declared": _("it concerns you"),
        "delegate_of_conflicted": _("you act for somebody whom it concerns"),
        "on_lien": _("you are away from the post on lien"),
        "post_ended": _("the post has ended"),
        "incumbency_ended": _("you no longer hold the post"),
        "incumbency_not_begun": _("you do not hold the post yet"),
        "absent": _("you said that you are away"),
        "absence_ended": _("whom you stand in for is back"),
        "absence_not_begun": _("whom you stand in for is not away yet"),
        "absence_lapsed": _("whom you stand in for no longer holds the post"),
        "stand_in_of_author": _("you stand in for its author"),
        "stand_in_of_conflicted": _("you stand in for somebody whom it concerns"),
        "said_the_absence": _(
            "you recorded or confirmed the absence through which it would come to you"
        ),
        "not_delegated": _("this act was not among those you were given"),
        "subject_not_delegated": _("cases of this kind were not among what you were given"),
        "amount_not_known": _(
            "what it costs is not known, and you were given the power up to an amount only"
        ),
        "over_ceiling": _("it costs more than you were given the power for"),
        "delegation_lapsed": _("whoever gave you the power no longer holds the post"),
        "stand_in_not_allowed": _("the rule asks for the holder of the post in person"),
        "delegate_of_superior": _("a post above acts in person"),
    }.get(code, "")


def drafts_waiting(actor: Actor) -> list[Waiting]:
    """Drafts of rules that a second person may put in force."""
    return [
        Waiting(
            row.valid_from,
            here(row.title),
            draft_sentence(Reason("draft_waits")),
            _("Look at it"),
            address_of_draft(row.pk),
        )
        for row in drafts_for_a_second(actor)
    ]


def draft_sentence(_reason: Reason) -> str:
    """Why a draft of rules waits for somebody."""
    return _("A draft of rules was tried and waits for a second person.")


def _sentences(facts: dict[str, Any]) -> dict[str, str]:
    return {**_of_acts(facts), **_of_content(facts), **_of_cases(facts), **_of_rules(facts)}


def _of_acts(facts: dict[str, Any]) -> dict[str, str]:
    return {
        "day_not_yet_come": _("The day of the act has not come yet."),
        "before_submission": _("The day of the act lies before it was put forward."),
        "today_alone": _(
            "A day of this case has not come yet: a clock was wrong. Date the act today, or cite"
            " the meeting at which it was done."
        ),
        "before_earlier_step": _("The day of the act lies before that of an earlier step."),
        "step_not_open": _("This step is not open any more, or not yet."),
        "act_not_open": _("This act cannot be recorded on this step."),
        "parts_not_open": _("Not all of the parts chosen are open to this act."),
        "new_day_missing": _("Say until which later day it is deferred."),
        "answer_missing": _("Say yes or no."),
        "may_not_act": _may_not_act(facts),
        "meeting_missing": _("An act of a body names its meeting or document."),
        "meeting_of_another_body": _("The meeting is of another body."),
        "day_outside_meeting": _outside(facts),
        "body_ended": _ended(facts),
        "no_such_agenda_item": _("The agenda of that meeting has no item {item}.").format(
            item=facts.get("item", "")
        ),
        "not_the_author": _("Only the author may withdraw it."),
        "document_missing": _("Name the document that shows it."),
        "changed_since_seen": _("It has changed since you looked at it. Look again, then act."),
    }


def _ended(facts: dict[str, Any]) -> str:
    """The day from which a body decides nothing any more."""
    if "ended" not in facts:
        return ""
    return _("The body ended on {day} and decides nothing from that day on.").format(
        day=day_in_words(date.fromisoformat(str(facts["ended"])))
    )


def _outside(facts: dict[str, Any]) -> str:
    """The days of the meeting; the day of the act is that of the decision, not of recording it."""
    if "opens_on" not in facts:
        return ""
    days = (date.fromisoformat(str(facts[name])) for name in ("opens_on", "over_on"))
    return _("The day of the act does not lie in the meeting: {span}.").format(
        span=span_in_words(*days)
    )


def _of_content(facts: dict[str, Any]) -> dict[str, str]:
    """What an act says besides its kind: amendments, conditions, questions."""
    return {
        "amendment_missing": _("Nothing is amended: change, leave out or add an action first."),
        "nothing_adopted": _("Nothing would be adopted: all of it is left out. Reject it instead."),
        "decided_elsewhere": _decided_elsewhere(facts.get("actions") or ()),
        "not_decided_here": _(
            "By the rules in force somebody else decides this: what is amended here cannot be it."
        ),
        "amending_refused": _("The rule for what is added lets nobody amend at this step."),
        "condition_not_here": _("Only an act that decides can set a condition."),
        "condition_on_others": _("A condition can only be on actions that this act decides."),
        "condition_unsaid": _("Say what the condition is."),
        "condition_lapsed": _("The last day of the condition is past."),
        "last_day_past": _("The last day of a condition cannot lie in the past."),
        "not_lapsed_yet": _("The last day of the condition has not passed."),
        "nobody_answers": _("No post answers for whoever is to say that the condition is met."),
        "question_not_here": _("Questions go to the author only with what is referred back."),
        "question_not_open": _("This question is not open any more."),
        "question_unanswered": _("A question is still to be answered before it goes forward."),
        "answer_unsaid": _("Say what the answer is."),
    }


def _decided_elsewhere(places: Collection[int]) -> str:
    return ngettext(
        "By the rules in force somebody else decides action {places} as it is amended.",
        "By the rules in force somebody else decides actions {places} as they are amended.",
        len(places),
    ).format(places=listed(places))


def _may_not_act(facts: dict[str, Any]) -> str:
    codes = facts.get("because") or ()
    said = [because(code) for code in codes if because(code)]
    if not said:
        return _("You may not act on this step.")
    return _("You may not act on this step: {why}.").format(why=_("; ").join(said))


def _of_cases(facts: dict[str, Any]) -> dict[str, str]:
    return {
        "case_ended": _("Nothing more can be recorded on it: it has ended."),
        "prepares_only": _(
            "You prepare for somebody else. Only they put forward, decide and take back."
        ),
        "not_submitted": _("It has not been put forward yet."),
        "not_with_author": _("It is on its way and cannot be put forward again now."),
        "already_decided": _("What is decided cannot be changed any more."),
        "with_author": _("It is back with its author."),
        "rejected": _("It was rejected."),
        "withdrawn": _("It was withdrawn."),
        "lapsed": _("It lapsed: a condition was not met in time."),
        "question_open": _("A question is to be answered before its way is known."),
    }


def _of_rules(facts: dict[str, Any]) -> dict[str, str]:
    return {
        "rule_missing": _(
            "No rule in force says who decides some of its actions. Take them out, or ask whoever "
            "keeps the rules to set one."
        ),
        "rule_overlap": _("Several rules in force say different things about some of its actions."),
        "rule_unfit": _rule_unfit(str(facts.get("fault", ""))),
        "rule_versions_overlap": _("The version before holds until a later day."),
        "rule_ended_already": _("The rule has an end already."),
        "before_case_of_author": _(
            "An author of the draft has a case that goes by one of its rules, or would go another "
            "way. Another person must write the draft anew, or the case must end first."
        ),
        "ends_before_it_begins": _("The end must be later than the start."),
        "provision_of_another_instrument": _("The provision is of another instrument."),
        **_of_drafts_of_rules(facts),
    }


def _of_drafts_of_rules(facts: dict[str, Any]) -> dict[str, str]:
    count = int(facts.get("count", 0))
    return {
        "draft_of_rules_past": _("A draft takes effect today or later: choose another day."),
        "draft_of_rules_settled": _("The draft is settled: nothing in it can be changed."),
        "draft_of_rules_empty": _("There is no rule in the draft yet."),
        "rule_names_strange": _("The rule names somebody or something that is not there."),
        "no_such_line": _("This line is not in the draft any more."),
        "no_such_rule": _("There is no rule of that name."),
        "rule_named_twice": _("The draft has a rule of that short name already."),
        "rule_of_another_subject": _("The rule of that short name is about something else."),
        "not_of_this_subject": _("An action chosen does not occur in what the rule is about."),
        **_of_misfits(facts),
        "changed_since_tried": _("The draft, the rules or the cases changed since: try it again."),
        "not_tried_yet": _("The draft has not been tried on past cases yet."),
        "rules_have_gaps": ngettext(
            "{count} gap bars: an action would have no route.",
            "{count} gaps bar: actions would have no route.",
            count,
        ).format(count=count),
        "rules_overlap": ngettext(
            "{count} overlap bars: two rules demand different things.",
            "{count} overlaps bar: rules demand different things.",
            count,
        ).format(count=count),
    }


def _of_misfits(facts: dict[str, Any]) -> dict[str, str]:
    """What a rule says that the cases it is about do not know."""
    is_released = facts.get("gate") == Gate.RELEASE
    return {
        "rule_gates_something_else": (
            _("What this rule is about is released: let release wait for the deciding step.")
            if is_released
            else _("Let entry into force wait for the deciding step: nothing is released here.")
        ),
        "act_of_another_subject": _("An act chosen for a step cannot be recorded on such cases."),
        "no_question_here": _("Nobody determines anything on such cases: leave out the question."),
        "no_body_here": _("No body acts on such cases: name offices, posts or roles."),
        "nothing_of_it_costs": _(
            "None of the actions it covers costs anything: leave out amounts."
        ),
        "no_audience_here": _("Such cases are for no audience: leave out audiences."),
    }


def _rule_unfit(fault: str) -> str:
    return {
        "decides_nothing": _("The rule decides nothing: no step lets anything enter into force."),
        "decides_two_things": _("The rule mixes entry into force with release."),
        "holds_back_after_deciding": _("A step would hold back what is decided before it."),
        "order_below_one": _("The order of steps starts at one."),
        "step_twice": _("One step is named twice."),
        "amounts_of_nothing": _("No amount is above the first and up to the second."),
        "demanded_without_release": _("Only what is released can be demanded beforehand."),
        "demanded_for_audience": _(
            "What is demanded is demanded for every audience: for whom it is, is said only when it "
            "is asked for."
        ),
    }.get(fault, _("A rule in force is not fit to say who decides."))
