"""Evidence of claims and what verdicts rest on, as sentences: one for each code of the core."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from bureau.core.claims import Evidence
from bureau.core.claims.facts import FIELDS
from bureau.core.claims.verdicts import Rest, Side, Source
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.institution.finance.queries.lines import whole
from bureau.institution.finance.texts import sentence as of_finance
from bureau.institution.governance.queries.claims_named import OF_FIELD, ClaimNames
from bureau.institution.governance.texts.labels import ACTS_DONE
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import day_in_words, listed, number_in_words, parted

EVIDENCE: Mapping[str, str] = {
    "nothing_drafted": gettext_noop("There is no action in the set yet."),
    "not_there": gettext_noop("{about} does not stand on the days looked at."),
    "not_there_before": gettext_noop("{about} does not stand before."),
    "not_there_after": gettext_noop("{about} does not stand afterwards."),
    "stood_before": gettext_noop("{about} stands already."),
    "came": gettext_noop("{about} comes to it from {day}."),
    "went": gettext_noop("{about} goes from it from {day}."),
    "differs": gettext_noop("{about}, {field}: {after} from {day}, {before} before."),
    "is_so": gettext_noop("{about}, {field}: {value}."),
    "so_before": gettext_noop("{about}, {field}: {value} before already."),
    "became": gettext_noop("{about}, {field}: {before} before, {after} afterwards."),
    "merged": gettext_noop("{about} ends, and {into} is what it became."),
    "not_merged": gettext_noop("{about} does not become {into} by a merger."),
    "no_description": gettext_noop("No job description of {about} is on record before."),
    "duties_differ": gettext_noop(
        "{about}, from {day}. Duties added: {added}, dropped: {dropped}, reworded: {reworded}."
    ),
    "nobody_loses": gettext_noop("Everybody who has a post of their own has one afterwards."),
    "loses_post": gettext_noop("{about} has no post from {day}."),
    "nothing_left": gettext_noop(
        "Nothing hangs on what ends, and no unit loses its head or begins without one."
    ),
    "left_hanging": gettext_noop("{about} hangs on {on}, which ends."),
    "headless": gettext_noop("{about} has no head from {day}."),
    "none_above": gettext_noop("No action is on a post above {grade}."),
    "post_above": gettext_noop("Action {action} is on {about}, of grade {grade}."),
    "no_such_grade": gettext_noop("The grade {grade} is not in the list of grades."),
    "no_line": gettext_noop("The budget has no such line."),
    "no_budget": gettext_noop("There is no such budget."),
    "pays_no_posts": gettext_noop("{about} pays for no posts."),
    "nobody_pays": gettext_noop("No line pays for {about} in {year} (days: {days})."),
    "other_line_pays": gettext_noop("{line} pays for {about} in {year} (days: {days})."),
    "line_pays": gettext_noop(
        "{line} pays for {about} in {year}: {minor}, at the standard cost of its days ({days})."
    ),
    "other_line_bears": gettext_noop("{line} bears {minor} a year more from {day}."),
    "nobody_bears": gettext_noop("No line of {about} bears {minor} a year more from {day}."),
    "outside_years": gettext_noop("What it costs from {day} falls outside the years of {about}."),
    "enough": gettext_noop(
        "{about}, {year}: {voted} voted, {posts} for the posts it pays, {left} left."
    ),
    "too_little": gettext_noop(
        "{about}, {year}: {voted} voted, {posts} for the posts it pays: {left} short."
    ),
    "act_recorded": gettext_noop("{about}, {day}: {act}."),
    "act_awaited": gettext_noop("{about} has not acted on all of it yet."),
    "not_put_forward": gettext_noop("It has not been put forward yet: {about} is on its route."),
    "way_not_known": gettext_noop(
        "A question is to be answered before it is known whether {about} is on its route."
    ),
    "not_asked": gettext_noop("The route asks no such act of {about}."),
}
WORDED = ("kind", "grade", "funding", "category", "contract")
MONEY = ("minor", "voted", "posts", "left")


def evidence_sentence(evidence: Evidence, names: ClaimNames) -> str:
    """One thing that speaks for a verdict."""
    if evidence.code not in EVIDENCE:
        return _counted(evidence, names) or of_finance(Reason(evidence.code, evidence.facts))
    told = {name: str(value) for name, value in evidence.facts.items()}
    about = names.thing(evidence.about) if evidence.about else ""
    told |= {"about": about or "–", **_told(evidence.facts, names)}
    return gettext(EVIDENCE[evidence.code]).format(**told)


def _counted(evidence: Evidence, names: ClaimNames) -> str:
    """Evidence that counts: a sentence with a plural."""
    facts, about = evidence.facts, names.thing(evidence.about) if evidence.about else ""
    match evidence.code:
        case "inside_same":
            return ngettext(
                "{about}, with {posts} post in it, is the same on every day looked at.",
                "{about}, with {posts} posts in it, is the same on every day looked at.",
                facts["posts"],
            ).format(about=about, posts=number_in_words(facts["posts"]))
        case "more_differs":
            return ngettext(
                "{count} more thing differs.", "{count} more things differ.", facts["count"]
            ).format(count=number_in_words(facts["count"]))
        case "duties_same":
            return ngettext(
                "{about}: its {count} duty is the same, in the same words.",
                "{about}: its {count} duties are the same, in the same words.",
                facts["duties"],
            ).format(about=about, count=number_in_words(facts["duties"]))
    return ""


def _told(facts: Mapping[str, Any], names: ClaimNames) -> dict[str, str]:
    """The facts of an evidence as its sentence puts them in."""
    found = {name: say(facts[name], names) for name, say in _SAYINGS.items() if facts.get(name)}
    if "field" in facts:
        field = str(facts["field"])
        found["field"] = word_for(field, "field")
        values = (name for name in ("before", "after", "value") if name in facts)
        found |= {name: _value(field, facts[name], names) for name in values}
    return found | _amounts(facts)


_SAYINGS: Mapping[str, Callable[[Any, ClaimNames], str]] = {
    "day": lambda day, names: day_in_words(day),
    "grade": lambda grade, names: word_for(str(grade), "grade"),
    "act": lambda act, names: str(ACTS_DONE.get(str(act), act)),
    "into": lambda unit, names: names.thing(Reference("unit", unit)),
    "on": lambda ended, names: names.thing(Reference.parse(ended)),
    "line": lambda line, names: names.thing(Reference("budget_line", line)),
}


def _amounts(facts: Mapping[str, Any]) -> dict[str, str]:
    """Amounts in whole units with their currency; what is left below zero is short."""
    found = {}
    for name in MONEY:
        if isinstance(facts.get(name), int) and "currency" in facts:
            amount = number_in_words(whole(abs(facts[name])) or 0)
            found[name] = f"{amount} {facts['currency']}"
    return found


def _value(field: str, value: Any, names: ClaimNames) -> str:
    if value is None or value == "" or value == []:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    kind = OF_FIELD.get(field)
    if kind is None:
        vocabulary = {"kind": "unit_kind"}.get(field, field)
        return word_for(str(value), vocabulary) if field in WORDED else str(value)
    numbers = [one[0] for one in value] if isinstance(value, list) else [value]
    return listed(names.thing(Reference(kind, number)) for number in numbers) or "–"


SOURCES: Mapping[Source, Promise] = {
    Source.UNIT: pgettext_lazy("rests on", "unit"),
    Source.POST: pgettext_lazy("rests on", "post"),
    Source.INSIDE: pgettext_lazy("rests on", "units, posts and blocks in it"),
    Source.DUTIES: pgettext_lazy("rests on", "duties of the description in force"),
    Source.SUCCESSION: pgettext_lazy("rests on", "what it became"),
    Source.HOLDS: pgettext_lazy("rests on", "who holds a post"),
    Source.HEADS: pgettext_lazy("rests on", "heads of units"),
    Source.LEFT: pgettext_lazy("rests on", "what hangs on what ends"),
    Source.ACTIONS: pgettext_lazy("rests on", "actions of the set"),
    Source.GRADE: pgettext_lazy("rests on", "order of grades"),
    Source.LINE: pgettext_lazy("rests on", "line of a budget"),
    Source.SPENT: pgettext_lazy("rests on", "what the line was voted and its posts cost"),
    Source.PAID: pgettext_lazy("rests on", "which lines pay for it"),
    Source.ADDED: pgettext_lazy("rests on", "what the set makes lines bear more"),
    Source.LINES: pgettext_lazy("rests on", "lines of the budget"),
    Source.STEPS: pgettext_lazy("rests on", "steps and acts of the route"),
}
SIDES: Mapping[Side, Promise] = {
    Side.BEFORE: pgettext_lazy("rests on", "without the set"),
    Side.AFTER: pgettext_lazy("rests on", "with the set"),
    Side.SINCE: pgettext_lazy("rests on", "with the set, once in force until today"),
    Side.NOW: pgettext_lazy("rests on", "as it is now"),
}


def rest_sentence(rest: Rest, names: ClaimNames) -> str:
    """One thing that a verdict rests on: of what, which fields, on which side of the set."""
    read = rest.read
    fields = listed(word_for(field, "field") for field in FIELDS.get(read.source, ()))
    what = f"{SOURCES[read.source]} ({fields})" if fields else str(SOURCES[read.source])
    by = word_for(read.by, "grade") if read.source is Source.GRADE else ""
    return parted([names.thing(read.of), what, by, SIDES[read.side]])
