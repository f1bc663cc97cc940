"""The acts on record of a case as its pages show them: with conditions, questions, amendments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, Phase, WhoKind
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.governance.queries.reorganisations import Seen, hides_answer
from bureau.institution.governance.queries.steps_named import Named, named
from bureau.institution.governance.queries.versions import state_cited
from bureau.institution.governance.texts.labels import ACTS_DONE, CAPACITIES, CONTRARY
from bureau.institution.governance.views.manner import DecidedLine
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import OnRecord, acts_of
from bureau.institution.procedures.store import closing_of, condition_of
from bureau.web.formats import day_in_words, listed
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition that an act set: its words, who says that it is met, and whether it is."""

    said: str
    who: str
    last_day: date
    places: list[int]
    mark: str
    state: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """What the author was asked, and answered ("" while it is open)."""

    said: str
    answer: str
    number: int


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act on record: what was done, when, by whom, citing what, and which hash they saw; `void`
    says that it does not stand any more, in whole or in part."""

    row: ProcedureAct
    word: str
    mark: str
    person: str
    post: str
    capacity: str
    on_behalf: str
    cites: str
    note: str
    saw: str
    answer: str
    address: str
    amendment: str
    conditions: list[ConditionLine]
    questions: list[QuestionLine]
    decided: DecidedLine | None = None
    void: str = ""


def act_line(
    act: ProcedureAct,
    seen: Seen,
    people: People,
    names: Named,
    acts: Sequence[ProcedureAct],
    decided: Mapping[int, DecidedLine] | None = None,
) -> ActLine:
    """`acts` are all of the case, of which some may say that a condition is met; `decided` how
    bodies decided them."""
    is_amending = act.kind == ActKind.ADOPT_AS_AMENDED
    number = seen.row.pk
    return ActLine(
        row=act,
        word=str(ACTS_DONE[ActKind(act.kind)]),
        mark="ask" if act.kind in CONTRARY else "ok",
        person=people.person(act.person) or _("the clock"),
        post=people.post(act.post, act.day),
        capacity=str(CAPACITIES.get(act.capacity, "")),
        on_behalf=people.post(act.on_behalf, act.day),
        cites=cited_in_words(act),
        note=act.note.said if hasattr(act, "note") else "",
        saw=short_hash(state_cited(act)),
        answer="" if act.answer is None else _("yes") if act.answer else _("no"),
        address=reverse("reorganisation-act", args=[number, act.pk]),
        amendment=reverse("reorganisation-amendment", args=[number, act.pk]) if is_amending else "",
        conditions=condition_lines(act, names, acts),
        questions=question_lines(seen, act),
        decided=(decided or {}).get(act.pk),
        void=_void_in_words(act, seen.case) if seen.case else "",
    )


def _void_in_words(act: ProcedureAct, on_record: OnRecord) -> str:
    """Whether what an act closed is still closed by it: a changed set voids what was recorded on
    what is not decided. What fell later is told by the act that let it fall."""
    if act.closing is None:
        return ""
    closed, case = closing_of(act.closing), on_record.case
    key, day, kind = closed.step.key, closed.day, closed.act
    stands = {
        action
        for one in case.closed
        if (one.step.key, one.day, one.act) == (key, day, kind)
        for action in one.step.actions()
    }
    gone = closed.step.actions() - stands
    if not gone:
        return ""
    if stands & closed.step.actions():
        return ngettext(
            "void on action {places}: it was changed since",
            "void on actions {places}: they were changed since",
            len(gone),
        ).format(places=listed(sorted(gone)))
    return _("void: what it was on was changed since")


def came_back(seen: Seen) -> ActLine | None:
    """The act by which the case went back to its author, while it is there."""
    if seen.case is None or seen.case.case.phase is not Phase.WITH_AUTHOR:
        return None
    acts = acts_of(seen.case.subject)
    last = acts[-1]
    people = people_and_posts([last.person], [last.post, last.on_behalf])
    return act_line(last, seen, people, named([]), acts)


def cited_in_words(act: ProcedureAct) -> str:
    """The meeting with its agenda item, and the document."""
    item = _("item {item}").format(item=act.agenda_item) if act.agenda_item else ""
    return listed((here(act.meeting.name) if act.meeting else "", item, act.document))


def condition_lines(
    act: ProcedureAct, names: Named, acts: Sequence[ProcedureAct]
) -> list[ConditionLine]:
    """Each condition that the act set, and what became of it by later acts."""
    found = []
    for one in act.conditions:
        condition = condition_of(one)
        later = [each for each in acts if each.step == condition.key and each.pk > act.pk]
        last = later[-1] if later else None
        mark, state = "wait", _("open")
        if last is not None and last.kind == ActKind.FULFIL:
            mark, state = "ok", _("met, {day}").format(day=day_in_words(last.day))
        elif last is not None:
            mark, state = "off", _("not met in time")
        found.append(
            ConditionLine(
                said=one["said"],
                who=role_in_words(condition.who.kind, names.who(condition.who)),
                last_day=date.fromordinal(condition.last_day),
                places=one["actions"],
                mark=mark,
                state=state,
            )
        )
    return found


def question_lines(seen: Seen, act: ProcedureAct) -> list[QuestionLine]:
    return [
        QuestionLine(one.said, one.answer.said if is_told else "", one.pk)
        for one in act.questions.all()
        for is_told in [hasattr(one, "answer") and not hides_answer(seen, one)]
    ]


def condition_said(acts: Iterable[ProcedureAct], step: Step) -> str:
    """The words of the condition that is met on a step; empty for steps that are none."""
    if step.act is not ActKind.FULFIL:
        return ""
    said = [
        str(one["said"])
        for act in acts
        for one in act.conditions
        if condition_of(one).key == step.key
    ]
    return said[-1] if said else ""


def role_in_words(kind: WhoKind, who: str) -> str:
    """A role is named by a code; bodies, offices and posts have names of their own."""
    return word_for(who, "role") if kind is WhoKind.ROLE else who


def short_hash(digest: str) -> str:
    """Eight characters in two groups, as people read it aloud."""
    return f"{digest[:4]}·{digest[4:8]}"
