"""The lines of a workspace: actions, findings with what may be done, people, costs, sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bureau.core.changes.actions import Action
from bureau.core.changes.affected import Affected
from bureau.core.changes.check import Finding, Severity
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.texts.actions import object_in_words
from bureau.institution.governance.texts.drafted import change_sentence
from bureau.institution.governance.texts.findings import SEVERITIES, finding_sentence
from bureau.institution.governance.texts.labels import ACTIONS, MARKS
from bureau.institution.governance.texts.people import touched_in_words
from bureau.institution.governance.views.looking import may_edit
from bureau.web.formats import day_in_words, listed
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as the list shows it; `is_first` and `is_last` of those that may change place."""

    action: Action
    mark: str
    verb: str
    what: str
    address: str
    is_first: bool
    is_last: bool
    is_in_force: bool

    @property
    def told(self) -> str:
        return _("{place}. {verb}: {what}").format(
            place=self.action.id, verb=self.verb, what=self.what
        )

    @property
    def told_with_day(self) -> str:
        day = day_in_words(self.action.day)
        return _("{place}. {verb}: {what}, {day}").format(
            place=self.action.id, verb=self.verb, what=self.what, day=day
        )


def action_lines(
    seen: Seen, actions: Sequence[Action], names: Naming, done: frozenset[int] = frozenset()
) -> list[ActionLine]:
    """The whole set in its order; `done` are the places of those in force."""
    return [
        ActionLine(
            action=action,
            mark=MARKS.get(action.kind, "same"),
            verb=str(ACTIONS[action.kind]),
            what=object_in_words(action, names),
            address=reverse("reorganisation-action", args=[seen.row.pk, action.id]),
            is_first=place == 0,
            is_last=place == len(actions) - 1,
            is_in_force=action.id in done,
        )
        for place, action in enumerate(actions)
    ]


@dataclass(frozen=True, slots=True)
class Remedy:
    """What may be done about a finding: a page to go to."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding; `accepts` is the action that may take what stands now, `overrides` the later
    effect that it may replace. `more` are sentences of the same kind, where they only tell."""

    code: str
    subject: str
    mark: str
    word: str
    sentence: str
    answer: str
    actions: tuple[int, ...]
    may_answer: bool = False
    remedies: tuple[Remedy, ...] = ()
    accepts: int | None = None
    overrides: int | None = None
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingGroup:
    heading: str
    lines: list[FindingLine] = field(default_factory=list)


HEADINGS: Mapping[Severity, Promise] = {
    Severity.BARS: gettext_lazy("Bars submission"),
    Severity.ASKS: gettext_lazy("Asks for an answer"),
    Severity.TELLS: gettext_lazy("Good to know"),
}
FINDING_MARKS: Mapping[Severity, str] = {
    Severity.BARS: "no",
    Severity.ASKS: "ask",
    Severity.TELLS: "now",
}


def findings_by_severity(
    request: Asking, seen: Seen, previewed: Preview, names: Naming
) -> list[FindingGroup]:
    """All of them at once, the heaviest first; groups without any are left out."""
    editable = may_edit(request, seen)
    groups = []
    for severity in Severity:
        found = previewed.of(severity)
        lines = [_finding_line(seen, finding, names, editable) for finding in found]
        if severity is Severity.TELLS:
            lines = _gathered(lines)
        if lines:
            groups.append(FindingGroup(str(HEADINGS[severity]), lines))
    return groups


def _gathered(lines: Iterable[FindingLine]) -> list[FindingLine]:
    """Lines of one code as one: the first, with the actions of all and the other sentences."""
    by_code: dict[str, list[FindingLine]] = {}
    for line in lines:
        by_code.setdefault(line.code, []).append(line)
    return [
        replace(
            alike[0],
            actions=tuple(sorted({place for line in alike for place in line.actions})),
            more=tuple(
                dict.fromkeys(line.sentence for line in alike if line.sentence != alike[0].sentence)
            ),
        )
        for alike in by_code.values()
    ]


