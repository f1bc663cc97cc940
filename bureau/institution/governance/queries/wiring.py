"""What the wiring table asks of reorganisations; labels and lines of words are in `texts`."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind, from_json
from bureau.core.changes.definitions import Sort
from bureau.core.procedures.deadlines import Convention
from bureau.core.procedures.kinds import ActKind, Phase
from bureau.core.structure.overlay import Overlay
from bureau.core.telling import Urgency
from bureau.core.texts import Text
from bureau.institution.governance.models import (
    DraftAction,
    NamedReader,
    Reorganisation,
    Submission,
)
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.deadlines import (
    KEY_LENGTH,
    chases,
    conventions_for,
    late_steps,
    raised,
)
from bureau.institution.governance.queries.frozen_words import as_put_forward
from bureau.institution.governance.queries.previews import overlay_of
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    in_force_of,
    seen_by,
)
from bureau.institution.governance.store import named
from bureau.institution.organisation.queries import wiring as organisation
from bureau.institution.organisation.queries.descriptions import adopted_descriptions
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.procedures.models import AuthorQuestion, ProcedureAct, ProcedureNote
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    OpenStep,
    cases_open,
    steps_open,
)
from bureau.institution.procedures.store import condition_of
from bureau.record.journal.models import Subject
from bureau.web.answers import Audience, Searchable, Telling

DAYS_TOLD = 30
WRITTEN_IN_DRAFT = ("governance.add_description", "governance.establish_from_template")
"""The acts by which a description is written inside a draft."""


def visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """The reorganisations that the actor may see."""
    return set(seen_by(actor, ids))


def owner(actor: Actor, ids: Collection[int]) -> dict[int, int | None]:
    """The post in which each was begun."""
    rows = Reorganisation.objects.filter(pk__in=visible(actor, ids))
    return dict(rows.values_list("pk", "author_post"))


def tells(ids: Collection[int] | None) -> list[Telling]:
    """What waits for whom: each open step for everyone who may act on it, once more when it is
    late, what came back; a draft for those whom its author lets read it; and for a while what was
    rejected, or fell because a condition was not met."""
    cases = cases_open(KIND, ids)
    open_steps = steps_open(cases)
    conventions = conventions_for(cases)
    steps = [
        told
        for case, one in open_steps
        for told in _of_step(case, one, conventions.of_step(case, one))
    ]
    late = [
        told
        for one in late_steps(open_steps, timezone.now())
        for told in chases(one, address_of(one.case.subject.id))
    ]
    back = [case for case in cases if case.case.phase is Phase.WITH_AUTHOR]
    authors = Reorganisation.objects.in_bulk([case.subject.id for case in back])
    how = how_came_back(back)
    came_back = [
        Telling(
            number=case.subject.id,
            person=authors[case.subject.id].author_id,
            key=f"{case.round.pk}:back",
            code=how[case.subject.id],
            address=address_of(case.subject.id),
        )
        for case in back
    ]
    return steps + late + came_back + _lapsed(ids) + _rejected(ids) + _to_read(ids)


def _of_step(case: OnRecord, one: OpenStep, convention: Convention) -> list[Telling]:
    """To everyone who may act on it; one that holds nothing up may be silenced."""
    holds_up = one.step.holds_back() or one.step.question
    return [
        Telling(
            number=case.subject.id,
            person=person,
            key=f"{case.round.pk}:{one.step.key}"[:KEY_LENGTH],
            code=f"step_{one.step.act}",
            address=address_of(case.subject.id),
            due=one.due,
            zone=convention.zone if one.due else "",
            closes=convention.closes if one.due else "",
            urgency=Urgency.HOLDS_UP if holds_up else Urgency.TELLS,
        )
        for person in sorted({candidate.person for candidate in one.judged.candidates})
    ]


def late_below(ids: Collection[int] | None) -> list[Telling]:
    """Steps that have long been late, by the post that does not act: to whom it reports."""
    found = raised(list(late_steps(steps_open(cases_open(KIND)), timezone.now())))
    return [one for one in found if ids is None or one.number in ids]


def how_came_back(cases: Collection[OnRecord]) -> dict[int, str]:
    """Of each as a code: with what a body amended, with questions, or just so."""
    rounds = [case.round.pk for case in cases]
    asked = set(
        AuthorQuestion.objects.filter(act__round__in=rounds).values_list("act__round", flat=True)
    )
    found = {}
    for case in cases:
        last = case.acts[-1] if case.acts else None
        is_amended = last is not None and last.kind == ActKind.ADOPT_AS_AMENDED
        how = "came_back_asked" if case.round.pk in asked else "came_back"
        found[case.subject.id] = "came_back_amended" if is_amended else how
    return found


def _lapsed(ids: Collection[int] | None) -> list[Telling]:
    """To the authors and to who decided under the condition, for `DAYS_TOLD` days."""
    since = timezone.now() - timedelta(days=DAYS_TOLD)
    acts = ProcedureAct.objects.filter(round__kind=KIND).select_related("round")
    lapses = acts.filter(kind=ActKind.LAPSE, at__gte=since)
    if ids is not None:
        lapses = lapses.filter(round__subject__in=ids)
    listed = list(lapses.order_by("pk"))
    subjects = {lapse.round.subject for lapse in listed}
    deciders: dict[tuple[int, str], int] = {}
    for act in acts.filter(round__subject__in=subjects).exclude(conditions=[]).order_by("pk"):
        for one in act.conditions:
            deciders[act.round.subject, condition_of(one).key] = act.person
    return [
        Telling(
            number=lapse.round.subject,
            person=person,
            key=f"{lapse.round_id}:lapsed:{lapse.pk}",
            code="condition_lapsed",
            address=address_of(lapse.round.subject),
            urgency=Urgency.TELLS,
            is_news=True,
        )
        for lapse in listed
        for person in sorted(
            {*lapse.round.authors, deciders.get((lapse.round.subject, lapse.step), 0)} - {0}
        )
    ]


def _rejected(ids: Collection[int] | None) -> list[Telling]:
    """To the authors, for `DAYS_TOLD` days."""
    since = timezone.now() - timedelta(days=DAYS_TOLD)
    rows = ProcedureAct.objects.filter(round__kind=KIND, kind=ActKind.REJECT, at__gte=since)
    if ids is not None:
        rows = rows.filter(round__subject__in=ids)
    return [
        Telling(
            number=row.round.subject,
            person=person,
            key=f"{row.round_id}:rejected:{row.pk}",
            code="rejected",
            facts={"act": row.pk},
            address=address_of(row.round.subject, row.pk),
            urgency=Urgency.TELLS,
            is_news=True,
        )
        for row in rows.select_related("round").order_by("pk")
        for person in sorted(row.round.authors)
    ]


def _to_read(ids: Collection[int] | None) -> list[Telling]:
    """To those whom the author of a draft named, until it is put forward or discarded."""
    rows = NamedReader.objects.filter(
        reorganisation__submitted=False, reorganisation__discarded__isnull=True
    )
    if ids is not None:
        rows = rows.filter(reorganisation__in=ids)
    return [
        Telling(
            number=row.reorganisation_id,
            person=row.person_id,
            key=f"reader:{row.pk}",
            code="named_reader",
            address=address_of(row.reorganisation_id),
            urgency=Urgency.TELLS,
            is_news=True,
        )
        for row in rows.order_by("pk")
    ]


def address_of(reorganisation: int, act: int | None = None) -> str:
    """Its page, or that of an act on it, where the installation has pages of reorganisations."""
    try:
        if act is not None:
            return reverse("reorganisation-act", args=[reorganisation, act])
        return reverse("reorganisation", args=[reorganisation])
    except NoReverseMatch:
        return ""


def note_of(act: int) -> str:
    """What was said of an act when it was recorded; empty where nothing was, or it is erased."""
    rows = ProcedureNote.objects.filter(act=act, act__round__kind=KIND)
    return rows.values_list("said", flat=True).first() or ""


def overlay(actor: Actor, reorganisation: int) -> Overlay | None:
    """What it lays on the structure, None where the actor may not see it."""
    seen = seen_by(actor, [reorganisation]).get(reorganisation)
    return overlay_of(seen) if seen else None


def searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By reference and free texts as they were put forward last: a draft is found by nothing."""
    rows = Reorganisation.objects.filter(pk__in=ids, submitted=True)
    return {
        row.pk: Searchable(
            names=_by_language(row.title),
            audience=Audience.NAMED,
            codes=(row.reference,),
            words=_by_language(row.purpose, row.background),
        )
        for row in as_put_forward(rows).values()
    }


