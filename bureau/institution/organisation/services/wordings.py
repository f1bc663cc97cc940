"""Texts that decisions fix, and the editorial work of translating them."""

from collections.abc import Collection, Mapping
from hashlib import sha256
from itertools import batched

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.permissions import may_write_descriptions
from bureau.record.journal.services import Act, service

AT_ONCE = 500


@service
def word(act: Act, *, organisation: int, said: Text) -> int:
    """Keep a text under its hash; the same original again is the same wording."""
    act.need("organisation", organisation)
    original = said.in_original
    digest = sha256(f"{said.original}\n{original}".encode()).hexdigest()
    known = Wording.objects.filter(organisation=organisation, hash=digest).first()
    if known:
        return known.pk
    row = Wording.objects.create(
        organisation_id=organisation,
        original_language=said.original,
        original=original,
        hash=digest,
        said=said,
    )
    act.touch("wording", row.pk)
    return row.pk


@service
def word_each(
    act: Act, *, organisation: int, words: Collection[str], language: str
) -> dict[str, int]:
    """Keep many texts of one language, in a few statements; the wording of each."""
    digests = {each: sha256(f"{language}\n{each}".encode()).hexdigest() for each in set(words)}
    found: dict[str, int] = {}
    for some in batched(sorted(digests.values()), AT_ONCE):
        rows = Wording.objects.filter(organisation=organisation, hash__in=some).order_by("-pk")
        found |= dict(rows.values_list("hash", "pk"))
    missing = [each for each in sorted(digests) if digests[each] not in found]
    made = Wording.objects.bulk_create(
        Wording(
            organisation_id=organisation,
            original_language=language,
            original=each,
            hash=digests[each],
            said=Text.only(language, each),
        )
        for each in missing
    )
    act.touch("wording", *(row.pk for row in made))
    found |= {row.hash: row.pk for row in made}
    return {each: found[digest] for each, digest in digests.items()}


@service
def translate_wording(
    act: Act, *, wording: int, language: str, words: str, status: str = Status.REVISED
) -> None:
    """Put a translation beside the original, which stays as it is; moves no baseline. Without words
    the translation is taken away."""
    translate_wordings(act, language=language, said={wording: (words, status)})


@service
def translate_wordings(act: Act, *, language: str, said: Mapping[int, tuple[str, str]]) -> None:
    """The same of many, in a few statements: words and status by wording."""
    rows = act.lock(Wording, *said)
    owners = {row.organisation_id for row in rows}
    if not all(may_write_descriptions(act.actor, owner) for owner in owners):
        raise Refused(Reason("not_yours_to_do"))
    if language not in LANGUAGES or any(row.original_language == language for row in rows):
        raise Refused(Reason("original_stays", {"language": language}))
    for row in rows:
        kept = {code: each for code, each in row.said.said.items() if code != language}
        words, status = said[row.pk]
        if words:
            kept[language] = (words, Status(status))
        row.said = Text(row.original_language, kept)
    Wording.objects.bulk_update(rows, ["said"], batch_size=AT_ONCE)
    act.touch("wording", *(row.pk for row in rows))
    act.details.update(language=language)
