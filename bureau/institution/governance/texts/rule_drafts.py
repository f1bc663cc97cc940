"""Drafts of rules in words: their states, what is wrong with a set, what a trial found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from bureau.core.procedures.rule_sets import Example, Gap, Overlap, Precedence
from bureau.core.procedures.rules import RoutedAction
from bureau.core.procedures.trials import Difference
from bureau.institution.governance.models import Ceiling
from bureau.institution.governance.queries.rules import Nameable
from bureau.institution.governance.texts.delegated import amount_in_words
from bureau.institution.governance.texts.labels import AUDIENCES, QUESTIONS
from bureau.institution.governance.texts.rules import (
    act_in_words,
    actions_in_words,
    subjects_in_words,
)
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.procedures.queries.rule_drafts import Drafted
from bureau.institution.procedures.queries.rules import rule_name
from bureau.web.formats import (
    as_date,
    day_in_words,
    gap_between_sentences,
    labelled,
    listed,
    parted,
)

OUTCOMES: Mapping[str, Promise] = {
    "": pgettext_lazy("state of a draft of rules", "draft"),
    "in_force": pgettext_lazy("state of a draft of rules", "put in force"),
    "withdrawn": pgettext_lazy("state of a draft of rules", "withdrawn"),
}
OUTCOME_MARKS = {"": "wait", "in_force": "ok", "withdrawn": "off"}


@dataclass(frozen=True, slots=True)
class Said:
    """A gap, an overlap or a precedence: what it is, the smallest example, the rules by name, and
    where they differ what each demands."""

    what: str
    example: str
    rules: str = ""
    demands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What the sentences need: names of rules, of actions, of kinds, of units; of each rule the
    acts that it demands, in their order."""

    rules: Mapping[int, str]
    acts: Mapping[int, tuple[str, ...]]
    actions: Mapping[str, str]
    subjects: Mapping[str, str]
    names: Nameable

    def of_rules(self, ids: Iterable[int]) -> str:
        return _(", ").join(self.rules.get(one, str(one)) for one in ids)

    def demands(self, ids: Iterable[int]) -> tuple[str, ...]:
        """As in “Number of posts up to P.5: Secretary-General approves”."""
        return tuple(
            labelled(self.rules.get(one, str(one)), parted(self.acts.get(one, ()))) for one in ids
        )

    def of_actions(self, codes: Iterable[str]) -> str:
        return _(", ").join(self.actions.get(code, code) for code in codes)


def words_of(of: Drafted, names: Nameable) -> Words:
    called = {row.pk: rule_name(row) for row in of.rows}
    called |= {-line.pk: rule_name(line) for line in of.lines}
    acts = {rule.id: tuple(act_in_words(step, names) for step in rule.steps) for rule in of.drafted}
    return Words(called, acts, actions_in_words(), subjects_in_words(), names)


def gap_in_words(gap: Gap, words: Words) -> Said:
    facts = {
        "day": day_in_words(as_date(gap.day)),
        "subject": words.subjects.get(gap.subject, gap.subject),
        "action": words.of_actions([gap.action]),
        "grades": _(", ").join(word_for(grade, "grade") for grade in gap.grades),
    }
    if gap.grades:
        said = _(
            "From {day} no rule says who decides this: {subject}, {action}; in these grades: "
            "{grades}."
        )
    else:
        said = _("From {day} no rule says who decides this: {subject}, {action}.")
    return Said(
        said.format(**facts), example_in_words(gap.example, words), words.of_rules(gap.rules)
    )


def overlap_in_words(overlap: Overlap, words: Words) -> Said:
    facts = {
        "day": day_in_words(as_date(overlap.day)),
        "subject": words.subjects.get(overlap.subject, overlap.subject),
        "actions": words.of_actions(overlap.actions),
        "grades": _(", ").join(word_for(grade, "grade") for grade in overlap.grades),
    }
    if overlap.grades:
        said = _(
            "From {day} two rules demand different things: {subject}, {actions}; in these grades: "
            "{grades}."
        )
    else:
        said = _("From {day} two rules demand different things: {subject}, {actions}.")
    return Said(
        said.format(**facts),
        example_in_words(overlap.example, words),
        demands=words.demands(overlap.rules),
    )