def _by_language(*texts: Text | None) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for text in filter(None, texts):
        for language, (words, _) in text.said.items():
            found.setdefault(language, []).append(words)
    return {language: "\n".join(each) for language, each in found.items()}


def descriptions_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those that the organisation shows, but for what only a draft names that is not to be seen;
    and those of every reorganisation that the actor may see."""
    drafts = _drafts_of_descriptions(ids)
    seen = seen_by(actor, {number for numbers in drafts.values() for number in numbers})
    adopted = adopted_descriptions(today_in_force())
    known = _put_forward_in([number for number, one in seen.items() if one.hides_draft])
    told = {
        each
        for each, numbers in drafts.items()
        if any(each in known.get(number, {each}) for number in numbers & seen.keys())
    }
    secret = set(drafts) - told - adopted
    return (organisation.descriptions_visible(actor, ids) - secret) | told


def _put_forward_in(cases: Collection[int]) -> dict[int, set[int]]:
    """The descriptions that each case named, as it was ever put forward or amended."""
    found: dict[int, set[int]] = {number: set() for number in cases}
    for row in Submission.objects.filter(reorganisation__in=cases) if cases else ():
        for action in (*from_json(row.actions), *standing_actions(row)):
            found[row.reorganisation_id] |= {one for _, one in named(action, Sort.DESCRIPTION)}
    return found


def descriptions_over(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those that were for a reorganisation to decide which the actor may see, and is no more: it is
    over, or the action that adopts them has fallen. What it adopted was awaited until it did."""
    drafts = _drafts_of_descriptions(ids)
    seen = seen_by(actor, {number for numbers in drafts.values() for number in numbers})
    gone = {number for number, one in seen.items() if one.is_over}
    named_by = list(_named_by_actions(ids)) if seen else []
    fallen = {
        (named, number)
        for named, number, place in named_by
        if number in seen and not seen[number].is_draft and _has_fallen(seen[number], place)
    }
    entered = in_force_of(gone) if gone else {}
    adopted = {
        named for named, number, place in named_by if place in entered.get(number, frozenset())
    }
    return {
        each
        for each, numbers in drafts.items()
        if (theirs := numbers & seen.keys())
        and each not in adopted
        and all(number in gone or (each, number) in fallen for number in theirs)
    }


