"""What codes of this app are called, and its refusals as sentences."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.reasons import Reason
from bureau.institution.instruments.texts import KINDS_IN_WORDS, reasons, words
from bureau.institution.organisation.queries.names import GRADES
from bureau.institution.papers import texts as phrases
from bureau.web.codes import code_faults
from bureau.web.formats import days_reckoned
from bureau.web.refusing import of_every_act

UNIT_KINDS: dict[str, Promise] = {
    "organisation": pgettext_lazy("unit kind", "organisation"),
    "secretariat": pgettext_lazy("unit kind", "secretariat"),
    "bureau": pgettext_lazy("unit kind", "bureau"),
    "department": pgettext_lazy("unit kind", "department"),
    "division": pgettext_lazy("unit kind", "division"),
    "office": pgettext_lazy("unit kind", "office"),
    "section": pgettext_lazy("unit kind", "section"),
    "committee": pgettext_lazy("unit kind", "committee"),
    "working_group": pgettext_lazy("unit kind", "working group"),
}
POST_STATES: dict[str, Promise] = {
    "encumbered": pgettext_lazy("post state", "encumbered"),
    "vacant": pgettext_lazy("post state", "vacant"),
    "frozen": pgettext_lazy("post state", "frozen"),
}
INCUMBENCY_MANNERS: dict[str, Promise] = {
    "holder": pgettext_lazy("incumbency", "holder"),
    "acting": pgettext_lazy("incumbency", "acting"),
    "lien": pgettext_lazy("incumbency", "lien"),
}
REPORTING_MANNERS: dict[str, Promise] = {
    "line": pgettext_lazy("reporting", "line"),
    "functional": pgettext_lazy("reporting", "functional"),
}
ENGAGEMENT_MANNERS: dict[str, Promise] = {
    "secondment": pgettext_lazy("engagement", "secondment"),
    "loan": pgettext_lazy("engagement", "loan"),
    "consultant": pgettext_lazy("engagement", "consultant"),
    "intern": pgettext_lazy("engagement", "intern"),
    "volunteer": pgettext_lazy("engagement", "volunteer"),
}
SUCCESSION_MANNERS: dict[str, Promise] = {
    "merged": pgettext_lazy("succession", "merged"),
    "split": pgettext_lazy("succession", "split"),
    "replaced": pgettext_lazy("succession", "replaced"),
}
EFFECT_MANNERS: dict[str, Promise] = {
    "decided": pgettext_lazy("effect", "decided"),
    "insertion": pgettext_lazy("effect", "insertion"),
    "override": pgettext_lazy("effect", "override"),
    "correction": pgettext_lazy("effect", "correction"),
    "rescission": pgettext_lazy("effect", "rescission"),
}
EFFECT_ROLES: dict[str, Promise] = {
    "establish": pgettext_lazy("effect", "established"),
    "change": pgettext_lazy("effect", "changed"),
    "end": pgettext_lazy("effect", "ended"),
}
SECTIONS: dict[str, Promise] = {
    "education": gettext_lazy("Education"),
    "experience": gettext_lazy("Experience"),
    "languages": gettext_lazy("Languages"),
    "competency": gettext_lazy("Competencies"),
}
FIELDS: dict[str, Promise] = {
    "parent": pgettext_lazy("field of structure", "part of"),
    "head": pgettext_lazy("field of structure", "head"),
    "name": pgettext_lazy("field of structure", "name"),
    "code": pgettext_lazy("field of structure", "code"),
    "kind": pgettext_lazy("field of structure", "kind"),
    "order": pgettext_lazy("field of structure", "place among its neighbours"),
    "unit": pgettext_lazy("field of structure", "unit"),
    "number": pgettext_lazy("field of structure", "number"),
    "title": pgettext_lazy("field of structure", "title"),
    "grade": pgettext_lazy("field of structure", "grade"),
    "duty_station": pgettext_lazy("field of structure", "duty station"),
    "funding": pgettext_lazy("field of structure", "funding"),
    "category": pgettext_lazy("field of structure", "category"),
    "fte": pgettext_lazy("field of structure", "full-time equivalent"),
    "contract": pgettext_lazy("field of structure", "contract"),
    "frozen": pgettext_lazy("field of structure", "frozen"),
    "post": pgettext_lazy("field of structure", "post"),
    "person": pgettext_lazy("field of structure", "person"),
    "share": pgettext_lazy("field of structure", "share"),
    "manner": pgettext_lazy("field of structure", "manner"),
    "superior": pgettext_lazy("field of structure", "superior"),
    "description": pgettext_lazy("field of structure", "description"),
    "sender": pgettext_lazy("field of structure", "sent by"),
    "supervisor": pgettext_lazy("field of structure", "supervised by"),
    "until": pgettext_lazy("field of structure", "last day"),
    "subject_kind": pgettext_lazy("field of structure", "kind"),
    "predecessor": pgettext_lazy("field of structure", "before"),
    "successor": pgettext_lazy("field of structure", "after"),
}
THINGS: dict[str, Promise] = {
    "unit": gettext_lazy("Unit"),
    "post": gettext_lazy("Post"),
    "incumbency": gettext_lazy("Incumbency"),
    "reporting": gettext_lazy("Reporting line"),
    "adoption": gettext_lazy("Description in force"),
    "block": gettext_lazy("Staffing block"),
    "succession": gettext_lazy("Lineage"),
    "engagement": gettext_lazy("Engagement"),
    "person": gettext_lazy("Person"),
}
ROLES: dict[str, Promise] = {
    "organisation_officer": pgettext_lazy("role", "organisation officer"),
    "body_secretary": pgettext_lazy("role", "secretary of a body"),
    "office_holder": pgettext_lazy("role", "office-holder"),
    "head": pgettext_lazy("role", "head"),
    "human_resources": pgettext_lazy("role", "human resources"),
    "budget": pgettext_lazy("role", "budget"),
    "reader": pgettext_lazy("role", "reader"),
}
ACTS: dict[str, Promise] = {
    "recommend": pgettext_lazy("act", "Recommend"),
    "approve": pgettext_lazy("act", "Approve"),
    "take_note": pgettext_lazy("act", "Take note"),
    "decide": pgettext_lazy("act", "Decide"),
    "determine": pgettext_lazy("act", "Determine"),
    "confirm": pgettext_lazy("act", "Confirm"),
    "select": pgettext_lazy("act", "Select"),
    "appoint": pgettext_lazy("act", "Appoint"),
    "adopt_as_amended": pgettext_lazy("act", "Adopt as amended"),
    "fulfil": pgettext_lazy("act", "Say that it is met"),
    "defer": pgettext_lazy("act", "Defer"),
    "refer_back": pgettext_lazy("act", "Refer back"),
    "reject": pgettext_lazy("act", "Reject"),
}
SUBJECTS: dict[str, Promise] = {
    "reorganisation": pgettext_lazy("what a delegation is about", "reorganisations"),
    "clearance": pgettext_lazy("what a delegation is about", "clearances of drafts"),
    "personnel_action": pgettext_lazy("what a delegation is about", "personnel actions"),
    "budget_proposal": pgettext_lazy("what a delegation is about", "budget proposals"),
}
CAPACITIES: dict[str, Promise] = {
    "delegate": pgettext_lazy("capacity", "acts for you"),
    "assistant": pgettext_lazy("capacity", "prepares for you"),
    "stand_in": pgettext_lazy("capacity", "stands in"),
}
FUNDING: dict[str, Promise] = {
    "regular_budget": pgettext_lazy("funding", "regular budget"),
    "voluntary_contributions": pgettext_lazy("funding", "voluntary contributions"),
}
CATEGORIES: dict[str, Promise] = {
    "general_service": pgettext_lazy("category", "general service"),
    "national": pgettext_lazy("category", "national officer"),
    "professional": pgettext_lazy("category", "professional"),
    "director": pgettext_lazy("category", "director"),
    "elected": pgettext_lazy("category", "elected"),
}
CONTRACTS: dict[str, Promise] = {
    "fixed_term": pgettext_lazy("contract", "fixed term"),
    "continuing": pgettext_lazy("contract", "continuing"),
    "temporary": pgettext_lazy("contract", "temporary"),
    "elected": pgettext_lazy("contract", "elected"),
}
NUMBER_STATES: dict[str, Promise] = {
    "open": pgettext_lazy("reserved number", "kept"),
    "used": pgettext_lazy("reserved number", "used"),
    "lapsed": pgettext_lazy("reserved number", "lapsed"),
    "released": pgettext_lazy("reserved number", "released"),
}
VOCABULARIES: dict[str, Mapping[str, str | Promise]] = {
    "unit_kind": UNIT_KINDS,
    "post_state": POST_STATES,
    "incumbency": INCUMBENCY_MANNERS,
    "reporting": REPORTING_MANNERS,
    "succession": SUCCESSION_MANNERS,
    "engagement": ENGAGEMENT_MANNERS,
    "effect_manner": EFFECT_MANNERS,
    "effect_role": EFFECT_ROLES,
    "section": SECTIONS,
    "field": FIELDS,
    "thing": THINGS,
    "role": ROLES,
    "act": ACTS,
    "capacity": CAPACITIES,
    "delegated_subject": SUBJECTS,
    "funding": FUNDING,
    "category": CATEGORIES,
    "contract": CONTRACTS,
    "grade": GRADES,
    "delegation": CAPACITIES,
    "instrument_kind": KINDS_IN_WORDS,
    "standing": words.STANDINGS,
    "amendment": words.AMENDMENTS,
    "mandate_state": words.MANDATE_STATES,
    "element_kind": words.ELEMENT_KINDS,
    "text_status": words.STATUSES,
    "reserved_number": NUMBER_STATES,
    "meeting_kind": words.MEETING_KINDS,
    "item_state": words.ITEM_STATES,
    "days_counted": words.CONVENTIONS,
    "slot_state": words.SLOT_STATES,
    "document_variant": words.VARIANTS,
    "follow_up": words.FOLLOW_UP_STATES,
}


def word_for(code: str, vocabulary: str) -> str:
    """The word for a code, in the language of the page; the code itself where there is none."""
    return str(VOCABULARIES[vocabulary].get(code, code))


def code_for(word: str, vocabulary: str) -> str:
    """The code of a word of the page's language; what is no such word stays as it is."""
    words = VOCABULARIES[vocabulary]
    named = {str(said).casefold(): code for code, said in words.items()}
    return word if word in words else named.get(word.casefold(), word)


def sentence(reason: Reason) -> str:
    """Why something was refused, in the language of the page."""
    facts: dict[str, Any] = dict(reason.facts)
    sentences = {
        **_of_numbers(),
        **_of_templates(),
        **_of_costs(facts),
        **reasons.sentences(),
        **phrases.sentences(),
        "is_author": _("You wrote it yourself. Four eyes: another person reviews it."),
        "not_yours_to_do": _("This is not yours to do: your posts carry no role for it."),
        "administrator_only": _("Only an administrator may do this."),
        "two_persons_needed": _("Another person must confirm it: two persons are needed."),
        "stand_in_named_by_you": _("You recorded the absence. Another person must confirm it."),
        "changed_since_proposed": _(
            "What the proposal would change has changed since. Propose it again."
        ),
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        **of_every_act(facts),
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
        **code_faults(),
        "original_stays": _("The original text stays as it is; only translations can be written."),
        "instrument_of_another_organisation": _("The instrument is of another organisation."),
        "opening_is_over": _("The opening is over: from now on structure changes by decision."),
    }
    return sentences.get(reason.code, reason.code).format(**facts)


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
