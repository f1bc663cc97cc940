"""What codes of this app are called, and its refusals as sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.institution.instruments.texts import KINDS_IN_WORDS, words
from bureau.institution.organisation.queries.names import GRADES

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
