"""Rules of procedure in words: what they are about, whom they name, the route they lay down."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import STAND_INS, ActKind, Amended, Gate, Need, WhoKind
from bureau.core.procedures.rules import Rule, StepTemplate, Who
from bureau.institution.governance.queries.rules import Nameable
from bureau.institution.governance.texts.labels import (
    ACTIONS,
    ACTS_TO_COME,
    GATES,
    HEADINGS,
    QUESTIONS,
)
from bureau.institution.organisation.texts.words import word_for

STEPS_MOST = 6
RULED: dict[str, Promise] = {
    "reorganisation": pgettext_lazy("what a rule is about", "reorganisation"),
    "personnel_action": pgettext_lazy("what a rule is about", "personnel action"),
}
STATES: dict[str, Promise] = {
    "to_come": pgettext_lazy("state of a rule", "to come"),
    "in_force": pgettext_lazy("state of a rule", "in force"),
    "ended": pgettext_lazy("state of a rule", "ended"),
}
STATE_MARKS = {"to_come": "wait", "in_force": "ok", "ended": "off"}
ACTS_OF_STEPS: dict[str, Promise] = {
    act: words for act, words in ACTS_TO_COME.items() if act != ActKind.DETERMINE
}
GATES_IN_SHORT: dict[str, Promise] = {
    Gate.NEXT: pgettext_lazy("what waits for a step", "the next step"),
    Gate.ENTRY_INTO_FORCE: pgettext_lazy("what waits for a step", "entry into force"),
    Gate.RELEASE: pgettext_lazy("what waits for a step", "release"),
    Gate.NOTHING: pgettext_lazy("what waits for a step", "nothing"),
}
WITHOUT_RULE = gettext_lazy("No rule in force says who decides this in a reorganisation.")
OF_PEOPLE = gettext_lazy(
    "No rule in force says who decides this in a reorganisation: it is done on the page of the "
    "post."
)


def who_in_words(who: Who, names: Nameable) -> str:
    """Bodies and offices by name, posts by number, roles by what they are called."""
    named: Mapping[int, str] = {
        WhoKind.BODY: names.bodies,
        WhoKind.OFFICE: names.offices,
        WhoKind.POST: names.posts,
    }.get(who.kind, {})
    found = [
        named.get(one, str(one)) if isinstance(one, int) else word_for(str(one), "role")
        for one in who.ids
    ]
    together = _(" and ") if who.need is Need.ALL_OF else _(" or ")
    return together.join(found)


def step_in_words(step: StepTemplate, names: Nameable) -> str:
    """As in “Council decides. Entry into force waits for it.”"""
    said = str(HEADINGS[step.act]).format(who=who_in_words(step.who, names))
    return _("{act}. {gate}").format(act=said, gate=GATES[step.gates])


def covered_in_words(rule: Rule) -> str:
    """The kinds of action that it covers."""
    if rule.actions is None:
        return _("every action")
    return _(", ").join(str(ACTIONS[kind]) for kind in ActionKind if kind in rule.actions)


def grades_in_words(rule: Rule) -> str:
    return (
        _("every grade")
        if rule.grades is None
        else _(", ").join(word_for(grade, "grade") for grade in sorted(rule.grades))
    )


def question_in_words(rule: Rule, names: Nameable) -> str:
    """The question that it asks, the answer under which it applies, and who answers."""
    if rule.asks is None:
        return ""
    answer = _("yes") if rule.presupposes else _("no")
    return _("{question} Applies where {who} answers: {answer}.").format(
        question=QUESTIONS.get(rule.asks.key, rule.asks.key),
        who=who_in_words(rule.asks.who, names),
        answer=answer,
    )


def beyond_the_form(rule: Rule) -> list[str]:
    """What a rule says that the form for rules cannot say."""
    is_asked_of_office = rule.asks is None or (
        rule.asks.who.kind is WhoKind.OFFICE and len(rule.asks.who.ids) == 1
    )
    found = {
        _("steps for several at once"): any(len(step.who.ids) != 1 for step in rule.steps),
        _("who may stand in"): any(step.stand_ins != STAND_INS for step in rule.steps),
        _("adopting as amended"): any(step.amended is not Amended.REFUSED for step in rule.steps),
        _("more steps"): len(rule.steps) > STEPS_MOST,
        _("several units"): len(rule.units or ()) > 1,
        _("the question"): not is_asked_of_office,
        _("the time for the answer"): rule.asks is not None and rule.asks.days is not None,
    }
    return [words for words, is_so in found.items() if is_so]