def _has_fallen(seen: Seen, place: int) -> bool:
    return seen.case is not None and place in seen.case.case.dropped


def _named_by_actions(ids: Collection[int]) -> Iterator[tuple[int, int, int]]:
    """Each of these descriptions with the reorganisation and the place of an action naming it."""
    kinds = (ActionKind.ADOPT_DESCRIPTION, ActionKind.MOVE_DUTY)
    rows = DraftAction.objects.filter(kind__in=kinds)
    for values, number, place in rows.values_list("values", "reorganisation", "place"):
        for name in ("description", "into_description"):
            if values.get(name) in ids:
                yield values[name], number, place


def _drafts_of_descriptions(ids: Collection[int]) -> dict[int, set[int]]:
    """Of these descriptions, those that drafts would adopt or in which they were written, each
    with its reorganisations; what was taken out of a draft again is as secret as it was in it."""
    found: dict[int, set[int]] = {}
    for description, number, _place in _named_by_actions(ids):
        found.setdefault(description, set()).add(number)
    written = Subject.objects.filter(
        kind="description", number__in=ids, entry__act__in=WRITTEN_IN_DRAFT
    )
    for description, number in written.filter(entry__subjects__kind=KIND).values_list(
        "number", "entry__subjects__number"
    ):
        found.setdefault(description, set()).add(number)
    return found
