"""The lines of a workspace: actions, people, costs, sentences."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.changes.actions import Action
from bureau.core.changes.affected import Affected
from bureau.core.changes.people import How
from bureau.core.changes.sentences import Sentence
from bureau.core.spans import Day
from bureau.institution.governance.queries.decided import Decision, replaced_of
from bureau.institution.governance.queries.entered import NOTHING, Entered
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.previews import (
    Preview,
)
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.texts.actions import object_in_words
from bureau.institution.governance.texts.drafted import change_sentence
from bureau.institution.governance.texts.following import HOW_MARKS, HOWS
from bureau.institution.governance.texts.labels import ACTIONS, MARKS
from bureau.institution.governance.texts.people import touched_in_words
from bureau.institution.governance.texts.replaced import replaced_by_in_words
from bureau.institution.governance.texts.states import to_come_in_words
from bureau.institution.governance.views.cutting import Part, first_of
from bureau.web.formats import day_in_words, kept_apart, listed
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as the list shows it; `is_first` and `is_last` of those that may change place.

    `is_entered` says that it is adopted, `to_come` from which day where that is to come, `replaced`
    by whom something else was decided in its place."""

    action: Action
    mark: str
    verb: str
    what: str
    address: str
    is_first: bool
    is_last: bool
    is_entered: bool = False
    to_come: Day | None = None
    replaced: Decision | None = None

    @property
    def stands(self) -> str:
        """Whether it is in force, from when, or what took its place; empty where it is not
        adopted."""
        if self.replaced is not None:
            return replaced_by_in_words(self.replaced)
        if self.to_come is not None:
            return to_come_in_words(self.to_come)
        return _("in force") if self.is_entered else ""

    @property
    def told(self) -> str:
        return _("{place}. {verb}: {what}").format(
            place=self.action.id, verb=self.verb, what=self.what
        )

    @property
    def told_with_day(self) -> str:
        day = day_in_words(self.action.day)
        return _("{place}. {verb}: {what}, {day}").format(
            place=self.action.id, verb=self.verb, what=kept_apart(self.what), day=day
        )


def action_lines(
    seen: Seen,
    actions: Sequence[Action],
    names: Naming,
    done: Entered = NOTHING,
    shown: slice = slice(None),
) -> list[ActionLine]:
    """The set in its order, or the part of it that is shown; `done` is what of it is adopted."""
    replaced = replaced_of(seen.row.pk, actions) if done.places else {}
    return [
        ActionLine(
            action=action,
            mark=MARKS.get(action.kind, "same"),
            verb=str(ACTIONS[action.kind]),
            what=object_in_words(action, names),
            address=reverse("reorganisation-action", args=[seen.row.pk, action.id]),
            is_first=place == 0,
            is_last=place == len(actions) - 1,
            is_entered=action.id in done.places,
            to_come=done.to_come.get(action.id),
            replaced=replaced.get(action.id),
        )
        for place, action in list(enumerate(actions))[shown]
    ]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person or, where nobody holds it, a post: what changes for it, each thing with its day."""

    name: str
    post: str
    is_person: bool
    about: str
    changes: tuple[tuple[str, int], ...]


def people_lines(request: Asking, previewed: Preview, names: Naming) -> Part[PersonLine]:
    """People by name first, then the posts that nobody holds."""
    held = {one.post for one in previewed.affected if one.subject.kind == "person"}
    concerned = [
        (one.subject.kind != "person", _who(one, names), one)
        for one in previewed.affected
        if one.subject.kind == "person" or one.post not in held
    ]
    concerned.sort(key=lambda item: item[:2])

    def write(item: tuple[bool, str, Affected]) -> PersonLine:
        is_vacant, name, one = item
        return PersonLine(
            name=name,
            post=names.post(one.post),
            is_person=not is_vacant,
            about=f"post:{one.post}" if is_vacant else str(one.subject),
            changes=tuple((touched_in_words(each, names), each.day) for each in one.changes),
        )

    return first_of(request, "people", concerned, write)


def people_counts(previewed: Preview) -> list[tuple[str, str, int]]:
    """How many people of each kind: a mark, a word, the number."""
    found = Counter(one.how for one in previewed.people)
    return [(HOW_MARKS[how], str(HOWS[how]), found[how]) for how in How if found[how]]


def people_in_words(previewed: Preview) -> str:
    """How many people, and whether any of them loses a post, or the right to return to one."""
    people = {one.subject.id for one in previewed.affected if one.subject.kind == "person"}
    losing = len({one.person for one in previewed.people if one.how is How.DISPLACED})
    returning = len(previewed.returns_ended)
    if not people:
        return _("no people")
    said = ngettext("{count} person", "{count} people", len(people)).format(count=len(people))
    if not losing and not returning:
        return _("{people}, none loses a post").format(people=said)
    post = ngettext("{count} loses a post", "{count} lose a post", losing)
    right = ngettext(
        "{count} loses the right of return", "{count} lose the right of return", returning
    )
    for lost, count in ((post, losing), (right, returning)):
        if count:
            said = _("{people}, {lost}").format(people=said, lost=lost.format(count=count))
    return said


def common_day(days: Iterable[int]) -> int | None:
    """The one day on which all of it happens; None where there are several."""
    found = set(days)
    return found.pop() if len(found) == 1 else None


def _who(one: Affected, names: Naming) -> str:
    if one.subject.kind == "person":
        return names.person(one.subject.id) or _("A person")
    return _("vacant")


@dataclass(frozen=True, slots=True)
class CostLine:
    post: str
    first_year: int | None
    full_year: int | None


@dataclass(frozen=True, slots=True)
class CostTable:
    """Whole units of the currency; None where a standard cost is missing."""

    part: Part[CostLine]
    first_year: int | None
    full_year: int | None
    currency: str
    missing: tuple[str, ...]


def cost_of(request: Asking, previewed: Preview, names: Naming) -> CostTable:
    cost = previewed.cost
    lines = list(cost.each())

    def write(line: tuple[int, Mapping[str, int] | None, Mapping[str, int] | None]) -> CostLine:
        post, first, full = line
        return CostLine(names.post(post), _whole(first), _whole(full))

    currencies = {currency for _, _, full in lines for currency in full or {}}
    missing = (
        _("There is no standard cost of {grade} at {place}.").format(
            grade=reason.facts["grade"], place=names.place(reason.facts["place"]) or "–"
        )
        for reason in cost.missing
    )
    return CostTable(
        part=first_of(request, "cost", lines, write),
        first_year=_whole(cost.first_year),
        full_year=_whole(cost.full_year),
        currency=listed(sorted(currencies)),
        missing=tuple(dict.fromkeys(missing)),
    )


def _whole(amounts: Mapping[str, int] | None) -> int | None:
    """Minor units of one currency as whole units; None where there is none or are several."""
    if amounts is None or len(amounts) > 1:
        return None
    return round(sum(amounts.values()) / 100)


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of what changes, with the day from which it is so."""

    sentence: str
    day: int


def what_changes(request: Asking, previewed: Preview, names: Naming) -> Part[Change]:
    def write(one: Sentence) -> Change:
        return Change(change_sentence(one, names), one.day)

    return first_of(request, "changes", previewed.sentences, write)
