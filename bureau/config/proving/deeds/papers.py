"""Deeds of papers: phrases, and a paper of a unit."""

from collections.abc import Iterator

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.references import Reference
from bureau.core.texts import Status
from bureau.institution.papers.models import Phrase
from bureau.institution.papers.queries.phrases import PhrasePlace, facts_of
from bureau.institution.papers.queries.shipped import shipped
from bureau.institution.papers.services import phrases
from bureau.institution.papers.services.kept import HASHED, Written, keep_paper
from bureau.record.files.services import Content
from bureau.record.files.store import put


def deeds() -> Iterator[Deed]:
    yield from wording()
    yield from keeping_papers()


def wording() -> Iterator[Deed]:
    """A phrase worded by one person, reviewed by another and taken back; one from a glossary."""
    by, other = actor_with_login(acts.AUTHOR), actor_with_login(acts.COMMITTEE)
    organisation = acts.the_organisation().pk
    concept = min(name for name, _language in shipped() if "@" not in name)
    words = " ".join(["as said", *(f"{{{fact}}}" for fact in sorted(facts_of(concept)))])
    given = phrases.Given(PhrasePlace(concept), "en", words)
    yield lambda: phrases.set_phrase(by, organisation=organisation, said=given)
    first = Phrase.objects.latest("pk").pk
    yield lambda: phrases.review_phrase(other, phrase=first, status=Status.REVISED)
    second = Phrase.objects.latest("pk").pk
    yield lambda: phrases.take_phrase_back(by, phrase=second)
    yield lambda: phrases.take_phrases(by, organisation=organisation, said=[given])


def keeping_papers() -> Iterator[Deed]:
    """A paper of the organisation's first unit, as it was written."""
    by, organisation = actor_with_login(acts.AUTHOR), acts.the_organisation().pk
    written = a_paper()
    unit = Reference("unit", acts.as_it_is().units()[0].id)
    yield lambda: keep_paper(by, organisation=organisation, subject=unit, written=written)


def a_paper() -> Written:
    content = b"a paper"
    put_there = Content(put(content), len(content), "html")
    return Written("staffing-table", "en", "html", put_there, {name: "0" * 64 for name in HASHED})
