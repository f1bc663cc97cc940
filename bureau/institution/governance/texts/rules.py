"""Rules of procedure in words: what they are about, whom they name, the route they lay down."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import (
    STAND_INS,
    ActKind,
    Amended,
    Capacity,
    Gate,
    Need,
    WhoKind,
)
from bureau.core.procedures.rules import Rule, StepTemplate, Who
from bureau.institution.governance.queries.rules import Nameable
from bureau.institution.governance.texts.delegated import amount_in_words
from bureau.institution.governance.texts.labels import (
    ACTS_TO_COME,
    AMENDED,
    AUDIENCES,
    CAPACITIES,
    GATES,
    HEADINGS,
    QUESTIONS,
)
from bureau.institution.organisation.texts.words import word_for
from bureau.web.answers import Routed
from bureau.web.formats import gap_between_sentences
from bureau.web.kinds import kinds_with, routed

STEPS_MOST = 6
ONLY_KEEPERS = gettext_lazy(
    "Only the organisation officer and administrators keep the rules of procedure."
)
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
STANDING_IN: dict[str, Promise] = {
    each: CAPACITIES[each] for each in (Capacity.ACTING, Capacity.DELEGATE, Capacity.SUPERIOR)
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


def act_in_words(step: StepTemplate | Step, names: Nameable) -> str:
    """As in “Council decides”."""
    return str(HEADINGS[step.act]).format(who=who_in_words(step.who, names))


def step_in_words(step: StepTemplate, names: Nameable) -> str:
    """As in “Council decides. Entry into force waits for it.”, and what is not as usual in it."""
    said = act_in_words(step, names)
    told = [_("{act}. {gate}").format(act=said, gate=GATES[step.gates])]
    if step.amended is not Amended.REFUSED:
        told.append(_("Adopting as amended: {what}.").format(what=AMENDED[step.amended]))
    if step.stand_ins != STAND_INS:
        told.append(_("May stand in: {who}.").format(who=_stand_ins(step.stand_ins)))
    return gap_between_sentences().join(told)


def _stand_ins(capacities: Collection[Capacity]) -> str:
    found = [str(words) for each, words in STANDING_IN.items() if each in capacities]
    return _(", ").join(found) or _("nobody")


def subjects_in_words() -> dict[str, str]:
    """The kinds that go by rules, by what they are called."""
    return {row.name: str(row.plural) for row in kinds_with("routed")}


def actions_in_words(subject: str = "") -> dict[str, str]:
    """Every action that goes by rules, in cases of one kind or of any."""
    found: dict[str, Routed] = {}
    for kind, of in routed().items():
        found |= of.actions if subject in ("", kind) else {}
    return {code: str(each.name) for code, each in found.items()}


def covered_in_words(rule: Rule) -> str:
    """The kinds of action that it covers."""
    if rule.actions is None:
        return _("every action")
    found = [name for code, name in actions_in_words().items() if code in rule.actions]
    return _(", ").join(found)


def grades_in_words(rule: Rule) -> str:
    return (
        _("every grade")
        if rule.grades is None
        else _(", ").join(word_for(grade, "grade") for grade in sorted(rule.grades))
    )


def units_in_words(rule: Rule, names: Nameable) -> str:
    return _(", ").join(names.units.get(unit, str(unit)) for unit in sorted(rule.units or ()))


def amounts_in_words(rule: Rule) -> str:
    """As in “above CHF 1,000, up to CHF 5,000”; empty where it names none."""
    said = rule.amounts
    if said is None:
        return ""
    above, up_to = (
        "" if bound is None else amount_in_words(bound, said.currency)
        for bound in (said.above, said.up_to)
    )
    if above and up_to:
        return _("above {amount}, up to {limit}").format(amount=above, limit=up_to)
    if up_to:
        return _("up to {limit}").format(limit=up_to)
    return _("above {amount}").format(amount=above or said.currency)


def audiences_in_words(rule: Rule) -> str:
    return _(", ").join(str(AUDIENCES.get(one, one)) for one in sorted(rule.audiences or ()))


def limits_in_words(rule: Rule, names: Nameable) -> tuple[tuple[str, str], ...]:
    """What narrows it besides actions and grades, each by what it is called."""
    found = (
        (_("In the unit"), units_in_words(rule, names)),
        (_("Costs more in a full year"), amounts_in_words(rule)),
        (_("Audiences"), audiences_in_words(rule)),
        (_("Question"), question_in_words(rule, names)),
        (_("Demanded"), _("before it goes forward") if rule.demanded else ""),
    )
    return tuple(each for each in found if each[1])


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
        _("more steps"): len(rule.steps) > STEPS_MOST,
        _("several units"): len(rule.units or ()) > 1,
        _("the question"): not is_asked_of_office,
    }
    return [words for words, is_so in found.items() if is_so]
