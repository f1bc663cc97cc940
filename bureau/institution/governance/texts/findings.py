"""What a check found, as sentences: one for each code of `core.changes.check`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from bureau.core.changes.check import IS_PAST, REPLACED, Finding, Severity
from bureau.core.references import Reference
from bureau.institution.governance.queries.delegated import delegation_name
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.texts.delegated import amount_in_words
from bureau.institution.governance.texts.replaced import replaced_sentence
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.procedures.queries.rules import rule_name
from bureau.web.formats import day_in_words
from bureau.web.multilingual import here

SEVERITIES = {
    Severity.BARS: gettext_lazy("bars"),
    Severity.ASKS: gettext_lazy("asks"),
    Severity.TELLS: gettext_lazy("tells"),
}
FINDINGS: dict[str, str] = {
    "circle_now": gettext_noop("From {day}, {units} would stand below one another in a circle."),
    "circle_later": gettext_noop(
        "On {day}, with what is decided for then, {units} would stand below one another in a "
        "circle."
    ),
    "unit_too_deep": gettext_noop(
        "From {day}, {subject} would be below level {most}, the lowest that is permitted. Place "
        "it higher."
    ),
    "orphan_unit": gettext_noop("From {day}, {subject} would be under a unit that does not stand."),
    "post_without_unit": gettext_noop(
        "From {day}, {subject} would be in a unit that does not stand."
    ),
    "head_absent": gettext_noop(
        "From {day}, {subject} would be headed by a post that does not stand."
    ),
    "holder_without_post": gettext_noop(
        "From {day}, somebody would hold a post that does not stand: {subject}. End that hold by "
        "then: by a personnel action, or beside it here where a rule covers that."
    ),
    "superior_absent": gettext_noop(
        "From {day}, {subject} would report to a post that does not stand."
    ),
    "line_without_post": gettext_noop(
        "From {day}, a reporting line would start from a post that does not stand: {subject}."
    ),
    "description_without_post": gettext_noop(
        "From {day}, a job description would be in force for a post that does not stand: {subject}."
    ),
    "block_without_unit": gettext_noop(
        "From {day}, {subject} would be in a unit that does not stand. What becomes of these posts?"
    ),
    "block_without_superior": gettext_noop(
        "From {day}, {subject} would report to a post that does not stand."
    ),
    "engaged_without_unit": gettext_noop(
        "From {day}, somebody would be engaged in a unit that does not stand: {subject}."
    ),
    "supervisor_absent": gettext_noop(
        "From {day}, the post that supervises {subject} would not stand. Who does?"
    ),
    "shares_over_one": gettext_noop("From {day}, the shares in {subject} would come to {share} %."),
    "duplicate_number": gettext_noop(
        "From {day}, several posts would have the number {number}: {same}."
    ),
    "duplicate_code": gettext_noop("From {day}, several units would have the code {code}: {same}."),
    "action_malformed": gettext_noop("The action on {subject} is not complete: {value}."),
    "rule_missing": gettext_noop(
        "No rule in force says who decides this action on {subject}. Take it out: appointing and "
        "ending a hold are personnel actions, on the page of the post; for all else whoever keeps "
        "the rules lays one down."
    ),
    "expected_value_gone": gettext_noop(
        "Something else was decided meanwhile: {field} of {subject} is no longer what this action "
        "was drafted against."
    ),
    "conflict_with_adopted": gettext_noop(
        "Another decision changes {fields} of {subject} from {start}. Is that to hold as well?"
    ),
    "adopted_change_lost": gettext_noop(
        "A change of {subject} that is decided for {day} would be lost."
    ),
    "ended_twice": gettext_noop("{subject} would end on {day}, but it has ended or will anyway."),
    "established_twice": gettext_noop("{subject} would be established on {day}, but it stands."),
    "subject_absent": gettext_noop("{subject} does not stand on {day}."),
    "successor_absent": gettext_noop(
        "What is to follow {subject} does not stand on {day}: {successor}."
    ),
    "split_into_standing": gettext_noop(
        "{into} stood before {day} already, so it is not split off from {subject}. Establish what "
        "is split off, or move units and posts to {into}."
    ),
    "engaged_twice": gettext_noop(
        "{person} would be engaged twice in {subject} in the same manner from {day}. Change the "
        "other engagement, or let one end on another day."
    ),
    "described_twice": gettext_noop(
        "Several job descriptions of {subject} are proposed, the last for {day}. A case proposes "
        "one of a post: keep one, and take the others out."
    ),
    "successor_missing": gettext_noop("What takes the place of {subject}?"),
    "head_of_ended_unit": gettext_noop(
        "{unit} ends on {day}. What becomes of its head, {subject}?"
    ),
    "hangs_on_ended": gettext_noop("{subject} hangs on what ends on {day}. What becomes of it?"),
    "lapses_with_ended": gettext_noop("{subject} ends on {day} with what it was given for."),
    "head_vacant": gettext_noop("The post that heads {subject} is vacant on {day}."),
    "unit_without_head": gettext_noop("{subject} has no head from {day}."),
    "unit_empty": gettext_noop("{subject} has neither a post nor a unit in it from {day}."),
    "post_without_cost": gettext_noop(
        "What {subject} costs is not known: there is no standard cost of its grade and place."
    ),
    "block_without_cost": gettext_noop(
        "What {subject} costs is not reckoned: a staffing block has no duty station."
    ),
    "post_without_funding": gettext_noop("It is not said what pays for {subject}."),
    "grade_changed": gettext_noop("The grade of {subject} changes from {before} to {after}."),
    "second_at_top": gettext_noop(
        "From {day}, {subject} would stand at the top beside {beside}. Is that meant?"
    ),
    "lien_on_held": gettext_noop(
        "Another holds {subject} on {day}: the lien on it is a right to return to a post that is "
        "filled."
    ),
    "filled_over_lien": gettext_noop(
        "Somebody keeps a lien on {subject} on {day}: fill it in an acting way, or say why not."
    ),
    "appointed_to_frozen": gettext_noop("{subject} is frozen on {day}."),
    "day_in_past": gettext_noop("The action on {subject} takes effect on {day}, which is past."),
    "changes_nothing": gettext_noop("The action on {subject} sets what is so already."),
    "claim_false": gettext_noop(
        "Claim {claim} is false. Withdraw it, or change the draft so that it holds."
    ),
    "claim_open": gettext_noop("Whether claim {claim} holds cannot be told."),
    "ceiling_passed": gettext_noop(
        "The delegation {rule} would be passed: {asked} asked, {left} left in its period."
    ),
    "ceiling_absent": gettext_noop(
        "No ceiling is on record for the delegation {rule} on {day}: nothing limits its use. Is "
        "that meant?"
    ),
    "ceiling_of_other_days": gettext_noop(
        "The delegation {rule} has a ceiling, but none for {day}: nobody decides under it then. "
        "Choose a day within a ceiling, or have a ceiling set for that day."
    ),
    "rule_without_ground": gettext_noop(
        "The rule {rule} rests on what is no longer in force: {instrument}."
    ),
    "not_cleared": gettext_noop(
        "A rule demands that it is cleared before it goes forward, and as it is now it is not."
    ),
    "ceiling_used": gettext_noop(
        "Of what is left of the delegation {rule}, {left}, this would use {asked}."
    ),
}


LIEN_WITHOUT_POST = gettext_noop(
    "From {day}, somebody would keep the right to return to a post that does not stand: {subject}."
)
"""Of a hold that is a lien, for `holder_without_post`."""


def finding_sentence(finding: Finding, names: Naming) -> str:
    """The finding in the language of the page."""
    told = {
        "subject": _subject(finding, names),
        "day": day_in_words(finding.day),
        **_facts(finding.subject, finding.facts, names),
    }
    if IS_PAST in finding.facts:
        asked = _("{subject}: a question about it was answered that would not be asked now.")
        return asked.format(**told)
    if REPLACED in finding.facts:
        effect, fields = finding.facts["effect"], finding.facts["fields"]
        return replaced_sentence(finding.subject, effect, fields, names)
    if finding.facts.get("successor") == finding.subject.id:
        return _("{subject} cannot be followed by itself: name another.").format(**told)
    is_return = finding.code == "holder_without_post" and names.is_lien(finding.subject)
    return gettext(LIEN_WITHOUT_POST if is_return else FINDINGS[finding.code]).format(**told)


def _subject(finding: Finding, names: Naming) -> str:
    """What it is about; what is not on record yet goes by the post or unit that it names."""
    called = names.thing(finding.subject)
    if called != str(finding.subject):
        return called
    named = (Reference(kind, finding.facts.get(kind) or 0) for kind in ("post", "unit"))
    found = (names.thing(one) for one in named if one.id)
    return next(found, called)


def _facts(subject: Reference, facts: Mapping[str, Any], names: Naming) -> dict[str, str]:
    told = {name: str(value) for name, value in facts.items() if not isinstance(value, tuple)}
    told |= _amounts(facts) | _rules(facts, names)
    for several in {"units", "beside"} & facts.keys():
        told[several] = _(", ").join(names.unit(unit) for unit in facts[several])
    for one in {"unit", "into"} & facts.keys():
        told[one] = names.unit(facts[one])
    if "person" in facts:
        told["person"] = names.person(facts["person"]) or _("A person")
    if "same" in facts:
        same = (names.in_full(Reference(subject.kind, id)) for id in facts["same"])
        told["same"] = _("; ").join(same)
    if "field" in facts:
        told["field"] = word_for(facts["field"], "field")
    if "value" in facts:
        told["value"] = word_for(facts["value"], "field")
    if "fields" in facts:
        told["fields"] = _(", ").join(word_for(field, "field") for field in facts["fields"])
    if "from" in facts:
        told["start"] = day_in_words(facts["from"])
    if "successor" in facts:
        told["successor"] = names.thing(Reference(subject.kind, facts["successor"]))
    return {"value": "", **told}


def _rules(facts: Mapping[str, Any], names: Naming) -> dict[str, str]:
    """The rule that a finding is about, by a version of it or a ceiling, and what it rests on."""
    told = {}
    if "ceiling" in facts:
        told["rule"] = delegation_name(facts["ceiling"])
    if rule := names.rules.get(facts.get("version", 0)):
        told |= {"rule": rule_name(rule), "instrument": here(rule.instrument.title)}
    return told


def _amounts(facts: Mapping[str, Any]) -> dict[str, str]:
    """What is asked of a ceiling and what is left of it, where a finding is of one."""
    if "currency" not in facts:
        return {}
    return {name: amount_in_words(facts[name], facts["currency"]) for name in ("asked", "left")}
