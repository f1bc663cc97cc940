"""The way a case took, step by step, as papers tell it: who, which act, when and where."""

from collections.abc import Iterable, Mapping

from django.utils.translation import override

from bureau.core.papers.kinds.parts import StepTaken
from bureau.core.procedures.case import Route, Step
from bureau.core.procedures.kinds import StepState, WhoKind
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Office
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import acts_of

type Names = Mapping[tuple[str, int], Text]


def steps_taken(seen: Seen, drafted: Route) -> tuple[StepTaken, ...]:
    """Of a draft the way it would take; else the way on record, each step with the act on it. One
    that stands in parts of which the same is to be said (one was amended later) is told once."""
    is_on_record = seen.case is not None and not seen.is_draft
    route = seen.case.route if seen.case and is_on_record else drafted
    acts = acts_of(Reference(KIND, seen.row.pk)) if is_on_record else []
    names, told = _names(route), dict[tuple[str, StepState, int | None], StepTaken]()
    for step in route.steps:
        act = _closing(step, acts)
        key = (step.key, step.state, act.pk if act else None)
        told.setdefault(key, _taken(step, act, names, is_on_record=is_on_record))
    return tuple(told.values())


def _closing(step: Step, acts: Iterable[ProcedureAct]) -> ProcedureAct | None:
    """The last act that closed these parts of it; else, as of what was amended since, the last that
    closed any."""
    closing = [act for act in acts if act.closing and act.step == step.key]
    on_parts = [act for act in closing if step.actions() & set(act.parts)]
    return next(reversed(on_parts or closing), None)


def _taken(step: Step, act: ProcedureAct | None, names: Names, *, is_on_record: bool) -> StepTaken:
    state = step.state
    if not is_on_record and state is StepState.HERE:
        state = StepState.TO_COME
    done = act if state is StepState.DONE else None
    return StepTaken(
        who=who_of(step, names),
        act=step.act,
        state=state,
        day=done.day if done else None,
        where=done.meeting.name if done and done.meeting else None,
        document=done.document if done else "",
        question=step.question or "",
        answer=done.answer if done else None,
    )


def _names(route: Route) -> Names:
    asked = {(step.who.kind, one) for step in route.steps for one in step.who.ids}
    found: dict[tuple[str, int], Text] = {}
    for kind, model in ((WhoKind.BODY, Body), (WhoKind.OFFICE, Office)):
        ids = [one for each, one in asked if each is kind and isinstance(one, int)]
        rows = model.objects.filter(pk__in=ids).values_list("pk", "name")
        found |= {(kind, number): name for number, name in rows}
    return found


def who_of(step: Step, names: Names) -> Text:
    """The first of those whom it is for; a role or post by its word in each language."""
    kind, one = step.who.kind, next(iter(step.who.ids), "")
    if isinstance(one, int) and (kind, one) in names:
        return names[kind, one]
    said = {}
    for language in LANGUAGES:
        with override(language):
            words = word_for(str(one), "role") if kind is WhoKind.ROLE else str(one)
            said[language] = (words, Status.ORIGINAL if language == "en" else Status.REVISED)
    return Text("en", said)
