"""Findings on a case as its pages show them, with what may be done; what is left of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.changes.check import REPLACED, Finding, Severity
from bureau.institution.governance.queries.entered import entered
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.previews import (
    Preview,
    answers_to,
    names_in,
    preview_as_submitted,
)
from bureau.institution.governance.queries.reorganisations import Seen, actions_before
from bureau.institution.governance.texts.findings import SEVERITIES, finding_sentence
from bureau.institution.governance.views.cutting import Part, first_of
from bureau.institution.governance.views.lines import ActionLine, action_lines
from bureau.institution.governance.views.looking import may_edit
from bureau.web.requests import Asking

ACTIONS_MOST = 12
"""How many of the actions that bring a finding about are linked to."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What may be done about a finding: a page to go to."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, with the first of its actions; `accepts` is the action that may take what
    stands now, `overrides` the later effect that it may replace. `more` are the sentences
    that say the same of others, folded under the name `fold`."""

    code: str
    subject: str
    mark: str
    word: str
    sentence: str
    answer: str
    actions: tuple[int, ...]
    actions_more: int = 0
    may_answer: bool = False
    remedies: tuple[Remedy, ...] = ()
    accepts: int | None = None
    overrides: int | None = None
    more: Part[str] | None = None
    fold: str = ""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Those of one severity; `name` is where they stand on the page."""

    name: str
    heading: str
    part: Part[FindingLine]

    @property
    def lines(self) -> list[FindingLine]:
        return self.part.lines


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
    """All of them at once, the heaviest first; groups without any are left out.

    Nothing that stood open was put forward: what is found so only now is left out.
    """
    editable = may_edit(request, seen)
    groups = []
    for severity in Severity:
        found = [one for one in previewed.of(severity) if seen.is_draft or not one.is_open]
        alike = _alike(found, severity)

        def write(found: list[Finding]) -> FindingLine:
            line = _finding_line(seen, found[0], names, editable)
            return _gathered(request, line, found, names)

        name = f"findings-{severity.value}"
        part = first_of(request, name, alike, write)
        if part.count:
            groups.append(FindingGroup(name, str(HEADINGS[severity]), part))
    return groups


@dataclass(frozen=True, slots=True)
class Left:
    """Of what was put forward, the actions that are yet to be adopted, and what stands against them
    as things are today; those adopted whose day is `to_come`; `is_entered` where some of it is
    adopted."""

    part: Part[ActionLine]
    to_come: Part[ActionLine]
    against: Part[str]
    is_entered: bool


def left_of(request: Asking, seen: Seen, now: Preview) -> Left:
    done = entered(seen)
    coming = [action for action in actions_before(seen) if action.id in done.to_come]
    names = names_of_set(request.actor, now, [*now.actions, *coming])
    lines = action_lines(seen, now.actions, names)
    adopted = action_lines(seen, coming, names)
    against = [finding_sentence(one, names) for one in now.open_findings()]
    return Left(
        part=first_of(request, "left", lines, lambda line: line),
        to_come=first_of(request, "coming", adopted, lambda line: line),
        against=first_of(request, "against", list(dict.fromkeys(against)), str),
        is_entered=bool(done.places),
    )


def answered_lines(request: Asking, seen: Seen) -> list[FindingLine]:
    """What was left on purpose of what was put forward, with the answers frozen with it."""
    if seen.is_draft or not answers_to(seen):
        return []
    said = preview_as_submitted(seen)
    names = names_in(request.actor, said)
    return [
        _finding_line(seen, one, names, editable=False)
        for one in said.of(Severity.ASKS)
        if one.answer and REPLACED not in one.facts
    ]


def _alike(findings: Iterable[Finding], severity: Severity) -> list[list[Finding]]:
    """What asks is answered one by one; what bars is mended in its actions, what tells only read:
    so of those what says the same is told as one."""
    if severity is Severity.ASKS:
        return [[one] for one in findings]
    found: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        actions = one.actions if severity is Severity.BARS else ()
        found.setdefault((one.code, actions), []).append(one)
    return list(found.values())


def _gathered(
    request: Asking, line: FindingLine, alike: Sequence[Finding], names: Naming
) -> FindingLine:
    """The line of the first, with the actions of all and the sentences of the others."""
    places = sorted({place for one in alike for place in one.actions})
    said = dict.fromkeys(finding_sentence(one, names) for one in alike)
    others = [sentence for sentence in said if sentence != line.sentence]
    fold = _fold(line.code, places)
    return replace(
        line,
        fold=fold,
        actions=tuple(places[:ACTIONS_MOST]),
        actions_more=max(0, len(places) - ACTIONS_MOST),
        more=first_of(request, fold, others, str) if others else None,
    )


def _fold(code: str, places: Iterable[int]) -> str:
    """A name of one length for where these stand, of all their places: findings of one code are
    told apart by them. It stands in addresses (?all=)."""
    told = sha256(" ".join(map(str, places)).encode()).hexdigest()
    return f"finding-{code}-{told[:12]}"


def _finding_line(seen: Seen, finding: Finding, names: Naming, editable: bool) -> FindingLine:
    mark, word = FINDING_MARKS[finding.severity], SEVERITIES[finding.severity]
    if finding.answer:
        mark, word = "ok", gettext_lazy("answered")
    first = finding.actions[0] if finding.actions and editable else None
    is_replaced = REPLACED in finding.facts
    is_conflict = finding.code == "conflict_with_adopted" and first is not None
    return FindingLine(
        code=finding.code,
        subject=str(finding.subject),
        mark=mark,
        word=str(word),
        sentence=finding_sentence(finding, names),
        answer=finding.answer.reason if finding.answer and not is_replaced else "",
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
