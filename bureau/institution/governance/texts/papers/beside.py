"""The data that a paper on a case says, as they stand beside it: by what they are of, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from bureau.core.papers.blocks import Paper
from bureau.core.papers.kinds.council_paper import Request
from bureau.core.papers.kinds.decision import Clause, Decision, Operative
from bureau.core.papers.kinds.job_description import Duty, JobDescription
from bureau.core.papers.kinds.parts import (
    AlternativeSaid,
    AmendmentSaid,
    ChangeSaid,
    Chart,
    Citation,
    Claimed,
    Costs,
    PostCost,
    StepTaken,
)
from bureau.core.papers.profiles import PROFILES
from bureau.core.papers.sources import Told, told_in
from bureau.core.texts import Text
from bureau.documents.papers.html import name_of_datum, name_said
from bureau.institution.governance.texts.claims import VERDICTS
from bureau.institution.governance.texts.labels import ACTS, ACTS_DONE, STEP_STATES
from bureau.web.formats import day_in_words, labelled, listed, number_in_words

GROUPS: Mapping[str, Promise] = {
    "title": pgettext_lazy("datum of a paper", "Title"),
    "purpose": pgettext_lazy("datum of a paper", "Purpose"),
    "front": pgettext_lazy("datum of a paper", "On its face"),
    "requests": pgettext_lazy("datum of a paper", "What is asked"),
    "strategic": pgettext_lazy("datum of a paper", "Strategic plan"),
    "references": pgettext_lazy("datum of a paper", "References"),
    "prompted": pgettext_lazy("datum of a paper", "What prompted it"),
    "background": pgettext_lazy("datum of a paper", "Background"),
    "changes": pgettext_lazy("datum of a paper", "Changes"),
    "claims": pgettext_lazy("datum of a paper", "Statements"),
    "costs": pgettext_lazy("datum of a paper", "Cost"),
    "alternatives": gettext_lazy("Considered and not proposed"),
    "steps": pgettext_lazy("datum of a paper", "Way"),
    "charts": pgettext_lazy("datum of a paper", "Charts"),
    "descriptions": pgettext_lazy("datum of a paper", "Job descriptions"),
    "decision": pgettext_lazy("datum of a paper", "Decision"),
}
_OF_A_DECISION = ("body_name", "preamble", "operative", "adopted", "amendments")
_GROUP_OF = {
    **dict.fromkeys(("former", "new"), "charts"),
    **dict.fromkeys(_OF_A_DECISION, "decision"),
    **dict.fromkeys(("author", "item", "number", "session"), "front"),
}
"""Where a field stands that has no group of its name; all others are of a description."""
OF_A_DESCRIPTION: Mapping[str, Promise] = {
    "post": pgettext_lazy("datum of a paper", "Post number"),
    "title": pgettext_lazy("datum of a paper", "Post"),
    "grade": pgettext_lazy("datum of a paper", "Grade"),
    "unit": pgettext_lazy("datum of a paper", "Unit"),
    "unit_code": pgettext_lazy("datum of a paper", "Code of the unit"),
    "reports_to": pgettext_lazy("datum of a paper", "Reports to"),
    "version": pgettext_lazy("datum of a paper", "Version"),
    "in_force": pgettext_lazy("datum of a paper", "In force since"),
    "education": pgettext_lazy("datum of a paper", "Education"),
    "experience": pgettext_lazy("datum of a paper", "Experience"),
    "languages": pgettext_lazy("datum of a paper", "Languages"),
    "competency": pgettext_lazy("datum of a paper", "Competencies"),
}
_CLAUSES: Mapping[Clause, Promise] = {
    Clause.APPROVE_DESCRIPTION: pgettext_lazy("datum of a paper", "Approve the description"),
    Clause.APPROVE_STRUCTURE: pgettext_lazy("datum of a paper", "Approve the structure"),
}


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing of the value: `said` are its words, a text or plain; `mark` that of a verdict."""

    place: str
    said: Text | str
    label: str = ""
    mark: tuple[str, str | Promise] | None = None

    @property
    def text(self) -> Text | None:
        return self.said if isinstance(self.said, Text) else None

    @property
    def name(self) -> str:
        return name_of_datum(self.place)

    @property
    def target(self) -> str:
        return name_said(self.place)


@dataclass(frozen=True, slots=True)
class Group:
    """Data of one sort, in the order of the value."""

    code: str
    name: str | Promise
    data: list[Datum]


def beside(paper: Paper, value: Any) -> list[Group]:
    """All that a paper on a case says of its value, so that each is found in the paper."""
    found: dict[str, list[Datum]] = {group: [] for group in GROUPS}
    for told in sorted(told_in(paper, value), key=_order):
        found[_group_of(told, value)].append(_datum(told))
    return [Group(code, GROUPS[code], data) for code, data in found.items() if data]


def _order(told: Told) -> list[tuple[int, str]]:
    """Lines by number, and what something has before its lines."""
    steps = told.place.split(".")
    return [(int(step), "") if step.isdigit() else (-1, step) for step in steps]


