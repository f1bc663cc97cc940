"""What an organisation has translated before, for those who translate a case.

What is in force is recalled: names, titles, and descriptions that were adopted; and the texts of
the cases that whoever asks may see, with the reasons of their actions. The words of other drafts
are not among them.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, from_json
from bureau.core.changes.definitions import Sort
from bureau.core.recalling import Known, Memory
from bureau.core.texts import Status, Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import Seen, all_seen_by
from bureau.institution.governance.queries.translations import OF_ALTERNATIVE
from bureau.institution.governance.store import OF_CASE, action_of, named
from bureau.institution.organisation.models import (
    DescriptionDuty,
    DescriptionLine,
    JobDescription,
    Wording,
)
from bureau.institution.organisation.queries.descriptions import adopted_descriptions
from bureau.institution.organisation.queries.structure import today_in_force

AT_MOST = 5000
AT_ONCE = 500
CASES_MOST = 100
"""The newest of those that are seen: each is read with all its actions."""
SETTLED = (Status.ORIGINAL, Status.REVISED, Status.OFFICIAL)


def memory_of(actor: Actor, organisation: int, source: str, language: str) -> Memory:
    """What was translated from one language into another, and is no draft; the newest where there
    is more than can be looked through."""
    seen = all_seen_by(actor).values()
    own = (one for one in seen if one.row.organisation_id == organisation)
    cases = list(islice(own, CASES_MOST))
    actions = list(_actions_of(cases))
    known = _in_force(organisation) | _worded_in(actions)
    numbers = sorted(known, reverse=True)[:AT_MOST]
    said = _texts_of(cases, {action.reason for action in actions})
    texts = (text for text in said if text.original == source)
    found = [one for text in texts for one in _known(text, language)]
    for start in range(0, len(numbers), AT_ONCE):
        rows = Wording.objects.filter(
            pk__in=numbers[start : start + AT_ONCE],
            organisation=organisation,
            original_language=source,
        )
        found += [one for row in rows for one in _known(row.said, language)]
    return Memory(dict.fromkeys(found))


def _known(text: Text, language: str) -> Iterator[Known]:
    words, status = text.said.get(language, ("", Status.DRAFT))
    if words and status in SETTLED:
        yield Known(text.in_original, words, status)


def _texts_of(cases: Iterable[Seen], reasons: Collection[str]) -> Iterator[Text]:
    """What cases say themselves, of their alternatives, and as the reasons of their actions: what
    was taken out of a draft has its translation still, and is as secret as it was in it."""
    listed = list(cases)
    numbers = [one.row.pk for one in listed]
    yield from (text for one in listed for name in OF_CASE if (text := getattr(one.row, name)))
    hidden = {one.row.pk for one in listed if one.hides_draft}
    known = _alternatives_of(hidden)
    ways = models.Scenario.objects.filter(reorganisation__in=numbers, given_up__isnull=True)
    for way in ways:
        texts = (text for name in OF_ALTERNATIVE if (text := getattr(way, name)))
        of = way.reorganisation_id
        yield from (one for one in texts if of not in hidden or (of, one.in_original) in known)
    notes = models.TranslatedNote.objects.filter(reorganisation__in=numbers)
    said = notes.values_list("said", flat=True)
    yield from (text for text in said if text.in_original in reasons)


def _alternatives_of(cases: Collection[int]) -> set[tuple[int, str]]:
    """What these cases said of alternatives when they were put forward, each with its case."""
    rows = models.Alternative.objects.filter(submission__reorganisation__in=cases)
    said = rows.values_list("submission__reorganisation", "name", "purpose", "reason")
    return {(case, words) for case, *texts in said for words in texts if words}


def _worded_in(actions: Collection[Action]) -> set[int]:
    found = {number for one in actions for _name, number in named(one, Sort.WORDING)}
    described = {number for one in actions for _name, number in named(one, Sort.DESCRIPTION)}
    return found | _wordings_of(described)


def _actions_of(cases: Iterable[Seen]) -> Iterator[Action]:
    """Of a draft as it stands, else as put forward last."""
    seen = list(cases)
    drafts = [one.row.pk for one in seen if one.is_draft]
    others = [one.row.pk for one in seen if not one.is_draft]
    rows = models.DraftAction.objects.filter(reorganisation__in=drafts)
    yield from (action_of(row) for row in rows)
    submissions = models.Submission.objects.filter(reorganisation__in=others).order_by("version")
    last = dict(submissions.values_list("reorganisation", "actions"))
    for said in last.values():
        yield from from_json(said)


def _in_force(organisation: int) -> set[int]:
    """Wordings in force today, or of descriptions that were adopted; those of another organisation
    may be among them."""
    now = today_in_force()
    found = {unit.name for unit in now.units()} | {post.title for post in now.posts()}
    newest = sorted(adopted_descriptions(now), reverse=True)[:AT_ONCE]
    rows = JobDescription.objects.filter(pk__in=newest, post__organisation=organisation)
    return found | _wordings_of(rows.values_list("pk", flat=True))


def _wordings_of(descriptions: Collection[int]) -> set[int]:
    numbers, found = list(descriptions), set[int]()
    rows = JobDescription.objects.filter(pk__in=numbers)
    for of in rows.values_list("title", "direction"):
        found |= {one for one in of if one}
    for model in (DescriptionDuty, DescriptionLine):
        of_these = model._default_manager.filter(description__in=numbers)
        found |= set(of_these.values_list("wording", flat=True))
    return found
