"""Translating the free texts of a case: as a file brings them back, and by hand with a status.

The originals stay as they are, and with them every hash: a translation voids no act.
"""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_translate
from bureau.institution.governance.queries.left import authors_of
from bureau.institution.governance.queries.notes import hash_of_note, notes_of
from bureau.institution.governance.queries.reorganisations import KIND, seen_by
from bureau.institution.governance.queries.translating import progress_of
from bureau.institution.governance.queries.translations import (
    WORDS_MOST,
    Given,
    Translatable,
    differences,
    translatable,
)
from bureau.institution.governance.services.translating import end_where_done
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.services.wordings import translate_wordings
from bureau.record.journal.services import Act, service, takes

TEXTS_MOST = 2_000
"""How many are taken at once, as a file or a paper brings them back."""


@service(
    "governance.take_translations",
    pgettext_lazy("act in the journal", "Take translations back from translators"),
)
@takes(TEXTS_MOST)
def take_translations(
    act: Act, *, reorganisation: int, language: str, given: Sequence[Given]
) -> dict[str, str]:
    """Put what came back from translators in as drafts. Answers with what was left out, by unit,
    and why: its source text changed since, it is not there any more, official words stand."""
    row, units = _translated(act, reorganisation, language, {each.unit for each in given})
    found = differences(units, language, given)
    taken = {
        each.unit: (each.given.words, Status.DRAFT) for each in found if each.unit and not each.why
    }
    if not taken:
        codes = [each.why for each in found if each.why != "same"]
        raise Refused(*(Reason(code) for code in dict.fromkeys(codes) or ["nothing_changes"]))
    _put(act, row, language, taken)
    act.details.update(language=language, texts=len(taken))
    return {each.given.unit: each.why for each in found if each.why not in ("", "same")}


@service("governance.translate_case", pgettext_lazy("act in the journal", "Translate a case"))
def translate_case(
    act: Act, *, reorganisation: int, language: str, said: Mapping[str, tuple[str, str]]
) -> int:
    """Write translations of one language by hand, each with its status; empty words take one away.
    Once all is there and revised, nobody translates it any more. An author of the case marks none
    as official. Answers with how many changed."""
    row, units = _translated(act, reorganisation, language, said)
    changed: dict[Translatable, tuple[str, Status] | None] = {}
    for unit in units:
        if unit.id not in said or unit.said.original == language:
            continue
        words, status = said[unit.id]
        if len(words) > WORDS_MOST:
            raise Refused(Reason("unit_too_long", {"most": WORDS_MOST}))
        new = unit.said.translated(language, words, status).said.get(language)
        if unit.said.said.get(language) != new:
            changed[unit] = new
    if not changed:
        raise Refused(Reason("nothing_changes"))
    if act.actor.person in authors_of(row) and any(
        Status.OFFICIAL in (new or ()) for new in changed.values()
    ):
        raise Refused(Reason("is_author"))
    _put(act, row, language, changed)
    act.details.update(language=language, texts=len(changed))
    end_where_done(act, row.pk, language, is_whole=_is_whole(act, row.pk, language))
    return len(changed)


def _translated(
    act: Act, reorganisation: int, language: str, ids: Collection[str]
) -> tuple[models.Reorganisation, list[Translatable]]:
    """The case and its texts, those that are meant locked, where the actor may translate them."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    seen = seen_by(act.actor, [reorganisation]).get(reorganisation)
    if seen is None or not may_translate(act.actor, row):
        raise Refused(Reason("not_yours_to_do"))
    if seen.hides_draft:
        raise Refused(Reason("with_its_author"))
    if language not in LANGUAGES:
        raise Refused(Reason("original_stays", {"language": language}))
    act.touch(KIND, row.pk)
    meant = {unit.wording for unit in translatable(seen) if unit.id in ids and unit.wording}
    act.lock(Wording, *(number for number in meant if number))
    return row, [*translatable(seen), *notes_of(seen)]


def _is_whole(act: Act, reorganisation: int, language: str) -> bool:
    seen = seen_by(act.actor, [reorganisation])[reorganisation]
    return progress_of(translatable(seen))[language].is_whole


def _put(
    act: Act,
    row: models.Reorganisation,
    language: str,
    changed: Mapping[Translatable, tuple[str, Status] | None],
) -> None:
    """The case holds its title, purpose and background, an alternative its own texts; a note stays
    as it is and has its translations beside it; everything else is a wording."""
    worded = {unit.wording: new for unit, new in changed.items() if unit.wording}
    if worded:
        said = {number: new or ("", Status.DRAFT) for number, new in worded.items()}
        translate_wordings(act, language=language, said=said)
    own: dict[int | None, dict[str, Text]] = {}
    for unit, new in changed.items():
        kept = {code: said for code, said in unit.said.said.items() if code != language}
        said_now = Text(unit.said.original, {**kept, language: new} if new else kept)
        if unit.is_note:
            hash = hash_of_note(unit.original)
            row.translated_notes.update_or_create(hash=hash, defaults={"said": said_now})
        elif not unit.wording:
            own.setdefault(unit.alternative, {})[unit.field] = said_now
    for number, texts in own.items():
        if number is None:
            models.Reorganisation.objects.filter(pk=row.pk).update(**texts)
        else:
            row.scenarios.filter(number=number).update(**texts)