def _group_of(told: Told, value: Any) -> str:
    if isinstance(value, JobDescription):
        return "descriptions"
    name = told.place.removeprefix("case.").partition(".")[0]
    return name if name in GROUPS else _GROUP_OF.get(name, "front")


def _datum(told: Told) -> Datum:
    for kind, says in _SAYS.items():
        if isinstance(told.thing, kind):
            return says(told)
    if is_dataclass(told.thing):
        raise TypeError(f"nobody says what {told.place} is")
    return Datum(told.place, str(told.thing), _label(told))


def _label(told: Told) -> str:
    """What a field of a description is called."""
    if not isinstance(told.above, JobDescription):
        return ""
    names = [step for step in told.place.split(".") if not step.isdigit()]
    return str(OF_A_DESCRIPTION.get(names[-1], ""))


def _text(told: Told) -> Datum:
    return Datum(told.place, told.thing, _label(told))


def _day(told: Told) -> Datum:
    return Datum(told.place, day_in_words(told.thing), _label(told))


def _change(told: Told) -> Datum:
    one: ChangeSaid = told.thing
    day = day_in_words(one.day)
    if isinstance(told.above, AmendmentSaid):
        side = _("As put forward") if ".before." in f".{told.place}" else _("As adopted")
        day = labelled(side, day)
    return Datum(told.place, one.said, day)


def _alternative(told: Told) -> Datum:
    one: AlternativeSaid = told.thing
    return Datum(told.place, one.name, _name_of_alternative(told.place))


def _name_of_alternative(place: str) -> str:
    """By the number that papers cite it by."""
    at = int(place.partition("alternatives.")[2].partition(".")[0])
    number = number_in_words(at + 1)
    return _("{word} {number}").format(word=_("Alternative"), number=number)


def _claim(told: Told) -> Datum:
    one: Claimed = told.thing
    return Datum(told.place, one.said, mark=VERDICTS[one.verdict])


def _costs(told: Told) -> Datum:
    one: Costs = told.thing
    is_proposed = not isinstance(told.above, AlternativeSaid)
    label = _("In all") if is_proposed else _name_of_alternative(told.place)
    return Datum(told.place, _amounts(one, one.currency), label)


def _post_cost(told: Told) -> Datum:
    one: PostCost = told.thing
    return Datum(told.place, _amounts(one, told.above.currency), one.post)


def _amounts(one: Costs | PostCost, currency: str) -> str:
    if one.first_year is None or one.full_year is None:
        return _("A standard cost is missing.")
    say = PROFILES[get_language() or "en"].say_money
    said = _("{first} in the first year, {full} in a full year")
    return said.format(first=say(one.first_year, currency), full=say(one.full_year, currency))


def _step(told: Told) -> Datum:
    one: StepTaken = told.thing
    act = ACTS.get(one.act) or ACTS_DONE[one.act]
    words = [str(act), str(STEP_STATES[one.state])]
    words += [day_in_words(one.day)] if one.day else []
    words += [_here(one.where)] if one.where else []
    return Datum(told.place, listed([*words, one.document]), _here(one.who))


def _chart(told: Told) -> Datum:
    one: Chart = told.thing
    count = len(one.boxes)
    said = ngettext("{count} unit", "{count} units", count).format(count=number_in_words(count))
    return Datum(told.place, listed([_here(one.unit), said]), day_in_words(one.day))


def _citation(told: Told) -> Datum:
    one: Citation = told.thing
    return Datum(told.place, one.name or "", listed(one.numbers))


def _request(told: Told) -> Datum:
    one: Request = told.thing
    return Datum(told.place, listed([ACTS[one.act], one.post]))


def _operative(told: Told) -> Datum:
    one: Operative = told.thing
    if one.said:
        return Datum(told.place, one.said)
    return Datum(told.place, listed([_CLAUSES[one.clause] if one.clause else "", one.post]))


def _decision(told: Told) -> Datum:
    one: Decision = told.thing
    return Datum(told.place, one.body_name)


def _duty(told: Told) -> Datum:
    """Numbered as the description numbers it."""
    one: Duty = told.thing
    numbers = told.place.rpartition("duties.")[2].split(".parts.")
    return Datum(told.place, one.said, ".".join(str(int(each) + 1) for each in numbers))


def _description(told: Told) -> Datum:
    one: JobDescription = told.thing
    return Datum(told.place, one.title, listed([one.post, one.grade]))


def _here(said: Text) -> str:
    return said.in_language(get_language() or "en")


_SAYS: Mapping[type[Any], Callable[[Told], Datum]] = {
    Text: _text,
    date: _day,
    AlternativeSaid: _alternative,
    ChangeSaid: _change,
    Claimed: _claim,
    Costs: _costs,
    PostCost: _post_cost,
    StepTaken: _step,
    Chart: _chart,
    Citation: _citation,
    Request: _request,
    Operative: _operative,
    Decision: _decision,
    Duty: _duty,
    JobDescription: _description,
}