def _finding_line(seen: Seen, finding: Finding, names: Naming, editable: bool) -> FindingLine:
    mark, word = FINDING_MARKS[finding.severity], SEVERITIES[finding.severity]
    if finding.answer:
        mark, word = "ok", gettext_lazy("answered")
    first = finding.actions[0] if finding.actions and editable else None
    is_conflict = finding.code == "conflict_with_adopted" and first is not None
    return FindingLine(
        code=finding.code,
        subject=str(finding.subject),
        mark=mark,
        word=str(word),
        sentence=finding_sentence(finding, names),
        answer=finding.answer.reason if finding.answer else "",
        actions=finding.actions,
        may_answer=editable and finding.severity is Severity.ASKS and finding.is_open,
        remedies=tuple(_remedies(seen, finding)) if editable else (),
        accepts=first if finding.code == "expected_value_gone" else None,
        overrides=int(finding.facts["effect"]) if is_conflict and finding.is_open else None,
    )


def _remedies(seen: Seen, finding: Finding) -> Iterable[Remedy]:
    number = seen.row.pk
    if not finding.is_open:
        return
    if finding.code == "successor_missing" and finding.actions:
        address = reverse("reorganisation-action", args=[number, finding.actions[0]])
        yield Remedy(_("Name what takes its place"), f"{address}#id_successor")
    elif finding.code == "head_of_ended_unit":
        address = reverse(
            "reorganisation-action-new", args=[number], query={"on": str(finding.subject)}
        )
        yield Remedy(_("Say what becomes of it"), address)
    elif finding.code == "claim_false":
        claims = reverse("reorganisation-claims", args=[number])
        yield Remedy(_("Look at the claim"), f"{claims}#claim-{finding.facts['claim']}")
    else:
        for place in finding.actions[:2]:
            address = reverse("reorganisation-action", args=[number, place])
            yield Remedy(_("Change action {place}").format(place=place), address)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person or, where nobody holds it, a post: what changes for it, each thing with its day."""

    name: str
    post: str
    is_person: bool
    changes: tuple[tuple[str, int], ...]


def people_lines(previewed: Preview, names: Naming) -> list[PersonLine]:
    """People by name first, then the posts that nobody holds."""
    held = {one.post for one in previewed.affected if one.subject.kind == "person"}
    lines = [
        PersonLine(
            name=_who(one, names),
            post=names.post(one.post),
            is_person=one.subject.kind == "person",
            changes=tuple((touched_in_words(each, names), each.day) for each in one.changes),
        )
        for one in previewed.affected
        if one.subject.kind == "person" or one.post not in held
    ]
    return sorted(lines, key=lambda line: (not line.is_person, line.name))


def people_in_words(previewed: Preview) -> str:
    """How many people, and whether any of them loses a post."""
    people = {one.subject.id for one in previewed.affected if one.subject.kind == "person"}
    losing = {
        one.subject.id
        for one in previewed.affected
        if one.subject.kind == "person" and one.aspects & {"released", "ended"}
    }
    if not people:
        return _("no people")
    said = ngettext("{count} person", "{count} people", len(people)).format(count=len(people))
    if not losing:
        return _("{people}, none loses a post").format(people=said)
    lost = ngettext("{count} loses a post", "{count} lose a post", len(losing))
    return _("{people}, {lost}").format(people=said, lost=lost.format(count=len(losing)))


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

    lines: tuple[CostLine, ...]
    first_year: int | None
    full_year: int | None
    currency: str
    missing: tuple[str, ...]


def cost_of(previewed: Preview, names: Naming) -> CostTable:
    cost = previewed.cost
    currencies = {currency for line in cost.lines for currency in line.full_year or {}}
    missing = (
        _("There is no standard cost of {grade} at {place}.").format(
            grade=reason.facts["grade"], place=reason.facts["place"] or "–"
        )
        for reason in cost.missing
    )
    return CostTable(
        lines=tuple(
            CostLine(names.post(line.change.post), _whole(line.first_year), _whole(line.full_year))
            for line in cost.lines
        ),
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


def what_changes(previewed: Preview, names: Naming) -> list[Change]:
    return [Change(change_sentence(one, names), one.day) for one in previewed.sentences]