def precedence_in_words(one: Precedence, words: Words) -> Said:
    if one.is_by_rank:
        said = _("By its rank “{rule}” goes before “{other}”: {subject}, {actions}.")
    else:
        said = _("As the narrower rule “{rule}” goes before “{other}”: {subject}, {actions}.")
    told = said.format(
        rule=words.of_rules([one.rule]),
        other=words.of_rules([one.other]),
        subject=words.subjects.get(one.subject, one.subject),
        actions=words.of_actions(one.actions),
    )
    example = example_in_words(one.example, words)
    return Said(told, example, demands=words.demands((one.rule, one.other)))


def example_in_words(example: Example, words: Words) -> str:
    """As in “Move unit, in TSB; Is this a major change? yes”."""
    action = example.action
    told = [words.of_actions([action.kind])]
    if action.grade:
        told.append(word_for(action.grade, "grade"))
    if action.unit is not None:
        unit = words.names.units.get(action.unit, str(action.unit))
        told.append(_("in {unit}").format(unit=unit))
    told += _limits_of(action)
    for key, answer in example.answers.items():
        question = QUESTIONS.get(key, key)
        told.append(
            _("{question} yes").format(question=question)
            if answer
            else _("{question} no").format(question=question)
        )
    return _("; ").join(told)


def _limits_of(action: RoutedAction) -> Iterator[str]:
    """What it costs, and for whom it is."""
    if action.amount is None:
        yield _("what it costs is not known")
    elif action.currency:
        said = amount_in_words(action.amount, action.currency)
        yield _("it costs {amount} more in a full year").format(amount=said)
    if action.audience:
        audience = AUDIENCES.get(action.audience, action.audience)
        yield _("for this audience: {audience}").format(audience=audience)


def ceilings_in_words(
    ceilings: Iterable[tuple[Ceiling, date]], words: Mapping[str, str]
) -> list[str]:
    """What is told of delegations that would have no rule; `words` are names of rules by key."""
    return [
        _("From {day} no rule would use this delegation, whose ceiling goes on: {rule}.").format(
            day=day_in_words(day), rule=words.get(one.rule, one.rule)
        )
        for one, day in ceilings
    ]


def grades_from_to(grades: Sequence[str | None], names: Nameable) -> str:
    """As in “G.1–G.4, G.6”, by the order that grades have; empty where there is none."""
    upwards = names.grades[::-1]
    told = [each for each in upwards if each in grades]
    runs = groupby(told, key=lambda grade: upwards.index(grade) - told.index(grade))
    return listed(_run([*run]) for _far, run in runs)


def _run(grades: list[str]) -> str:
    ends = (word_for(grade, "grade") for grade in (grades[0], grades[-1]))
    return "–".join(dict.fromkeys(ends))


def difference_in_words(one: Difference, names: Nameable) -> str:
    """What is other in a route, as a sentence."""
    before = act_in_words(one.before, names) if one.before else ""
    after = act_in_words(one.after, names) if one.after else ""
    return {
        "no_route": _("It would have no route."),
        "route_found": _("It had no route and would have one."),
        "step_gone": _("Falls away: {before}."),
        "step_added": _("Is added: {after}."),
        "other_body": _("Another acts: {before}; now {after}."),
        "other_order": _("At another place: {after}."),
        "other_gate": _("Something else waits for it: {after}."),
        "other_terms": _("On other terms: {after}."),
    }[one.code].format(before=before, after=after)


def counted_in_words(cases: int, other: int) -> str:
    """As in “tried on 12 past cases: 2 would have gone another way”."""
    tried = ngettext("Tried on {count} past case.", "Tried on {count} past cases.", cases)
    gone = ngettext(
        "{count} would have gone another way.", "{count} would have gone another way.", other
    )
    parts = tried.format(count=cases), gone.format(count=other)
    return gap_between_sentences().join(parts)
