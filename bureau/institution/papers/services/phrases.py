"""Wording a phrase one's own way, reviewing it by another person, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES, Status
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.papers.models import REVIEWED, Phrase
from bureau.institution.papers.permissions import may_word
from bureau.institution.papers.queries.phrases import (
    PhrasePlace,
    facts_in,
    facts_of,
    is_place,
    key_for,
    last_version,
    place_of,
)
from bureau.record.journal.services import Act, service, takes

WORDS_MOST, SOURCE_MOST = 500, 300
PHRASES_MOST = 500
"""How many are taken at once, as a glossary has them."""
CONTROLS = frozenset(chr(code) for code in (*range(0x20), 0x7F))


@dataclass(frozen=True, slots=True)
class Given:
    """Words for one place in one language, and where they were read."""

    place: PhrasePlace
    language: str
    words: str
    source: str = ""


@service("papers.set_phrase", pgettext_lazy("act in the journal", "Word a phrase"))
def set_phrase(act: Act, *, organisation: int, said: Given) -> int:
    """Say a phrase otherwise than it ships, or than until now: a draft until another reviews it."""
    _allow(act, organisation, said.place)
    _refuse_words(said)
    last = _locked(act, organisation, said.place, said.language)
    if last and last.status and (last.words, last.source) == (said.words, said.source):
        raise Refused(Reason("nothing_changes"))
    row = _written(act, organisation, said)
    act.details.update(concept=said.place.concept, language=said.language)
    return row.pk


@service("papers.take_phrases", pgettext_lazy("act in the journal", "Take phrases from a glossary"))
@takes(PHRASES_MOST)
def take_phrases(act: Act, *, organisation: int, said: Sequence[Given]) -> int:
    """Many at once, as a file has them: each a draft of who brings it in. Answers with how many
    were new; what stands as it is stays with its status."""
    known: list[tuple[Given, Phrase | None]] = []
    bodies = list(bodies_of(organisation))
    for each in said:
        _allow(act, organisation, each.place, bodies)
        _refuse_words(each)
        known.append((each, _last(organisation, each.place, each.language)))
    act.lock(Phrase, *(last.pk for _each, last in known if last))
    count = 0
    for each, last in known:
        if last is None or not last.status or last.words != each.words:
            _written(act, organisation, each)
            count += 1
    if not count:
        raise Refused(Reason("nothing_changes"))
    act.details.update(phrases=count)
    return count


@service("papers.review_phrase", pgettext_lazy("act in the journal", "Review a phrase"))
def review_phrase(act: Act, *, phrase: int, status: Status, source: str = "") -> int:
    """Another person than who wrote it says that it stands: revised, or the official words, with
    where they were read."""
    (row,) = act.lock(Phrase, phrase)
    act.touch("phrase", row.pk)
    place = PhrasePlace(row.concept, row.body_id, row.instrument_kind)
    _allow(act, row.organisation, place)
    if status not in REVIEWED:
        raise Refused(Reason("not_a_review"))
    if row.person == act.actor.person:
        raise Refused(Reason("is_author"))
    if _last(row.organisation, place, row.language) != row or not row.status:
        raise Refused(Reason("phrase_said_anew"))
    source = source.strip() or row.source
    if status is Status.OFFICIAL and not source:
        raise Refused(Reason("official_without_source"))
    if (row.status, row.source) == (status, source):
        raise Refused(Reason("nothing_changes"))
    made = Phrase.objects.create(
        organisation=row.organisation,
        concept=row.concept,
        body_id=row.body_id,
        instrument_kind=row.instrument_kind,
        language=row.language,
        words=row.words,
        status=status,
        source=source,
        person=row.person,
        post=row.post,
        reviewer=act.actor.person or 0,
        at=act.at,
    )
    act.touch("phrase", made.pk)
    act.details.update(concept=row.concept, language=row.language, status=str(status))
    return made.pk


@service("papers.take_phrase_back", pgettext_lazy("act in the journal", "Take a phrase back"))
def take_phrase_back(act: Act, *, phrase: int) -> None:
    """Say it again as it ships; of one body, as it is said of all."""
    (row,) = act.lock(Phrase, phrase)
    act.touch("phrase", row.pk)
    place = PhrasePlace(row.concept, row.body_id, row.instrument_kind)
    _allow(act, row.organisation, place)
    if _last(row.organisation, place, row.language) != row or not row.status:
        raise Refused(Reason("phrase_said_anew"))
    made = Phrase.objects.create(
        organisation=row.organisation,
        concept=row.concept,
        body_id=row.body_id,
        instrument_kind=row.instrument_kind,
        language=row.language,
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
    )
    act.touch("phrase", made.pk)
    act.details.update(concept=row.concept, language=row.language)


def _written(act: Act, organisation: int, said: Given) -> Phrase:
    row = Phrase.objects.create(
        organisation=organisation,
        concept=said.place.concept,
        body_id=said.place.body,
        instrument_kind=said.place.kind,
        language=said.language,
        words=said.words,
        status=Status.DRAFT,
        source=said.source,
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
    )
    act.touch("phrase", row.pk)
    return row


def _last(organisation: int, place: PhrasePlace, language: str) -> Phrase | None:
    return last_version(organisation, place.concept, language, place.body, place.kind)


def _locked(act: Act, organisation: int, place: PhrasePlace, language: str) -> Phrase | None:
    """The version that counts, so that nobody reviews it while another is being written."""
    last = _last(organisation, place, language)
    if last:
        act.lock(Phrase, last.pk)
    return _last(organisation, place, language)


def _allow(
    act: Act, organisation: int, place: PhrasePlace, known: Sequence[Body] | None = None
) -> None:
    if not may_word(act.actor, organisation, place.body):
        raise Refused(Reason("not_yours_to_do"))
    bodies = list(bodies_of(organisation)) if known is None else known
    body = next((row for row in bodies if row.pk == place.body), None)
    if place.body and body is None:
        raise Refused(Reason("body_of_another_organisation"))
    if place_of(key_for(place.concept, body, place.kind), bodies) != place:
        raise Refused(Reason("phrase_unknown", {"concept": place.concept}))


def _refuse_words(said: Given) -> None:
    if reasons := reasons_against(said):
        raise Refused(*reasons)


def reasons_against(said: Given) -> list[Reason]:
    """Why these words could not stand in a paper, whoever brings them. What one body says may leave
    out what a paper would fill in, as its own name."""
    reasons = []
    facts, found = facts_of(said.place.concept), facts_in(said.words)
    is_of_body = said.place.body is not None or "@" in said.place.concept
    if not is_place(said.place) or said.language not in LANGUAGES:
        reasons.append(Reason("phrase_unknown", {"concept": said.place.concept}))
    if not said.words.strip() or said.words != said.words.strip():
        reasons.append(Reason("phrase_without_words"))
    if len(said.words) > WORDS_MOST or CONTROLS & set(said.words):
        reasons.append(Reason("phrase_not_a_line", {"most": WORDS_MOST}))
    if len(said.source) > SOURCE_MOST:
        reasons.append(Reason("source_too_long", {"most": SOURCE_MOST}))
    if not found <= facts or (found != facts and not is_of_body):
        told = " ".join(f"{{{each}}}" for each in sorted(facts))
        reasons.append(Reason("phrase_facts_differ", {"facts": told}))
    return reasons
