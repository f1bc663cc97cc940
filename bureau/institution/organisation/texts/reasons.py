"""Refusals of this app as sentences, and who may keep its reference data."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.reasons import Reason
from bureau.institution.organisation.texts.tables import FLAWS
from bureau.web.formats import days_reckoned
from bureau.web.refusing import sentence_in

ONLY_OFFICERS = gettext_lazy(
    "Only the organisation officer and administrators may look at this and change it."
)

sentence = sentence_in("organisation")


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    facts: dict[str, Any] = dict(reason.facts)
    sentences = {
        **_of_numbers(),
        **_of_templates(),
        **_of_costs(facts),
        "is_author": _("You wrote it yourself. Four eyes: another person reviews it."),
        "not_yours_to_do": _("This is not yours to do: your posts carry no role for it."),
        "administrator_only": _("Only an administrator may do this."),
        "two_persons_needed": _("Another person must confirm it: two persons are needed."),
        "stand_in_named_by_you": _("You recorded the absence. Another person must confirm it."),
        "changed_since_proposed": _(
            "What the proposal would change has changed since. Propose it again."
        ),
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
        "already_there": _("“{code}” is there already. Choose another."),
        "not_of_organisation": _("Something named is not of this organisation."),
        "no_such_post": _("No post has this number today."),
        "begins_too_far_ahead": _("Choose a first day within the next {years} years."),
        "ends_before_it_begins": _("The end must be later than the start."),
        "delegation_of_nothing": _("Say of which acts and cases, or leave it open."),
        "ceiling_wrong": _("A ceiling is zero or more, in a currency of three letters."),
        "assistant_has_no_reach": _("An assistant has no power, so there is none to narrow."),
        "not_to_oneself": _("Name somebody else: nobody stands in for themselves."),
        "not_for_oneself": _("Name somebody else: nobody puts themselves in the place of another."),
        "post_not_held": _("The person does not hold this post on that day."),
        "is_over": _("It is over already."),
        "zone_of_another_day": _(
            "In that time zone it is another day now. Change the zone at an hour that is of one"
            " day in both."
        ),
        "no_such_login": _("Nobody signs in under this login."),
        "nothing_changes": _("Nothing would change."),
        "day_out_of_range": days_reckoned(),
        "original_stays": _("The original text stays as it is; only translations can be written."),
        "instrument_of_another_organisation": _("The instrument is of another organisation."),
        "opening_is_over": _("The opening is over: from now on structure changes by decision."),
    }
    words = sentences.get(reason.code) or FLAWS.get(reason.code, "")
    return str(words).format(**facts)


def _of_numbers() -> dict[str, str]:
    return {
        "number_reserved": _("Number {number} is kept already, until its day or its release."),
        "number_stands": _("Number {number} is that of a post. Choose another."),
        "number_used_before": _(
            "Number {number} was that of another post. Former numbers are not given again, unless "
            "a reservation says that it is on purpose."
        ),
        "no_pattern_for_it": _(
            "No pattern in force writes a number from this: set a pattern, or give every part that "
            "it has."
        ),
        "too_many_at_once": _("At most {most} numbers are kept at once."),
        "pattern_slot_unknown": _("The pattern has a slot that is not known: {slot}."),
        "pattern_counts_once": _(
            "A pattern needs the slot for the serial once, and no slot twice."
        ),
        "reason_missing": _("Say why."),
    }


def _of_costs(facts: dict[str, Any]) -> dict[str, str]:
    found = {
        "cost_not_above_zero": _("A standard cost is above zero."),
        "grade_in_use": _(
            "Posts have or had the grade {grade}, or a rule names it: its class and its place in "
            "the order stay as they are."
        ),
    }
    if "amount" in facts:
        amount = f"{Decimal(facts['amount']) / 100:.2f} {facts['currency']}"
        told = _(
            "A standard cost of {grade} at {place} is already in force on some of these days: "
            "{amount}. End it first, or choose other days."
        )
        found["costs_overlap"] = told.replace("{amount}", amount)
    return found


def _of_templates() -> dict[str, str]:
    return {
        "page_not_kept": _("This page cannot be kept as a view."),
        "description_too_long": _(
            "A description has at most {duties_most} duties, {parts_most} parts of a duty,"
            " and {lines_most} qualifications and competencies."
        ),
        "views_too_many": _("You keep {most} views, which is the most. Give one up first."),
        "views_shared_too_many": _("You share {most} views, which is the most. Give one up first."),
        "view_name_given": _("Another view of yours has this name."),
        "cannot_be_shared": _("It can be shared with a post or unit of your own organisation."),
        "table_reads_or_counts": _("Give a day to read, or counts: one of the two."),
        "no_such_unit": _("No unit of the organisation has this code on this day."),
        "template_one_head": _("A unit of a template has one head at most, and that post once."),
        "template_too_large": _(
            "A template has {most} posts and {most_units} units below it at most."
        ),
        "template_code_twice": _("Each unit of a template needs a code of its own."),
        "template_unit_absent": _("A post or unit of the template would be in no unit of it."),
        "template_superior": _(
            "The post in place {place} reports to a place that is not there, is its own, or is "
            "several posts."
        ),
        "template_place": _("The template has nothing in place {place} any more."),
        "template_is_retired": _("The template is no longer offered."),
    }
