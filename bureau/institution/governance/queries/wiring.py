"""What the wiring table asks of reorganisations; labels and lines of words are in `texts`."""

from collections.abc import Collection

from django.urls import NoReverseMatch, reverse

from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import Phase
from bureau.core.structure.overlay import Overlay
from bureau.core.texts import Text
from bureau.institution.governance.models import DraftAction, Reorganisation
from bureau.institution.governance.queries.previews import overlay_of
from bureau.institution.governance.queries.reorganisations import KIND, seen_by
from bureau.institution.organisation.queries import wiring as organisation
from bureau.institution.organisation.queries.descriptions import adopted_descriptions
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.procedures.queries.cases import cases_open, steps_open
from bureau.record.journal.models import Subject
from bureau.web.answers import Audience, Searchable, Telling

KEY_LENGTH = 80
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
    """What waits for whom: each open step for everyone who may act on it, and what came back."""
    cases = cases_open(KIND, ids)
    steps = [
        Telling(
            number=case.subject.id,
            person=person,
            key=f"{case.round.pk}:{one.step.key}"[:KEY_LENGTH],
            code=f"step_{one.step.act}",
            address=address_of(case.subject.id),
            due=one.due,
        )
        for case, one in steps_open(cases)
        for person in sorted({candidate.person for candidate in one.judged.candidates})
    ]
    back = [case for case in cases if case.case.phase is Phase.WITH_AUTHOR]
    authors = Reorganisation.objects.in_bulk([case.subject.id for case in back])
    return steps + [
        Telling(
            number=case.subject.id,
            person=authors[case.subject.id].author_id,
            key=f"{case.round.pk}:back",
            code="came_back",
            address=address_of(case.subject.id),
        )
        for case in back
    ]


def address_of(reorganisation: int) -> str:
    """Its page, where the installation has pages of reorganisations."""
    try:
        return reverse("reorganisation", args=[reorganisation])
    except NoReverseMatch:
        return ""


def overlay(actor: Actor, reorganisation: int) -> Overlay | None:
    """What it lays on the structure, None where the actor may not see it."""
    seen = seen_by(actor, [reorganisation]).get(reorganisation)
    return overlay_of(seen) if seen else None


def searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By reference, title and purpose, once it was put forward: a draft is found by nothing."""
    rows = Reorganisation.objects.filter(pk__in=ids, submitted=True)
    return {
        row.pk: Searchable(
            names=_by_language(row.title),
            audience=Audience.NAMED,
            codes=(row.reference,),
            words=_by_language(row.purpose) if row.purpose else {},
        )
        for row in rows
    }


def _by_language(text: Text) -> dict[str, str]:
    return {language: words for language, (words, _) in text.said.items()}


def descriptions_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those that the organisation shows, but for what only a draft names that is not to be seen;
    and those of every reorganisation that the actor may see."""
    drafts = _drafts_of_descriptions(ids)
    seen = set(seen_by(actor, {number for numbers in drafts.values() for number in numbers}))
    adopted = adopted_descriptions(today_in_force())
    told = {each for each, numbers in drafts.items() if numbers & seen}
    secret = set(drafts) - told - adopted
    return (organisation.descriptions_visible(actor, ids) - secret) | told


def _drafts_of_descriptions(ids: Collection[int]) -> dict[int, set[int]]:
    """Of these descriptions, those that drafts would adopt or in which they were written, each
    with its reorganisations; what was taken out of a draft again is as secret as it was in it."""
    found: dict[int, set[int]] = {}
    kinds = (ActionKind.ADOPT_DESCRIPTION, ActionKind.MOVE_DUTY)
    rows = DraftAction.objects.filter(kind__in=kinds).values_list("values", "reorganisation")
    for values, number in rows:
        for name in ("description", "into_description"):
            if values.get(name) in ids:
                found.setdefault(values[name], set()).add(number)
    written = Subject.objects.filter(
        kind="description", number__in=ids, entry__act__in=WRITTEN_IN_DRAFT
    )
    for description, number in written.filter(entry__subjects__kind=KIND).values_list(
        "number", "entry__subjects__number"
    ):
        found.setdefault(description, set()).add(number)
    return found
